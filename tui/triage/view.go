package triage

import (
	"koe/tui/screen"
	"koe/tui/widget"
)

// wideFrom is the width from which list and detail stand side by side.
const wideFrom = 110

// View draws the list and the detail: side by side where there is room, else
// one below the other; an issue that was opened alone has the whole screen
// there.
func (s *Screen) View(size widget.Size) screen.Frame {
	switch {
	case s.shown() == 0:
		return screen.Frame{Panel: widget.Panel{Lines: s.listLines(size)}}
	case size.Width >= wideFrom:
		return screen.Frame{Panel: widget.Panel{Lines: s.sideBySide(size)}}
	case s.open != 0:
		return screen.Frame{Panel: widget.Panel{Lines: s.detailLines(size)}}
	}
	upper := max(5, min(size.Height*2/5, s.rows.len()+1))
	lines := s.listLines(widget.Size{Width: size.Width, Height: upper})
	lines = append(lines, s.detailLines(widget.Size{Width: size.Width, Height: size.Height - upper})...)
	return screen.Frame{Panel: widget.Panel{Lines: lines}}
}

func (s *Screen) sideBySide(size widget.Size) []string {
	theme := s.k.Theme
	left := min(size.Width/2, 90)
	right := size.Width - left - 1
	list := s.listLines(widget.Size{Width: left, Height: size.Height})
	detail := s.detailLines(widget.Size{Width: right, Height: size.Height})
	lines := make([]string, size.Height)
	column := theme.Rule.Render(theme.Glyphs.Column)
	for i := range lines {
		sign := column
		if i == 0 {
			sign = theme.Rule.Render(theme.Glyphs.Rule)
		}
		lines[i] = list[i] + sign + detail[i]
	}
	return lines
}

// listLines draws the list under a rule that names the view.
func (s *Screen) listLines(size widget.Size) []string {
	theme, t := s.k.Theme, s.k.Say.Triage
	body := widget.Size{Width: size.Width, Height: size.Height - 1}
	lines := []string{widget.TitledRule(s.viewTitle(), s.viewRemark(), size.Width, theme)}
	var said []string
	switch width := size.Width - 4; {
	case s.rows.len() > 0:
		return append(lines, s.drawRows(body)...)
	case s.rows.fail:
		said = widget.Wrap(s.k.Say.Common.NotRead, width)
	case !s.rows.first:
		said = []string{theme.Dim.Render(s.k.Say.Common.Loading)}
	case s.rows.empty:
		said = s.k.EmptyDesk(width)
	case s.view.query == t.FirstQuery:
		said = widget.Wrap(t.AllOwned, width)
	default:
		said = widget.Wrap(t.NoneMatch, width)
	}
	for _, l := range said {
		lines = append(lines, "  "+l)
	}
	return widget.Pad(lines, size, theme.Glyphs.Ellipsis)
}

// viewTitle names the view and says how many issues it has.
func (s *Screen) viewTitle() string {
	say := s.k.Say
	name := s.view.title
	if name == "" {
		name = s.view.query
	}
	if name == "" {
		name = say.Triage.Everything
	}
	if !s.rows.first {
		return name
	}
	count := say.Number(max(s.rows.total, s.rows.len()))
	if s.rows.total < 0 {
		count += "+"
	}
	return name + " " + s.k.Theme.Glyphs.Note + " " + count
}

// viewRemark is how many are marked, else how the view is sorted.
func (s *Screen) viewRemark() string {
	if n := s.rows.list.Marked(); n > 0 {
		return s.k.Say.Triage.Marked(n)
	}
	return s.k.Say.Order(s.view.order)
}
