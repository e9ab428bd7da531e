package effect

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// forecast is a series carried on through a stretch, without an action.
type forecast struct {
	observed float64
	mean     float64
	relVar   float64 // variance of the mean, relative to its square, from the fit
	factor   float64 // mean common factor of the stretch, weighted by the series
}

// ahead forecasts a member through a stretch.
func (m *measure) ahead(a *member, at phase) forecast {
	p := &m.panel
	var f forecast
	x := mat.NewVecDense(p.columns, nil)
	flat := 0.0
	for k, c := range p.stretch[at].c {
		mu := p.mean(a, at, k)
		f.mean += mu
		flat += mu / c
		f.observed += a.track[at].y[k]
		for j := range p.columns {
			x.SetVec(j, x.AtVec(j)+mu*p.stretch[at].x[k][j])
		}
	}
	if f.mean <= 0 {
		return f
	}
	f.factor = f.mean / flat
	if a.cov != nil {
		f.relVar = mat.Inner(x, a.cov, x) / (f.mean * f.mean)
	}
	return f
}

// apart is how the control differs from its own forecasts in a stretch: the
// common factor corrected by them, its variance, and the spread between them.
type apart struct {
	log      float64 // of what the common factor lacks
	variance float64 // of it
	spread   float64 // variance of a series' own drift
	df       float64 // that the spread rests on
	split    bool    // the control went two ways
}

// Spread of a desk with few series, and what it is worth in series.
const (
	spreadStart  = 0.008
	spreadWeight = 3
	bound        = 2.5
	boundedMean  = 0.9775 // of the square of a standard normal value cut at bound
)

// placebo is one control's log ratio and its own variance.
type placebo struct{ log, variance float64 }

// between works out how far the control's series lie from their forecasts.
func (m *measure) between(at phase) apart {
	p := &m.panel
	p.common(at)
	ps := make([]placebo, 0, len(p.all))
	for i := 1; i < len(p.all); i++ {
		a := &p.all[i]
		f := m.ahead(a, at)
		if f.mean <= 0 {
			continue
		}
		ps = append(ps, placebo{
			log:      math.Log((f.observed + 0.5) / (f.mean + 0.5)),
			variance: a.phi/(f.mean+0.5) + f.relVar,
		})
	}
	return settle(ps)
}

// settle finds the spread at which the placebos' scores are what they should
// be (Paule and Mandel), each bounded, and their mean.
func settle(ps []placebo) apart {
	n := float64(len(ps))
	center, info := 0.0, 0.0
	excess := func(spread float64) float64 {
		center, info = weighed(ps, spread)
		q := 0.0
		for _, p := range ps {
			z := (p.log - center) / math.Sqrt(p.variance+spread)
			q += math.Min(z*z, bound*bound)
		}
		return q - boundedMean*(n-1)
	}
	spread := 0.0
	if n > 1 && excess(0) > 0 {
		low, high := 0.0, 4.0
		for range 40 {
			mid := (low + high) / 2
			if excess(mid) > 0 {
				low = mid
			} else {
				high = mid
			}
		}
		spread = high
	}
	free := math.Max(0, n-1)
	// A few series may agree by chance: the usual spread lifts, it never lowers.
	spread = math.Max(spread, (free*spread+spreadWeight*spreadStart)/(free+spreadWeight))
	center, info = weighed(ps, spread)
	return apart{log: center, variance: 1 / info, spread: spread, df: free + 1, split: wentTwoWays(ps, center)}
}

// A control has gone two ways where so many of its series lie so far on either
// side of its middle, in standard deviations of their own.
const (
	splitShare = 0.25
	splitFar   = 2
)

// wentTwoWays tells whether there is no common movement to speak of: half of the
// desk was acted on, or each series goes its own way.
func wentTwoWays(ps []placebo, center float64) bool {
	below, above := 0.0, 0.0
	for _, p := range ps {
		switch z := (p.log - center) / math.Sqrt(p.variance); {
		case z < -splitFar:
			below++
		case z > splitFar:
			above++
		}
	}
	least := splitShare * float64(len(ps))
	return len(ps) > leastOthers && below >= least && above >= least
}

// weighed is the bounded mean of the placebos at a spread, and its information.
func weighed(ps []placebo, spread float64) (center, info float64) {
	for range 12 {
		sum := 0.0
		info = 0
		for _, p := range ps {
			v := p.variance + spread
			w := 1 / v
			if z := math.Abs(p.log-center) / math.Sqrt(v); z > bound {
				w *= bound / z
			}
			sum += w * p.log
			info += w
		}
		if info == 0 {
			return 0, 1e-9
		}
		center = sum / info
	}
	return center, info
}
