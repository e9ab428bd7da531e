package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Negbin is a negative-binomial distribution given by its mean and variance;
// Poisson where the variance is not above the mean. It is the forecast of a
// count whose rate is itself uncertain (gamma mixture).
type Negbin struct {
	Mean float64
	size float64 // gamma shape; +Inf for Poisson
}

// NewNegbin makes the distribution with this mean (> 0) and variance.
func NewNegbin(mean, variance float64) Negbin {
	if mean < 1e-9 {
		mean = 1e-9
	}
	over := variance - mean
	if over <= 1e-9*mean {
		return Negbin{mean, math.Inf(1)}
	}
	return Negbin{mean, mean * mean / over}
}

func (d Negbin) variance() float64 { return d.Mean + d.Mean*d.Mean/d.size }

// pmf is P(Y = y).
func (d Negbin) pmf(y int) float64 {
	k := float64(y)
	lg, _ := math.Lgamma(k + 1)
	if math.IsInf(d.size, 1) {
		return math.Exp(k*math.Log(d.Mean) - d.Mean - lg)
	}
	if y == 0 {
		return math.Exp(-d.size * math.Log1p(d.Mean/d.size))
	}
	a, _ := math.Lgamma(k + d.size)
	b, _ := math.Lgamma(d.size)
	return math.Exp(a - b - lg + k*math.Log(d.Mean/(d.Mean+d.size)) - d.size*math.Log1p(d.Mean/d.size))
}

// step is pmf(y+1) / pmf(y).
func (d Negbin) step(y int) float64 {
	k := float64(y)
	if math.IsInf(d.size, 1) {
		return d.Mean / (k + 1)
	}
	return (k + d.size) / (k + 1) * (d.Mean / (d.Mean + d.size))
}

// manySteps is the variance from which tails are taken from the incomplete
// beta function rather than summed.
const manySteps = 1e6

// vanishing is a probability below which a tail is not summed further: near
// the smallest floats a product no longer shrinks.
const vanishing = 1e-290

// tails gives P(Y > y), P(Y = y) and P(Y < y).
func (d Negbin) tails(y int) (above, at, below float64) {
	if y < 0 {
		return 1, 0, 0
	}
	at = d.pmf(y)
	if d.variance() > manySteps {
		above = d.survival(y)
		return above, at, math.Max(0, 1-above-at)
	}
	if float64(y) >= d.Mean {
		t := at
		for k := y; ; k++ {
			t *= d.step(k)
			above += t
			if t <= 1e-14*above || t < vanishing {
				break
			}
		}
		return above, at, math.Max(0, 1-above-at)
	}
	t := at
	for k := y - 1; k >= 0; k-- {
		t /= d.step(k)
		below += t
		if t <= 1e-14*below || t < vanishing {
			break
		}
	}
	return math.Max(0, 1-below-at), at, below
}

// survival is P(Y > y) by the incomplete beta or gamma function.
func (d Negbin) survival(y int) float64 {
	if math.IsInf(d.size, 1) {
		return mathext.GammaIncReg(float64(y+1), d.Mean)
	}
	return mathext.RegIncBeta(float64(y+1), d.size, d.Mean/(d.Mean+d.size))
}

// MidP is the upper and the lower mid-p-value of y. Half of the atom at y makes
// a p-value that is uniform on average where the whole is too timid (Lancaster
// 1961, J. Am. Stat. Assoc. 56:223); where the atom is most of its tail, as
// with rare counts, half would be too bold at small levels, and up to 0.92 of
// it is taken.
func (d Negbin) MidP(y int) (upper, lower float64) {
	above, at, below := d.tails(y)
	return above + atomShare(at, above)*at, below + atomShare(at, below)*at
}

func atomShare(at, beyond float64) float64 {
	if at == 0 {
		return 0.5
	}
	return 0.5 + 0.42*at/(at+beyond)
}

// quantile is the least y with P(Y <= y) >= p.
func (d Negbin) quantile(p float64) int {
	// Start from a normal approximation on the 2/3-power scale, nearly
	// symmetric for counts (Farrington et al. 1996), then walk.
	z := NormalQuantile(p)
	c := math.Pow(d.Mean, 2.0/3) + z*(2.0/3)*math.Sqrt(d.variance())*math.Pow(d.Mean, -1.0/3)
	y := 0
	if c > 0 {
		y = int(math.Pow(c, 1.5))
	}
	above, at, _ := d.tails(y)
	cdf := 1 - above
	for cdf < p {
		at *= d.step(y)
		y++
		cdf += at
		if at < vanishing {
			break
		}
	}
	for y > 0 && at >= vanishing && cdf-at >= p {
		cdf -= at
		y--
		at /= d.step(y)
	}
	return y
}

// Between gives the ends of the central range that holds 1-alpha.
func (d Negbin) Between(alpha float64) (low, high int) {
	return d.quantile(alpha / 2), d.quantile(1 - alpha/2)
}
