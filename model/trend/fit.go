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
// of a desk share. start may be a fit of nearly the same blocks.
func sketch(b *blocks, d *design, prior levelPrior, phi moment, start *fit) fit {
	n := len(b.y)
	weeks := 0.0
	for k := range b.e {
		if b.e[k] > 0 {
			weeks++
		}
		b.w[k] = 1
	}
	f := fit{columns: columnsFor(weeks), phi: phi.value}
	if start != nil && start.columns == f.columns {
		f.beta = start.beta
	} else {
		y, e := prior.shape*phi.value, prior.shape*phi.value/prior.rate
		for k := 0; k < n; k++ {
			y += b.y[k]
			e += b.e[k]
		}
		f.beta[0] = math.Log(y / e)
	}
	f.solve(b, d, prior, 6, 0.02)
	f.means(b, d)
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
	f.means(b, d)
	f.disperse(b, phi, false)
	f.drifts(b)
	return f
}

// solve takes Newton steps on the penalised quasi-likelihood.
func (f *fit) solve(b *blocks, d *design, prior levelPrior, steps int, tolerance float64) {
	p := f.columns
	var g [maxColumns][maxColumns]float64
	var s [maxColumns]float64
	for it := 0; it < steps; it++ {
		g, s = [maxColumns][maxColumns]float64{}, [maxColumns]float64{}
		f.means(b, d)
		if p == maxColumns {
			accumulateAll(b, d, &g, &s)
		} else {
			accumulate(b, d, p, &g, &s)
		}
		for i := 0; i < p; i++ {
			s[i] /= f.phi
			for j := 0; j <= i; j++ {
				g[i][j] /= f.phi
			}
		}
		// The gamma prior of the level is a block of its own.
		m0 := prior.shape / prior.rate * math.Exp(f.beta[0])
		s[0] += prior.shape - m0
		g[0][0] += m0
		for j := 1; j < p; j++ {
			l := ridge(j)
			s[j] -= l * f.beta[j]
			g[j][j] += l
		}
		f.cov = invert(&g, p)
		largest := 0.0
		var delta [maxColumns]float64
		for i := 0; i < p; i++ {
			for j := 0; j < p; j++ {
				delta[i] += f.cov[i][j] * s[j]
			}
			largest = math.Max(largest, math.Abs(delta[i]))
		}
		scale := 1.0
		if largest > 1.5 {
			scale = 1.5 / largest
		}
		for i := 0; i < p; i++ {
			f.beta[i] += scale * delta[i]
			f.moved[i] += scale * delta[i]
		}
		if largest < tolerance {
			break
		}
	}
}

// means brings the blocks' means up to the present coefficients. Most steps
// are small, and then a few terms of the exponential's series do.
func (f *fit) means(b *blocks, d *design) {
	m := &f.moved
	for k := range b.mu {
		x := &d.rows[k]
		if !f.set {
			b.mu[k] = 0
			if b.e[k] > 0 {
				b.mu[k] = b.e[k] * f.rate(x)
			}
			continue
		}
		t := m[0] + m[1]*x[1] + m[2]*x[2] + m[3]*x[3] + m[4]*x[4] + m[5]*x[5]
		if t > 0.05 || t < -0.05 {
			b.mu[k] *= math.Exp(t)
		} else {
			b.mu[k] *= 1 + t*(1+t/2*(1+t/3*(1+t/4)))
		}
	}
	f.moved, f.set = [maxColumns]float64{}, true
}

// accumulate sums score and information over the blocks.
func accumulate(b *blocks, d *design, p int, g *[maxColumns][maxColumns]float64, s *[maxColumns]float64) {
	for k, mu := range b.mu {
		if mu <= 0 {
			continue
		}
		x := &d.rows[k]
		r, wm := b.w[k]*(b.y[k]-mu), b.w[k]*mu
		for i := 0; i < p; i++ {
			s[i] += r * x[i]
			wx := wm * x[i]
			for j := 0; j <= i; j++ {
				g[i][j] += wx * x[j]
			}
		}
	}
}

// accumulateAll is accumulate with all columns, unrolled: a long history
// spends much of its time here.
func accumulateAll(b *blocks, d *design, g *[maxColumns][maxColumns]float64, s *[maxColumns]float64) {
	var s0, s1, s2, s3, s4, s5 float64
	var g00, g10, g11, g20, g21, g22, g30, g31, g32, g33 float64
	var g40, g41, g42, g43, g44, g50, g51, g52, g53, g54, g55 float64
	n := len(b.y)
	y, mus, ws, rows := b.y, b.mu[:n], b.w[:n], d.rows[:n]
	for k, mu := range mus {
		if mu <= 0 {
			continue
		}
		x := &rows[k]
		x1, x2, x3, x4, x5 := x[1], x[2], x[3], x[4], x[5]
		r, w := ws[k]*(y[k]-mu), ws[k]*mu
		s0 += r
		s1 += r * x1
		s2 += r * x2
		s3 += r * x3
		s4 += r * x4
		s5 += r * x5
		g00 += w
		w1, w2, w3, w4, w5 := w*x1, w*x2, w*x3, w*x4, w*x5
		g10 += w1
		g11 += w1 * x1
		g20 += w2
		g21 += w2 * x1
		g22 += w2 * x2
		g30 += w3
		g31 += w3 * x1
		g32 += w3 * x2
		g33 += w3 * x3
		g40 += w4
		g41 += w4 * x1
		g42 += w4 * x2
		g43 += w4 * x3
		g44 += w4 * x4
		g50 += w5
		g51 += w5 * x1
		g52 += w5 * x2
		g53 += w5 * x3
		g54 += w5 * x4
		g55 += w5 * x5
	}
	*s = [maxColumns]float64{s0, s1, s2, s3, s4, s5}
	*g = [maxColumns][maxColumns]float64{
		{g00}, {g10, g11}, {g20, g21, g22}, {g30, g31, g32, g33},
		{g40, g41, g42, g43, g44}, {g50, g51, g52, g53, g54, g55},
	}
}

// rate of a usual open day at these covariates.
func (f *fit) rate(x *[maxColumns]float64) float64 {
	eta := 0.0
	for j := 0; j < f.columns; j++ {
		eta += f.beta[j] * x[j]
	}
	return math.Exp(eta)
}

// ridge is the prior precision of a coefficient other than the level.
func ridge(column int) float64 {
	sd := slopeSD
	if column >= 2 {
		sd = seasonSD[(column-2)/2]
	}
	return 1 / (sd * sd)
}

// reweight gives blocks far above their fit less weight, and tells whether
// that changed anything. Far is by the quantile residual of the
// negative binomial (Dunn and Smyth 1996, J. Comput. Graph. Stat. 5:236), which
// for rare and scattered counts is milder than the Anscombe residual of
// Farrington et al. 1996: what such a series does by itself is no outbreak.
func (f *fit) reweight(b *blocks) (changed bool) {
	for k, mu := range b.mu {
		was := b.w[k]
		b.w[k] = 1
		if r := b.y[k] - mu; mu <= 0 || r <= 0 || r*r < outlier*outlier*f.phi*mu {
			changed = changed || was != 1
			continue
		}
		p, _ := newNegbin(mu, f.phi*mu).midP(int(b.y[k]))
		z := -normalQuantile(math.Max(p, 1e-15))
		if z > outlier {
			b.w[k] = 1 / (z * z)
		}
		changed = changed || math.Abs(b.w[k]-was) > 0.1*was
	}
	return changed
}

// anscombe is the Anscombe residual of a Poisson count (Farrington et al.
// 1996, section 3.6), not yet divided by dispersion and leverage.
func anscombe(y, mu float64) float64 {
	return 1.5 * (math.Cbrt(y*y)*math.Pow(mu, -1.0/6) - math.Sqrt(mu))
}

// disperse estimates the dispersion from the squared Pearson residuals, each
// bounded so that outbreaks do not pass for noise, and shrinks it towards the
// desk's. What neighbouring blocks share is drift of the level and no
// scatter: it is taken out as far as it is more than chance.
func (f *fit) disperse(b *blocks, prior moment, first bool) {
	sum, shared, weight, n := 0.0, 0.0, 0.0, 0.0
	bound := 0.0
	if first {
		bound = outlier * outlier * boundedScale(b, f.phi)
	}
	before := 0.0
	for k, mu := range b.mu {
		if mu <= 0 || !first && b.w[k] < 1/(surely*surely) {
			before = 0 // surely an outbreak, and no noise at all
			continue
		}
		r2 := (b.y[k] - mu) * (b.y[k] - mu) / mu
		if first {
			if r2 > bound+2/mu {
				r2 = bound + 2/mu
			}
		} else if b.w[k] < 1 {
			r2 *= math.Min(1, b.w[k]*noiseBound*noiseBound)
		}
		r := math.Copysign(math.Sqrt(r2), b.y[k]-mu)
		v := 2 * mu / (2*mu + 1) // 1/(2+1/mu): the variance of a squared Poisson residual
		sum += v * r2
		shared += v * r * before
		weight += v
		before = r
		n++
	}
	df := n - float64(f.columns)
	if df < 1 || weight == 0 {
		f.disp = moment{}
		f.phi = math.Max(prior.value, 1)
		f.phiSD = math.Sqrt(2 / prior.weight)
		return
	}
	own := sum / weight * n / df
	drift := shared/weight - own/math.Sqrt(n)
	f.disp = moment{own - math.Max(0, drift), weight * df / n}
	f.phi = (prior.value*prior.weight + f.disp.value*f.disp.weight) / (prior.weight + f.disp.weight)
	f.phi = math.Max(f.phi, 1)
	f.phiSD = math.Sqrt(2 / (prior.weight + f.disp.weight))
}

// boundedScale is the dispersion of the bulk of the blocks: the mean squared
// residual, each bounded by what that dispersion allows (Huber 1964,
// proposal 2, Ann. Math. Stat. 35:73). Without it a large outbreak would make
// the noise in which it hides.
func boundedScale(b *blocks, start float64) float64 {
	scale := math.Max(1, start)
	for it := 0; it < 4; it++ {
		sum, weight := 0.0, 0.0
		for k, mu := range b.mu {
			if mu <= 0 {
				continue
			}
			v := 2 * mu / (2*mu + 1)
			r := b.y[k] - mu
			r2 := r * r
			if most := outlier*outlier*scale*mu + 2; r2 > most {
				r2 = most
			}
			sum += v * r2 / mu
			weight += v
		}
		if weight == 0 {
			return scale
		}
		scale = math.Max(1, sum/weight)
	}
	return scale
}

// drifts estimates the variance of a random walk of the log level, a week,
// from the autocovariance of four-week means of the relative residuals: noise
// has none, and the first less the second lag of a walk is two weeks of it.
func (f *fit) drifts(b *blocks) {
	const span = 4
	f.drift = moment{}
	n := len(b.y) / span
	if n < 9 {
		return
	}
	var past [2]float64 // relative residuals of the two spans after this one
	var noise [2]float64
	sum1, w1, sum2, w2 := 0.0, 0.0, 0.0, 0.0
	for j := 0; j < n; j++ {
		y, m := 0.0, 0.0
		for k := span * j; k < span*j+span; k++ {
			y += b.y[k]
			m += b.mu[k]
		}
		if m <= 0 {
			return
		}
		v := f.phi / m
		u := y/m - 1
		u = math.Max(-1, math.Min(u, 1.5))
		if j >= 1 {
			w := 1 / (v*noise[0] + 1e-4)
			sum1 += w * u * past[0]
			w1 += w
		}
		if j >= 2 {
			w := 1 / (v*noise[1] + 1e-4)
			sum2 += w * u * past[1]
			w2 += w
		}
		past[1], noise[1] = past[0], noise[0]
		past[0], noise[0] = u, v
	}
	f.drift = moment{(sum1/w1 - sum2/w2) / 2, w1 / 2}
}

// quadratic is x' cov x over the first p columns.
func quadratic(cov *[maxColumns][maxColumns]float64, x *[maxColumns]float64, p int) float64 {
	q := 0.0
	for i := 0; i < p; i++ {
		t := 0.0
		for j := 0; j < p; j++ {
			t += cov[i][j] * x[j]
		}
		q += x[i] * t
	}
	return q
}

// invert a symmetric positive-definite matrix given by its lower triangle.
func invert(g *[maxColumns][maxColumns]float64, p int) (inv [maxColumns][maxColumns]float64) {
	var l [maxColumns][maxColumns]float64 // Cholesky factor, then its inverse
	for i := 0; i < p; i++ {
		for j := 0; j <= i; j++ {
			t := g[i][j]
			for k := 0; k < j; k++ {
				t -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(math.Max(t, 1e-12))
			} else {
				l[i][j] = t / l[j][j]
			}
		}
	}
	for i := 0; i < p; i++ {
		l[i][i] = 1 / l[i][i]
		for j := 0; j < i; j++ {
			t := 0.0
			for k := j; k < i; k++ {
				t -= l[i][k] * l[k][j]
			}
			l[i][j] = t * l[i][i]
		}
	}
	for i := 0; i < p; i++ {
		for j := 0; j <= i; j++ {
			t := 0.0
			for k := i; k < p; k++ {
				t += l[k][i] * l[k][j]
			}
			inv[i][j], inv[j][i] = t, t
		}
	}
	return inv
}
