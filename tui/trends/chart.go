package trends

import (
	"math"

	"koe/model"
	"koe/model/trend"
	"koe/tui/widget"
)

const (
	chartHeight = 9 // lines, with the axis and the marks
	chartTight  = 7
	chartDays   = 26 * 7 // days shown at most
)

// chart draws the tag's counts against what was to be expected, a column a day
// or a week, with its signals and its actions below.
func (d *detail) chart(width int, tight bool) []string {
	theme, t := d.w.Theme, d.w.Say.Trends
	g := theme.Glyphs
	if len(d.d.Counts) == 0 {
		return nil
	}
	points, first, step := d.points()
	room := width - 2 - len(d.w.Say.Number(chartTop(points)))
	if len(points) > room && room > 0 {
		first += model.Day((len(points) - room) * step)
		points = points[len(points)-room:]
	}
	size := widget.Size{Width: width, Height: chartHeight}
	lines := []string{""}
	if tight {
		size.Height, lines = chartTight, nil
	}
	lines = append(lines, widget.Chart(points, d.w.Day(first), d.w.Day(d.at.On()), size, theme)...)
	unit := t.Detail.Daily
	if d.weekly {
		unit = t.Detail.Weekly
	}
	return append(lines, theme.Dim.Render(unit+"   "+t.Detail.Legend(g.Up, g.Mark, g.Band)))
}

func chartTop(points []widget.ChartPoint) int {
	top := 1
	for _, p := range points {
		top = max(top, p.Count, round(math.Ceil(p.High)))
	}
	return top
}

// points are the days or weeks of the chart, the first one's day, and how many
// days each is.
func (d *detail) points() (points []widget.ChartPoint, first model.Day, step int) {
	step = 1
	if d.weekly {
		step = 7
	}
	counts, first := d.d.Counts, d.d.First
	if over := len(counts) - chartDays; !d.weekly && over > 0 {
		counts, first = counts[over:], first+model.Day(over)
	}
	if over := len(counts) % step; over > 0 {
		counts, first = counts[over:], first+model.Day(over)
	}
	for at := 0; at+step <= len(counts); at += step {
		day := first + model.Day(at)
		p := d.band(day, step)
		for _, c := range counts[at : at+step] {
			p.Count += int(c)
		}
		p.Mark = d.mark(day, day+model.Day(step)-1)
		points = append(points, p)
	}
	return points, first, step
}

// band is the expected range of some days together, where it is known of all.
func (d *detail) band(day model.Day, days int) widget.ChartPoint {
	from := int(day - d.d.First)
	if from < 0 || from+days > len(d.d.Band) {
		return widget.ChartPoint{}
	}
	low, high, known := trend.Together(d.d.Band[from : from+days])
	return widget.ChartPoint{Band: known, Low: low, High: high}
}

// mark is the sign of what happened in some days: an action that came into
// force, else a signal that was raised.
func (d *detail) mark(from, to model.Day) string {
	g := d.w.Theme.Glyphs
	if p := d.row.Problem; p != nil {
		for _, a := range p.Actions {
			if a.Effective >= from && a.Effective <= to {
				return g.Mark
			}
		}
	}
	for _, sg := range d.d.Signals {
		if sg.On >= from && sg.On <= to {
			return g.Up
		}
	}
	return ""
}
