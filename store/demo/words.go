package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"koe/model"
)

// A speaker says one complaint: what it is about stays the same from its first
// sentence to its last.
type speaker struct {
	*rand.Rand
	tongue *tongue
	day    model.Day // the day it is said
	thing  thing
	device thing
	order  string // its number
}

func speak(r *rand.Rand, g *tongue, day model.Day) *speaker {
	s := &speaker{Rand: r, tongue: g, day: day, thing: pick(r, g.things), order: fmt.Sprintf("A%06d", r.IntN(1_000_000))}
	for s.device = s.thing; !s.device.device; {
		s.device = pick(r, g.things)
	}
	return s
}

// say puts a topic in words, now and then with more after it: something else
// that they want to be known, and what they ask for. pad is how many bytes long
// it is to be at least.
func (s *speaker) say(t *topic, pad int) string {
	v, g := s.tongue.voice(t), s.tongue
	said := []string{pick(s.Rand, v.said)}
	more := func(from []string) {
		if next := pick(s.Rand, from); !slices.Contains(said, next) {
			said = append(said, next)
		}
	}
	switch {
	case t.goods() && s.IntN(5) == 0:
		more(g.goods)
	case t.ordered() && s.IntN(5) == 0:
		more(g.ordered)
	}
	if s.IntN(2) == 0 {
		more(g.added)
	}
	if asks := g.asks[t.wish]; len(asks) > 0 && s.IntN(3) == 0 {
		more(asks)
	}
	text := s.fill(strings.Join(said, g.gap))
	for len(text) < pad {
		next := pick(s.Rand, g.added)
		if s.IntN(2) == 0 {
			next = pick(s.Rand, v.said)
		}
		text += g.gap + s.fill(next)
	}
	return text
}

// fill puts a value into each slot.
func (s *speaker) fill(sentence string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		var name string
		name, sentence, _ = strings.Cut(rest, "}")
		b.WriteString(s.tongue.slots(s, name))
	}
}

// product is what the company calls the thing that a text names, or nothing.
func (g *tongue) product(text string) string {
	for _, t := range g.things {
		if strings.Contains(text, t.word) {
			return t.product
		}
	}
	return ""
}

// recent is a day of the last two months: what people complain of is not old.
func (s *speaker) recent() model.Day { return s.day - 3 - model.Day(s.IntN(55)) }
