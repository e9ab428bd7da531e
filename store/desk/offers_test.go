package desk

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"koe/model"
)

func TestSpans(t *testing.T) {
	type spansOf = [][2]model.Number
	for typed, want := range map[string]spansOf{
		"":    {{1, 1234}},
		"12":  {{12, 12}, {120, 129}, {1200, 1234}},
		"9":   {{9, 9}, {90, 99}, {900, 999}},
		"124": {{124, 124}}, // 1240 and on are not given out yet
		"0":   nil, "012": nil, "2000": nil, "x": nil, "-1": nil,
		"99999999999999999999": nil,
	} {
		if got := spans(typed, 1234); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
}

// A customer is found by the beginning of the name or the account, however it is
// written, each once, and not where it was merged into another.
func TestCustomersStarting(t *testing.T) {
	d := newDesk(t)
	do(t, d, model.PutCustomers{Customers: []model.Customer{
		{Name: "タナカ商事", Account: "A1"}, {Name: "Tanaka Shoji", Account: "tanaka-2"}, {Name: "たなか", Account: "B1"}, {Name: "Abe", Account: "A2"},
	}})
	do(t, d, model.MergeCustomers{From: 3, Into: 1})
	for typed, want := range map[string]string{
		"tanaka": "Tanaka Shoji", "ﾀﾅｶ": "タナカ商事", "a": "タナカ商事 Abe", "A2": "Abe", "B": "", "商": "", "": "タナカ商事 Abe Tanaka Shoji",
	} {
		found, err := d.CustomersStarting(context.Background(), typed, 10)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range found {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if found, err := d.CustomersStarting(context.Background(), "", 2); err != nil || len(found) != 2 {
		t.Errorf("at most two: %d, %v", len(found), err)
	}
}
