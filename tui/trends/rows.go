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

// A block is some lines of the page that belong to one item, with the heading
// before it where it is the first of its section.
type block struct {
	height int
	draw   func() []string
}

// lines draws the page: what is new, one customer's words, then the sections
// in a window that follows the cursor.
func (o *overview) lines(size widget.Size) []string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	e := look.Glyphs.Ellipsis
	if !o.have {
		return widget.Pad(nil, size, e)
	}
	if len(o.t.Rows) == 0 && !o.isOld() {
		var lines []string
		for _, l := range widget.Wrap(t.Empty, size.Width-2) {
			lines = append(lines, " "+l)
		}
		return widget.Pad(lines, size, e)
	}
	tight := size.Height < tightBelow
	var lines []string
	for _, l := range o.notes(size.Width-2, tight) {
		lines = append(lines, " "+widget.Cut(l, size.Width-2, e))
	}
	if !tight {
		lines = append(lines, "")
	}
	if o.isBygone() && len(o.items) == 0 {
		return widget.Pad(lines, size, e)
	}
	room := widget.Size{Width: size.Width, Height: max(0, size.Height-len(lines))}
	return widget.Pad(append(lines, o.table(room, tight)...), size, e)
}

// table draws the sections into the size.
func (o *overview) table(size widget.Size, tight bool) []string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	cols := o.columns(size.Width - rowGutter - 1)
	lines := []string{o.heading(cols)}
	height := size.Height - 1
	blocks := o.blocks(cols, size.Width, tight)
	if len(o.items) == 0 {
		words := t.Quiet
		if o.filter != "" {
			words = t.NoneMatch
		}
		return append(lines, "  "+look.Dim.Render(words))
	}
	first, last := o.reach(blocks, height)
	at := 0
	o.page = 0
	for i := range blocks {
		if at+blocks[i].height > first && at < last {
			for j, l := range blocks[i].draw() {
				if at+j >= first && at+j < last {
					lines = append(lines, l)
				}
			}
			o.page++
		}
		at += blocks[i].height
	}
	return lines
}

// reach moves the window so that the cursor's block is in it, and says which
// lines that are.
func (o *overview) reach(blocks []block, height int) (first, last int) {
	from, total := 0, 0
	for i := range blocks {
		if i < o.cursor {
			from += blocks[i].height
		}
		total += blocks[i].height
	}
	to := from + blocks[o.cursor].height
	if o.cursor == 0 {
		from = 0
	}
	o.top = max(min(o.top, from), to-height)
	o.top = max(0, min(o.top, total-height))
	return o.top, o.top + height
}

// heading is the first section's title and the titles of the columns.
func (o *overview) heading(cols widget.Columns) string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	title := t.ActOn
	if o.filter != "" {
		title = t.Filtered(o.filter)
	} else if o.t.Report != nil && o.wants.kind > model.Complaint {
		title = t.Kinds(o.s.session.Say.Kind(o.wants.kind))
	}
	e := look.Glyphs.Ellipsis
	titles := cols.Head()
	width := cols.Width(nameColumn)
	if cols.Has(problemColumn) {
		width += 2 + cols.Width(problemColumn)
	}
	rest := strings.TrimPrefix(titles, strings.Repeat(" ", width))
	return " " + look.Strong.Render(widget.Fit(title, width+rowGutter-1, e)) + look.Dim.Render(rest)
}

// blocks are the items with their headings, to be drawn where they are in view.
func (o *overview) blocks(cols widget.Columns, width int, tight bool) []block {
	blocks := make([]block, len(o.items))
	flagged := 0
	for i, it := range o.items {
		var head []string
		if it.in != actOn && (i == 0 || o.items[i-1].in != it.in) {
			head = o.sectionHead(it.in, width, tight || i == 0)
		}
		switch it.in {
		case actOn:
			reasons := o.reasonsOf(i, flagged, width, tight)
			flagged++
			blocks[i] = block{height: 1 + len(reasons), draw: func() []string {
				return append([]string{o.rowLine(cols, i)}, reasons...)
			}}
		case didItWork:
			words := o.effortLines(&o.t.Efforts[it.n], width, tight)
			blocks[i] = block{height: len(head) + 1 + len(words), draw: func() []string {
				return append(append(head, o.effortLine(cols, i)), words...)
			}}
		default:
			blocks[i] = block{height: len(head) + 1, draw: func() []string { return append(head, o.rowLine(cols, i)) }}
		}
	}
	return blocks
}

// sectionHead is a section's title with what there is to say about all of it.
func (o *overview) sectionHead(in section, width int, tight bool) []string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	title, remark := t.DidItWork, ""
	if in == rest {
		title, remark = t.Rest, o.restRemark()
	}
	line := " " + look.Strong.Render(title)
	if remark != "" {
		line += "  " + look.Dim.Render(widget.Cut(remark, max(0, width-widget.Width(title)-4), look.Glyphs.Ellipsis))
	}
	if tight {
		return []string{line}
	}
	return []string{"", line}
}

// restRemark says how many tags are as usual, how many cannot be judged yet,
// how good the look ahead has been, and what no count holds.
func (o *overview) restRemark() string {
	t := o.s.session.Say.Trends
	usual, learning := 0, 0
	for i := range o.t.Rows {
		r := &o.t.Rows[i]
		switch {
		case r.IsParent || r.Listed:
		case r.State == trend.Learning:
			learning++
		default:
			usual++
		}
	}
	parts := []string{t.Usually(usual)}
	if learning > 0 {
		parts = append(parts, t.Learning(learning))
	}
	if o.order != byNeed {
		parts = append(parts, t.Ordered([...]string{t.ByNeed, t.ByRise, t.ByName}[o.order]))
	}
	if o.t.Scored > 0 {
		parts = append(parts, t.Held(o.t.Held, o.t.Scored))
	}
	if o.t.Withdrawn > 0 {
		parts = append(parts, t.Withdrawn(o.t.Withdrawn))
	}
	return strings.Join(parts, " "+o.s.session.Look.Glyphs.Note+" ")
}

// reasonsOf are the lines under a flagged row. In a small window the rows after
// the first few carry theirs while they are selected.
func (o *overview) reasonsOf(i, nth, width int, tight bool) []string {
	if tight && nth >= reasonsTight && i != o.cursor {
		return nil
	}
	look := o.s.session.Look
	lines := o.s.reasonLines(&o.t.Rows[o.items[i].n], width-reasonIndent-1, tight, false)
	for n, l := range lines {
		lines[n] = strings.Repeat(" ", reasonIndent) + look.Dim.Render(l)
	}
	return lines
}

// gutter is the pointer of the selected row and a row's sign.
func (o *overview) gutter(i int, sign string, style theme.Style) string {
	look := o.s.session.Look
	pointer := " "
	if i == o.cursor {
		pointer = look.Accent.Render(look.Glyphs.Pointer)
	}
	return pointer + " " + style.Render(sign) + " "
}

// sign is what a tag's signal looks like. The words say the same.
func (o *overview) sign(i int) (string, theme.Style) {
	look, r := o.s.session.Look, &o.t.Rows[i]
	g := look.Glyphs
	if r.IsParent && !o.isFlagged(i) {
		// Its flag, if it has one, is that of a leaf that stands above.
		if o.unfold[r.Tag] {
			return g.Open, look.Dim
		}
		return g.Shut, look.Dim
	}
	switch {
	case r.ActOn:
		return g.Up, look.Bad
	case r.LookAt:
		return g.Rise, look.Warn
	case r.S1 > 0:
		return "!", look.Bad
	case r.State == trend.Falling:
		return g.Down, look.Good
	}
	return " ", look.Plain
}

// rowLine draws a tag.
func (o *overview) rowLine(cols widget.Columns, i int) string {
	look := o.s.session.Look
	it := o.items[i]
	r := &o.t.Rows[it.n]
	style := look.Plain
	switch {
	case i == o.cursor:
		style = look.Selected
	case it.in == actOn:
		style = look.Strong
	}
	name := style.Render(o.s.shortName(r.Path, cols.Width(nameColumn)))
	if levels := r.Path.Levels(); it.leaf && len(levels) > 1 {
		name = "  " + style.Render(levels[1]) // its parent stands above it
	}
	id := ""
	if r.Problem != nil {
		id = look.Dim.Render(r.Problem.ID.String())
	}
	spark, count, usual, month, year, next, rate := o.numbers(r)
	line := look.Dim
	if it.in == actOn {
		line = look.Accent
	}
	sign, paint := o.sign(it.n)
	return o.gutter(i, sign, paint) + cols.Row(name, id, line.Render(spark), style.Render(count), look.Dim.Render(usual), month, year, look.Dim.Render(next), rate, o.ownerCell(r, cols.Width(ownerColumn), it.in == actOn))
}

// ownerCell is who owns a tag's problem and the newest action against it, as
// far as there is room.
func (o *overview) ownerCell(r *model.TrendRow, width int, flagged bool) string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	if r.Problem == nil || r.Problem.Owner == "" {
		if flagged {
			return look.Warn.Render(t.NoOwner)
		}
		return ""
	}
	cell := o.s.person(r.Problem.Owner)
	if n := len(r.Problem.Actions); n > 0 {
		a := &r.Problem.Actions[n-1]
		action := o.s.session.Say.ActionKind(a.Kind)
		if d := a.Effective; d != 0 {
			action += " " + o.s.day(d)
		} else if a.Due != 0 {
			action += " " + o.s.day(a.Due)
		}
		if long := cell + " " + look.Glyphs.Note + " " + action; widget.Width(long) <= width {
			cell = long
		}
	}
	return cell
}
