package intake

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model/words"
	"koe/tui/action"
)

// An option is something that a field of choice offers, and the key that sets
// it.
type option struct{ key, label string }

// A choice is a field of choice as it stands: what it offers, "not said" first,
// and which of that the form has.
type choice struct {
	options []option
	at      int
	set     func(i int)
}

func (s *Screen) choice(f field) choice {
	say := s.session.Say
	switch f {
	case inSeverity:
		return choiceOf(words.Severities, &s.front.Severity, say.Severity, say.Intake.NotSaid)
	case inChannel:
		return choiceOf(words.Channels, &s.front.Channel, say.Channel, say.Names.NotSaid)
	case inWish:
		return choiceOf(words.Wishes, &s.front.Wish, say.Wish, say.Names.NotSaid)
	}
	return choice{}
}

// choiceOf is the choice of a fixed list's values for a field of the form.
func choiceOf[T words.Value](l *words.List[T], of *T, name func(T) string, notSaid string) choice {
	values := l.All()
	c := choice{options: []option{{"0", notSaid}}, at: slices.Index(values, *of) + 1}
	for _, v := range values {
		c.options = append(c.options, option{l.Of(v).Key, name(v)})
	}
	c.set = func(i int) {
		*of = *new(T)
		if i > 0 {
			*of = values[i-1]
		}
	}
	return c
}

// choose takes a key in a field of choice: arrows, a value's own key, a first
// letter; Backspace takes the choice back.
func (s *Screen) choose(press tea.KeyPressMsg) tea.Cmd {
	c := s.choice(s.focus)
	key := action.Fold(press.String())
	to := c.at
	switch key {
	case "up", "left":
		to = max(0, c.at-1)
	case "down", "right":
		to = min(len(c.options)-1, c.at+1)
	case "home":
		to = 1
	case "end":
		to = len(c.options) - 1
	case "backspace", "delete", "0":
		to = 0
	case "enter", "space":
		s.next(1)
		return nil
	default:
		if i := c.byKey(key); i >= 0 {
			to = i
		}
	}
	if to == c.at {
		return nil
	}
	c.set(to)
	return s.edited()
}

// byKey is the option that has a key, or the next one that begins with a
// letter; -1 where there is none.
func (c choice) byKey(key string) int {
	if i := slices.IndexFunc(c.options, func(o option) bool { return o.key == key }); i > 0 {
		return i
	}
	if len(key) != 1 {
		return -1
	}
	for n := 1; n <= len(c.options); n++ {
		i := (c.at + n) % len(c.options)
		if i > 0 && strings.HasPrefix(strings.ToLower(c.options[i].label), strings.ToLower(key)) {
			return i
		}
	}
	return -1
}
