package trend

import (
	"math"

	"koe/model/trend/dist"
)

// maxWindows is the most windows that an engine looks at.
const maxWindows = 4

// analysis is one series worked out: its fit, and what it forecasts for each
// window before the desk's common movement.
type analysis struct {
	series *Series
	sum    uint64 // of what its sketch was made of
	days   int    // history used, up to and with On
	gap    int    // latest days left out of the baseline
	born   int    // days since its first issue, counting that day; 0 if none came
	prof   profile
	fit    fit
	local  local
	blocks blocks // of the baseline
	window [maxWindows]forecast
}

// forecast of one window. A window not looked at has no days.
type forecast struct {
	days     int
	observed int
	mean     float64 // of the count, without the common movement
	relVar   float64 // variance of the mean, relative to its square
}

// dist is the forecast's distribution when the desk moves by a factor known
// with this relative variance.
func (f *forecast) dist(phi, factor, factorVar float64) dist.Negbin {
	m := f.mean * factor
	return dist.NewNegbin(m, phi*m+m*m*(f.relVar+factorVar))
}

// over is the forecast for all days of a window of which a young desk lets only
// the latest be looked at: the days before them lie in the baseline.
func (f *forecast) over(l *layout, a *analysis, days int) forecast {
	whole := *f
	if looked := l.cal.exposed(&a.prof, 0, f.days); f.days < days && looked > 0 {
		whole.mean *= l.cal.exposed(&a.prof, 0, days) / looked
		whole.days = days
	}
	return whole
}

// midP gives the upper and lower mid-p-values of what was observed. Where the
// dispersion rests on few blocks they are the mean over its uncertainty, two
// points a standard deviation of its logarithm to either side.
func (f *forecast) midP(a *analysis, factor, factorVar float64) (upper, lower float64) {
	s := a.fit.phiSD
	if s < 0.05 {
		return f.dist(a.fit.phi, factor, factorVar).MidP(f.observed)
	}
	high := math.Exp(s)
	u1, l1 := f.dist(a.fit.phi*high, factor, factorVar).MidP(f.observed)
	u2, l2 := f.dist(math.Max(1, a.fit.phi/high), factor, factorVar).MidP(f.observed)
	return (u1 + u2) / 2, (l1 + l2) / 2
}

// layout is the cut of a desk's history that its series share.
type layout struct {
	cal     calendar
	block   int // days a block: 7, or 1 in weeks
	windows []int
	weights []float64 // of the windows when their p-values are combined
	design  design
	season  season
}

// learningBlocks is the history, in weeks, under which nothing is said.
const learningBlocks = 3

// gapFor is how many of the latest days are left out of the baseline, so that
// what rises now does not raise what is expected: four weeks, or the longest
// window, but less while history is short.
func (l *layout) gapFor(days int) int {
	gap := 4 * l.block
	for _, w := range l.windows {
		gap = max(gap, w)
	}
	return max(l.block, min(gap, days-2*l.block))
}

func newLayout(d *Desk, o *Options) layout {
	first := d.On + 1
	for i := range d.Series {
		s := &d.Series[i]
		if len(s.Counts) > 0 && s.Start < first {
			first = s.Start
		}
	}
	days := int(d.On - first + 1)
	l := layout{block: 7, windows: o.Windows}
	if o.Unit == UnitWeek {
		l.block = 1
	}
	for _, w := range o.Windows {
		// A part of a week is a third of a say: what it finds alone is so far
		// from the usual that this costs nothing.
		l.weights = append(l.weights, 1)
		if w < l.block {
			l.weights[len(l.weights)-1] = 1.0 / 3
		}
	}
	days = min(days, maxBlocks*l.block)
	l.cal = newCalendar(d, o.Unit, max(days, 0))
	gap := l.gapFor(days)
	l.season = season{math.Mod(float64(int(d.On)-gap)/o.Year, 1), o.Year / float64(l.block)}
	l.design = newDesign(max(0, (days-gap+l.block-1)/l.block), l.season)
	return l
}

// birth finds a series' first issue and tells how much of the history to use:
// all of it, unless the empty days before the first issue are too many to be
// chance at the rate that came after, and enough has come since to stand alone.
func (l *layout) birth(s *Series) (born, days int) {
	days = l.cal.days
	last := int(l.cal.on - s.Start)
	first := -1
	for j, c := range s.Counts {
		if j > last {
			break
		}
		if c > 0 {
			first = j
			break
		}
	}
	if first < 0 {
		return 0, days
	}
	born = last - first + 1
	before := days - born
	if before < 4*l.block || born <= learningBlocks*l.block {
		return born, days
	}
	issues := s.Sum(s.Start+Day(first), l.cal.on)
	if float64(issues)/float64(born)*float64(before) > unlikelyEmpty {
		days = born - 1 // the first day is not by chance a day with an issue
	}
	return born, days
}

// unlikelyEmpty is the number of issues missed before a series' first one from
// which it counts as born then: exp(-8) is one in 3,000.
const unlikelyEmpty = 8

// blocksOf is the number of blocks in a series' baseline.
func (l *layout) blocksOf(a *analysis) int {
	return max(0, (a.days-a.gap+l.block-1)/l.block)
}

// fill cuts a series' baseline into blocks.
func (l *layout) fill(b *blocks, a *analysis) {
	n := len(b.y)
	whole := 0.0
	for _, v := range a.prof.day {
		whole += v
	}
	if l.block == 1 {
		whole = a.prof.day[0]
	}
	last := int(l.cal.on-a.series.Start) - a.gap // index of the baseline's latest day
	counts := a.series.Counts
	for k := 0; k < n; k++ {
		hi := last - k*l.block
		lo := hi - l.block + 1
		back := a.gap + k*l.block
		if left := a.days - back; left < l.block {
			lo = hi - left + 1
			b.e[k] = l.cal.exposed(&a.prof, back, left)
		} else {
			b.e[k] = whole
			for c := back; c < back+l.block && l.cal.closed != nil; c++ {
				if l.cal.isClosed(c) {
					b.e[k] -= a.prof.day[l.cal.weekday(c)] - a.prof.closed
				}
			}
		}
		y := 0
		for j := max(lo, 0); j <= min(hi, len(counts)-1); j++ {
			y += int(counts[j])
		}
		b.y[k] = float64(y)
	}
}

// look works the windows out, the longest first: what came, what the fit
// forecasts. The local level is followed on through the days left out of the
// baseline up to where each window begins, so that a level which wanders is
// not forecast from a month ago.
func (l *layout) look(a *analysis) {
	level, at := a.local, a.gap
	for i := len(l.windows) - 1; i >= 0; i-- {
		w := l.windows[i]
		f := &a.window[i]
		*f = forecast{}
		days := min(w, a.gap)
		if days < w && days <= l.largestBelow(w) {
			continue // no longer than a window already looked at
		}
		for at-l.block >= days {
			mu := l.mean(a, at-l.block, l.block)
			y := a.series.Sum(l.cal.on-Day(at-1), l.cal.on-Day(at-l.block))
			level.observe(float64(y), mu, a.fit.phi, 1)
			at -= l.block
		}
		x := l.season.covariates(-(float64(a.gap) - float64(days)/2) / float64(l.block))
		f.days = days
		f.mean = l.cal.exposed(&a.prof, 0, days) * a.fit.rate(&x) * level.factor
		ahead := (float64(at) - float64(days)/2) / float64(l.block)
		f.relVar = quadratic(&a.fit.cov, &x, a.fit.columns) + level.variance + level.drift*ahead
		f.relVar += l.unseenSeason(a, float64(days)/2)
		f.observed = a.series.Sum(l.cal.on-Day(days-1), l.cal.on)
	}
}

// unseenSD is the usual size of an annual season's coefficients, for
// histories too short to show one.
const unseenSD = 0.15

// unseenSeason is the variance that a season not in the model makes between
// the middle of the baseline and the middle of a window, back days ago.
func (l *layout) unseenSeason(a *analysis, back float64) float64 {
	if a.fit.columns > 2 {
		return 0
	}
	apart := (float64(a.days+a.gap)/2 - back) / float64(l.block) / l.season.year
	return unseenSD * unseenSD * 2 * (1 - math.Cos(2*math.Pi*apart))
}

// mean is the regression's mean of n days, the latest of them back days ago.
func (l *layout) mean(a *analysis, back, n int) float64 {
	x := l.season.covariates(-(float64(a.gap-back) - float64(n)/2) / float64(l.block))
	return l.cal.exposed(&a.prof, back, n) * a.fit.rate(&x)
}

// largestBelow is the next shorter window.
func (l *layout) largestBelow(w int) int {
	best := 0
	for _, v := range l.windows {
		if v < w {
			best = max(best, v)
		}
	}
	return best
}
