package widget

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/lang"
	"koe/tui/theme"
)

// Fault is what is wrong with an input and where it stands.
type Fault struct {
	At   int // in characters from the start
	Text string
}

// PromptOptions describe a prompt.
type PromptOptions struct {
	Title string
	Value string // what stands in the field at first
	Limit int    // in characters; 0 is FieldLimit
	// Check says what is wrong with a value, or nil. It must be quick: it runs
	// at each key.
	Check func(value string) *Fault
	// AtOnce lets Enter finish. Only for what changes no data, such as a
	// filter: Enter also ends a conversion in an input method, so for data it
	// takes Ctrl+S, or Enter twice.
	AtOnce bool
	Done   func(value string) tea.Msg
}

// Prompt asks for one line.
type Prompt struct {
	o     PromptOptions
	field *Field
	armed bool // Enter was pressed once
	fault *Fault
	full  string
	say   *lang.Catalogue
	theme *theme.Theme
}

// NewPrompt makes a prompt with the focus in its field.
func NewPrompt(o PromptOptions, say *lang.Catalogue, theme *theme.Theme) *Prompt {
	p := &Prompt{o: o, field: NewField(true, o.Limit), say: say, theme: theme}
	p.field.Focus()
	p.field.SetValue(o.Value)
	p.check()
	return p
}

// Update takes a key or a paste.
func (p *Prompt) Update(msg tea.Msg) Outcome {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		key := press.String()
		if Closes(key) {
			return Outcome{Close: true}
		}
		switch key {
		case "ctrl+s":
			return p.finish()
		case "enter":
			if p.o.AtOnce || p.armed {
				return p.finish()
			}
			p.armed = p.fault == nil
			return Outcome{}
		}
	}
	p.armed, p.full = false, ""
	if over := p.field.Update(msg); over != nil {
		p.full = p.say.Overflow(over.Over, over.Limit)
	}
	p.check()
	return Outcome{}
}

func (p *Prompt) check() {
	p.fault = nil
	if p.o.Check != nil {
		p.fault = p.o.Check(p.field.Value())
	}
}

func (p *Prompt) finish() Outcome {
	if p.fault != nil {
		return Outcome{}
	}
	return Outcome{Close: true, Result: p.o.Done(p.field.Value())}
}

// Hints are the keys for the footer.
func (p *Prompt) Hints() []Hint {
	c := p.say.Common
	if p.o.AtOnce {
		return []Hint{{"Enter", c.Choose}, {"Esc", c.Close}}
	}
	return []Hint{{"Ctrl+S", c.Save}, {c.EnterTwice, c.Save}, {"Esc", c.Close}}
}

// View draws the field and, under the place it stands, what is wrong.
func (p *Prompt) View(size Size) Panel {
	g := p.theme.Glyphs
	p.field.SetSize(Size{size.Width - 4, 1})
	field := p.field.View(g.Ellipsis)
	lines := []string{p.theme.Accent.Render(g.Pointer) + " " + field.Lines[0]}
	switch {
	case p.full != "":
		lines = append(lines, p.remarks(p.full, size.Width)...)
	case p.fault != nil && p.fault.Text != "":
		lines = append(lines, Under(p.field.Value(), p.fault, size.Width, p.theme))
	case p.armed:
		lines = append(lines, "  "+p.theme.Accent.Render(p.say.Common.EnterAgain))
	}
	panel := Panel{Lines: sheet(p.o.Title, "", lines, size.Width, p.theme)}
	if c := field.Cursor; c != nil {
		panel.Cursor = &Point{X: c.X + 2, Y: c.Y + 1}
	}
	return panel
}

func (p *Prompt) remarks(s string, width int) []string {
	var out []string
	for _, l := range Wrap(s, width-2) {
		out = append(out, "  "+p.theme.Warn.Render(l))
	}
	return out
}

// Under writes what is wrong below the character it is about in a field behind a
// margin of two columns; moved to the left where it would not fit.
func Under(value string, fault *Fault, width int, theme *theme.Theme) string {
	runes := []rune(value)
	at := 2 + Width(string(runes[:min(max(fault.At, 0), len(runes))]))
	text := "^ " + fault.Text
	at = max(2, min(at, width-Width(text)))
	return spaces(at) + theme.Warn.Render(text)
}
