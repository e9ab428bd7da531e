package trend

import (
	"math"

	"koe/model/trend/dist"
)

// aheadAlpha is what the look ahead leaves out, half on either side.
const aheadAlpha = 0.2

// What a look ahead remembers: the weight that a week keeps a week later, and the
// issues that all that was known before the latest weeks is worth at most.
const (
	aheadMemory = 0.6
	aheadPrior  = 10
)

// next forecasts the week after On, from what is usual for the series and from
// what came lately: a Poisson level with a gamma prior that forgets (the
// discount model of Harvey and Fernandes 1989, J. Bus. Econ. Stat. 7:407;
// West and Harrison 1997, chapter 14). A series that has just begun, or stands
// at three times its usual, is expected to go on about as it has of late.
func (row *Row) next(w *worker, a *analysis) {
	l := w.layout
	week := l.block
	ahead := float64(a.gap)/float64(l.block) + 0.5
	x := l.season.covariates(-ahead)
	e := 0.0
	for k := 1; k <= week; k++ {
		e += a.prof.day[l.cal.weekday(-k)]
	}
	known := 1 / (quadratic(&a.fit.cov, &x, a.fit.columns) + a.local.variance + a.local.drift*ahead)
	came, from := math.Min(known, aheadPrior), a.gap
	if a.born > 0 && a.born <= a.gap { // what came before it began says nothing of it
		came, from = 0, min(a.gap, max(a.born/week*week, week))
	}
	expected := came
	phi := a.fit.phi
	for at := from; at-week >= 0; at -= week {
		y := float64(a.series.Sum(l.cal.on-Day(at-1), l.cal.on-Day(at-week)))
		came = aheadMemory*came + y/phi
		expected = aheadMemory*expected + l.mean(a, at-week, week)*a.local.factor/phi
	}
	came = math.Max(came, leastAhead)
	mean := e * l.level(a, ahead) * came / math.Max(expected, 1e-9)
	nb := dist.NewNegbin(mean, phi*mean+mean*mean/came)
	row.Next.Expected = nb.Mean
	row.Next.Low, row.Next.High = nb.Between(aheadAlpha)
}

// leastAhead keeps a series of which nothing came for weeks from being sure of
// nothing.
const leastAhead = 0.2

// Kept is a look ahead that was made on a day and written down.
type Kept struct {
	Key   string
	Made  Day
	Range Range
}

// Held scores looks ahead against what came.
type Held struct {
	Of     int // looks ahead whose week is over
	Within int // those whose week fell within the range
}

// ScoreAhead compares what was kept with what came on the desk since. A look
// ahead whose week is not over, or whose series is gone, is left out: a tag
// that was merged into another has not come to nothing.
func ScoreAhead(d *Desk, unit Unit, kept []Kept) Held {
	week, over := Day(7), d.On
	if unit == UnitWeek {
		week = 1
	}
	if d.ByNow > 0 { // On is still running
		over--
	}
	leaves, parents := Family(d)
	index := make(map[string]*Series, len(leaves)+len(parents))
	for i := range leaves {
		index[leaves[i].Key] = &leaves[i]
	}
	for i := range parents {
		index[parents[i].Key] = &parents[i]
	}
	var h Held
	for _, k := range kept {
		s, ok := index[k.Key]
		if !ok || k.Made+week > over {
			continue
		}
		h.Of++
		if came := s.Sum(k.Made+1, k.Made+week); came >= k.Range.Low && came <= k.Range.High {
			h.Within++
		}
	}
	return h
}
