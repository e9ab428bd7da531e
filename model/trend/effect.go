package trend

import (
	"fmt"
	"math"
)

// Verdict on an action.
type Verdict uint8

const (
	TooEarly   Verdict = iota // the interval holds 1, or too little time has passed
	Worked                    // the whole interval lies below 1
	Worse                     // the whole interval lies above 1
	NoBaseline                // nothing to compare with
)

var verdictNames = [...]string{"too early to tell", "worked", "worse", "no baseline"}

// String is the verdict as commands print it.
func (v Verdict) String() string {
	if int(v) < len(verdictNames) {
		return verdictNames[v]
	}
	return "unknown"
}

// Effect is what an action changed: the rate since it took effect over the
// rate before the signal that led to it.
type Effect struct {
	Verdict             Verdict
	Ratio, Low, High    float64 // rate ratio and its 95 % interval
	Before, After       int     // issues
	OpenBefore, OpenNow float64 // exposure in usual open days
	Baseline, Since     Span
	Dispersion          float64
	WeeksToTell         int  // further weeks until a drop of a quarter could be told; 0 when it can be now
	BaselineTooShort    bool // no length of time would tell it against so short a baseline
}

// Lengths of an effect's spans.
const (
	baselineDays  = 182 // a baseline reaches back so far
	leastBaseline = 28
	leastAfter    = 14
	dropToTell    = 0.75
	mostWeeks     = 520
)

// tQuantile is Student's 97.5 % quantile at so many degrees of freedom
// (Cornish-Fisher series; Abramowitz and Stegun 1964, 26.7.5).
func tQuantile(df float64) float64 {
	z := 1.959964
	g1 := (z*z*z + z) / 4
	g2 := (5*math.Pow(z, 5) + 16*z*z*z + 3*z) / 96
	return z + g1/df + g2/(df*df)
}

// Effect measures an action on one series of the desk. signal is the onset of
// the rise that led to it: the baseline ends the day before, because what was
// picked for being high comes down by itself (regression to the mean); give
// the effective day where there was no signal. The interval is that of a
// quasi-Poisson rate ratio on the log scale, with the dispersion of the weeks
// of both spans and Student's quantile (McCullagh and Nelder 1989, section
// 4.5 and 6.2).
func (e *Engine) Effect(d *Desk, key string, signal, effective Day) (Effect, error) {
	if err := d.check(); err != nil {
		return Effect{}, err
	}
	s := d.find(key)
	if s == nil {
		return Effect{}, fmt.Errorf("trend: no series %q on the desk", key)
	}
	l := newLayout(d, &e.opt)
	first := d.On - Day(l.cal.days) + 1
	end := min(signal, effective) - 1
	x := Effect{
		Baseline: Span{max(first, end-baselineDays*Day(l.block)/7+1), end},
		Since:    Span{effective, d.On}, Ratio: math.NaN(), Low: math.NaN(), High: math.NaN(),
	}
	if x.Baseline.Days() < leastBaseline*l.block/7 || effective > d.On {
		x.Verdict = NoBaseline
		return x, nil
	}
	prof := l.profileBefore(s, x.Baseline)
	w := l.weekly(s, &prof, x.Baseline)
	v := l.weekly(s, &prof, x.Since)
	x.Before, x.OpenBefore = w.total()
	x.After, x.OpenNow = v.total()
	x.judge(&w, &v, l.block)
	return x, nil
}

// find gives a leaf, or the sum of a parent's leaves.
func (d *Desk) find(key string) *Series {
	leaves, parents := family(d)
	for i := range leaves {
		if leaves[i].Key == key {
			return &leaves[i]
		}
	}
	for i := range parents {
		if parents[i].Key == key {
			return &parents[i]
		}
	}
	return nil
}

// profileBefore is the weekday profile of the days up to the end of a span,
// by the series itself against a flat one: an effect is asked of one series,
// with no desk fitted.
func (l *layout) profileBefore(s *Series, span Span) profile {
	flat := flatProfile()
	if l.cal.unit == UnitWeek {
		flat.closed = 1
		return flat
	}
	sums := l.cal.weekdays(s, l.cal.days)
	return profileOf(&sums, &flat, weekdayPrior)
}

// weeks are the counts of a span, cut into weeks from its start.
type weeks struct{ y, e []float64 }

func (l *layout) weekly(s *Series, p *profile, span Span) weeks {
	var w weeks
	for from := span.From; from <= span.To; from += Day(l.block) {
		to := min(from+Day(l.block)-1, span.To)
		e := l.cal.exposed(p, int(l.cal.on-to), int(to-from)+1)
		if e <= 0 {
			continue
		}
		w.y = append(w.y, float64(s.sum(from, to)))
		w.e = append(w.e, e)
	}
	return w
}

func (w *weeks) total() (issues int, exposure float64) {
	for k := range w.y {
		issues += int(w.y[k])
		exposure += w.e[k]
	}
	return issues, exposure
}

// scatter is the Pearson statistic about the span's own rate, and its degrees
// of freedom.
func (w *weeks) scatter() (chi2, df float64) {
	n, e := w.total()
	if n == 0 {
		return 0, 0
	}
	rate := float64(n) / e
	for k := range w.y {
		m := rate * w.e[k]
		chi2 += (w.y[k] - m) * (w.y[k] - m) / m
	}
	return chi2, float64(len(w.y) - 1)
}

// dispersionPrior is the weight, in weeks, of the usual dispersion in an
// effect's.
const dispersionPrior = 4

func (x *Effect) judge(before, after *weeks, block int) {
	c1, d1 := before.scatter()
	c2, d2 := after.scatter()
	df := d1 + d2 + dispersionPrior
	x.Dispersion = math.Max(1, (c1+c2+dispersionPrior*phiDefault)/df)
	a, b := float64(x.After)+0.5, float64(x.Before)+0.5
	x.Ratio = a / x.OpenNow / (b / x.OpenBefore)
	se := math.Sqrt(x.Dispersion * (1/a + 1/b))
	t := tQuantile(df)
	x.Low, x.High = x.Ratio*math.Exp(-t*se), x.Ratio*math.Exp(t*se)
	switch {
	case x.Since.Days() < leastAfter*block/7:
		x.Verdict = TooEarly
	case x.High < 1:
		x.Verdict = Worked
	case x.Low > 1:
		x.Verdict = Worse
	}
	x.WeeksToTell, x.BaselineTooShort = weeksToTell(b, x.OpenBefore, x.OpenNow, x.Dispersion, t, block)
}

// weeksToTell is how many more weeks make the half width of the interval
// smaller than the logarithm of a drop by a quarter: then a drop of that size
// is told as often as not.
func weeksToTell(before, openBefore, openNow, phi, t float64, block int) (weeks int, never bool) {
	need := math.Log(1/dropToTell) / t
	left := need*need/phi - 1/before // the reciprocal of the issues needed
	if left <= 0 {
		return 0, true
	}
	rate := before / openBefore * dropToTell
	more := (1/left)/rate - openNow
	if more <= 0 {
		return 0, false
	}
	w := math.Ceil(more / float64(block))
	if w > mostWeeks {
		return 0, true
	}
	return int(w), false
}
