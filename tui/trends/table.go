package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/kit"
	"koe/tui/widget"
)

// A block is some lines of the page that belong to one item, with the heading
// before it where it is the first of its section.
type block struct {
	height int
	draw   func() []string
}

// Lines draws the page: what is new, one customer's words, then the sections
// in a window that follows the cursor.
func (o *overview) Lines(size widget.Size) []string {
	theme, t := o.w.Theme, o.w.Say.Trends
	e := theme.Glyphs.Ellipsis
	switch width := size.Width - 2; {
	case o.fail:
		return widget.Pad(kit.Margin(widget.Wrap(o.w.Say.Common.NotRead, width)), size, e)
	case !o.have:
		return widget.Pad(nil, size, e)
	case o.w.IsEmpty():
		return widget.Pad(kit.Margin(o.w.EmptyDesk(width)), size, e)
	case len(o.t.Rows) == 0 && !o.isOld():
		return widget.Pad(kit.Margin(widget.Wrap(t.Empty, width)), size, e)
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
	theme, t := o.w.Theme, o.w.Say.Trends
	cols := o.columns(size.Width - rowGutter - 1)
	lines := []string{o.heading(cols)}
	height := size.Height - 1
	blocks := o.blocks(cols, size.Width, tight)
	if len(o.items) == 0 {
		words := o.quiet()
		if o.filter != "" {
			words = t.NoneMatch
		}
		return append(lines, "  "+theme.Dim.Render(words))
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
	theme, t := o.w.Theme, o.w.Say.Trends
	title := t.ActOn
	if o.filter != "" {
		title = t.Filtered(o.filter)
	} else if o.t.Report != nil && o.wants.kind > model.KindComplaint {
		title = t.Kinds(o.w.Say.Kind(o.wants.kind))
	}
	e := theme.Glyphs.Ellipsis
	titles := cols.Head()
	width := cols.Width(nameColumn)
	if cols.Has(problemColumn) {
		width += 2 + cols.Width(problemColumn)
	}
	rest := strings.TrimPrefix(titles, strings.Repeat(" ", width))
	return " " + theme.Strong.Render(widget.Fit(title, width+rowGutter-1, e)) + theme.Dim.Render(rest)
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
	theme, t := o.w.Theme, o.w.Say.Trends
	if in == didItWork {
		title := " " + theme.Strong.Render(t.DidItWork)
		if n := o.settledEfforts; n > 0 {
			title += "  " + theme.Dim.Render(t.Effect.Older(n))
		}
		return spaced([]string{title}, tight)
	}
	room := width - widget.Width(t.Rest) - 4
	remarks := flow(o.restRemarks(), o.w.Between(), room)
	if tight {
		remarks = []string{widget.Cut(strings.Join(o.restRemarks(), o.w.Between()), room, theme.Glyphs.Ellipsis)}
	}
	lines := []string{" " + theme.Strong.Render(t.Rest) + "  " + theme.Dim.Render(remarks[0])}
	for _, more := range remarks[1:] {
		lines = append(lines, strings.Repeat(" ", widget.Width(t.Rest)+3)+theme.Dim.Render(more))
	}
	return spaced(lines, tight)
}

// spaced puts a blank line before a section where there is room.
func spaced(lines []string, tight bool) []string {
	if tight {
		return lines
	}
	return append([]string{""}, lines...)
}

// restRemarks say how many tags are as usual, which few make most of all, how
// many cannot be judged yet, how good the look ahead has been, and what no
// count holds.
func (o *overview) restRemarks() []string {
	t := o.w.Say.Trends
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
	parts := []string{t.Unflagged(usual)}
	if r := o.t.Report; r != nil && len(r.Head) > 0 {
		parts = append(parts, t.Head(o.w.Theme.Glyphs.Mark, len(r.Head), o.w.share(r.HeadShare)))
	}
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
	return parts
}
