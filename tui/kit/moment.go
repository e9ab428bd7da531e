package kit

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model/when"
	"koe/tui/widget"
)

// MomentOptions describe the question for a time or a day.
type MomentOptions struct {
	Title string
	Hint  string // stands in the empty field
	// Likely are the times most often meant. One without a time takes the time
	// away; it stands last.
	Likely []Likely
	// Read reads what was typed. The zero time is none.
	Read func(typed string) (time.Time, *widget.Fault)
	// Write says what a time is, so that nothing about it is in doubt.
	Write func(time.Time) string
	Done  func(time.Time) tea.Cmd
}

// A Likely is a time to choose without typing.
type Likely struct {
	At     time.Time
	Words  string // of taking the time away
	Detail string // what people call it
}

// momentAsk asks for a time: typed, or one of the likely ones.
type momentAsk struct {
	k     *Kit
	o     MomentOptions
	field *widget.Field
	at    int  // the likely one selected
	armed bool // Enter was pressed once on what was typed
}

// AskMoment asks for a time.
func (k *Kit) AskMoment(o MomentOptions) tea.Cmd {
	m := &momentAsk{k: k, o: o, field: widget.NewField(true, 60)}
	m.field.Focus()
	return k.Show(m)
}

// Update takes a key or a paste.
func (m *momentAsk) Update(msg tea.Msg) widget.Outcome {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		key := press.String()
		if widget.Closes(key) {
			return widget.Outcome{Close: true}
		}
		switch key {
		case "up":
			m.at = max(0, m.at-1)
			return widget.Outcome{}
		case "down":
			m.at = max(0, min(len(m.o.Likely)-1, m.at+1))
			return widget.Outcome{}
		case "ctrl+s":
			return m.finish()
		case "enter":
			if m.field.Empty() || m.armed {
				return m.finish()
			}
			_, fault := m.o.Read(m.field.Value())
			m.armed = fault == nil
			return widget.Outcome{}
		}
	}
	m.armed = false
	m.field.Update(msg)
	return widget.Outcome{}
}

func (m *momentAsk) finish() widget.Outcome {
	var at time.Time
	if m.field.Empty() {
		if len(m.o.Likely) == 0 {
			return widget.Outcome{}
		}
		at = m.o.Likely[m.at].At
	} else {
		var fault *widget.Fault
		if at, fault = m.o.Read(m.field.Value()); fault != nil {
			return widget.Outcome{}
		}
	}
	return widget.Outcome{Close: true, Result: Then(func() tea.Cmd { return m.o.Done(at) })}
}

// Hints are the keys for the footer.
func (m *momentAsk) Hints() []widget.Hint {
	c := m.k.Say.Common
	if m.field.Empty() {
		return []widget.Hint{{Key: m.k.Theme.Glyphs.UpDown, Label: c.Move}, {Key: "Enter", Label: c.Choose}, {Key: "Esc", Label: c.Close}}
	}
	return []widget.Hint{{Key: "Ctrl+S", Label: c.Save}, {Key: c.EnterTwice, Label: c.Save}, {Key: "Esc", Label: c.Close}}
}

// View draws the field and, below it, the likely times or what was understood.
func (m *momentAsk) View(size widget.Size) widget.Panel {
	theme := m.k.Theme
	e := theme.Glyphs.Ellipsis
	m.field.SetSize(widget.Size{Width: max(1, size.Width-4), Height: 1})
	field := m.field.View(e)
	lines := []string{widget.TitledRule(m.o.Title, "", size.Width, theme), theme.Accent.Render(theme.Glyphs.Pointer) + " " + field.Lines[0]}
	if m.field.Empty() {
		lines[1] = "  " + theme.Dim.Render(m.o.Hint)
		for i, l := range m.o.Likely {
			pointer, style := "  ", theme.Plain
			if i == m.at {
				pointer, style = theme.Accent.Render(theme.Glyphs.Pointer)+" ", theme.Selected
			}
			line := pointer + style.Render(m.label(l))
			if l.Detail != "" {
				line += "  " + theme.Dim.Render(l.Detail)
			}
			lines = append(lines, line)
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
	theme := m.k.Theme
	at, fault := m.o.Read(m.field.Value())
	if fault != nil {
		return widget.Under(m.field.Value(), fault, width, theme)
	}
	line := "  " + theme.Accent.Render(m.label(Likely{At: at}))
	if m.armed {
		line += "  " + theme.Dim.Render(m.k.Say.Common.EnterAgain)
	}
	return line
}

// NotWhen is why a typed day or time was refused, to stand under it.
func (k *Kit) NotWhen(err error) *widget.Fault {
	var refused *when.Error
	if errors.As(err, &refused) {
		return &widget.Fault{At: refused.At, Text: k.Say.WhyNot(refused)}
	}
	return &widget.Fault{Text: k.Say.Error(err)}
}

// label is what a time is called; none is called as the last of the likely ones.
func (m *momentAsk) label(l Likely) string {
	switch {
	case !l.At.IsZero():
		return m.o.Write(l.At)
	case l.Words == "" && len(m.o.Likely) > 0:
		return m.o.Likely[len(m.o.Likely)-1].Words
	}
	return l.Words
}

// TakesText reports that letters are text.
func (m *momentAsk) TakesText() bool { return true }
