package trends

import (
	"strconv"
	"strings"

	"koe/model"
	"koe/tui/widget"
)

// sharesShown is how many parts of a breakdown stand in the detail.
const sharesShown = 6

// shares draws how the complaints of four weeks divide, and beside it the
// customers with most of them.
func (d *detail) shares(width int) []string {
	theme, t := d.w.Theme, d.w.Say.Trends.Detail
	title := theme.Strong.Render(t.Breakdown) + " " + [...]string{t.ByChannel, t.BySegment, t.ByProduct, t.ByHour}[d.by] + "  " + theme.Dim.Render(t.Days28+d.w.Say.Trends.Changes.List+t.Before)
	left := []string{title}
	half := (width - 3) / 2
	if d.by == byHour {
		left = append(left, d.hours(half)...)
	} else {
		left = append(left, d.parts(half)...)
	}
	right := append([]string{theme.Strong.Render(t.TopCustomers)}, d.customers(half)...)
	if cut := d.cut(); cut != "" {
		if d.by == byProduct || d.by == byHour { // the others are counted
			left = append(left, theme.Dim.Render(cut))
		}
		right = append(right, theme.Dim.Render(cut))
	}
	lines := []string{""}
	for i := range max(len(left), len(right)) {
		lines = append(lines, widget.Fit(at(left, i), half, theme.Glyphs.Ellipsis)+"   "+widget.Fit(at(right, i), half, theme.Glyphs.Ellipsis))
	}
	return lines
}

// cut says that not all complaints were read; empty where they were.
func (d *detail) cut() string {
	t := d.w.Say.Trends.Detail
	switch now, before := d.d.Breakdown, d.d.Before; {
	case now.Cut:
		return t.OfNewest(now.Newest)
	case before.Cut:
		return t.Before + " " + t.OfNewest(before.Newest)
	}
	return ""
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// parts are the largest parts of the breakdown with those of the four weeks
// before.
func (d *detail) parts(width int) []string {
	now, before := d.sharesBy(&d.d.Breakdown), d.sharesBy(&d.d.Before)
	was := map[string]int{}
	for _, sh := range before {
		was[sh.Name] = sh.Count
	}
	var lines []string
	for i, sh := range now {
		if i == sharesShown {
			break
		}
		lines = append(lines, d.shareLine(d.shareName(sh.Name), sh.Count, was[sh.Name], width))
	}
	return lines
}

func (d *detail) sharesBy(b *model.Breakdown) []model.Share {
	switch d.by {
	case bySegment:
		return b.Segments
	case byProduct:
		return b.Products
	}
	return b.Channels
}

// shareName is what a part is called.
func (d *detail) shareName(name string) string {
	switch {
	case d.by == byChannel:
		return d.w.Say.Channel(model.Channel(name))
	case name == "":
		return d.w.Say.Trends.Detail.NotSaid
	}
	return name
}

func (d *detail) shareLine(name string, now, before, width int) string {
	theme, say := d.w.Theme, d.w.Say
	numbers := widget.FitRight(say.Number(now), 6, "") + theme.Dim.Render(widget.FitRight(say.Number(before), 7, ""))
	return widget.Fit(name, max(4, width-14), theme.Glyphs.Ellipsis) + " " + numbers
}

// hours draws the hours of the day as a sparkline with the busiest named.
func (d *detail) hours(width int) []string {
	theme := d.w.Theme
	draw := func(h [24]int) string {
		values := make([]int, 24)
		copy(values, h[:])
		return widget.Spark(values, 24, theme.Glyphs)
	}
	most := 0
	for h, n := range d.d.Breakdown.Hours {
		if n > d.d.Breakdown.Hours[most] {
			most = h
		}
	}
	t := d.w.Say.Trends.Detail
	peak := strconv.Itoa(most) + ":00  " + d.w.Say.Number(d.d.Breakdown.Hours[most])
	return []string{
		theme.Accent.Render(draw(d.d.Breakdown.Hours)) + "  " + peak,
		theme.Dim.Render(draw(d.d.Before.Hours) + "  " + t.Before),
		theme.Dim.Render("0" + strings.Repeat(" ", 10) + "12" + strings.Repeat(" ", 9) + "23"),
	}
}

// customers are those with most complaints about the tag.
func (d *detail) customers(width int) []string {
	say := d.w.Say
	was := map[string]int{}
	for _, sh := range d.d.Before.Customers {
		was[sh.Name] = sh.Count
	}
	var lines []string
	for i, sh := range d.d.Breakdown.Customers {
		if i == sharesShown {
			break
		}
		lines = append(lines, d.shareLine(say.Customer(sh.Name), sh.Count, was[sh.Name], width))
	}
	if len(lines) == 0 {
		lines = append(lines, d.w.Theme.Dim.Render(say.Trends.Detail.NoCustomers))
	}
	return lines
}
