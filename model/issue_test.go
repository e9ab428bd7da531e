package model

import "testing"

func TestPrimaryTag(t *testing.T) {
	if got := (&Issue{}).Primary(); got != "" {
		t.Errorf("without a tag: %q", got)
	}
	if got := (&Issue{Tags: []TagKey{"a", "b"}}).Primary(); got != "a" {
		t.Errorf("%q", got)
	}
}

func TestCounted(t *testing.T) {
	for _, s := range AllStates() {
		if got := (&Issue{State: s}).Counted(); got != (s != Withdrawn) {
			t.Errorf("%s counts: %v", s, got)
		}
	}
}

func TestNextPromise(t *testing.T) {
	for name, c := range map[string]struct {
		promises []Promise
		want     Instant
	}{
		"none": {nil, 0}, "one": {[]Promise{{By: 5}}, 5}, "kept": {[]Promise{{By: 5, KeptAt: 6}}, 0},
		"the earliest": {[]Promise{{By: 7}, {By: 5}, {By: 6}}, 5}, "the earliest not kept": {[]Promise{{By: 5, KeptAt: 1}, {By: 7}, {By: 6}}, 6},
	} {
		if got, ok := (&Issue{Promises: c.promises}).NextPromise(); got.By != c.want || ok != (c.want != 0) {
			t.Errorf("%s: %d, %v", name, got.By, ok)
		}
	}
	same := &Issue{Promises: []Promise{{By: 5, Text: "first"}, {By: 5, Text: "second"}}}
	if got, _ := same.NextPromise(); got.Text != "first" {
		t.Errorf("of two for one moment it is the %s", got.Text)
	}
}

func TestNextDeadline(t *testing.T) {
	for _, c := range []struct{ ack, next, due, want Instant }{
		{0, 0, 0, 0}, {5, 6, 7, 5}, {6, 5, 7, 5}, {7, 6, 5, 5}, {0, 0, 5, 5}, {0, 5, 0, 5}, {5, 0, 0, 5}, {7, 0, 6, 6}, {-5, 3, 4, -5},
	} {
		if got := (&Issue{AckDue: c.ack, NextDue: c.next, Due: c.due}).NextDeadline(); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
