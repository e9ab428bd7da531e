package intake

import (
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
	say, theme := s.session.Say, s.session.Theme
	c := cell{field: f}
	switch f {
	case inSeverity:
		c.name = say.Intake.Severity
		switch v := s.severity(); v {
		case 0:
			c.value = theme.Dim.Render(say.Severity(model.S3))
		case model.S1:
			c.value = theme.Bad.Render(say.Severity(v))
		default:
			c.value = say.Severity(v)
		}
	case inChannel:
		c.name, c.value = say.Intake.Channel, say.Channel(s.front.Channel)
		if s.front.Channel == "" {
			c.value = theme.Dim.Render(c.value)
		}
	case inWish:
		c.name, c.value = say.Intake.Wish, say.Wish(s.front.Wish)
		if s.front.Wish == 0 {
			c.value = theme.Dim.Render(c.value)
		}
	}
	return c
}

// cells writes fields of choice in one row. The first stands in the columns of
// the form, and each has room for its longest value, so that none moves when
// another changes.
func (s *Screen) cells(cells ...cell) row {
	theme := s.session.Theme
	r := row{"", -1}
	for i, c := range cells {
		if i == 0 {
			r.line = s.label(c.name, c.field)
		} else {
			style := theme.Dim
			if s.focus == c.field {
				style = theme.Accent
			}
			r.line += style.Render(c.name) + "  "
		}
		if s.focus == c.field {
			r.cursor = widget.Width(r.line)
		}
		longest := 0
		for _, o := range s.choice(c.field).options {
			longest = max(longest, widget.Width(o.label))
		}
		if i < len(cells)-1 {
			r.line += widget.Fit(c.value, longest, theme.Glyphs.Ellipsis) + "   "
		} else {
			r.line += c.value
		}
	}
	r.line = widget.Cut(r.line, s.size.Width, theme.Glyphs.Ellipsis)
	return r
}

// optionsPanel lists what a field of choice offers, around what it stands at.
func (s *Screen) optionsPanel(size widget.Size) []string {
	say, theme := s.session.Say.Intake, s.session.Theme
	name := map[field]string{inSeverity: say.Severity, inChannel: say.Channel, inWish: say.Wish}[s.focus]
	lines := []string{widget.TitledRule(name, say.OptionKeys(theme.Glyphs.UpDown), size.Width, theme)}
	c := s.choice(s.focus)
	from := 0
	if room := size.Height - 1; len(c.options) > room {
		from = min(max(0, c.at-room/2), len(c.options)-room)
	}
	for i := from; i < len(c.options) && len(lines) < size.Height; i++ {
		lines = append(lines, s.optionLine(i == c.at, c.options[i].key, c.options[i].label, ""))
	}
	return lines
}

// optionLine is one line to choose from.
func (s *Screen) optionLine(marked bool, key, label, detail string) string {
	theme := s.session.Theme
	pointer, style := "   ", theme.Plain
	if marked {
		pointer, style = " "+theme.Accent.Render(theme.Glyphs.Pointer)+" ", theme.Selected
	}
	line := pointer
	if key != "" {
		line += theme.Accent.Render(key) + "  "
	}
	line += style.Render(label)
	if detail != "" {
		line += "  " + theme.Dim.Render(detail)
	}
	return widget.Cut(line, s.size.Width, theme.Glyphs.Ellipsis)
}
