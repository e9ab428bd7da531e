package model

import (
	"strings"
	"testing"
)

func TestAddNote(t *testing.T) {
	w := newWorld(t)
	n := w.issue(owned("ben"))
	at := ref(IssueRecord, uint64(n))
	becomes(w, "aya", AddNote{Issue: n, Text: " Rang back\nno answer "}, at, func(i *Issue) {
		i.Notes = []Note{{At: testNow, By: "aya", Text: "Rang back\nno answer"}}
	})
	// A second one of the same moment can be told from the first.
	becomes(w, "aya", AddNote{Issue: n, Text: "It was June", Correction: true}, at, func(i *Issue) {
		i.Notes = []Note{{At: testNow, By: "aya", Text: "Rang back\nno answer"}, {At: testNow + 1, By: "aya", Text: "It was June", Correction: true}}
	})
	becomes(w, "ben", AddNote{Issue: n, Text: "And mine"}, at, func(i *Issue) {
		i.Notes = append(i.Notes[:2:2], Note{At: testNow, By: "ben", Text: "And mine"})
	})
	w.refuses("aya", AddNote{Issue: n, Text: " \n "}, Refusal{Code: Missing, Field: "note"})
	w.refuses("aya", AddNote{Issue: 9, Text: "x"}, Refusal{Code: NotFound, Ref: Ref{IssueRecord, "9"}})
	w.refuses("aya", AddNote{Issue: n, Text: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "note", N: 4001, Max: 4000})
	w.do("aya", AddNote{Issue: n, Text: strings.Repeat("あ", 4000) + "\n"})
	if _, err := w.decide("aya", AddNote{Issue: n, Text: "a\xff"}); err == nil {
		t.Error("text that is not UTF-8 is a note")
	}
}
