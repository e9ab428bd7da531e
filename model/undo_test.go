package model

import (
	"reflect"
	"testing"
)

// Whose act is taken back, and which.
func TestUndoOfWhat(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	w.refuses("aya", Undo{}, Refusal{Code: NothingToUndo})
	w.refuses("aya", Redo{}, Refusal{Code: NothingToUndo})
	w.do("aya", SetDue{Issues: []Number{n}, Due: 70})              // 1
	w.do("mori", Assign{Issues: []Number{n}, Owner: "ben"})        // 2
	w.do("aya", AddNote{Issue: n, Text: "x"})                      // 3
	w.refuses("aya", Undo{Event: 2}, Refusal{Code: NothingToUndo}) // mori's
	w.refuses("aya", Undo{Event: 9}, Refusal{Code: NothingToUndo})
	if out := w.do("aya", Undo{Event: 1}); out.Undoes != 1 || w.issueAt(n).Due != 0 || !reflect.DeepEqual(out.Receipt.Issues, []Number{n}) || out.Receipt.Count != 1 {
		t.Errorf("%+v", out.Receipt)
	}
	w.refuses("aya", Undo{Event: 4}, Refusal{Code: CannotUndo, Value: "undo"})
	if out := w.do("aya", Undo{}); out.Undoes != 3 {
		t.Errorf("the last own act is event %d", out.Undoes)
	}
	w.refuses("aya", Undo{}, Refusal{Code: NothingToUndo})
	if out := w.do("aya", Redo{}); out.Undoes != 5 { // the newest undo
		t.Errorf("done again is event %d", out.Undoes)
	}
	w.refuses("ben", Undo{}, Refusal{Code: NothingToUndo})
}

// What came later is not overwritten: the act stands, and nothing is undone.
func TestUndoOfWhatChangedSince(t *testing.T) {
	w := newWorld(t)
	a, b := w.issue(), w.issue()
	p := w.problem(func(p *Problem) { p.Owner = "sato" })
	since := func(r Ref, field string) Refusal { return Refusal{Code: ChangedSince, Ref: r, Field: field} }

	w.do("mori", Assign{Issues: []Number{a, b}, Owner: "ben"})
	w.do("root", Assign{Issues: []Number{b}, Owner: "aya"})
	w.refuses("mori", Undo{}, since(ref(IssueRecord, uint64(b)), "owner"))
	if w.issueAt(a).Owner != "ben" {
		t.Error("half of it was undone")
	}
	w.do("root", Undo{})
	w.do("mori", Undo{}) // as it was again, so it goes

	w.do("sato", OwnProblem{Problem: p, Owner: "mori"})
	w.do("root", OwnProblem{Problem: p, Owner: "root"})
	w.refuses("sato", Undo{}, since(ref(ProblemRecord, uint64(p)), "owner"))

	// Another field may change meanwhile.
	w.do("aya", SetDue{Issues: []Number{a}, Due: 70})
	w.do("mori", SetSeverity{Issues: []Number{a}, Severity: S1})
	w.do("aya", Undo{})
	if i := w.issueAt(a); i.Due != 0 || i.Severity != S1 {
		t.Errorf("due %d, severity %s", i.Due, i.Severity)
	}
}

// What a command made is taken back only as it was made.
func TestUndoOfWhatWasMade(t *testing.T) {
	w := newWorld(t)
	w.do("aya", Log{Draft: Draft{Text: "x"}})
	w.do("mori", Assign{Issues: []Number{1}, Owner: "ben"})
	w.refuses("aya", Undo{}, Refusal{Code: ChangedSince, Ref: ref(IssueRecord, 1), Field: "state"})
	w.do("mori", Undo{})
	w.later()
	becomes(w, "aya", Undo{}, ref(IssueRecord, 1), func(i *Issue) { i.State, i.StateAt, i.Reason = Withdrawn, w.env.Now, "undone" })
	w.later()
	if out := becomes(w, "aya", Redo{}, ref(IssueRecord, 1), func(i *Issue) { i.State, i.StateAt, i.Reason = New, testNow, "" }); !reflect.DeepEqual(out.Receipt.Issues, []Number{1}) {
		t.Errorf("%+v", out.Receipt)
	}

	dan := w.do("root", PutUser{User: "dan"}).Receipt.Event
	w.do("mori", PutTag{Path: "late"})
	w.do("sato", AddContact{About: ref(IssueRecord, 1), Outcome: Reached})
	w.do("root", PutUser{User: "dan", Role: Lead})
	w.refuses("root", Undo{Event: dan}, Refusal{Code: ChangedSince, Ref: Ref{UserRecord, "dan"}, Field: "role"})
	becomes(w, "sato", Undo{}, ref(ContactRecord, 1), func(c *Contact) { c.Retracted = true })
	becomes(w, "mori", Undo{}, Ref{TagRecord, "late"}, func(g *Tag) { g.Retired = true })
}

// A problem goes with the links that it was made with, and stays where others
// have linked to it since.
func TestUndoOfANewProblem(t *testing.T) {
	w := newWorld(t)
	a, b := w.issue(), w.issue()
	w.do("sato", NewProblem{Title: "Late", Tag: "late", Issues: []Number{a}})
	w.do("aya", Link{Issues: []Number{b}, Problem: 1})
	w.refuses("sato", Undo{}, Refusal{Code: ChangedSince, Ref: ref(ProblemRecord, 1)})
	w.do("aya", Unlink{Issues: []Number{b}})
	out := w.do("sato", Undo{})
	if w.records[ref(ProblemRecord, 1)] != nil || w.issueAt(a).Problem != 0 || len(out.Effects) != 2 {
		t.Errorf("%+v", out.Effects)
	}
	if out := w.do("sato", Redo{}); w.issueAt(a).Problem != 1 || w.problemAt(1).Title != "Late" || out.Receipt.Problem != 1 {
		t.Errorf("done again: %+v", out.Receipt)
	}
}

// An import's rows go that nobody has touched since, and their contacts; the
// people and tags it made stay.
func TestUndoOfAnImport(t *testing.T) {
	w := newWorld(t)
	w.issue()
	rows := []Draft{
		{ExternalID: "a", Text: "x", Contacts: []Contact{{By: "aya", Outcome: Reached}, {By: "aya", Outcome: NoAnswer}}},
		{ExternalID: "b", Text: "y", Number: 5, Tags: []TagPath{"late"}},
	}
	w.do("mori", Import{Source: "crm", Rows: rows})
	w.do("root", AddNote{Issue: 1, Text: "not of the import"})
	w.keep(&Issue{Number: 3, Revision: 4, ImportBatch: 99}) // of another, between them
	w.keep(&Issue{Number: 4, Revision: 4})

	w.do("aya", AddNote{Issue: 5, Text: "mine"})
	w.refuses("mori", Undo{}, Refusal{Code: ChangedSince, Ref: ref(IssueRecord, 5), By: "aya"})
	w.do("aya", Undo{})
	w.do("ben", AddContact{About: ref(IssueRecord, 2), Outcome: Reached})
	w.refuses("mori", Undo{}, Refusal{Code: ChangedSince, Ref: ref(IssueRecord, 2), By: "ben"})
	w.do("ben", Undo{}) // what was itself taken back is in nobody's way

	out := w.do("mori", Undo{})
	var gone []string
	for _, e := range out.Effects {
		if e.After != nil {
			t.Errorf("%s becomes %+v", e.After.Ref(), e.After)
		}
		gone = append(gone, e.Before.Ref().String())
	}
	if !reflect.DeepEqual(gone, []string{"contact/1", "contact/2", "issue/2", "issue/5"}) {
		t.Errorf("what goes is %q", gone)
	}
	if b := out.Body.Batch; !reflect.DeepEqual(b, &Batch{First: 2, Last: 5, Count: 2, Source: "crm"}) || len(out.Body.Changes) != 0 {
		t.Errorf("the event tells %+v, %+v", b, out.Body.Changes)
	}
	if out.Receipt.Count != 2 || out.Receipt.Undid != VerbImport || w.tagAt("late").Retired {
		t.Errorf("%+v", out.Receipt)
	}
	w.refuses("mori", Redo{}, Refusal{Code: CannotUndo, Value: "import"})
	// The file brings them back.
	if out := w.do("mori", Import{Source: "crm", Rows: rows}); out.Receipt.Count != 2 || !reflect.DeepEqual(out.Receipt.Issues, []Number{6, 7}) {
		t.Errorf("%+v", out.Receipt)
	}
}

// An import of which nothing came in, or nothing is left, is undone all the same.
func TestUndoOfAnEmptyImport(t *testing.T) {
	w := newWorld(t)
	w.do("mori", Import{Source: "crm"})
	if out := w.do("mori", Undo{}); len(out.Effects) != 0 || out.Undoes != 1 {
		t.Errorf("%+v", out)
	}
}

// What was forgotten cannot be taken back.
func TestUndoOfWhatIsForgotten(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	w.do("aya", AddNote{Issue: n, Text: "x"})
	w.do("aya", Undo{})
	w.events[1].Payload, w.events[1].Salt = nil, nil
	w.refuses("aya", Redo{}, Refusal{Code: CannotUndo, Value: "undo"})
	w.do("aya", AddNote{Issue: n, Text: "y"})
	w.events[2].Payload = nil
	w.refuses("aya", Undo{}, Refusal{Code: CannotUndo, Value: "note"})
	w.events[2].Payload = []byte("{")
	if _, err := w.decide("aya", Undo{}); err == nil {
		t.Error("an event that cannot be read is undone")
	}
	w.do("aya", SetDue{Issues: []Number{n}, Due: 7})
	w.do("aya", Undo{})
	w.events[4].Payload = []byte("{")
	if _, err := w.decide("aya", Redo{}); err == nil {
		t.Error("an event that cannot be read is done again")
	}
}

// A record that an event names and that is gone is no reason to make it anew.
func TestUndoOfWhatIsGone(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	at := ref(IssueRecord, uint64(n))
	w.do("aya", SetDue{Issues: []Number{n}, Due: 7})
	delete(w.records, at)
	w.refuses("aya", Undo{}, Refusal{Code: NotFound, Ref: at})
	w.do("aya", Log{Draft: Draft{Text: "x"}})
	delete(w.records, ref(IssueRecord, 2))
	w.refuses("aya", Undo{}, Refusal{Code: NotFound, Ref: ref(IssueRecord, 2)})
}
