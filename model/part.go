package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// A Part is one change that an event tells, or what it says of all of them,
// under a seal of its own. Forgotten, the seal alone is left.
type Part struct {
	Salt    []byte   `cbor:"1,keyasint,omitempty"` // 16 random bytes, so that nobody finds what was said by trying
	Payload []byte   `cbor:"2,keyasint,omitempty"` // JSON of an EventBody
	Sealed  [32]byte `cbor:"3,keyasint,omitzero"`  // SHA-256(salt ‖ payload) of a forgotten part
}

// Forgotten reports that the seal alone is left.
func (p *Part) Forgotten() bool { return len(p.Salt) == 0 }

// Lost reports that nothing is left of the part, not even its seal.
func (p *Part) Lost() bool { return p.Forgotten() && p.Sealed == [32]byte{} }

// Forget is the part without what it said.
func (p *Part) Forget() Part { return Part{Sealed: p.seal()} }

func (p *Part) seal() [32]byte {
	if p.Forgotten() {
		return p.Sealed
	}
	return seal(p.Salt, p.Payload)
}

func seal(salt, payload []byte) [32]byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(payload)
	return [32]byte(h.Sum(nil))
}

// sealParts is the seal over the seals of all parts, in their order.
func sealParts(parts []Part) [32]byte {
	h := sha256.New()
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(parts))))
	for i := range parts {
		one := parts[i].seal()
		h.Write(one[:])
	}
	return [32]byte(h.Sum(nil))
}

// NewParts divides what an event says: first what it says of all, where there is
// anything, and then its changes one by one. salt gives the random bytes.
func NewParts(body EventBody, salt io.Reader) ([]Part, error) {
	parts := make([]Part, 0, len(body.Changes)+1)
	add := func(b EventBody) error {
		payload, err := json.Marshal(b)
		if err != nil {
			return fmt.Errorf("describe the event: %w", err)
		}
		p := Part{Salt: make([]byte, 16), Payload: payload}
		if _, err := io.ReadFull(salt, p.Salt); err != nil {
			return fmt.Errorf("no randomness for the event's seal: %w", err)
		}
		parts = append(parts, p)
		return nil
	}
	if body.Batch != nil || body.Note != "" {
		if err := add(EventBody{Batch: body.Batch, Note: body.Note}); err != nil {
			return nil, err
		}
	}
	for i := range body.Changes {
		if err := add(EventBody{Changes: body.Changes[i : i+1]}); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// bodyOf puts together what parts say.
func bodyOf(parts []Part) (EventBody, error) {
	var body EventBody
	for i := range parts {
		if parts[i].Forgotten() {
			continue
		}
		var one EventBody
		if err := json.Unmarshal(parts[i].Payload, &one); err != nil {
			return body, err
		}
		body.Changes = append(body.Changes, one.Changes...)
		if one.Batch != nil {
			body.Batch = one.Batch
		}
		if one.Note != "" {
			body.Note = one.Note
		}
	}
	return body, nil
}
