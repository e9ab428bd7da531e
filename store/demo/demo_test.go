package demo

import (
	"slices"
	"strings"
	"testing"

	"koe/model"
)

var last = model.Date(2026, 7, 12)

func TestTheSameSeedMakesTheSameDesk(t *testing.T) {
	o := Options{Seed: 3, Last: last, Days: 30}
	a, b := slices.Collect(Rows(o)), slices.Collect(Rows(o))
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("%d and %d rows", len(a), len(b))
	}
	for i := range a {
		if a[i].Text != b[i].Text || a[i].ReceivedAt != b[i].ReceivedAt || a[i].ExternalID != b[i].ExternalID {
			t.Fatalf("row %d differs: %+v, %+v", i, a[i], b[i])
		}
	}
	other := slices.Collect(Rows(Options{Seed: 4, Last: last, Days: 30}))
	if len(other) == len(a) && other[0].Text == a[0].Text {
		t.Error("another seed made the same desk")
	}
}

func TestRowsAreAsTheyAreSaidToBe(t *testing.T) {
	tags := map[model.TagPath]int{}
	surge, before := 0, 0
	at := model.Instant(0)
	for d := range Rows(Options{Seed: 1, Last: last}) {
		if d.ReceivedAt < at && d.ReceivedAt.Day(nil) == at.Day(nil) {
			t.Fatalf("%s is not in the order received", d.ExternalID)
		}
		at = d.ReceivedAt
		tags[d.Tags[0]]++
		if d.Text == "" || slices.Contains([]byte(d.Text), '{') {
			t.Fatalf("a text with an empty slot: %q", d.Text)
		}
		if d.Tags[0] == "billing/double-charge" {
			switch day := d.ReceivedAt.Day(nil); {
			case day > last-7:
				surge++
			case day > last-63 && day <= last-14:
				before++
			}
		}
	}
	if len(tags) != 40 {
		t.Errorf("%d tags, want 40", len(tags))
	}
	if float64(surge) < 1.8*float64(before)/7 {
		t.Errorf("the planted surge is not there: %d in the last week, %d in seven weeks before", surge, before)
	}
}

// Sentences are put together from slots, and read as somebody's all the same.
func TestSentencesReadAsSaid(t *testing.T) {
	for d := range Rows(Options{Seed: 1, Last: last}) {
		for _, slip := range []string{"on yesterday", "on last week", "2th", "3th", "mother is 2", "mother is 3"} {
			if strings.Contains(d.Text, slip) {
				t.Fatalf("%s: %q", d.ExternalID, d.Text)
			}
		}
	}
}

func TestTextsGrowToTheSizeAsked(t *testing.T) {
	for d := range Rows(Options{Seed: 1, Last: last, Days: 5, Pad: 1000}) {
		if len(d.Text) < 1000 {
			t.Fatalf("a text of %d bytes, want 1000 or more", len(d.Text))
		}
	}
}
