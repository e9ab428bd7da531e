package effect

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// columnsMost are level, trend, and two annual harmonics.
const columnsMost = 6

// Histories, in weeks, from which each part of the regression is used.
const (
	trendFrom  = 26
	seasonFrom = 40
	secondFrom = 100
)

func columnsFor(weeks int) int {
	switch {
	case weeks < trendFrom:
		return 1
	case weeks < seasonFrom:
		return 2
	case weeks < secondFrom:
		return 4
	}
	return columnsMost
}

// fit is one series' regression on its baseline, the common factor given.
type fit struct {
	beta [columnsMost]float64
	cov  *mat.SymDense // of the columns used
	phi  float64
	df   float64   // that the dispersion rests on
	w    []float64 // robustness weights of the baseline's blocks
}

// prior holds the variances of trend and season over the desk's series, on
// the log scale: how far a series departs from what all share.
type prior struct {
	variance [columnsMost]float64
	phi      float64
	rate     float64 // issues a day of a series of the desk, on average
}

// levelShape is the issues that the desk's rate is worth in a series' own.
const levelShape = 0.5

// Where the variances begin, and below what they do not go.
var (
	startVariance = [columnsMost]float64{0, 0.04, 0.02, 0.02, 0.01, 0.01}
	leastVariance = [columnsMost]float64{0, 0.0025, 0.0004, 0.0004, 0.0002, 0.0002}
)

const (
	phiStart  = 1.4
	phiWeight = 12  // weeks that the desk's dispersion is worth beside a series' own
	rounds    = 6   // of common factor, regressions and variances
	weekly    = .02 // variance of what one series does in one week beyond its counts
	outlier   = 2.58
	// A block in which next to nothing came on the whole desk (it was closed, or
	// the records of it are lost) has a small factor, not none.
	leastFactor = 1e-3
)

// fit estimates the common factor of each week of the baseline, every series'
// own regression beside it, and how far those lie apart, in turn.
func (m *measure) fit() {
	p := &m.panel
	m.prior = prior{variance: startVariance, phi: phiStart, rate: m.averageRate()}
	for i := range p.all {
		p.all[i].begin(p)
	}
	for range rounds {
		p.common(base)
		for i := range p.all {
			m.regress(&p.all[i])
		}
		m.pool()
	}
}

// averageRate is the mean daily rate of the series of the panel, never 0.
func (m *measure) averageRate() float64 {
	n, of := 0.5, 0.0
	for i := range m.panel.all {
		if a := &m.panel.all[i]; a.series != nil {
			n += total(a.track[base].y)
			of++
		}
	}
	return n / of / float64(m.effect.Baseline.Days())
}

// begin sets a member to its plain mean.
func (a *member) begin(p *panel) {
	y := a.track[base].y
	a.phi, a.w = phiStart, make([]float64, len(y))
	days := 0.0
	for k := range y {
		a.w[k] = 1
		days += p.open(a, base, k)
	}
	a.beta[0] = math.Log((total(y) + 0.5) / days)
}

// rate is what the regression alone makes of a day.
func (a *member) rate(x *[columnsMost]float64) float64 {
	eta := 0.0
	for j := range a.beta {
		eta += a.beta[j] * x[j]
	}
	return math.Exp(eta)
}

// mean of a member's count in a block, with the common factor.
func (p *panel) mean(a *member, at phase, k int) float64 {
	t := &p.stretch[at]
	return p.open(a, at, k) * t.c[k] * a.rate(&t.x[k])
}

// common estimates each block's factor over the control. What one series does
// in a week by itself is bounded, and no large series speaks for all.
func (p *panel) common(at phase) {
	t := &p.stretch[at]
	for k := range t.c {
		for range 3 {
			got, want := 0.0, 0.0
			for i := 1; i < len(p.all); i++ {
				a := &p.all[i]
				y, own := a.track[at].y[k], p.open(a, at, k)*a.rate(&t.x[k])
				if own <= 0 {
					continue
				}
				mu := t.c[k] * own
				v := a.phi + mu*weekly
				w := 1 / v
				if r := math.Abs(y-mu) / math.Sqrt(mu*v); r > outlier {
					w *= outlier / r
				}
				got += w * y
				want += w * own
			}
			if want > 0 {
				t.c[k] = math.Max(got/want, leastFactor)
			}
		}
	}
}

// regress fits one series to its baseline with the common factor as it stands.
func (m *measure) regress(a *member) {
	p := &m.panel
	n := p.columns
	for range 3 {
		g := mat.NewSymDense(n, nil)
		s := mat.NewVecDense(n, nil)
		for k, y := range a.track[base].y {
			x := &p.stretch[base].x[k]
			mu := p.mean(a, base, k)
			r, w := a.w[k]*(y-mu)/a.phi, a.w[k]*mu/a.phi
			for i := range n {
				s.SetVec(i, s.AtVec(i)+r*x[i])
				for j := i; j < n; j++ {
					g.SetSym(i, j, g.At(i, j)+w*x[i]*x[j])
				}
			}
		}
		for j := 1; j < n; j++ {
			s.SetVec(j, s.AtVec(j)-a.beta[j]/m.prior.variance[j])
			g.SetSym(j, j, g.At(j, j)+1/m.prior.variance[j])
		}
		// Half an issue at the desk's rate: a series of which nothing came has a
		// low rate, not none.
		s.SetVec(0, s.AtVec(0)+levelShape-levelShape*math.Exp(a.beta[0])/m.prior.rate)
		g.SetSym(0, 0, g.At(0, 0)+levelShape*math.Exp(a.beta[0])/m.prior.rate)
		var ch mat.Cholesky
		if !ch.Factorize(g) {
			return
		}
		var step mat.VecDense
		if err := ch.SolveVecTo(&step, s); err != nil {
			return
		}
		cov := mat.NewSymDense(n, nil)
		if err := ch.InverseTo(cov); err != nil {
			return
		}
		a.cov = cov
		largest := 0.0
		for j := range n {
			largest = math.Max(largest, math.Abs(step.AtVec(j)))
		}
		scale := math.Min(1, 1/math.Max(largest, 1e-12))
		for j := range n {
			a.beta[j] += scale * step.AtVec(j)
		}
		if largest < 1e-3 {
			break
		}
	}
	a.disperse(p, m.prior.phi)
}

// disperse weighs past outbreaks down (Noufaily et al. 2013) and estimates the
// dispersion of what is left.
func (a *member) disperse(p *panel, desk float64) {
	sum, n := 0.0, 0.0
	for k, y := range a.track[base].y {
		mu := p.mean(a, base, k)
		if mu <= 0 {
			continue
		}
		r2 := (y - mu) * (y - mu) / mu
		a.w[k] = 1
		bound := outlier * outlier * a.phi
		if y > mu && r2 > bound+2/mu {
			a.w[k] = bound / r2
			r2 = bound
		}
		sum += r2
		n++
	}
	free := math.Max(0, n-float64(p.columns))
	a.phi = math.Max(1, (sum+desk*phiWeight)/(free+phiWeight))
	a.df = free + phiWeight
}

// pool sets the variances of trend and season, and the desk's dispersion, from
// the control as it is fitted now: MacKay's fixed point of the marginal
// likelihood (1992, Neural Comput. 4:415), which comes to rest in a few rounds
// where expectation and maximisation take dozens.
func (m *measure) pool() {
	p := &m.panel
	var square, told [groups]float64
	phi, n := phiStart*3, 3.0
	for i := 1; i < len(p.all); i++ {
		a := &p.all[i]
		if a.cov == nil || a.series == nil {
			continue
		}
		for j := 1; j < p.columns; j++ {
			g := groupOf[j]
			square[g] += a.beta[j] * a.beta[j]
			told[g] += math.Max(0, 1-a.cov.At(j, j)/m.prior.variance[j])
		}
		w := math.Min(a.df-phiWeight, 50)
		phi += w * a.phi
		n += w
	}
	m.prior.phi = phi / n
	for j := 1; j < p.columns; j++ {
		g := groupOf[j]
		v := (square[g] + startWeight*startVariance[j]) / (told[g] + startWeight)
		m.prior.variance[j] = math.Max(v, leastVariance[j])
	}
}

// groupOf tells which coefficients share a variance.
var groupOf = [columnsMost]int{0, 1, 2, 2, 3, 3}

const (
	groups      = 4
	startWeight = 1 // coefficients that the starting variance is worth
)
