package kit

import (
	tea "charm.land/bubbletea/v2"

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

// Pick opens a picker over items, and asks for newer ones. When they come the
// screen says so ([Kit.Refill]).
func (k *Kit) Pick(o widget.PickerOptions, items func() []widget.Item, newer tea.Cmd) tea.Cmd {
	o.Items = items()
	k.chosen = &picking{Picker: widget.NewPicker(o, k.Say, k.Theme), items: items, empty: len(o.Items) == 0}
	return tea.Batch(k.Show(k.chosen), newer)
}

// Refill puts newer items into the picker that was opened last.
func (k *Kit) Refill() {
	if p := k.chosen; p != nil && (p.empty || !p.touched) {
		items := p.items()
		p.empty = len(items) == 0
		p.SetItems(items)
	}
}
