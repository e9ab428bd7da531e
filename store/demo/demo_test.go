package demo

import (
	"slices"
	"strings"
	"testing"

	"koe/model"
	"koe/model/testday"
)

// languages are those a desk is made up in.
var languages = map[string]Language{"English": English, "Japanese": Japanese}

// last is the day before the day of the tests.
func last() model.Day { return model.DayOf(testday.Now()) - 1 }

func TestTheSameSeedMakesTheSameDesk(t *testing.T) {
	o := Options{Seed: 3, Last: last(), Days: 30}
	a, b := slices.Collect(Rows(o)), slices.Collect(Rows(o))
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("%d and %d rows", len(a), len(b))
	}
	for i := range a {
		if a[i].Text != b[i].Text || a[i].ReceivedAt != b[i].ReceivedAt || a[i].ExternalID != b[i].ExternalID {
			t.Fatalf("row %d differs: %+v, %+v", i, a[i], b[i])
		}
	}
	o.Seed = 4
	other := slices.Collect(Rows(o))
	if len(other) == len(a) && other[0].Text == a[0].Text {
		t.Error("another seed made the same desk")
	}
}

// On any day the desk has all its tags and the stories that are planted, with
// its complaints in the order received.
func TestAnyDayHasItsRows(t *testing.T) {
	for name, language := range languages {
		t.Run(name, func(t *testing.T) {
			last, zone := last(), testday.Zone()
			double := language.tongue().voice(&topics[0]).tag
			tags := map[model.TagPath]int{}
			surge, before := 0, 0
			at := model.Instant(0)
			for d := range Rows(Options{Seed: 1, Last: last, Zone: zone, Language: language}) {
				day := d.ReceivedAt.Day(zone)
				if d.ReceivedAt < at && day == at.Day(zone) {
					t.Fatalf("%s is not in the order received", d.ExternalID)
				}
				if day > last || day <= last-730 {
					t.Fatalf("%s is of %s", d.ExternalID, day)
				}
				at = d.ReceivedAt
				tags[d.Tags[0]]++
				if d.Text == "" || strings.ContainsAny(d.Text, "{}") {
					t.Fatalf("a text with an empty slot: %q", d.Text)
				}
				if d.Tags[0] == double {
					switch {
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
		})
	}
}

// Sentences are put together from slots, and read as somebody's all the same.
func TestSentencesReadAsSaid(t *testing.T) {
	for _, language := range languages {
		for d := range Rows(Options{Seed: 1, Last: last(), Language: language}) {
			for _, slip := range []string{"on yesterday", "on last week", "2th", "3th", "mother is 2", "mother is 3", "  ", "。。"} {
				if strings.Contains(d.Text, slip) {
					t.Fatalf("%s: %q", d.ExternalID, d.Text)
				}
			}
		}
	}
}

func TestTextsGrowToTheSizeAsked(t *testing.T) {
	for d := range Rows(Options{Seed: 1, Last: last(), Days: 5, Pad: 1000}) {
		if len(d.Text) < 1000 {
			t.Fatalf("a text of %d bytes, want 1000 or more", len(d.Text))
		}
	}
}
