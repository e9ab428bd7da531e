package intake

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
)

// options are what a field of choice offers; the first is "not said".
func (s *Screen) options(f field) []string {
	say := s.session.Say
	var list []string
	switch f {
	case inSeverity:
		list = append(list, say.Intake.NotSaid)
		for v := model.S1; v <= model.S4; v++ {
			list = append(list, say.Severity(v))
		}
	case inChannel:
		list = append(list, say.Channel(""))
		for _, c := range model.KnownChannels() {
			list = append(list, say.Channel(c))
		}
	case inWish:
		list = append(list, say.Wish(0))
		for _, w := range model.AllWishes() {
			list = append(list, say.Wish(w))
		}
	}
	return list
}

// option is the index of what a field of choice stands at.
func (s *Screen) option(f field) int {
	switch f {
	case inSeverity:
		return int(s.front.Severity)
	case inChannel:
		for i, c := range model.KnownChannels() {
			if c == s.front.Channel {
				return i + 1
			}
		}
	case inWish:
		return int(s.front.Wish)
	}
	return 0
}

func (s *Screen) setOption(f field, i int) {
	switch f {
	case inSeverity:
		s.front.Severity = model.Severity(i)
	case inChannel:
		s.front.Channel = ""
		if i > 0 {
			s.front.Channel = model.KnownChannels()[i-1]
		}
	case inWish:
		s.front.Wish = model.Wish(i)
	}
}

// choose takes a key in a field of choice: arrows, a digit, a first letter;
// Backspace takes the choice back.
func (s *Screen) choose(press tea.KeyPressMsg) tea.Cmd {
	options, at := s.options(s.focus), s.option(s.focus)
	key := action.Fold(press.String())
	to := at
	switch key {
	case "up", "left":
		to = max(0, at-1)
	case "down", "right":
		to = min(len(options)-1, at+1)
	case "home":
		to = 1
	case "end":
		to = len(options) - 1
	case "backspace", "delete", "0":
		to = 0
	case "enter", "space":
		s.next(1)
		return nil
	default:
		if i := byKey(options, at, key); i >= 0 {
			to = i
		}
	}
	if to == at {
		return nil
	}
	s.setOption(s.focus, to)
	return s.edited()
}

// byKey is the option that a digit numbers, or the next one that begins with a
// letter; -1 where there is none.
func byKey(options []string, at int, key string) int {
	if len(key) != 1 {
		return -1
	}
	if d := int(key[0] - '0'); d >= 1 && d <= 9 && d < len(options) {
		return d
	}
	for n := 1; n <= len(options); n++ {
		if i := (at + n) % len(options); i > 0 && strings.HasPrefix(strings.ToLower(options[i]), strings.ToLower(key)) {
			return i
		}
	}
	return -1
}
