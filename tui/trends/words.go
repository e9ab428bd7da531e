package trends

import (
	"math"
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/widget"
)

// shortName is a tag in at most width columns. Where it is too long its parent
// is cut first, since the leaf says more.
func (w *ways) shortName(p model.TagPath, width int) string {
	name := w.TagName(p)
	levels := p.Levels()
	e := w.Theme.Glyphs.Ellipsis
	if widget.Width(name) <= width || len(levels) < 2 {
		return widget.Cut(name, width, e)
	}
	parent := max(4, width-1-widget.Width(levels[1]))
	if parent > width/3 && widget.Width(levels[1]) > width*2/3 {
		parent = width / 3
	}
	return widget.Cut(widget.Cut(levels[0], parent, e)+"/"+levels[1], width, e)
}

// span writes a usual range: 2–16.
func (w *ways) span(low, high int) string {
	say := w.Say
	return say.Number(low) + w.Theme.Glyphs.Dash + say.Number(high)
}

// share writes a part of a whole: "12 %".
func (w *ways) share(part float64) string {
	return strings.TrimPrefix(strings.TrimPrefix(w.Say.Percent(part, ""), "+"), "±")
}

// change writes a comparison: +138 %, "no year yet", "from 0".
func (w *ways) change(c trend.Change, none string) string {
	t := w.Say.Trends
	switch {
	case c.Known && c.Now+c.Before == 0:
		return w.Theme.Glyphs.Dash // nothing against nothing
	case !c.Known || math.IsNaN(c.Ratio):
		return none
	case math.IsInf(c.Ratio, 0):
		return t.FromNothing
	}
	return w.Say.Percent(c.Ratio-1, w.Theme.Glyphs.Minus)
}

// evenedFrom is the difference from the plain ratio of two counts from which it
// is said that they were compared per open day.
const evenedFrom = 0.005

// compared writes a comparison with its two counts, and says where they were
// compared per open day: 1,197 against 1,105 may be no change.
func (w *ways) compared(c trend.Change, none string) string {
	change := w.change(c, none)
	if !c.Known || c.Now+c.Before == 0 {
		return change
	}
	evened := c.Before > 0 && math.Abs(c.Ratio-float64(c.Now)/float64(c.Before)) > evenedFrom
	return w.Say.Trends.Detail.Compared(change, c.Now, c.Before, evened)
}

// state is a signal's name.
func (w *ways) state(v trend.State) string { return w.Say.TrendState(v) }

// stateNamed is the name of a signal that was kept by its code.
func (w *ways) stateNamed(code string) string {
	for v := trend.Steady; v <= trend.Falling; v++ {
		if v.String() == code {
			return w.state(v)
		}
	}
	return code
}

// round is the nearest whole number, 0 of what is none.
func round(f float64) int {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return int(math.Round(f))
}
