package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestPutCustomers(t *testing.T) {
	w := newWorld(t)
	w.customer("Tanaka", func(c *Customer) { c.Account, c.Phones = "K-1", []string{"03"} })
	w.customer("Suzuki")
	out := w.do("aya", PutCustomers{Customers: []Customer{
		{Name: " Sato様 ", Reading: "サトウ"},                 // nobody of that name: a new one
		{Name: "Tanaka & Sons", Account: "k-1", Since: 3}, // of that account: changed
		{Name: "suzuki", Account: "K-9"},                  // of that name: changed
		{Name: "Tanaka", Account: "K-5"},                  // the name is another's now, but was found before
	}})
	want := []Customer{
		{ID: 3, Revision: 1, Name: "Sato", Reading: "サトウ"},
		{ID: 1, Revision: 2, Name: "Tanaka", Account: "K-5"},
		{ID: 2, Revision: 2, Name: "suzuki", Account: "K-9"},
	}
	if len(out.Effects) != len(want) {
		t.Fatalf("%d effects, want %d", len(out.Effects), len(want))
	}
	for n := range want {
		if e := out.Effects[n]; !reflect.DeepEqual(e.After, Record(&want[n])) || (e.Before == nil) != (n == 0) {
			t.Errorf("effect %d is %+v, want %+v", n, e.After, want[n])
		}
	}
	if out.Heads.Customer != 3 || out.Receipt.Count != 3 {
		t.Errorf("heads %+v, receipt %+v", out.Heads, out.Receipt)
	}
	becomes(w, "aya", PutCustomers{Customers: []Customer{{ID: 2, Name: "Suzuki Ltd"}}}, ref(CustomerRecord, 2), func(c *Customer) { c.Name, c.Account = "Suzuki Ltd", "" })
	w.refuses("aya", PutCustomers{Customers: []Customer{{ID: 2, Name: "Suzuki Ltd"}}}, Refusal{Code: NothingDone})
	// A number says who is meant, whatever account they are given.
	becomes(w, "aya", PutCustomers{Customers: []Customer{{ID: 2, Name: "Suzuki Ltd", Account: "K-5"}}}, ref(CustomerRecord, 2), func(c *Customer) { c.Account = "K-5" })
}

func TestPutCustomersRefuses(t *testing.T) {
	w := newWorld(t)
	w.refuses("aya", PutCustomers{}, Refusal{Code: NothingDone})
	w.refuses("aya", PutCustomers{Customers: []Customer{{Name: "a"}, {Name: "様"}}}, Refusal{Code: Missing, Field: "customer", N: 2})
	w.refuses("aya", PutCustomers{Customers: []Customer{{ID: 9, Name: "a"}}}, Refusal{Code: NotFound, Ref: ref(CustomerRecord, 9)})
	w.refuses("aya", PutCustomers{Customers: []Customer{{Name: strings.Repeat("あ", 401)}}}, Refusal{Code: TooLong, Field: "customer", N: 401, Max: 400})
}

// A customer is never out of use: one that was made stays, one that was changed
// is changed back.
func TestUndoOfCustomers(t *testing.T) {
	w := newWorld(t)
	w.do("aya", PutCustomers{Customers: []Customer{{Name: "Sato"}}})
	w.refuses("aya", Undo{}, Refusal{Code: CannotUndo, Value: "customer"})
	w.do("aya", PutCustomers{Customers: []Customer{{Name: "Sato", Account: "K-1"}}})
	becomes(w, "aya", Undo{}, ref(CustomerRecord, 1), func(c *Customer) { c.Account = "" })
}

func TestMergeCustomers(t *testing.T) {
	w := newWorld(t)
	a, b, c := w.customer("Tanaka"), w.customer("Tanaka Shoji"), w.customer("Suzuki")
	becomes(w, "mori", MergeCustomers{From: a, Into: b}, ref(CustomerRecord, 1), func(c *Customer) { c.Into = b })
	w.refuses("mori", MergeCustomers{From: a, Into: b}, Refusal{Code: NothingDone})
	w.refuses("mori", MergeCustomers{From: c, Into: a}, Refusal{Code: Loop, Ref: ref(CustomerRecord, 3)}) // a is gone into b
	w.refuses("mori", MergeCustomers{From: c, Into: c}, Refusal{Code: Loop, Ref: ref(CustomerRecord, 3)})
	w.refuses("mori", MergeCustomers{From: 9, Into: 8}, Refusal{Code: NotFound, Ref: ref(CustomerRecord, 9)})
	w.refuses("mori", MergeCustomers{From: c, Into: 9}, Refusal{Code: NotFound, Ref: ref(CustomerRecord, 9)})
}

func TestSegmentOn(t *testing.T) {
	c := Customer{Segments: []Dated{{From: 10, Value: "B"}, {From: 20, Value: "A"}}}
	for day, want := range map[Day]string{9: "", 10: "B", 19: "B", 20: "A", 99: "A"} {
		if got := c.SegmentOn(day); got != want {
			t.Errorf("on day %d it is %q, want %q", day, got, want)
		}
	}
}
