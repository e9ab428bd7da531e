package trends

import (
	"math"

	"koe/model"
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
	theme, t := d.s.session.Theme, d.s.session.Say.Trends
	g := theme.Glyphs
	if len(d.d.Counts) == 0 {
		return nil
	}
	points, first, step := d.points()
	room := width - 2 - len(d.s.session.Say.Number(chartTop(points)))
	if len(points) > room && room > 0 {
		first += model.Day((len(points) - room) * step)
		points = points[len(points)-room:]
	}
	size := widget.Size{Width: width, Height: chartHeight}
	lines := []string{""}
	if tight {
		size.Height, lines = chartTight, nil
	}
	lines = append(lines, widget.Chart(points, d.s.day(first), d.s.day(d.s.overview.t.On), size, theme)...)
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

// band is the expected range of some days together: the expectations add up,
// and their spreads as those of independent days do.
func (d *detail) band(day model.Day, days int) widget.ChartPoint {
	var sum, below, above float64
	for i := range days {
		at := int(day-d.d.First) + i
		if at < 0 || at >= len(d.d.Band) || d.d.Band[at].High <= 0 && d.d.Band[at].Expected <= 0 {
			return widget.ChartPoint{}
		}
		r := d.d.Band[at]
		sum += r.Expected
		below += square(r.Expected - float64(r.Low))
		above += square(float64(r.High) - r.Expected)
	}
	return widget.ChartPoint{Band: true, Low: math.Max(0, sum-math.Sqrt(below)), High: sum + math.Sqrt(above)}
}

func square(f float64) float64 { return f * f }

// mark is the sign of what happened in some days: an action that came into
// force, else a signal that was raised.
func (d *detail) mark(from, to model.Day) string {
	g := d.s.session.Theme.Glyphs
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
