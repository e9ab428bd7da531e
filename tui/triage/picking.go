package triage

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/widget"
)

// picking is a picker that opened with what the screen knew. What it asked for
// meanwhile takes its place while no key has been pressed: after that nothing
// may move under the person's hands.
type picking struct {
	*widget.Picker
	items   func() []widget.Item
	touched bool
	empty   bool // it opened with nothing to pick from
}

// Update takes a key or a paste.
func (p *picking) Update(msg tea.Msg) widget.Outcome {
	p.touched = true
	return p.Picker.Update(msg)
}

// refill puts newer items in place. A nil picking has nothing to fill.
func (p *picking) refill() {
	if p != nil && (p.empty || !p.touched) {
		items := p.items()
		p.empty = len(items) == 0
		p.SetItems(items)
	}
}

// pick opens a picker over items, and asks for newer ones.
func (s *Screen) pick(o widget.PickerOptions, items func() []widget.Item, newer tea.Cmd) tea.Cmd {
	o.Items = items()
	s.picker = &picking{Picker: widget.NewPicker(o, s.session.Say, s.session.Theme), items: items, empty: len(o.Items) == 0}
	return tea.Batch(screen.Show(s.picker), newer)
}

// choose opens a menu.
func (s *Screen) choose(title string, at int, choices ...widget.Choice) tea.Cmd {
	menu := widget.NewMenu(title, choices, s.session.Say, s.session.Theme)
	if at >= 0 {
		menu.Select(at)
	}
	return screen.Show(menu)
}

// line asks for one line, which then goes to done.
func (s *Screen) line(title, value string, limit int, needed bool, done func(string) tea.Cmd) tea.Cmd {
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
	return screen.Show(widget.NewPrompt(o, s.session.Say, s.session.Theme))
}

// titled is the title of an overlay: what it does, and to which issues.
func (s *Screen) titled(what string, on []model.Number) string { return what + "  " + s.about(on) }
