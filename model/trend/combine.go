package trend

import (
	"math"
	"sort"
)

// capP bounds a single p-value before it is combined: a window with fewer
// than usual must not silence the others (the Cauchy statistic of p = 1 is
// minus infinity).
const capP = 0.95

// Cauchy combines p-values of tests that depend on each other in any way,
// valid for small p (Liu and Xie 2020, eq. 3). weights may be nil for equal
// ones. Values of NaN are left out; without any the answer is 1.
func Cauchy(ps, weights []float64) float64 {
	t, total, least := 0.0, 0.0, 1.0
	for i, p := range ps {
		if math.IsNaN(p) {
			continue
		}
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		least = math.Min(least, p)
		t += w * cauchyStatistic(math.Min(p, capP))
		total += w
	}
	if total == 0 {
		return 1
	}
	if least <= 0 {
		return 0
	}
	t /= total
	if t > 1e8 {
		return 1 / (math.Pi * t)
	}
	return 0.5 - math.Atan(t)/math.Pi
}

func cauchyStatistic(p float64) float64 {
	if p < 1e-8 { // tan loses its digits here
		return 1 / (math.Pi * p)
	}
	return math.Tan((0.5 - p) * math.Pi)
}

// BenjaminiHochberg gives for each p-value the least false discovery rate at
// which it is called (Benjamini and Hochberg 1995), in the order given.
func BenjaminiHochberg(ps []float64) []float64 {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return ps[order[a]] < ps[order[b]] })
	qs := make([]float64, len(ps))
	least := 1.0
	for r := len(order); r >= 1; r-- {
		i := order[r-1]
		least = math.Min(least, ps[i]*(float64(len(ps))/float64(r)))
		qs[i] = least
	}
	return qs
}
