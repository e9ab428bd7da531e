package trends

import (
	"math"
	"strconv"
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/widget"
)

// civil turns the engine's way of counting days into the model's; zero is "not
// set" in both.
func civil(d trend.Day) model.Day {
	if d == 0 {
		return 0
	}
	return model.Day(d + 1)
}

// day writes a civil day, with its year where that is not this one.
func (s *Screen) day(d model.Day) string {
	if d == 0 {
		return ""
	}
	at := d.Time(s.session.Zone)
	if at.Year() != s.session.Today().Year() {
		return s.session.Say.Date(at)
	}
	return s.session.Say.Day(at)
}

// moment writes the day and time of an instant.
func (s *Screen) moment(at model.Instant) string {
	return s.session.Say.Moment(at.Time(s.session.Zone), s.session.Today())
}

// dayOf writes the day of an instant.
func (s *Screen) dayOf(at model.Instant) string { return s.day(at.Day(s.session.Zone)) }

// name is a tag as one reads it.
func (s *Screen) name(p model.TagPath) string {
	if p == "" {
		return s.session.Say.Names.NoTag
	}
	return strings.Join(p.Levels(), "/")
}

// shortName is a tag in at most width columns. Where it is too long its parent
// is cut first, since the leaf says more.
func (s *Screen) shortName(p model.TagPath, width int) string {
	name := s.name(p)
	levels := p.Levels()
	e := s.session.Theme.Glyphs.Ellipsis
	if widget.Width(name) <= width || len(levels) < 2 {
		return widget.Cut(name, width, e)
	}
	parent := max(4, width-1-widget.Width(levels[1]))
	if parent > width/3 && widget.Width(levels[1]) > width*2/3 {
		parent = width / 3
	}
	return widget.Cut(widget.Cut(levels[0], parent, e)+"/"+levels[1], width, e)
}

// ratio writes how many times as many: 0.32, 3.1, 14.
func ratio(r float64) string {
	switch {
	case math.IsNaN(r) || math.IsInf(r, 0):
		return "?"
	case r >= 9.95:
		return strconv.Itoa(int(math.Round(r)))
	case r >= 1:
		return strconv.FormatFloat(r, 'f', 1, 64)
	}
	return strconv.FormatFloat(r, 'f', 2, 64)
}

// span writes a usual range: 2–16.
func (s *Screen) span(low, high int) string {
	say := s.session.Say
	return say.Number(low) + s.session.Theme.Glyphs.Dash + say.Number(high)
}

// share writes a part of a whole: "12 %".
func (s *Screen) share(part float64) string {
	return strings.TrimPrefix(strings.TrimPrefix(s.session.Say.Percent(part, ""), "+"), "±")
}

// change writes a comparison: +138 %, "no year yet", "from 0".
func (s *Screen) change(c trend.Change, none string) string {
	t := s.session.Say.Trends
	switch {
	case !c.Known || math.IsNaN(c.Ratio):
		return none
	case math.IsInf(c.Ratio, 0):
		return t.FromNothing
	}
	return s.session.Say.Percent(c.Ratio-1, s.session.Theme.Glyphs.Minus)
}

// state is a signal's name.
func (s *Screen) state(v trend.State) string {
	names := s.session.Say.Trends.States
	if int(v) < len(names) {
		return names[v]
	}
	return v.String()
}

// stateNamed is the name of a signal that was kept by its code.
func (s *Screen) stateNamed(code string) string {
	for v := trend.Steady; v <= trend.Falling; v++ {
		if v.String() == code {
			return s.state(v)
		}
	}
	return code
}

// weeks sums daily counts into weeks that end with the last day; days before a
// whole week are left out.
func weeks(counts []int32) []int {
	n := len(counts) / 7
	out := make([]int, n)
	from := len(counts) - 7*n
	for i := range out {
		for _, c := range counts[from+7*i : from+7*i+7] {
			out[i] += int(c)
		}
	}
	return out
}

// oneLine is a text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// beginning is as much of a text as a few lines can show.
func beginning(s string) string {
	const bytes = 1200
	if len(s) <= bytes {
		return oneLine(s)
	}
	return oneLine(strings.ToValidUTF8(s[:bytes], ""))
}

// round is the nearest whole number, 0 of what is none.
func round(f float64) int {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return int(math.Round(f))
}
