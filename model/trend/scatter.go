package trend

import (
	"math"

	"koe/model/trend/dist"
)

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
		p, _ := dist.NewNegbin(mu, f.phi*mu).MidP(int(b.y[k]))
		z := -dist.NormalQuantile(math.Max(p, 1e-15))
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
