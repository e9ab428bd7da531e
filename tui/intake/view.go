package intake

import (
	"strings"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/widget"
)

// labelWidth is the column in which values begin, behind a margin of one.
const labelWidth = 12

// leastPanel is how many rows below the form are never given to the text, and
// mostBelow how many the other fields take at most.
const (
	leastPanel = 6
	mostBelow  = 6
	leastText  = 3
	mostText   = 20
)

// View draws the form and what is known about it.
func (s *Screen) View(size widget.Size) screen.Frame {
	if size != s.size {
		s.resize(size)
	}
	lines, cursor := s.textLines()
	for _, row := range s.belowText() {
		if row.cursor >= 0 {
			cursor = &widget.Point{X: row.cursor, Y: len(lines)}
		}
		lines = append(lines, row.line)
	}
	if size.Height >= airy {
		lines = append(lines, "")
	}
	lines = append(lines, s.panel(widget.Size{Width: size.Width, Height: size.Height - len(lines)})...)
	return screen.Frame{Panel: widget.Panel{Lines: lines, Cursor: cursor}, Status: s.status()}
}

// airy is from how many rows on a blank line sets off the form.
const airy = 20

// resize fits the form into a size.
func (s *Screen) resize(size widget.Size) {
	s.size = size
	at, value, focused := s.text.Offset(), s.text.Value(), s.text.Focused()
	// A text area scrolls down when it shrinks and not up again when it grows,
	// so a new one takes its place.
	s.text = widget.NewField(false, model.MaxTyped)
	if focused {
		s.text.Focus()
	}
	s.fitText()
	s.text.SetValue(value)
	s.text.Replace(at, at, "")
	s.fitText()
}

// fitText gives the text area all the rows that the text may take. It is drawn
// in as many as it needs: so it scrolls only where there is no more room.
func (s *Screen) fitText() {
	rows := s.size.Height - mostBelow - leastPanel
	if s.size.Height >= airy {
		rows--
	}
	s.text.SetSize(widget.Size{Width: s.valueWidth(), Height: min(max(leastText, rows), mostText)})
}

// row is one line of the form, and the column of the cursor in it or -1.
type row struct {
	line   string
	cursor int
}

func (s *Screen) valueWidth() int { return max(1, s.size.Width-labelWidth-2) }

// textLines are the rows of the text: those it takes and one more, so that a
// line that wraps does not move the form at once.
func (s *Screen) textLines() ([]string, *widget.Point) {
	panel := s.textPanel()
	used := len(panel.Lines)
	for used > 0 && strings.TrimSpace(panel.Lines[used-1]) == "" {
		used--
	}
	if panel.Cursor != nil {
		used = max(used, panel.Cursor.Y+1)
	}
	rows := min(max(used+1, leastText), len(panel.Lines))
	lines := make([]string, rows)
	for i := range rows {
		label := ""
		if i == 0 {
			label = s.session.Say.Intake.They
		}
		lines[i] = s.label(label, inText) + panel.Lines[i]
	}
	if panel.Cursor == nil {
		return lines, nil
	}
	return lines, &widget.Point{X: panel.Cursor.X + labelWidth + 1, Y: panel.Cursor.Y}
}

// drawn is the text as it was drawn last. Drawing it is most of a frame's work,
// and most messages leave it as it is.
type drawn struct {
	value string
	at    int
	focus bool
	size  widget.Size
	panel widget.Panel
}

// textPanel draws the text, unless it stands as it was drawn last.
func (s *Screen) textPanel() widget.Panel {
	now := drawn{value: s.text.Value(), at: s.text.Offset(), focus: s.text.Focused(), size: s.size}
	if d := s.drawn; d.panel.Lines != nil && d.value == now.value && d.at == now.at && d.focus == now.focus && d.size == now.size {
		return d.panel
	}
	ellipsis := s.session.Theme.Glyphs.Ellipsis
	now.panel = s.text.View(ellipsis)
	if c := now.panel.Cursor; c != nil && (c.Y < 0 || c.Y >= len(now.panel.Lines)) {
		// The text area scrolls only as far as what it drew last reaches: after
		// a long paste it has to be drawn once more.
		s.fitText()
		now.panel = s.text.View(ellipsis)
	}
	s.drawn = now
	return now.panel
}

// label is a field's name in its column, accented where the cursor is.
func (s *Screen) label(name string, f field) string {
	theme := s.session.Theme
	style := theme.Dim
	if s.focus == f {
		style = theme.Accent
	}
	return " " + style.Render(widget.Fit(name, labelWidth, theme.Glyphs.Ellipsis))
}

// belowText are the rows of the form below the text.
func (s *Screen) belowText() []row {
	rows := []row{s.customerRow()}
	for _, line := range s.promiseLines() {
		rows = append(rows, row{line, -1})
	}
	rows = append(rows, s.tagsRow())
	return append(rows, s.choiceRows()...)
}

// fieldRow is the row of a text field that the cursor stands in, with what
// stands before it.
func (s *Screen) fieldRow(name string, f field, in *widget.Field, before string) row {
	used := widget.Width(before)
	in.SetSize(widget.Size{Width: max(1, s.valueWidth()-used), Height: 1})
	panel := in.View(s.session.Theme.Glyphs.Ellipsis)
	r := row{s.label(name, f) + before + panel.Lines[0], -1}
	if panel.Cursor != nil {
		r.cursor = panel.Cursor.X + labelWidth + 1 + used
	}
	return r
}

func (s *Screen) customerRow() row {
	say := s.session.Say
	if s.focus == inCustomer && (!s.customer.Empty() || s.found.Customer == "") {
		return s.fieldRow(say.Intake.Customer, inCustomer, s.customer, "")
	}
	r := s.valueRow(say.Intake.Customer, inCustomer, s.whoIsIt())
	if s.focus == inCustomer {
		// The field is empty: whom the text names holds, until one is typed.
		r.cursor = labelWidth + 1
	}
	return r
}

// whoIsIt is the customer's name and what is known of them.
func (s *Screen) whoIsIt() string {
	say, theme := s.session.Say, s.session.Theme
	value := ""
	if name := s.name(); name != "" {
		value = theme.Strong.Render(say.Customer(name))
		view, fresh, several := s.person()
		switch {
		case view != nil:
			if detail := s.customerDetail(view); detail != "" {
				value += "  " + theme.Dim.Render(detail)
			}
		case fresh:
			value += "  " + theme.Dim.Render(say.Intake.NewCustomer)
		case several:
			value += "  " + theme.Warn.Render(say.Intake.SeveralOfThatName)
		}
	}
	return value
}

func (s *Screen) valueRow(name string, f field, value string) row {
	return row{s.label(name, f) + widget.Cut(value, s.valueWidth(), s.session.Theme.Glyphs.Ellipsis), -1}
}

// customerDetail is what tells one customer from another of the same name, and
// how often they called.
func (s *Screen) customerDetail(v *model.CustomerView) string {
	say := s.session.Say.Intake
	var parts []string
	if segment := v.Customer.SegmentOn(model.DayOf(s.session.Today())); segment != "" {
		parts = append(parts, say.Segment(segment))
	}
	if v.Customer.Account != "" {
		parts = append(parts, v.Customer.Account)
	} else if len(v.Customer.Phones) > 0 {
		parts = append(parts, v.Customer.Phones[0])
	}
	if v.Recent > 0 {
		parts = append(parts, say.Recent(v.Recent))
	}
	if v.Open > 0 {
		parts = append(parts, say.Open(v.Open))
	}
	return strings.Join(parts, " "+s.session.Theme.Glyphs.Note+" ")
}

// promiseRows is how many lines a promise takes at most.
const promiseRows = 2

// promiseLines are what this customer was promised and still waits for: the
// call begins with it.
func (s *Screen) promiseLines() []string {
	view, _, _ := s.person()
	if view == nil || view.Promise == nil {
		return nil
	}
	say, theme := s.session.Say, s.session.Theme
	by := view.Promise.By.Time(s.session.Zone)
	text := say.Intake.Promised(say.Moment(by, s.session.Today()), view.Promise.Text, view.Promised, by.Before(s.session.Now()))
	lines := wrapTo(text, s.valueWidth(), promiseRows, theme.Glyphs.Ellipsis)
	for i, l := range lines {
		lines[i] = s.label("", nowhere) + theme.Warn.Render(l)
	}
	return lines
}

// wrapTo breaks a text into at most so many lines; the last one is cut.
func wrapTo(text string, width, rows int, ellipsis string) []string {
	lines := widget.Wrap(text, width)
	if len(lines) > rows {
		lines = append(lines[:rows-1], widget.Cut(strings.Join(lines[rows-1:], " "), width, ellipsis))
	}
	return lines
}

func (s *Screen) tagsRow() row {
	theme := s.session.Theme
	name := s.session.Say.Intake.Tags
	if s.focus == inTags {
		before := ""
		if chips := s.chips(s.found.Tags); chips != "" {
			before = widget.Cut(chips, s.valueWidth()/2, theme.Glyphs.Ellipsis) + "   "
		}
		return s.fieldRow(name, inTags, s.tags, before)
	}
	value := s.chips(allTags(s.found, s.inField))
	for _, bad := range append(s.found.Bad[:len(s.found.Bad):len(s.found.Bad)], s.inField.Bad...) {
		if value != "" {
			value += "   "
		}
		value += theme.Warn.Render(bad.Mark + " " + s.session.Say.Intake.NoTag)
	}
	return s.valueRow(name, inTags, value)
}

// chips writes tags one after the other: the one that is counted with a star,
// one that the desk does not know yet as new.
func (s *Screen) chips(tags []model.TagPath) string {
	theme := s.session.Theme
	chips := make([]string, len(tags))
	for i, t := range tags {
		chip := theme.Accent.Render(string(t))
		if i == 0 {
			chip = theme.Accent.Render("*" + string(t))
		}
		if s.lookup.book.read && !s.lookup.book.has(t) {
			chip += " " + theme.Dim.Render(s.session.Say.Intake.NewTag)
		}
		chips[i] = chip
	}
	return strings.Join(chips, "   ")
}

// status says how the drafts stand.
func (s *Screen) status() []string {
	say := s.session.Say.Intake
	var status []string
	switch {
	case s.locked():
		status = append(status, say.Saving)
	case s.keep.err != nil:
		status = append(status, say.DraftNotKept)
	case s.keep.kept && !s.form().Empty():
		status = append(status, say.DraftKept)
	}
	if n := len(s.parked); n > 0 {
		status = append(status, say.ParkedCount(n))
	}
	return status
}
