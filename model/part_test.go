package model

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// anEvent is one in parts: what it says of all, and two changes.
func anEvent(t *testing.T, prev [32]byte) *Event {
	t.Helper()
	body := EventBody{Note: "why", Changes: []Change{
		{Ref: ref(IssueRecord, 1), Fields: []FieldChange{{Name: "owner", To: json.RawMessage(`"aya"`)}}},
		{Ref: ref(CustomerRecord, 2), Created: true},
	}}
	parts, err := NewParts(body, bytes.NewReader(bytes.Repeat([]byte("0123456789abcdef"), 3)))
	if err != nil {
		t.Fatal(err)
	}
	e := &Event{Form: InParts, Seq: 7, ID: ID{5}, At: 9, Actor: "aya", Verb: VerbAssign, Undoes: 3, Group: 4, Session: ID{8}, Parts: parts}
	e.Seal(prev)
	return e
}

// The chain covers every part of an event and all of its envelope.
func TestChainOfParts(t *testing.T) {
	prev := [32]byte{1, 2, 3}
	e := anEvent(t, prev)
	if !e.Verify(prev) || e.Count != 3 {
		t.Fatalf("a sealed event of %d parts does not verify", e.Count)
	}
	// Hashes stand on disk: they are what they were.
	if got := hex.EncodeToString(e.Hash[:8]) + " " + hex.EncodeToString(e.Sealed[:8]); got != "d3e32104d056db3d 7e508c28500c6c0e" {
		t.Errorf("the hashes begin %s", got)
	}
	for name, change := range map[string]func(*Event){
		"sequence": func(e *Event) { e.Seq++ }, "ID": func(e *Event) { e.ID[3]++ }, "time": func(e *Event) { e.At++ }, "actor": func(e *Event) { e.Actor = "ben" },
		"verb": func(e *Event) { e.Verb = VerbLog }, "undoes": func(e *Event) { e.Undoes++ }, "group": func(e *Event) { e.Group++ }, "session": func(e *Event) { e.Session[2]++ },
		"form": func(e *Event) { e.Form++ }, "the first form": func(e *Event) { e.Form = FirstForm }, "seal": func(e *Event) { e.Sealed[0]++ }, "hash": func(e *Event) { e.Hash[0]++ },
		"payload": func(e *Event) { e.Parts[1].Payload[3]++ }, "salt": func(e *Event) { e.Parts[0].Salt[0]++ }, "one part less": func(e *Event) { e.Parts = e.Parts[:2] },
		"two parts that change places": func(e *Event) { e.Parts[1], e.Parts[2] = e.Parts[2], e.Parts[1] },
		"parts and their count":        func(e *Event) { e.Parts, e.Count = e.Parts[:2], 2 },
		"the seal of a forgotten part": func(e *Event) { e.Parts[1] = e.Parts[1].Forget(); e.Parts[1].Sealed[0]++ },
	} {
		e := anEvent(t, prev)
		if change(e); e.Verify(prev) {
			t.Errorf("%s: it still verifies", name)
		}
	}
	if e.Verify([32]byte{1}) {
		t.Error("it follows another event")
	}
}

// What is said of one record is forgotten: everything else stays, and the chain
// verifies at every step.
func TestForgettingPartByPart(t *testing.T) {
	e := anEvent(t, [32]byte{})
	said := func() string {
		body, err := e.Body()
		if err != nil {
			t.Fatal(err)
		}
		what := []string{body.Note}
		for _, c := range body.Changes {
			what = append(what, c.Ref.String())
		}
		return strings.Join(what, " ")
	}
	if e.Forgotten() || said() != "why issue/1 customer/2" {
		t.Errorf("it says %q", said())
	}
	for n, want := range map[int]string{2: "why issue/1"} {
		e.Parts[n] = e.Parts[n].Forget()
		if !e.Verify([32]byte{}) || said() != want || e.Forgotten() || len(e.Parts[n].Salt)+len(e.Parts[n].Payload) != 0 {
			t.Errorf("without part %d it says %q", n, said())
		}
	}
	again := e.Parts[2].Forget()
	if !reflect.DeepEqual(again, e.Parts[2]) {
		t.Error("forgetting twice changes the seal")
	}
	for n := range e.Parts {
		e.Parts[n] = e.Parts[n].Forget()
	}
	if !e.Forgotten() || !e.Verify([32]byte{}) || said() != "" {
		t.Errorf("all forgotten, it says %q", said())
	}
}

// An envelope alone does not pass for an event that says nothing.
func TestEnvelopeSaysNothing(t *testing.T) {
	e := anEvent(t, [32]byte{})
	e.Parts = nil
	if _, err := e.Body(); err == nil {
		t.Error("an envelope has a body")
	}
	empty := &Event{Form: InParts, Seq: 1}
	empty.Seal([32]byte{})
	if body, err := empty.Body(); err != nil || len(body.Changes) != 0 || empty.Forgotten() || !empty.Verify([32]byte{}) {
		t.Errorf("an event that changed nothing: %+v, %v", body, err)
	}
	if _, err := NewParts(EventBody{Note: "x"}, bytes.NewReader(nil)); err == nil {
		t.Error("parts are sealed without randomness")
	}
}

// Pieces hold every issue once and in order, and do what the whole does.
func TestPieces(t *testing.T) {
	numbers := make([]Number, 25)
	for n := range numbers {
		numbers[n] = Number(n + 1)
	}
	for _, c := range []Command{
		Assign{Issues: numbers, Owner: "aya"}, SetSeverity{Issues: numbers, Severity: S1}, Retag{Issues: numbers, Add: []TagPath{"x"}}, SetState{Issues: numbers, State: Closed},
		SetDue{Issues: numbers, Due: 3}, SnoozeIssues{Issues: numbers}, Link{Issues: numbers, Problem: 2}, Unlink{Issues: numbers}, NewProblem{Issues: numbers, Title: "p"},
	} {
		var all []Number
		for n, p := range Pieces(c, 10) {
			if issues := issuesOf(p); len(issues) > 10 {
				t.Errorf("%s: piece %d has %d issues", c.Verb(), n, len(issues))
			}
			all = append(all, issuesOf(p)...)
			if _, makes := c.(NewProblem); makes && n > 0 {
				if p.(Link).Problem != TheProblemMade {
					t.Errorf("piece %d links to %v", n, p)
				}
				continue
			}
			if got, want := fmt.Sprintf("%+v", withoutIssues(p)), fmt.Sprintf("%+v", withoutIssues(c)); p.Verb() != c.Verb() || got != want {
				t.Errorf("piece %d of %s is %s, want %s", n, c.Verb(), got, want)
			}
		}
		if !reflect.DeepEqual(all, numbers) {
			t.Errorf("%s: the pieces hold %v", c.Verb(), all)
		}
		if p := Pieces(c, 25); len(p) != 1 || !reflect.DeepEqual(p[0], c) {
			t.Errorf("%s is divided without need", c.Verb())
		}
	}
	for _, c := range commands {
		if p := Pieces(c, 10); len(p) != 1 || !reflect.DeepEqual(p[0], c) {
			t.Errorf("%s of nothing has the pieces %v", c.Verb(), p)
		}
	}
	a, b := PieceID(ID{1, 2, 3, 4, 5, 6, 7}, 1), PieceID(ID{1, 2, 3, 4, 5, 6, 7}, 2)
	if a == b || a != PieceID(ID{1, 2, 3, 4, 5, 6, 7}, 1) || a.Time() != (ID{1, 2, 3, 4, 5, 6}).Time() {
		t.Errorf("the IDs of pieces are %s and %s", a, b)
	}
}

func withoutIssues(c Command) Command {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	v.FieldByName("Issues").SetZero()
	return v.Interface().(Command)
}
