package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/theme"
	"koe/tui/widget"
)

const (
	// tightBelow is the height under which every line counts.
	tightBelow = 27
	// reasonsTight is how many flagged rows carry their reason in a small
	// window before the selected one alone does.
	reasonsTight = 4
	rowGutter    = 4 // the pointer and the sign
	reasonIndent = 5
)

// reasonsOf are the lines under a flagged row. In a small window the rows after
// the first few carry theirs while they are selected.
func (o *overview) reasonsOf(i, nth, width int, tight bool) []string {
	if tight && nth >= reasonsTight && i != o.cursor {
		return nil
	}
	theme := o.w.Theme
	lines := o.w.reasonLines(&o.t.Rows[o.items[i].n], width-reasonIndent-1, tight, false)
	for n, l := range lines {
		lines[n] = strings.Repeat(" ", reasonIndent) + theme.Dim.Render(l)
	}
	return lines
}

// gutter is the pointer of the selected row and a row's sign.
func (o *overview) gutter(i int, sign string, style theme.Style) string {
	theme := o.w.Theme
	pointer := " "
	if i == o.cursor {
		pointer = theme.Accent.Render(theme.Glyphs.Pointer)
	}
	return pointer + " " + style.Render(sign) + " "
}

// sign is what a tag's signal looks like. The words say the same.
func (o *overview) sign(i int) (string, theme.Style) {
	theme, r := o.w.Theme, &o.t.Rows[i]
	g := theme.Glyphs
	if r.IsParent && !o.isFlagged(i) {
		// Its flag, if it has one, is that of a leaf that stands above.
		if o.unfold[r.Tag] {
			return g.Open, theme.Dim
		}
		return g.Shut, theme.Dim
	}
	switch {
	case r.ActOn:
		return g.Up, theme.Bad
	case r.LookAt:
		return g.Rise, theme.Warn
	case r.S1 > 0:
		return "!", theme.Bad
	case r.State == trend.Falling:
		return g.Down, theme.Good
	case r.Head:
		return g.Mark, theme.Dim
	}
	return " ", theme.Plain
}

// rowLine draws a tag.
func (o *overview) rowLine(cols widget.Columns, i int) string {
	theme := o.w.Theme
	it := o.items[i]
	r := &o.t.Rows[it.n]
	style := theme.Plain
	switch {
	case i == o.cursor:
		style = theme.Selected
	case it.in == actOn:
		style = theme.Strong
	}
	name := style.Render(o.w.shortName(r.Path, cols.Width(nameColumn)))
	if levels := r.Path.Levels(); it.leaf && len(levels) > 1 {
		name = "  " + style.Render(levels[1]) // its parent stands above it
	}
	id := theme.Dim.Render(r.ProblemMark())
	spark, count, usual, month, year, next, rate := o.numbers(r)
	line := theme.Dim
	if it.in == actOn {
		line = theme.Accent
	}
	sign, paint := o.sign(it.n)
	owner := o.ownerCell(r, cols.Width(ownerColumn), it.in == actOn)
	if above := o.leavesAbove(r); owner == "" && above > 0 {
		owner = theme.Dim.Render(o.w.Say.Trends.Above(above))
	}
	return o.gutter(i, sign, paint) + cols.Row(name, id, line.Render(spark), style.Render(count), theme.Dim.Render(usual), month, year, theme.Dim.Render(next), rate, owner)
}

// leavesAbove counts the leaves of a tag that stand among what to act on: its
// own row holds them too, and may be beyond its usual range because of them.
func (o *overview) leavesAbove(r *model.TrendRow) int {
	n := 0
	for i := range o.items {
		if parent, ok := o.items[i].tag.Parent(); o.items[i].in == actOn && ok && parent == r.Tag && r.IsParent {
			n++
		}
	}
	return n
}

// ownerCell is who owns a tag's problem and the newest action against it, as
// far as there is room.
func (o *overview) ownerCell(r *model.TrendRow, width int, flagged bool) string {
	theme, t := o.w.Theme, o.w.Say.Trends
	if r.Problem == nil || r.Problem.Owner == "" {
		if flagged {
			return theme.Warn.Render(t.NoOwner)
		}
		return ""
	}
	cell := o.w.Person(r.Problem.Owner)
	if n := len(r.Problem.Actions); n > 0 {
		a := &r.Problem.Actions[n-1]
		action := o.w.Say.ActionType(a.Type)
		if d := a.Effective; d != 0 {
			action += " " + o.w.Day(d)
		} else if a.Due != 0 {
			action += " " + o.w.Day(a.Due)
		}
		if long := cell + " " + theme.Glyphs.Note + " " + action; widget.Width(long) <= width {
			cell = long
		}
	}
	return cell
}
