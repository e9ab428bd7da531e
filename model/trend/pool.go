package trend

import (
	"cmp"
	"math"
	"slices"
)

// pool is what the series of a desk lend each other.
type pool struct {
	level   levelPrior
	profile profile
	phi     moment     // dispersion; weight in blocks
	drift   float64    // typical drift variance of a log level a week
	index   []float64  // the desk's own past movement, by block
	common  []movement // and in the windows
}

// Weights of the desk's dispersion against a series' own, in blocks.
const (
	phiWeight  = 12
	phiDefault = 1.3
)

// poolLevel fits the gamma prior of the series' daily rates by moments: mean
// and variance over the series, less the variance that counting alone makes.
func poolLevel(rates []float64, days, phi float64) levelPrior {
	n, sum := 0.0, 0.0
	for _, r := range rates {
		sum += r
		n++
	}
	if n == 0 || sum == 0 {
		return levelPrior{shape: 0.5, rate: 0.1}
	}
	mean := sum / n
	if n < 5 {
		return levelPrior{shape: 0.5, rate: mean}
	}
	v := 0.0
	for _, r := range rates {
		v += (r - mean) * (r - mean)
	}
	v = v/(n-1) - phi*mean/days
	shape := 2.0
	if v > 0 {
		shape = mean * mean / v
	}
	return levelPrior{shape: math.Max(0.2, math.Min(shape, 2)), rate: mean}
}

// roughDispersion estimates the dispersion of a series from differences of
// neighbouring blocks, which level, trend and season hardly touch (von
// Neumann 1941, Ann. Math. Stat. 12:367). Weight is in blocks' worth.
func roughDispersion(b *blocks) moment {
	sum, weight := 0.0, 0.0
	for k := 0; k+1 < len(b.y); k++ {
		if b.e[k] <= 0 || b.e[k+1] <= 0 {
			continue
		}
		m := (b.y[k] + b.y[k+1]) / 2
		if m == 0 {
			continue
		}
		d := b.y[k] - b.y[k+1]
		q := math.Min(d*d/2/m, 30)
		v := 2 * m / (2*m + 1)
		sum += v * q
		weight += v
	}
	if weight == 0 {
		return moment{}
	}
	return moment{sum / weight, weight}
}

// poolMoment is the weighted mean of moments, each weight bounded so that no
// single series speaks for the desk.
func poolMoment(ms []moment, bound float64) (value, weight float64) {
	sum := 0.0
	for _, m := range ms {
		w := math.Min(m.weight, bound)
		sum += w * m.value
		weight += w
	}
	if weight == 0 {
		return 0, 0
	}
	return sum / weight, weight
}

// medianMoment is the median of moments by the root of their weight: the
// typical series, whatever a few do.
func medianMoment(ms []moment) float64 {
	sorted := make([]weighted, 0, len(ms))
	total := 0.0
	for _, m := range ms {
		if m.weight > 0 {
			w := math.Sqrt(m.weight)
			sorted = append(sorted, weighted{m.value, w})
			total += w
		}
	}
	slices.SortFunc(sorted, byValue)
	run := 0.0
	for _, m := range sorted {
		run += m.weight
		if run >= total/2 {
			return m.value
		}
	}
	return 0
}

// wander is the part of the drift variance that a forecast allows for. A level
// moves mostly in jumps, which are what is to be found, and little between
// them; with all of it allowed for, a rise of half within two weeks on real
// counts would pass for the usual.
const wander = 0.1

// driftFor shrinks a series' own drift variance towards the desk's.
func driftFor(own moment, desk float64) float64 {
	if own.weight == 0 {
		return math.Max(wander*desk, driftFloor)
	}
	noise := 1 / own.weight
	spread := desk*desk + 1e-8
	q := desk + spread/(spread+noise)*(own.value-desk)
	return math.Max(wander*q, driftFloor)
}

// weighted is a value with the weight of its evidence.
type weighted struct{ value, weight float64 }

func byValue(a, b weighted) int { return cmp.Compare(a.value, b.value) }
