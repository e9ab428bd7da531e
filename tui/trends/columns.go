package trends

import (
	"koe/model"
	"koe/model/trend"
	"koe/tui/kit"
	"koe/tui/widget"
)

// The columns of the overview. The rows of tags and of actions share them, so
// that the numbers stand below each other.
const (
	nameColumn = iota
	problemColumn
	sparkColumn
	countColumn
	usualColumn
	monthColumn
	yearColumn
	nextColumn
	rateColumn
	ownerColumn
)

// columns lays the table out: what the eye needs first stays, and what is
// compared goes first where room is short.
func (o *overview) columns(width int) widget.Columns {
	t := o.w.Say.Trends
	w := o.widths()
	month, year := 0, 0
	if o.compare == compareNothing || o.compare == compareYear {
		month = gone
	}
	if o.compare == compareNothing || o.compare == compareMonth {
		year = gone
	}
	rate := 2
	if !o.hasRate() {
		rate = gone
	}
	problem := 5
	if w.problem == 0 {
		problem = gone
	}
	const name = 20
	cols := []widget.Column{
		nameColumn:    {Min: name, Grow: 2},
		problemColumn: {Min: max(1, w.problem), Drop: problem},
		sparkColumn:   {Title: t.Weeks13, Min: kit.SparkWeeks, Drop: 1},
		countColumn:   {Title: t.Days(o.window), Min: max(4, w.count), Right: true},
		usualColumn:   {Title: t.Usual, Min: max(widget.Width(t.Usual), w.usual), Right: true},
		monthColumn:   {Title: t.VsMonth, Min: max(widget.Width(t.VsMonth), widget.Width(t.NoMonth)), Right: true, Drop: 6 + month},
		yearColumn:    {Title: t.VsYear, Min: max(widget.Width(t.VsYear), widget.Width(t.NoYear)), Right: true, Drop: 7 + year},
		nextColumn:    {Title: t.NextWeek, Min: max(widget.Width(t.NextWeek), w.usual), Right: true, Drop: 9},
		rateColumn:    {Title: t.PerThousand, Min: widget.Width(t.PerThousand), Right: true, Drop: 8 + rate},
		ownerColumn:   {Title: t.OwnerAction, Min: max(widget.Width(t.NoOwner), w.owner), Grow: 1},
	}
	e := o.w.Theme.Glyphs.Ellipsis
	laid := layWithout(cols, width, e)
	if most := max(name, w.name); laid.Width(nameColumn) > most {
		// What is left over is the owner's, so that names and numbers stay together.
		cols[nameColumn].Min, cols[nameColumn].Grow = most, 0
		laid = layWithout(cols, width, e)
	}
	if laid.Width(ownerColumn) < widget.Width(t.OwnerAction) {
		cols[ownerColumn].Title = t.Owner
	}
	return laid
}

// gone is what a column's Drop is raised by where it is not wanted at all.
const gone = 100

// layWithout lays columns out of which those marked gone are left out however
// much room there is. A column of no width keeps its place among the cells.
func layWithout(cols []widget.Column, width int, ellipsis string) widget.Columns {
	for i := range cols {
		if cols[i].Drop >= gone {
			cols[i].Min = width // too wide to stand beside anything: it goes first
		}
	}
	return widget.Lay(cols, width, ellipsis)
}

// widths are what the contents of some columns need.
type widths struct{ name, problem, count, usual, owner int }

// widths measures the rows; the first few hundred are enough to know.
func (o *overview) widths() widths {
	var w widths
	for n, i := range o.items {
		if n > 300 {
			break
		}
		if i.in == didItWork {
			e := &o.t.Efforts[i.n]
			w.name = max(w.name, widget.Width(e.Problem.ID.String()+" "+e.Problem.Title))
			w.owner = max(w.owner, min(14, widget.Width(o.w.Person(actionOwner(e)))))
			continue
		}
		r := &o.t.Rows[i.n]
		w.name = max(w.name, widget.Width(o.w.TagName(r.Path)))
		if r.Problem != nil {
			w.problem = max(w.problem, widget.Width(r.ProblemMark()))
			w.owner = max(w.owner, min(14, widget.Width(o.w.Person(r.Problem.Owner))))
		}
		if win := windowOf(r, o.window); win != nil {
			w.count = max(w.count, widget.Width(o.w.Say.Number(win.Observed)))
			w.usual = max(w.usual, widget.Width(o.w.span(win.Low, win.High)))
		}
	}
	return w
}

func (o *overview) hasRate() bool {
	for i := range o.t.Rows {
		if o.t.Rows[i].Rate.Known {
			return true
		}
	}
	return false
}

// actionOwner is who is accountable for an action: its owner, or else the
// problem's.
func actionOwner(e *model.Effort) model.UserID {
	if e.Action.Owner != "" {
		return e.Action.Owner
	}
	return e.Problem.Owner
}

// numbers are the cells of a tag from the sparkline to the rate.
func (o *overview) numbers(r *model.TrendRow) (spark, count, usual, month, year, next, rate string) {
	theme, say := o.w.Theme, o.w.Say
	t := say.Trends
	spark = widget.Spark(trend.Weeks(r.Counts), kit.SparkWeeks, theme.Glyphs)
	if w := windowOf(r, o.window); w != nil {
		count = say.Number(w.Observed)
		if w.Looked > 0 && r.State != trend.Learning {
			usual = o.w.span(w.Low, w.High)
		} else {
			usual = theme.Glyphs.Dash
		}
	}
	month, year = o.w.change(r.VsMonth, t.NoMonth), o.w.change(r.VsYear, t.NoYear)
	if r.State != trend.Learning {
		next = o.w.span(r.Next.Low, r.Next.High)
	}
	if r.Rate.Known {
		rate = kit.Ratio(r.Rate.Now)
	}
	return
}
