package model

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
)

func TestImport(t *testing.T) {
	w := newWorld(t)
	w.heads.Issue = 41
	w.keep(&Issue{Number: 7, Source: "crm", ExternalID: "known", State: New})
	received := testNow.Add(-48 * time.Hour)
	rows := []Draft{
		{
			ExternalID: "a", ReceivedAt: received, LoggedAt: received + 1, LoggedBy: "carol", Text: "Late", Kind: KindInquiry, Severity: S1, SeverityBy: "carol",
			State: Closed, StateAt: received + 2, Waiting: Waiting{On: WaitingThird}, Owner: "Dan Ito", AckDue: 3, NextDue: 4, Due: 5, Answer: " Sorry ", CloseReason: ReasonGoodwill,
			Reason: "so", Reopened: 2, Redress: Amount{1, "JPY"}, Upheld: UpheldYes, JoinedTo: 6, Snooze: 7, Segment: "Z", Masked: true,
			Notes: []Note{{At: 1, By: "carol", Text: "n"}}, Contacts: []Contact{{By: "carol", Outcome: Reached, At: 8}, {By: "carol", Outcome: NoAnswer, At: 9}}, Customer: "Ito",
		},
		{ExternalID: "known", Text: "again"},
		{ExternalID: "a", Text: "twice in the file"},
		{ExternalID: "a", Source: "mail", Text: "another source", Number: 50, ID: ID{3}, Customer: "ito", Owner: "dan-ito"},
		{ExternalID: "b", Text: "a number that is taken", Number: 50, Owner: "aya"},
	}
	out := w.do("mori", Import{Source: " crm ", Rows: rows})
	first := &Issue{
		Number: 42, ID: importedID(received, "crm", "a"), Revision: 1, ReceivedAt: received, LoggedAt: received + 1, LoggedBy: "carol", Text: "Late", Kind: KindInquiry, Severity: S1, SeverityBy: "carol",
		State: Closed, StateAt: received + 2, Waiting: Waiting{On: WaitingThird}, Owner: "dan-ito", AckDue: 3, NextDue: 4, Due: 5, Answer: "Sorry", CloseReason: ReasonGoodwill,
		Reason: "so", Reopened: 2, Redress: Amount{1, "JPY"}, Upheld: UpheldYes, JoinedTo: 6, Snooze: 7, Segment: "Z", Masked: true,
		Notes: []Note{{At: 1, By: "carol", Text: "n"}}, Customer: 1, Source: "crm", ExternalID: "a", Day: Date(2026, 7, 11), Hour: 10, ImportBatch: 1,
	}
	want := []Record{
		&Customer{ID: 1, Revision: 1, Name: "Ito"},
		&User{ID: "dan-ito", Name: "Dan Ito", Role: Agent, Since: testNow},
		first,
		&Contact{ID: 1, About: first.Ref(), Customer: 1, By: "carol", At: 8, Outcome: Reached, ImportBatch: 1},
		&Contact{ID: 2, About: first.Ref(), Customer: 1, By: "carol", At: 9, Outcome: NoAnswer, ImportBatch: 1},
		&Issue{
			Number: 50, ID: ID{3}, Revision: 1, ReceivedAt: testNow, LoggedAt: testNow, Text: "another source", Kind: KindComplaint, Severity: S3, State: New, StateAt: testNow,
			Owner: "dan-ito", Customer: 1, Source: "mail", ExternalID: "a", Day: Date(2026, 7, 13), Hour: 10, ImportBatch: 1,
		},
		&Issue{
			Number: 51, ID: importedID(0, "crm", "b"), Revision: 1, ReceivedAt: testNow, LoggedAt: testNow, Text: "a number that is taken", Kind: KindComplaint, Severity: S3, State: New, StateAt: testNow,
			Owner: "aya", Source: "crm", ExternalID: "b", Day: Date(2026, 7, 13), Hour: 10, ImportBatch: 1,
		},
	}
	if len(out.Effects) != len(want) {
		t.Fatalf("%d effects, want %d", len(out.Effects), len(want))
	}
	for n, e := range out.Effects {
		if e.Before != nil || !reflect.DeepEqual(e.After, want[n]) {
			t.Errorf("effect %d is\n%+v\nwant\n%+v", n, e.After, want[n])
		}
	}
	if b := out.Body.Batch; !reflect.DeepEqual(b, &Batch{First: 42, Last: 51, Count: 3, Skipped: 2, Source: "crm"}) {
		t.Errorf("the batch is %+v", b)
	}
	// The event tells the people it made, and of the rest how many.
	if len(out.Body.Changes) != 1 || out.Body.Changes[0].Ref != (Ref{UserRecord, "dan-ito"}) {
		t.Errorf("the event tells %+v", out.Body.Changes)
	}
	if r := out.Receipt; !reflect.DeepEqual(r, Receipt{ID: ID{1}, Verb: VerbImport, Event: 1, At: testNow, Issues: []Number{42, 51}, Count: 3, Skipped: 2}) {
		t.Errorf("the receipt is %+v", r)
	}
	if h := out.Heads; h != (Heads{Issue: 51, Customer: 1, Contact: 2, Event: 1}) {
		t.Errorf("heads %+v", h)
	}
	// The whole file again: nothing new, and that is recorded.
	again := w.do("mori", Import{Source: "crm", Rows: rows})
	if len(again.Effects) != 0 || again.Receipt.Skipped != 5 || again.Receipt.Count != 0 || again.Receipt.Issues != nil || again.Body.Batch.First != 0 || again.Heads.Event != 2 {
		t.Errorf("again: %+v, %+v", again.Receipt, again.Body.Batch)
	}
}

func TestImportRefuses(t *testing.T) {
	w := newWorld(t)
	w.refuses("mori", Import{Source: " "}, Refusal{Code: Missing, Field: "source"})
	w.refuses("mori", Import{Source: "crm", Rows: []Draft{{ExternalID: "a", Text: "x"}, {Text: "x"}}}, Refusal{Code: Missing, Field: "external_id", N: 2})
	w.refuses("mori", Import{Source: "crm", Rows: []Draft{{ExternalID: "a"}}}, Refusal{Code: Missing, Field: "text"})
	for name, row := range map[string]Draft{
		"row 2 of the batch: the text is missing; give one":       {ExternalID: "b"},
		"the text is no UTF-8 text in line 1 from character 1 on": {ExternalID: "b", Text: "x", Notes: []Note{{Text: "\xff"}}},
	} {
		if _, err := w.decide("mori", Import{Source: "crm", Rows: []Draft{{ExternalID: "a", Text: "x"}, row}}); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%v; want %q", err, name)
		}
	}
	for field, row := range map[string]Draft{
		"answer": {Answer: strings.Repeat("x", 401)}, "reason": {Reason: strings.Repeat("x", 401)}, "segment": {Segment: strings.Repeat("x", 401)},
		"user": {Owner: UserID(strings.Repeat("x", 401))}, "problem": {ProblemRef: strings.Repeat("x", 401)},
	} {
		row.ExternalID, row.Text = "a", "x"
		w.refuses("mori", Import{Source: "crm", Rows: []Draft{row}}, Refusal{Code: TooLong, Field: field, N: 401, Max: 400})
	}
}

// An owner that a source names is found as people write names, and made once.
func TestImportedOwners(t *testing.T) {
	w := newWorld(t)
	rows := []Draft{{Owner: "@Aya"}, {Owner: "New One"}, {Owner: "new one"}, {Owner: "@"}, {Owner: "left"}}
	for n := range rows {
		rows[n].ExternalID, rows[n].Text = string(rune('a'+n)), "x"
	}
	out := w.do("mori", Import{Source: "crm", Rows: rows})
	var owners []UserID
	for n := Number(1); n <= 5; n++ {
		owners = append(owners, w.issueAt(n).Owner)
	}
	if !reflect.DeepEqual(owners, []UserID{"aya", "new-one", "new-one", "", "left"}) || len(out.Effects) != 6 {
		t.Errorf("owners %q, %d effects", owners, len(out.Effects))
	}
}

// A problem that a source names is found by its reference, or by number and
// title where it comes from a desk of our own; else it is made, once.
func TestImportedProblems(t *testing.T) {
	w := newWorld(t)
	w.problem(func(p *Problem) { p.Title = "Double charge" })
	w.problem(func(p *Problem) { p.Title, p.External = "Late parcels", "K-7" })
	rows := []Draft{
		{ProblemRef: "P-1", ProblemName: "Double charge"},
		{ProblemRef: "K-7", ProblemName: "whatever"},
		{ProblemRef: "P-1", ProblemName: "Double charge again"}, // the reference decides
		{ProblemRef: "P-2", ProblemName: "Another desk's second"},
		{ProblemRef: "P-9", ProblemName: "Another desk's ninth"},
		{ProblemRef: "P-9"},
		{ProblemRef: "J-1"},
		{ProblemRef: "P-4", ProblemName: "Another desk's fourth"},
		{ProblemRef: " "},
		{Problem: 2},
	}
	for n := range rows {
		rows[n].ExternalID, rows[n].Text = string(rune('a'+n)), "x"
	}
	w.do("mori", Import{Source: "crm", Rows: rows})
	var linked []ProblemID
	for n := Number(1); n <= Number(len(rows)); n++ {
		linked = append(linked, w.issueAt(n).Problem)
	}
	if want := []ProblemID{1, 2, 1, 3, 9, 9, 10, 11, 0, 2}; !reflect.DeepEqual(linked, want) {
		t.Errorf("linked to %v, want %v", linked, want)
	}
	want := &Problem{ID: 10, Revision: 1, Title: "J-1", External: "J-1", Stage: Suspected, StageAt: testNow, CreatedAt: testNow, CreatedBy: "mori"}
	if got := w.problemAt(10); !reflect.DeepEqual(got, want) {
		t.Errorf("made %+v, want %+v", got, want)
	}
	if p := w.problemAt(9); p.Title != "Another desk's ninth" || p.External != "P-9" {
		t.Errorf("made %+v", p)
	}
}

func TestIdentities(t *testing.T) {
	if got := RowIdentity(Date(2026, 7, 3), [32]byte{0xab, 1, 2, 3, 4, 5, 6, 7, 8}, 2); got != "20260703-ab01020304050607-2" {
		t.Errorf("a row is %q", got)
	}
	a, b := importedID(5, "crm", "a"), importedID(5, "crm", "b")
	if a == b || a != importedID(5, "crm", "a") || a == importedID(5, "crma", "") || a == importedID(6, "crm", "a") {
		t.Errorf("%s and %s", a, b)
	}
	if a.Time() != 5 || importedID(-5, "crm", "a").Time() != 0 || ulid.ULID(a).IsZero() {
		t.Errorf("%s is of %d", a, a.Time())
	}
}
