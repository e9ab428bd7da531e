package model

import (
	"errors"
	"fmt"
	"testing"
)

func TestRefusalsInEnglish(t *testing.T) {
	issue := Ref{IssueRecord, "12"}
	for _, c := range []struct {
		r    Refusal
		want string
	}{
		{Refusal{Code: BadValue, Field: "close_reason", Value: "bored", Accepted: []string{"resolved", "no-reply"}}, `"bored" is no close reason; use resolved, no-reply`},
		{Refusal{Code: BadValue, Field: "fiscal_start", Value: "13", Shape: MonthShape}, `"13" is no first month of the fiscal year; use a month, 1 to 12`},
		{Refusal{Code: Missing, Field: "title"}, "the title is missing; give one"},
		{Refusal{Code: TooLong, Field: "note", N: 4001, Max: 4000}, "the note is 4001 long, at most 4000 fit; shorten it or split it in two"},
		{Refusal{Code: TooMany, Field: "tags", N: 13, Max: 12}, "13 tags are too many; at most 12 fit"},
		{Refusal{Code: NotFound, Ref: issue}, "there is no issue 12 on this desk; check the number or name"},
		{Refusal{Code: NotAllowed, Need: Lead, Value: "assign"}, "this takes the role lead; ask somebody of this desk who has it"},
		{Refusal{Code: NotYours, Ref: issue, Need: Lead}, "issue #12 belongs to someone else; ask its owner or a lead"},
		{Refusal{Code: BadTransition, From: Closed, To: Resolved}, "a closed issue cannot become resolved directly; reopen it first"},
		{Refusal{Code: NeedsReason, Field: "waiting", Value: "pending", Accepted: []string{"customer", "internal"}}, "pending needs the side it waits for; use customer, internal"},
		{Refusal{Code: NeedsReason, Field: "answer", Value: "resolved"}, "resolved needs the answer; say it in a line"},
		{Refusal{Code: Immutable, Field: "text"}, "the text is never changed; add a note instead"},
		{Refusal{Code: NothingToUndo}, "there is nothing of yours left to undo"},
		{Refusal{Code: ChangedSince, Ref: issue, By: "ben"}, "#12 was changed since by ben; nothing was undone, change it by hand"},
		{Refusal{Code: ChangedSince, Ref: issue}, "#12 was changed since by someone; nothing was undone, change it by hand"},
		{Refusal{Code: CannotUndo, Value: "import"}, "import cannot be taken back; change it by hand"},
		{Refusal{Code: Exists, Ref: issue}, "issue 12 is already there; choose another name"},
		{Refusal{Code: Retired, Ref: issue}, "issue 12 is out of use; choose another"},
		{Refusal{Code: Loop, Ref: issue}, "issue 12 would lead back to itself; choose another"},
		{Refusal{Code: NewerSchema}, "this database was written by a newer koe; update koe to open it"},
		{Refusal{Code: NothingDone}, "nothing would change"},
		{Refusal{Code: NotText, Field: "name", N: 1, Max: 4}, "the name is no UTF-8 text in line 1 from character 4 on; nothing was saved, give it as UTF-8"},
		{Refusal{Code: StaleRevision, Ref: issue}, "#12 was changed by someone else meanwhile; look again and repeat"},
		{Refusal{Code: "what is new"}, "what is new"},
	} {
		if got := c.r.Error(); got != c.want {
			t.Errorf("%q\nwant\n%q", got, c.want)
		}
		wrapped := fmt.Errorf("saving: %w", &c.r)
		if !errors.Is(wrapped, &Refusal{Code: c.r.Code}) || errors.Is(wrapped, &Refusal{Code: "another"}) || errors.Is(wrapped, errors.New("x")) {
			t.Errorf("%s cannot be told by its code", c.r.Code)
		}
	}
	if list := Shapes(); len(list) != len(shapes) || list[0] != ActionShape {
		t.Errorf("the shapes are %q", list)
	}
}

func TestFaultsInEnglish(t *testing.T) {
	full := errors.New("no space left on device")
	seen := map[string]bool{}
	for _, code := range []FaultCode{StillSaving, NotKnown, NotSaved, DiskFull, Damaged, ReadOnlyFile, InUse, Moved, NewerFile, NotOurs, Closing, NotWritable, LookOnly, OlderState, OlderForm, OlderDraft} {
		f := &Fault{Code: code, Where: "issue 7", Err: full}
		if seen[f.Error()] || f.Error() == string(code) {
			t.Errorf("%s is told as %q", code, f.Error())
		}
		seen[f.Error()] = true
		wrapped := fmt.Errorf("saving: %w", f)
		if !errors.Is(wrapped, &Fault{Code: code}) || errors.Is(wrapped, &Fault{Code: "another"}) || !errors.Is(wrapped, full) {
			t.Errorf("%s cannot be told by its code, or its cause is lost", code)
		}
	}
	if got := (&Fault{Code: "what is new"}).Error(); got != "what is new" {
		t.Errorf("a fault of a newer koe is told as %q", got)
	}
	for code, want := range map[FaultCode]string{
		Damaged: "the database is damaged at x; nothing is written until it is mended: run 'koe check', then restore a backup or run 'koe repair'",
		NotOurs: "x is no koe database; choose another file with --db", NotWritable: "x cannot be written; check the permissions or use --db",
	} {
		if got := (&Fault{Code: code, Where: "x"}).Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
