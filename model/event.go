package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
)

// An Event (履歴) is one line of the append-only record: who did what when, and
// what changed from what to what; never the customer's words.
//
// What it says lies in its parts, one a change, each with a seal of its own; the
// chain's hash covers the envelope and those seals. So what is said of one
// customer can be forgotten: everything else stays, and the chain still verifies.
type Event struct {
	Seq    uint64   `cbor:"1,keyasint" json:"seq"`
	ID     ID       `cbor:"2,keyasint" json:"id"`
	At     Instant  `cbor:"3,keyasint" json:"at"`
	Actor  UserID   `cbor:"4,keyasint" json:"actor"`
	Verb   Verb     `cbor:"5,keyasint" json:"kind"`
	Undoes uint64   `cbor:"6,keyasint,omitempty" json:"undoes,omitempty"` // the event that this one takes back
	Sealed [32]byte `cbor:"9,keyasint" json:"-"`                          // SHA-256 over the seals of the parts; in the first form of (salt ‖ payload)
	Hash   [32]byte `cbor:"10,keyasint" json:"-"`                         // over the envelope and the hash before it

	// Payload and Salt are the one part of an event of the first form.
	Payload []byte `cbor:"7,keyasint,omitempty" json:"-"`
	Salt    []byte `cbor:"8,keyasint,omitempty" json:"-"`

	Form    EventForm `cbor:"11,keyasint,omitempty" json:"-"`
	Group   uint64    `cbor:"12,keyasint,omitempty" json:"group,omitempty"` // the first event of the act that this one goes on with; 0 where it begins or is all of one
	Session ID        `cbor:"13,keyasint,omitzero" json:"session,omitzero"` // the run of the program that it came from
	Count   int       `cbor:"14,keyasint,omitempty" json:"-"`               // how many parts it was sealed with

	// Parts lie beside the event. A reader that asks for one record's history
	// has those that speak of it, and no more.
	Parts []Part `cbor:"-" json:"-"`
}

// An EventForm says how an event is sealed.
type EventForm uint8

const (
	// FirstForm has one payload under one seal.
	FirstForm EventForm = 0
	// InParts has a seal for each change.
	InParts EventForm = 2
)

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

// Seal sets the seal over what the event says and its place in the chain after
// prev, the hash of the event before it (zero for the first).
func (e *Event) Seal(prev [32]byte) {
	if e.Form == FirstForm {
		e.Sealed = seal(e.Salt, e.Payload)
	} else {
		e.Count = len(e.Parts)
		e.Sealed = sealParts(e.Parts)
	}
	e.Hash = e.chain(prev)
}

// Verify reports whether the event follows prev and whether what it says is what
// was sealed, as far as it is not forgotten. All its parts must have been read.
func (e *Event) Verify(prev [32]byte) bool {
	switch {
	case e.Form == FirstForm && e.Salt != nil && e.Sealed != seal(e.Salt, e.Payload):
		return false
	case e.Form != FirstForm && (e.Count != len(e.Parts) || e.Sealed != sealParts(e.Parts)):
		return false
	}
	return e.Hash == e.chain(prev)
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
	if e.Form != FirstForm {
		h.Write([]byte{0, byte(e.Form)})
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
	if e.Form != FirstForm {
		u64(e.Group)
		h.Write(e.Session[:])
		u64(uint64(e.Count))
	}
	return [32]byte(h.Sum(nil))
}

// Forgotten reports that nothing is left of what the event said.
func (e *Event) Forgotten() bool {
	if e.Form == FirstForm {
		return len(e.Payload) == 0
	}
	for i := range e.Parts {
		if !e.Parts[i].Forgotten() {
			return false
		}
	}
	return e.Count > 0
}

// errPartsUnread keeps an envelope from passing for an event that says nothing.
var errPartsUnread = errors.New("of this event the envelope alone was read")

// Body reads what the event says, as far as it was read and is not forgotten.
func (e *Event) Body() (EventBody, error) {
	var body EventBody
	if e.Form == FirstForm {
		if len(e.Payload) == 0 {
			return body, nil
		}
		err := json.Unmarshal(e.Payload, &body)
		return body, err
	}
	if e.Count > 0 && len(e.Parts) == 0 {
		return body, errPartsUnread
	}
	return bodyOf(e.Parts)
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
