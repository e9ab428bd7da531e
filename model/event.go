package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
)

// An Event (履歴) is one line of the append-only record: who did what when, and
// what changed from what to what; never the customer's words.
//
// The chain's hash covers the envelope and SHA-256(salt ‖ payload), so that a
// payload and its salt can be deleted and the chain still verifies.
type Event struct {
	Seq     uint64   `cbor:"1,keyasint" json:"seq"`
	ID      ID       `cbor:"2,keyasint" json:"id"`
	At      Instant  `cbor:"3,keyasint" json:"at"`
	Actor   UserID   `cbor:"4,keyasint" json:"actor"`
	Verb    Verb     `cbor:"5,keyasint" json:"kind"`
	Undoes  uint64   `cbor:"6,keyasint,omitempty" json:"undoes,omitempty"` // the event that this one takes back
	Payload []byte   `cbor:"7,keyasint,omitempty" json:"-"`                // JSON of EventBody; gone when forgotten
	Salt    []byte   `cbor:"8,keyasint,omitempty" json:"-"`                // 16 random bytes; gone when forgotten
	Sealed  [32]byte `cbor:"9,keyasint" json:"-"`                          // SHA-256(salt ‖ payload)
	Hash    [32]byte `cbor:"10,keyasint" json:"-"`                         // over the envelope and the hash before it
}

// An EventBody is what an event says beyond its envelope.
type EventBody struct {
	Changes []Change `json:"changes,omitempty"`
	// Batch stands for the records of an import, whose values are not repeated.
	Batch *Batch `json:"batch,omitempty"`
	// Note is what else is worth telling: the query of an export, a reason.
	Note string `json:"note,omitempty"`
}

// A Batch is a run of issues that one import brought in.
type Batch struct {
	First   Number `json:"first"`
	Last    Number `json:"last"`
	Count   int    `json:"count"`
	Skipped int    `json:"skipped,omitempty"`
	Source  string `json:"source,omitempty"`
}

// Seal sets the payload's seal and the event's place in the chain after prev,
// the hash of the event before it (zero for the first).
func (e *Event) Seal(prev [32]byte) {
	e.Sealed = seal(e.Salt, e.Payload)
	e.Hash = e.chain(prev)
}

// Verify reports whether the event follows prev and, where its payload is not
// forgotten, whether the payload is the one that was sealed.
func (e *Event) Verify(prev [32]byte) bool {
	if e.Salt != nil && e.Sealed != seal(e.Salt, e.Payload) {
		return false
	}
	return e.Hash == e.chain(prev)
}

func seal(salt, payload []byte) [32]byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(payload)
	return [32]byte(h.Sum(nil))
}

// chain hashes the envelope: every field of fixed length as it is, every
// other one with its length before it.
func (e *Event) chain(prev [32]byte) [32]byte {
	h := sha256.New()
	var b [8]byte
	u64 := func(v uint64) {
		binary.BigEndian.PutUint64(b[:], v)
		h.Write(b[:])
	}
	h.Write(prev[:])
	u64(e.Seq)
	h.Write(e.ID[:])
	u64(uint64(e.At))
	for _, s := range []string{string(e.Actor), string(e.Verb)} {
		u64(uint64(len(s)))
		h.Write([]byte(s))
	}
	u64(e.Undoes)
	h.Write(e.Sealed[:])
	return [32]byte(h.Sum(nil))
}

// Body reads what the event says; forgotten payloads say nothing.
func (e *Event) Body() (EventBody, error) {
	var body EventBody
	if len(e.Payload) == 0 {
		return body, nil
	}
	err := json.Unmarshal(e.Payload, &body)
	return body, err
}

// MarshalJSON shows an event to other programs: its envelope and its body.
func (e Event) MarshalJSON() ([]byte, error) {
	body, err := e.Body()
	if err != nil {
		return nil, err
	}
	type envelope Event
	return json.Marshal(struct {
		envelope
		EventBody
	}{envelope(e), body})
}

// A Change is what happened to one record.
type Change struct {
	Ref     Ref           `json:"ref"`
	Created bool          `json:"created,omitempty"`
	Deleted bool          `json:"deleted,omitempty"`
	Fields  []FieldChange `json:"fields,omitempty"`
}

// A FieldChange is one field's value before and after, as JSON; null is "not set".
type FieldChange struct {
	Name string          `json:"name"`
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// Field finds the change of a field by name, and whether there is one.
func (c Change) Field(name string) (FieldChange, bool) {
	for _, f := range c.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return FieldChange{}, false
}

// Invert is the change that takes this one back.
func (c Change) Invert() Change {
	inverse := Change{Ref: c.Ref, Created: c.Deleted, Deleted: c.Created}
	for _, f := range c.Fields {
		inverse.Fields = append(inverse.Fields, FieldChange{f.Name, f.To, f.From})
	}
	return inverse
}

func sameJSON(a, b json.RawMessage) bool {
	if len(a) == 0 {
		a = null
	}
	if len(b) == 0 {
		b = null
	}
	return bytes.Equal(a, b)
}

var null = json.RawMessage("null")
