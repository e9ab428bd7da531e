package demo

import (
	"regexp"
	"testing"

	"koe/model"
)

// A desk in Japanese has every tag, and nobody on it says or is called
// anything in English; an order's number and a size stay as they are.
func TestTheJapaneseDesk(t *testing.T) {
	latin := regexp.MustCompile(`[A-Za-z]{2}|[{}]`)
	tags := map[model.TagPath]bool{}
	for d := range Rows(Options{Seed: 1, Last: last, Japanese: true}) {
		tags[d.Tags[0]] = true
		for _, words := range []string{d.Text, string(d.Tags[0]), d.Customer, d.Product} {
			if latin.MatchString(words) {
				t.Fatalf("%s: %q", d.ExternalID, words)
			}
		}
	}
	if len(tags) != 40 || len(tagsJa) != 40 {
		t.Errorf("%d tags of %d names, want 40", len(tags), len(tagsJa))
	}
	for _, a := range actsJa(last) {
		p, ok := a.command.(model.NewProblem)
		if ok && !tags[p.Tag] {
			t.Errorf("a problem of the tag %s, which nobody has", p.Tag)
		}
	}
}
