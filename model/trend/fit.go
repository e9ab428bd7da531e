package trend

import "math"

// Columns of the regression: level, trend (years before the end of the
// baseline), then two annual harmonics.
const maxColumns = 6

// Prior standard deviations of the coefficients other than the level, on the
// log scale: a trend of a quarter a year, a season of a third. They matter
// for short histories and rare tags; a long history speaks for itself.
var (
	slopeSD  = 0.25
	seasonSD = [2]float64{0.35, 0.25}
)

// Histories from which each part of the model is used, in weeks.
const (
	trendFrom  = 13
	seasonFrom = 40
	secondFrom = 104 // second harmonic
)

const (
	surely     = 4.5  // quantile residual from which a block is an outbreak and nothing else
	noiseBound = 3.3  // quantile residual up to which a block's scatter counts in full
	outlier    = 2.58 // Anscombe residual above which a block is weighted down (Noufaily et al. 2013)
	maxBlocks  = 10 * 53
)

// design is the covariates of the weekly blocks of a desk, most recent first,
// shared by all its series.
type design struct {
	rows [][maxColumns]float64
}

// season is the time of year at the end of the baseline, in years, and the
// length of a year in blocks.
type season struct{ phase, year float64 }

// covariates at so many blocks before the end of the baseline.
func (s season) covariates(back float64) [maxColumns]float64 {
	t := -back / s.year
	s1, c1 := math.Sincos(2 * math.Pi * (s.phase + t))
	return [maxColumns]float64{1, t, c1, s1, c1*c1 - s1*s1, 2 * s1 * c1}
}

// newDesign lays out n blocks of weeks.
func newDesign(n int, s season) design {
	d := design{rows: make([][maxColumns]float64, n)}
	for k := range d.rows {
		d.rows[k] = s.covariates(float64(k) + 0.5)
	}
	return d
}

// columnsFor is the number of columns that a history of so many weeks carries.
func columnsFor(weeks float64) int {
	switch {
	case weeks < trendFrom:
		return 1
	case weeks < seasonFrom:
		return 2
	case weeks < secondFrom:
		return 4
	}
	return maxColumns
}

// levelPrior is a gamma prior on a series' rate a week, pooled over the desk:
// it is worth shape issues (at dispersion 1) seen at the mean rate.
type levelPrior struct {
	shape, rate float64
}

// fit is a ridge quasi-Poisson regression of weekly blocks.
type fit struct {
	columns int
	beta    [maxColumns]float64
	cov     [maxColumns][maxColumns]float64 // posterior covariance of beta
	phi     float64                         // dispersion used
	phiSD   float64                         // standard deviation of its logarithm
	disp    moment                          // evidence on the dispersion
	drift   moment                          // evidence on the drift variance a week
	moved   [maxColumns]float64             // of beta since the blocks' means were set
	set     bool                            // whether they are
}

// moment is an estimate with the weight of its evidence.
type moment struct {
	value  float64
	weight float64
}

// blocks are one series' weekly blocks, most recent first. Slices are scratch.
type blocks struct {
	y, e []float64 // issues and exposure
	mu   []float64 // fitted means
	w    []float64 // robustness weights
}

// sketch is a first fit without weighting, good enough to see what the series
// of a desk share.
func sketch(b *blocks, d *design, prior levelPrior, phi moment) fit {
	n := len(b.y)
	weeks := 0.0
	for k := range b.e {
		if b.e[k] > 0 {
			weeks++
		}
		b.w[k] = 1
	}
	f := fit{columns: columnsFor(weeks), phi: phi.value}
	y, e := prior.shape*phi.value, prior.shape*phi.value/prior.rate
	for k := 0; k < n; k++ {
		y += b.y[k]
		e += b.e[k]
	}
	f.beta[0] = math.Log(y / e)
	f.solve(b, d, prior, 6, 0.02)
	f.restore(b, d)
	f.disperse(b, phi, true)
	return f
}

// fitBlocks estimates the regression from a sketch: quasi-likelihood with the
// ridge prior, then twice again with past outbreaks weighted down (Farrington
// et al. 1996 section 3.6; Noufaily et al. 2013 section 3.3).
func fitBlocks(b *blocks, d *design, prior levelPrior, phi moment, start *fit) fit {
	f := *start
	for k := range b.w {
		b.w[k] = 1
	}
	f.reweight(b)
	f.solve(b, d, prior, 6, 1e-2)
	for round := 0; round < 2; round++ {
		f.disperse(b, phi, round == 0)
		if !f.reweight(b) && round > 0 {
			break
		}
		f.solve(b, d, prior, 4, 1e-2)
	}
	f.restore(b, d)
	f.disperse(b, phi, false)
	f.drifts(b)
	return f
}
