package intake

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/marks"
	"koe/tui/screen"
	"koe/tui/widget"
)

// maxParked leaves room for the form in front and for one that was typed while
// the drafts of the last session were still being read.
const maxParked = model.MaxForms - 2

// chosen is a parked form that was picked.
type chosen struct{ id model.ID }

// secondCall parks the form in front and opens an empty one.
func (s *Screen) secondCall() tea.Cmd {
	s.park()
	s.fresh()
	s.keep.dirty = true
	return tea.Batch(s.write(), s.replay())
}

// park puts the form in front aside, unless it is empty.
func (s *Screen) park() {
	f := s.form()
	if f.Empty() {
		return
	}
	f.Parked = s.now()
	s.parked = append(s.parked, f)
}

func (s *Screen) unpark(id model.ID) {
	s.parked = slices.DeleteFunc(s.parked, func(f model.Form) bool { return f.ID == id })
}

// pickParked brings the one parked form to the front, or lets one be picked.
func (s *Screen) pickParked() tea.Cmd {
	if len(s.parked) == 1 {
		return s.bring(s.parked[0].ID)
	}
	say, theme := s.session.Say, s.session.Theme
	items := make([]widget.Item, 0, len(s.parked))
	for _, f := range slices.Backward(s.parked) {
		item := widget.Item{Key: f.ID.String(), Label: s.firstWords(f), Detail: s.parkedDetail(f)}
		if s.saves.under(f.ID) {
			item.Why = say.Intake.Saving
		}
		items = append(items, item)
	}
	return screen.Address(screen.Log, screen.Show(widget.NewPicker(widget.PickerOptions{
		Title: say.Intake.ParkedTitle,
		Items: items,
		Done: func(p widget.Picked) tea.Msg {
			for _, f := range s.parked {
				if len(p.Keys) > 0 && f.ID.String() == p.Keys[0] {
					return chosen{f.ID}
				}
			}
			return nil
		},
	}, say, theme)))
}

// bring puts a parked form in front; the one that was there is parked.
func (s *Screen) bring(id model.ID) tea.Cmd {
	f, ok := s.find(id)
	if !ok || id == s.front.ID {
		return nil
	}
	s.unpark(id)
	s.park()
	s.show(f)
	s.keep.dirty = true
	return tea.Batch(s.write(), s.changed(), s.replay())
}

// firstWords names a form in the list of parked ones.
func (s *Screen) firstWords(f model.Form) string {
	words := strings.Join(strings.Fields(marks.Parse(f.Text).Words), " ")
	if words == "" {
		words = s.session.Say.Intake.NoWords
	}
	return widget.Cut(words, 40, s.session.Theme.Glyphs.Ellipsis)
}

// parkedDetail says whose call it was and since when it waits.
func (s *Screen) parkedDetail(f model.Form) string {
	say := s.session.Say
	var parts []string
	if d := draft(f); d.Customer != "" {
		parts = append(parts, say.Customer(d.Customer))
	}
	parts = append(parts, say.Intake.Since(say.Short(f.Parked.Time(s.session.Zone), s.session.Today())))
	return strings.Join(parts, " "+s.session.Theme.Glyphs.Note+" ")
}
