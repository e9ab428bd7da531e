package intake

import (
	"koe/model"
	"koe/model/marks"
	"koe/model/text"
	"koe/tui/widget"
)

// field is where the cursor stands.
type field uint8

// The fields, in the order of Tab. Nowhere is where Esc leads: keys are then
// those of lists.
const (
	inText field = iota
	inCustomer
	inTags
	inSeverity
	inChannel
	inWish
	nowhere
)

// fresh opens an empty form, with the channel of the one before.
func (s *Screen) fresh() {
	s.show(model.Form{ID: s.newID(), Channel: s.said})
}

// show puts a form in front.
func (s *Screen) show(f model.Form) {
	f.Parked = 0
	s.front = f
	s.text.SetValue(f.Text)
	s.fitText()
	s.customer.SetValue(f.Customer)
	s.tags.SetValue(f.Tags)
	s.known = known{}
	s.lookup.forget()
	s.goTo(inText)
	s.read()
}

// form is the form in front as it stands.
func (s *Screen) form() model.Form {
	f := s.front
	f.Text, f.Customer, f.Tags = s.text.Value(), s.customer.Value(), s.tags.Value()
	return f
}

// goTo moves the cursor to a field.
func (s *Screen) goTo(to field) {
	s.focus = to
	for at, f := range map[field]*widget.Field{inText: s.text, inCustomer: s.customer, inTags: s.tags} {
		if at == to {
			f.Focus()
		} else {
			f.Blur()
		}
	}
	s.menu.close()
	s.read()
}

// next moves the cursor on by one field, or back.
func (s *Screen) next(by int) {
	if s.focus == nowhere {
		s.goTo(inText)
		return
	}
	n := int(nowhere)
	s.goTo(field((int(s.focus) + by + n) % n))
}

// input is the text field the cursor stands in, or nil.
func (s *Screen) input() *widget.Field {
	switch s.focus {
	case inText:
		return s.text
	case inCustomer:
		return s.customer
	case inTags:
		return s.tags
	}
	return nil
}

// read reads the marks anew, after anything that was typed or moved.
func (s *Screen) read() {
	at := -1
	if s.focus == inText {
		at = s.text.Offset()
	}
	var open *marks.Open
	s.found, open = marks.Typing(s.text.Value(), at)
	s.heard = s.found.Words
	if open != nil {
		// A name that is half typed says nothing about the complaint.
		value := []rune(s.text.Value())
		s.heard = marks.Parse(string(value[:open.From]) + string(value[open.To:])).Words
	}
	at = -1
	if s.focus == inTags {
		at = s.tags.Offset()
	}
	var name *marks.Open
	s.inField, name = marks.Tags(s.tags.Value(), at)
	if s.focus == inTags && name != nil {
		open = name
	}
	if s.focus == inCustomer && !s.customer.Empty() {
		value := s.customer.Value()
		open = &marks.Open{Sign: marks.Customer, To: len([]rune(value)), Typed: value}
	}
	if was := s.menu.open; open == nil || was != nil && was.From != open.From {
		s.menu.shut = 0
	}
	s.menu.open = open
	if t := s.menu.tabbed; t != nil && (open == nil || *t != *open) {
		s.menu.tabbed = nil
	}
}

// allTags are the tags of the form: those in the text, then those in the
// field. The first is the one that is counted.
func allTags(inText, inField marks.Found) []model.TagPath {
	var tags []model.TagPath
	seen := make(map[model.TagKey]bool)
	for _, found := range []marks.Found{inText, inField} {
		for _, t := range found.Tags {
			if !seen[t.Key()] {
				tags, seen[t.Key()] = append(tags, t), true
			}
		}
	}
	return tags
}

// name is the customer's name: what stands in the field, else the mark.
func (s *Screen) name() string {
	if v := s.customer.Value(); v != "" {
		return v
	}
	return s.found.Customer
}

// severity is what a mark says, else what was chosen.
func (s *Screen) severity() model.Severity {
	if s.found.Severity != 0 {
		return s.found.Severity
	}
	return s.front.Severity
}

// draft is what the desk is asked to log.
func draft(f model.Form) model.Draft {
	found := marks.Parse(f.Text)
	inField, _ := marks.Tags(f.Tags, -1)
	d := model.Draft{
		ReceivedAt: f.ReceivedAt,
		Channel:    f.Channel,
		Text:       found.Words,
		Wish:       f.Wish,
		Tags:       allTags(found, inField),
		Severity:   f.Severity,
		Customer:   f.Customer,
		Problem:    f.Problem,
	}
	if found.Severity != 0 {
		d.Severity = found.Severity
	}
	if d.Customer == "" {
		d.Customer = found.Customer
	}
	if f.Known != 0 && sameName(d.Customer, f.KnownAs) {
		d.CustomerID = f.Known
	}
	return d
}

func sameName(a, b string) bool { return a != "" && text.Key(a) == text.Key(b) }
