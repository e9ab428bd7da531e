package intake

import (
	"fmt"

	"koe/model"
	"koe/tui/widget"
)

// wideRow is from how many columns on severity, channel and wish stand side by
// side.
const wideRow = 100

// choiceRows are severity, channel and wish: side by side where there is room,
// else severity by itself.
func (s *Screen) choiceRows() []row {
	severity, channel, wish := s.choiceCell(inSeverity), s.choiceCell(inChannel), s.choiceCell(inWish)
	if s.size.Width >= wideRow {
		return []row{s.cells(severity, channel, wish)}
	}
	return []row{s.cells(severity), s.cells(channel, wish)}
}

// cell is a field of choice: its name and its value.
type cell struct {
	field       field
	name, value string
}

func (s *Screen) choiceCell(f field) cell {
	say, look := s.session.Say, s.session.Look
	c := cell{field: f}
	switch f {
	case inSeverity:
		c.name = say.Intake.Severity
		switch v := s.severity(); v {
		case 0:
			c.value = look.Dim.Render(say.Severity(model.S3))
		case model.S1:
			c.value = look.Bad.Render(say.Severity(v))
		default:
			c.value = say.Severity(v)
		}
	case inChannel:
		c.name, c.value = say.Intake.Channel, say.Channel(s.front.Channel)
		if s.front.Channel == "" {
			c.value = look.Dim.Render(c.value)
		}
	case inWish:
		c.name, c.value = say.Intake.Wish, say.Wish(s.front.Wish)
		if s.front.Wish == 0 {
			c.value = look.Dim.Render(c.value)
		}
	}
	return c
}

// cells writes fields of choice in one row. The first stands in the columns of
// the form, and each has room for its longest value, so that none moves when
// another changes.
func (s *Screen) cells(cells ...cell) row {
	look := s.session.Look
	r := row{"", -1}
	for i, c := range cells {
		if i == 0 {
			r.line = s.label(c.name, c.field)
		} else {
			style := look.Dim
			if s.focus == c.field {
				style = look.Accent
			}
			r.line += style.Render(c.name) + "  "
		}
		if s.focus == c.field {
			r.cursor = widget.Width(r.line)
		}
		longest := 0
		for _, o := range s.options(c.field) {
			longest = max(longest, widget.Width(o))
		}
		if i < len(cells)-1 {
			r.line += widget.Fit(c.value, longest, look.Glyphs.Ellipsis) + "   "
		} else {
			r.line += c.value
		}
	}
	r.line = widget.Cut(r.line, s.size.Width, look.Glyphs.Ellipsis)
	return r
}

// optionsPanel lists what a field of choice offers, around what it stands at.
func (s *Screen) optionsPanel(size widget.Size) []string {
	say, look := s.session.Say.Intake, s.session.Look
	name := map[field]string{inSeverity: say.Severity, inChannel: say.Channel, inWish: say.Wish}[s.focus]
	lines := []string{widget.TitledRule(name, say.OptionKeys(look.Glyphs.UpDown), size.Width, look)}
	options, at := s.options(s.focus), s.option(s.focus)
	from := 0
	if room := size.Height - 1; len(options) > room {
		from = min(max(0, at-room/2), len(options)-room)
	}
	for i := from; i < len(options) && len(lines) < size.Height; i++ {
		key := ""
		if i <= 9 {
			key = fmt.Sprint(i)
		}
		lines = append(lines, s.option1(i == at, key, options[i], ""))
	}
	return lines
}

// option1 is one line to choose from.
func (s *Screen) option1(marked bool, key, label, detail string) string {
	look := s.session.Look
	pointer, style := "   ", look.Plain
	if marked {
		pointer, style = " "+look.Accent.Render(look.Glyphs.Pointer)+" ", look.Selected
	}
	line := pointer
	if key != "" {
		line += look.Accent.Render(key) + "  "
	}
	line += style.Render(label)
	if detail != "" {
		line += "  " + look.Dim.Render(detail)
	}
	return widget.Cut(line, s.size.Width, look.Glyphs.Ellipsis)
}
