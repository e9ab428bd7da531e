package mapping

import (
	"cmp"
	"slices"
	"strings"

	"koe/model/text"
	"koe/tui/screen"
	"koe/tui/widget"
)

// shownRows is how many of the file's rows are drawn, as they are and as they
// come in.
const shownRows = 3

// valueRunes is how much of a cell is looked at for drawing it.
const valueRunes = 200

// View draws what fills what, the file's own rows, and how they come in.
func (s *Screen) View(size widget.Size) screen.Frame {
	theme, m := s.s.Theme, &s.s.Say.Mapping
	head := theme.Strong.Render(s.o.File.Name) + theme.Dim.Render("  "+strings.Join([]string{s.s.Say.FileAs(s.o.File.About), m.Columns(len(s.o.File.Columns))}, " "+theme.Glyphs.Note+" "))
	lines := []string{widget.Fit(" "+head, size.Width, theme.Glyphs.Ellipsis), widget.TitledRule(m.WhatFills, "", size.Width, theme)}
	below := append(s.fileLines(size.Width), s.comesIn(size.Width)...)
	room := widget.Size{Width: size.Width, Height: max(3, size.Height-len(lines)-len(below))}
	lines = append(lines, s.list.View(room, theme, s.drawRow)...)
	return screen.Frame{Panel: widget.Panel{Lines: append(lines, below...)}}
}

// drawRow draws one field: its name, its column, the column's first values.
func (s *Screen) drawRow(i, width int, state widget.RowState) []string {
	theme := s.s.Theme
	name, value, detail := s.describe(s.rows[i])
	style := theme.Plain
	if state.Selected {
		style = theme.Selected
	}
	cols := widget.Lay([]widget.Column{{Min: 16}, {Min: 18, Grow: 1}, {Min: 10, Grow: 2}}, width, theme.Glyphs.Ellipsis)
	filled := theme.Plain
	if value == "" {
		value, filled = s.s.Say.Mapping.Nothing, theme.Dim
	}
	return []string{cols.Row(style.Render(name), filled.Render(value), theme.Dim.Render(detail))}
}

// describe says what a row is, what fills it, and what with.
func (s *Screen) describe(row string) (name, value, detail string) {
	m := &s.s.Say.Mapping
	switch row {
	case rowAt:
		return m.At, s.choice.At, ""
	case rowDates:
		if order := cmp.Or(s.choice.Dates, s.read.Order); order != "" {
			return m.Dates, order, m.AsOrder[order]
		}
		return m.Dates, m.AsShown, ""
	}
	column := s.choice.Fields[row]
	return cmp.Or(m.Fields[row], row), column, s.values(column)
}

// fileLines are the file's header and first rows, as many columns as there is
// room for, the selected field's among them.
func (s *Screen) fileLines(width int) []string {
	theme := s.s.Theme
	at := slices.Index(s.o.File.Columns, s.choice.Fields[s.list.Acting()[0]])
	first, last := s.window(at, width-2)
	remark := ""
	if last-first < len(s.o.File.Columns) {
		remark = s.s.Say.Number(first+1) + theme.Glyphs.Dash + s.s.Say.Number(last) + " / " + s.s.Say.Number(len(s.o.File.Columns))
	}
	lines := []string{widget.TitledRule(s.s.Say.Mapping.TheFile, remark, width, theme)}
	cols := make([]widget.Column, 0, last-first)
	for i := first; i < last; i++ {
		cols = append(cols, widget.Column{Min: s.columnWidth(i), Grow: 1})
	}
	lay := widget.Lay(cols, width-2, theme.Glyphs.Ellipsis)
	draw := func(cells []string, paint func(string) string) string {
		out := make([]string, 0, last-first)
		for i := first; i < last; i++ {
			v := ""
			if i < len(cells) {
				v = oneLine(cells[i])
			}
			if v != "" && i == at {
				v = theme.Accent.Render(v)
			} else {
				v = paint(v)
			}
			out = append(out, v)
		}
		return "  " + lay.Row(out...)
	}
	lines = append(lines, draw(s.o.File.Columns, theme.Strong.Render))
	for i := range shownRows {
		if i < len(s.o.File.Rows) {
			lines = append(lines, draw(s.o.File.Rows[i], theme.Plain.Render))
		}
	}
	return lines
}

// columnMost is as wide as a column of the file is drawn at least.
const columnMost = 16

func (s *Screen) columnWidth(i int) int {
	w := widget.Width(oneLine(s.o.File.Columns[i]))
	for _, row := range s.o.File.Rows {
		if i < len(row) {
			w = max(w, widget.Width(oneLine(row[i])))
		}
	}
	return min(max(w, 4), columnMost)
}

// window is the columns from first up to last that fit, at among them.
func (s *Screen) window(at, width int) (first, last int) {
	n := len(s.o.File.Columns)
	for first = 0; ; first++ {
		used := 0
		for last = first; last < n; last++ {
			if used += s.columnWidth(last) + 2; used-2 > width {
				break
			}
		}
		if last = max(last, min(first+1, n)); at < last || first+1 >= n {
			return first, last
		}
	}
}

// comesIn are the first rows as issues, or what keeps them from it.
func (s *Screen) comesIn(width int) []string {
	theme, m := s.s.Theme, &s.s.Say.Mapping
	lines := []string{widget.TitledRule(m.ComesIn, "", width, theme)}
	switch why := s.ready(); {
	case s.trying && len(s.choice.Fields) > 0:
		lines = append(lines, "  "+theme.Dim.Render(m.Reading))
	case why != "":
		for _, l := range widget.Wrap(why, width-4) {
			lines = append(lines, "  "+theme.Warn.Render(l))
		}
	default:
		lines = append(lines, s.firstRows(width-2)...)
	}
	for len(lines) < shownRows+1 {
		lines = append(lines, "")
	}
	return lines[:shownRows+1]
}

func (s *Screen) firstRows(width int) []string {
	theme, m := s.s.Theme, &s.s.Say.Mapping
	cols := widget.Lay([]widget.Column{{Min: 16}, {Min: 14, Grow: 1}, {Min: 10, Grow: 1, Drop: 1}, {Min: 20, Grow: 3}}, width, theme.Glyphs.Ellipsis)
	var lines []string
	for _, r := range s.read.First {
		if r.Fault != "" {
			lines = append(lines, "  "+theme.Warn.Render(widget.Cut(m.NotRead(oneLine(r.Fault)), width, theme.Glyphs.Ellipsis)))
			continue
		}
		lines = append(lines, "  "+cols.Row(r.At, oneLine(r.Tags), oneLine(r.Customer), oneLine(r.Text)))
	}
	return lines
}

// oneLine makes a cell fit to be drawn: its beginning, on one line, without
// what a terminal would obey.
func oneLine(v string) string {
	if r := []rune(v[:min(len(v), 4*valueRunes)]); len(r) > valueRunes {
		v = string(r[:valueRunes])
	} else {
		v = string(r)
	}
	clean, err := text.CleanLine(strings.ToValidUTF8(v, "?"))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(clean), " ")
}
