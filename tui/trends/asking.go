package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// picking is a picker that opened with what the screen knew. What it asked for
// meanwhile takes its place while no key has been pressed: after that nothing
// may move under the person's hands.
type picking struct {
	*widget.Picker
	items   func() []widget.Item
	touched bool
}

// Update takes a key or a paste.
func (p *picking) Update(msg tea.Msg) widget.Outcome {
	p.touched = true
	return p.Picker.Update(msg)
}

// refill puts newer items in place. A nil picking has nothing to fill.
func (p *picking) refill() {
	if p != nil && !p.touched {
		p.SetItems(p.items())
	}
}

// show opens an overlay of this screen, whichever stands in front by then.
func (s *Screen) show(o widget.Overlay) tea.Cmd { return screen.Address(screen.Trends, screen.Show(o)) }

// pick opens a picker over items, and asks for newer ones.
func (s *Screen) pick(o widget.PickerOptions, items func() []widget.Item, newer tea.Cmd) tea.Cmd {
	o.Items = items()
	s.chosen = &picking{Picker: widget.NewPicker(o, s.session.Say, s.session.Theme), items: items}
	return tea.Batch(s.show(s.chosen), newer)
}

// choose opens a menu at one of its choices.
func (s *Screen) choose(title string, at int, choices ...widget.Choice) tea.Cmd {
	menu := widget.NewMenu(title, choices, s.session.Say, s.session.Theme)
	if at >= 0 {
		menu.Select(at)
	}
	return s.show(menu)
}

// line asks for a line, which then goes to done; one that is needed does not
// finish while it is empty.
func (s *Screen) line(title, value string, limit int, needed bool, done func(string) tea.Cmd) tea.Cmd {
	return s.show(s.prompt(title, value, limit, needed, done))
}

func (s *Screen) prompt(title, value string, limit int, needed bool, done func(string) tea.Cmd) *widget.Prompt {
	o := widget.PromptOptions{
		Title: title, Value: value, Limit: limit,
		Done: func(v string) tea.Msg { return then(func() tea.Cmd { return done(v) }) },
	}
	if needed {
		o.Check = func(v string) *widget.Fault {
			if oneLine(v) == "" {
				return &widget.Fault{} // nothing to say of an empty field: it just does not finish
			}
			return nil
		}
	}
	return widget.NewPrompt(o, s.session.Say, s.session.Theme)
}

// besideWords is an overlay with something to read above it: what customers
// said, while one decides about them.
type besideWords struct {
	widget.Overlay
	title string
	words []string // each a customer's, in quotes
	theme *theme.Theme
}

// wordLines is how many lines each customer's words get at most.
const wordLines = 3

// View draws the words and, below them, the overlay.
func (b *besideWords) View(size widget.Size) widget.Panel {
	below := b.Overlay.View(widget.Size{Width: size.Width, Height: size.Height})
	room := size.Height - len(below.Lines) - 1
	lines := []string{widget.TitledRule(b.title, "", size.Width, b.theme)}
	for _, w := range b.words {
		wrapped := widget.Wrap(w, size.Width-4)
		if len(wrapped) > wordLines {
			wrapped = append(wrapped[:wordLines-1:wordLines-1], widget.Cut(wrapped[wordLines-1], size.Width-5, "")+b.theme.Glyphs.Ellipsis)
		}
		for _, l := range wrapped {
			if room--; room >= 0 {
				lines = append(lines, widget.Fit("  "+b.theme.Strong.Render(l), size.Width, b.theme.Glyphs.Ellipsis))
			}
		}
	}
	panel := widget.Panel{Lines: append(lines, below.Lines...)}
	if c := below.Cursor; c != nil {
		panel.Cursor = &widget.Point{X: c.X, Y: c.Y + len(lines)}
	}
	return panel
}
