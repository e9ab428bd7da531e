package triage

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/model/when"
	"koe/tui/screen"
	"koe/tui/widget"
)

// The hours that a day without a time of day means.
const (
	morningHour = 9  // when something comes back
	eveningHour = 17 // by when something is due
)

// askDue asks by when the issues must be resolved.
func (s *Screen) askDue(on []model.Number) tea.Cmd {
	t := s.session.Say.Triage
	return s.askMoment(s.titled(t.Due, on), eveningHour, s.soon(eveningHour, t.NoDue), func(at model.Instant) tea.Cmd {
		said := t.NoDue
		if at != 0 {
			said = t.DueIs(s.moment(at))
		}
		return s.perform(act{kind: model.KindDue, said: said, command: func(n []model.Number) model.Command {
			return model.SetDue{Issues: n, Due: at}
		}}, on)
	})
}

// askSnooze asks until when the issues are put off.
func (s *Screen) askSnooze(on []model.Number) tea.Cmd {
	t := s.session.Say.Triage
	return s.askMoment(s.titled(t.Snooze, on), morningHour, s.soon(morningHour, t.Wake), func(at model.Instant) tea.Cmd {
		said := t.Wake
		if at != 0 {
			said = t.SnoozedUntil(s.moment(at))
		}
		return s.perform(act{kind: model.KindSnooze, said: said, command: func(n []model.Number) model.Command {
			return model.SnoozeIssues{Issues: n, Until: at}
		}}, on)
	})
}

// moment writes a time as a person reads it.
func (s *Screen) moment(at model.Instant) string {
	return s.session.Say.Moment(at.Time(s.session.Zone), s.session.Today())
}

// soon are the times most often meant. The last takes the time away, where
// none says what that is called.
func (s *Screen) soon(hour int, none string) []suggestion {
	now := s.session.Today()
	today := model.DayOf(now)
	days := []model.Day{0, 1, 2, 3, 7, 14}
	if monday := model.Day(8-now.Weekday()) % 7; monday > 3 {
		days = []model.Day{0, 1, 2, monday, 7, 14}
	}
	var out []suggestion
	for _, d := range days {
		at := when.On(today+d, time.Duration(hour)*time.Hour, now.Location())
		if at.After(now) && (hour != morningHour || d > 0) {
			out = append(out, suggestion{at: at})
		}
	}
	if none != "" {
		out = append(out, suggestion{label: none})
	}
	return out
}

// A suggestion is a time to choose without typing.
type suggestion struct {
	at    time.Time // zero takes the time away
	label string
}

// momentAsk asks for a time: typed, or one of those suggested.
type momentAsk struct {
	s           *Screen
	title       string
	hour        int
	field       *widget.Field
	suggestions []suggestion
	at          int  // the suggestion selected
	armed       bool // Enter was pressed once on what was typed
	done        func(model.Instant) tea.Cmd
}

func (s *Screen) askMoment(title string, hour int, soon []suggestion, done func(model.Instant) tea.Cmd) tea.Cmd {
	m := &momentAsk{s: s, title: title, hour: hour, field: widget.NewField(true, 60), suggestions: soon, done: done}
	m.field.Focus()
	return screen.Show(m)
}

// Update takes a key or a paste.
func (m *momentAsk) Update(msg tea.Msg) widget.Outcome {
	press, ok := msg.(tea.KeyPressMsg)
	if ok {
		switch press.String() {
		case "esc", "ctrl+c", "ctrl+g":
			return widget.Outcome{Close: true}
		case "up":
			m.at = max(0, m.at-1)
			return widget.Outcome{}
		case "down":
			m.at = min(len(m.suggestions)-1, m.at+1)
			return widget.Outcome{}
		case "ctrl+s":
			return m.finish()
		case "enter":
			if m.field.Empty() || m.armed {
				return m.finish()
			}
			_, _, fault := m.read()
			m.armed = fault == nil
			return widget.Outcome{}
		}
	}
	m.armed = false
	m.field.Update(msg)
	return widget.Outcome{}
}

// read reads what was typed; none where it takes the time away.
func (m *momentAsk) read() (at time.Time, none bool, fault *when.Error) {
	typed := m.field.Value()
	if m.clears() {
		switch text.Key(typed) {
		case "none", "なし", "-":
			return time.Time{}, true, nil
		}
	}
	at, fault = parseWhen(typed, m.s.session.Today(), m.hour)
	return at, false, fault
}

// clears reports whether the time may be taken away.
func (m *momentAsk) clears() bool {
	n := len(m.suggestions)
	return n > 0 && m.suggestions[n-1].at.IsZero()
}

func (m *momentAsk) finish() widget.Outcome {
	at := time.Time{}
	if m.field.Empty() {
		if len(m.suggestions) == 0 {
			return widget.Outcome{}
		}
		at = m.suggestions[m.at].at
	} else {
		var fault *when.Error
		if at, _, fault = m.read(); fault != nil {
			return widget.Outcome{}
		}
	}
	return widget.Outcome{Close: true, Result: then(func() tea.Cmd { return m.done(model.At(at)) })}
}

// Hints are the keys for the footer.
func (m *momentAsk) Hints() []widget.Hint {
	c := m.s.session.Say.Common
	if m.field.Empty() {
		return []widget.Hint{{Key: m.s.session.Look.Glyphs.UpDown, Label: c.Move}, {Key: "Enter", Label: c.Choose}, {Key: "Esc", Label: c.Close}}
	}
	return []widget.Hint{{Key: "Ctrl+S", Label: c.Save}, {Key: c.EnterTwice, Label: c.Save}, {Key: "Esc", Label: c.Close}}
}

// View draws the field and, below it, the suggestions or what was understood.
func (m *momentAsk) View(size widget.Size) widget.Panel {
	look, t := m.s.session.Look, m.s.session.Say.Triage
	e := look.Glyphs.Ellipsis
	m.field.SetSize(widget.Size{Width: max(1, size.Width-4), Height: 1})
	field := m.field.View(e)
	lines := []string{widget.TitledRule(m.title, "", size.Width, look), look.Accent.Render(look.Glyphs.Pointer) + " " + field.Lines[0]}
	if m.field.Empty() {
		lines[1] = "  " + look.Dim.Render(t.WhenHint)
		for i, sg := range m.suggestions {
			pointer, style := "  ", look.Plain
			if i == m.at {
				pointer, style = look.Accent.Render(look.Glyphs.Pointer)+" ", look.Selected
			}
			lines = append(lines, pointer+style.Render(m.label(sg)))
		}
	} else {
		lines = append(lines, m.understood(size.Width))
	}
	for i, l := range lines {
		lines[i] = widget.Fit(l, size.Width, e)
	}
	panel := widget.Panel{Lines: lines[:min(len(lines), size.Height)]}
	if c := field.Cursor; c != nil {
		panel.Cursor = &widget.Point{X: c.X + 2, Y: c.Y + 1}
	}
	return panel
}

// understood says what the typed time is, or under which place it is none.
func (m *momentAsk) understood(width int) string {
	look, say := m.s.session.Look, m.s.session.Say
	at, none, fault := m.read()
	switch {
	case none:
		return "  " + look.Accent.Render(m.suggestions[len(m.suggestions)-1].label)
	case fault != nil:
		return under(m.field.Value(), fault.At, "^ "+say.WhyNot(fault), width, look)
	}
	line := "  " + look.Accent.Render(m.label(suggestion{at: at}))
	if m.armed {
		line += "  " + look.Dim.Render(say.Common.EnterAgain)
	}
	return line
}

func (m *momentAsk) label(sg suggestion) string {
	if sg.at.IsZero() {
		return sg.label
	}
	say, now := m.s.session.Say, m.s.session.Today()
	return say.Moment(sg.at, now) + "  " + say.Remaining(sg.at, now)
}
