package dist

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// NormalQuantile is the z below which a standard normal value lies with
// probability p.
func NormalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// NormalUpper is the probability that a standard normal value lies above z.
func NormalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// StudentQuantile is the t below which Student's value with so many degrees of
// freedom, above 0, lies with probability p.
func StudentQuantile(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}
