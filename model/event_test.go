package model

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"testing"
)

// The chain covers every part of an event: whatever is changed, it no longer
// follows the one before it.
func TestChain(t *testing.T) {
	prev := [32]byte{1, 2, 3}
	whole := func() *Event {
		e := &Event{Seq: 7, ID: ID{5}, At: 9, Actor: "aya", Verb: VerbNote, Undoes: 3, Payload: []byte(`{"note":"x"}`), Salt: []byte("0123456789abcdef")}
		e.Seal(prev)
		return e
	}
	e := whole()
	if !e.Verify(prev) {
		t.Fatal("a sealed event does not verify")
	}
	// Hashes stand on disk: they are what they were.
	if got := hex.EncodeToString(e.Hash[:8]) + " " + hex.EncodeToString(e.Sealed[:8]); got != "7d9f69149424aacb 5453c503865f5a20" {
		t.Errorf("the hashes begin %s", got)
	}
	for name, change := range map[string]func(*Event){
		"sequence": func(e *Event) { e.Seq++ }, "ID": func(e *Event) { e.ID[3]++ }, "time": func(e *Event) { e.At++ }, "actor": func(e *Event) { e.Actor = "ben" },
		"verb": func(e *Event) { e.Verb = VerbLog }, "undoes": func(e *Event) { e.Undoes++ }, "payload": func(e *Event) { e.Payload[2]++ }, "salt": func(e *Event) { e.Salt[0]++ },
		"seal": func(e *Event) { e.Sealed[0]++ }, "hash": func(e *Event) { e.Hash[0]++ }, "letters that change sides": func(e *Event) { e.Actor, e.Verb = "ayan", "ote" },
		"the payload alone": func(e *Event) { e.Payload = nil },
	} {
		e := whole()
		if change(e); e.Verify(prev) {
			t.Errorf("%s: it still verifies", name)
		}
	}
	if e.Verify([32]byte{1}) {
		t.Error("it follows another event")
	}
	e.Payload, e.Salt = nil, nil
	if !e.Verify(prev) {
		t.Error("forgotten, it does not verify")
	}
}

func TestEventBody(t *testing.T) {
	e := Event{Seq: 1, ID: ID{1}, Actor: "aya", Verb: VerbNote, Salt: []byte("x"), Payload: []byte(`{"note":"x","batch":{"first":1,"last":2,"count":2}}`)}
	body, err := e.Body()
	if err != nil || body.Note != "x" || *body.Batch != (Batch{First: 1, Last: 2, Count: 2}) {
		t.Errorf("%+v, %v", body, err)
	}
	b, err := json.Marshal(e)
	var shown map[string]any
	if err != nil || json.Unmarshal(b, &shown) != nil || shown["kind"] != "note" || shown["note"] != "x" || shown["actor"] != "aya" || bytes.Contains(b, []byte("Payload")) {
		t.Errorf("%s, %v", b, err)
	}
	e.Payload = nil
	if body, err := e.Body(); err != nil || body.Note != "" {
		t.Errorf("forgotten: %+v, %v", body, err)
	}
	e.Payload = []byte("{")
	if _, err := json.Marshal(e); err == nil {
		t.Error("a broken payload is shown")
	}
}
