package farrington

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Threshold gives the upper bound and the p-value of y for a forecast with
// linear predictor eta, its standard error and dispersion phi (at least 1).
func Threshold(eta, se, phi, alpha float64, y int, method Method) (upper, p float64) {
	z := distuv.UnitNormal.Quantile(1 - alpha)
	if method == Delta {
		mu := math.Exp(eta)
		return deltaBound(mu, se*mu, phi, z, y)
	}
	mu := math.Exp(eta)
	if method == MuAN {
		mu = math.Exp(eta + z*se)
	}
	if math.IsInf(mu, 1) {
		return math.NaN(), math.NaN()
	}
	if mu > runaway {
		return mu, 1
	}
	return float64(Quantile(mu, phi, 1-alpha)), Upper(mu, phi, y)
}

// runaway is a forecast that comes of a fit without convergence; it bounds
// nothing, and its exact quantile is of no use.
const runaway = 1e9

// deltaBound is the 2/3-power bound (Farrington et al. 1996, section 3.3).
func deltaBound(mu, se, phi, z float64, y int) (upper, p float64) {
	tau := phi + se*se/mu
	sd := math.Sqrt(4.0 / 9 * math.Cbrt(mu) * tau)
	m := math.Cbrt(mu * mu)
	upper = math.Pow(m+z*sd, 1.5)
	return upper, 0.5 * math.Erfc((math.Cbrt(float64(y)*float64(y))-m)/sd/math.Sqrt2)
}

// Upper is P(Y >= y) for mean mu and variance phi mu.
func Upper(mu, phi float64, y int) float64 {
	if y <= 0 {
		return 1
	}
	if phi > 1 {
		return mathext.RegIncBeta(float64(y), mu/(phi-1), 1-1/phi)
	}
	return mathext.GammaIncReg(float64(y), mu)
}

// Quantile is the least y with P(Y <= y) >= p, up to rounding: a tail that
// equals p exactly is reached.
func Quantile(mu, phi, p float64) int {
	reached := func(y int) bool { return 1-Upper(mu, phi, y+1) >= p*(1-1e-11) }
	lo, hi := -1, 1
	for !reached(hi) {
		lo, hi = hi, 2*hi
	}
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if reached(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}
