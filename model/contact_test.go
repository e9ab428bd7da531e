package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestAddContact(t *testing.T) {
	w := newWorld(t)
	c := w.customer("Tanaka")
	n := w.issue(func(i *Issue) { i.Customer = c })
	p := w.problem()
	for k, about := range []struct {
		ref      Ref
		customer CustomerID
		issues   []Number
	}{{ref(IssueRecord, uint64(n)), c, []Number{n}}, {ref(CustomerRecord, uint64(c)), c, nil}, {ref(ProblemRecord, uint64(p)), 0, nil}} {
		out := w.do("aya", AddContact{About: about.ref, Channel: " Phone", Outcome: LeftMessage, Words: " Will ring\nagain "})
		want := &Contact{ID: uint64(k) + 1, About: about.ref, Customer: about.customer, By: "aya", At: testNow, Channel: Phone, Outcome: LeftMessage, Words: "Will ring\nagain"}
		if len(out.Effects) != 1 || out.Effects[0].Before != nil || !reflect.DeepEqual(out.Effects[0].After, Record(want)) || out.Heads.Contact != want.ID {
			t.Errorf("about %s: %+v, want %+v", about.ref, out.Effects[0].After, want)
		}
		if !reflect.DeepEqual(out.Receipt.Issues, about.issues) {
			t.Errorf("about %s: the receipt names %v", about.ref, out.Receipt.Issues)
		}
	}
	about := ref(IssueRecord, uint64(n))
	w.refuses("aya", AddContact{About: about}, Refusal{Code: Missing, Field: "outcome"})
	w.refuses("aya", AddContact{About: ref(IssueRecord, 9), Outcome: Reached}, Refusal{Code: NotFound, Ref: ref(IssueRecord, 9)})
	w.refuses("aya", AddContact{About: about, Outcome: Reached, Words: strings.Repeat("あ", 4001)}, Refusal{Code: TooLong, Field: "words", N: 4001, Max: 4000})
	w.refuses("aya", AddContact{About: about, Outcome: Reached, Channel: Channel(strings.Repeat("x", 41))}, Refusal{Code: TooLong, Field: "channel", N: 41, Max: 40})
}
