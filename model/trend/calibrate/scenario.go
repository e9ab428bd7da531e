package calibrate

import (
	"math"
	"math/rand/v2"
)

// Scenario is one of the 42 of Noufaily et al. 2013, table 1: the weekly mean
// is exp(Theta + Beta t + season) with Harmonics annual waves, the variance
// Phi times the mean.
type Scenario struct {
	Theta, Phi, Beta, Gamma1, Gamma2 float64
	Harmonics                        int
}

// Weeks of a scenario, counted from 1: a baseline that past outbreaks fall
// in, and the current weeks on which methods are judged.
const (
	scenarioWeeks = 624
	pastFrom      = 313
	currentFrom   = 576
)

// Scenarios are the 42 in their published order.
func Scenarios() []Scenario {
	base := []struct{ theta, phi, beta, g1, g2 float64 }{
		{0.1, 1.5, 0.0025, 0.6, 0.6},
		{-2, 2, 0.005, 0.1, 0.3},
		{1.5, 1, 0.003, 0.2, -0.4},
		{0.5, 5, 0.002, 0.5, 0.5},
		{2.5, 3, 0.001, 1, 0.1},
		{3.75, 1.1, 0.001, 0.1, -0.1},
		{5, 1.2, 0.0001, 0.05, 0.01},
	}
	var out []Scenario
	for _, b := range base {
		for _, beta := range []float64{0, b.beta} {
			for m := 0; m <= 2; m++ {
				s := Scenario{Theta: b.theta, Phi: b.phi, Beta: beta, Harmonics: m}
				if m > 0 {
					s.Gamma1, s.Gamma2 = b.g1, b.g2
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// mean of week t, counted from 1.
func (s *Scenario) mean(t int) float64 {
	eta := s.Theta + s.Beta*float64(t)
	for j := 1; j <= s.Harmonics; j++ {
		sin, cos := math.Sincos(2 * math.Pi * float64(j) * float64(t) / 52)
		eta += s.Gamma1*cos + s.Gamma2*sin
	}
	return math.Exp(eta)
}

// draw makes the weekly counts; index 0 is week 1.
func (s *Scenario) draw(r *rand.Rand) []int {
	y := make([]int, scenarioWeeks)
	for t := range y {
		y[t] = overdispersed(r, s.mean(t+1), s.Phi)
	}
	return y
}

// outbreak adds one of strength k at week t0: Poisson(k sd) cases, two or
// more, each floor(LogNormal(0, 0.5)) weeks late. It gives the last week.
func (s *Scenario) outbreak(r *rand.Rand, y []int, t0 int, k float64) (end int) {
	n := 0
	for mean := k * math.Sqrt(s.Phi*s.mean(t0)); n < 2; {
		n = poisson(r, mean)
		if mean < 0.05 {
			n = 2 // waiting for two or more would take for ever
		}
	}
	end = t0
	for ; n > 0; n-- {
		t := t0 + int(math.Exp(0.5*r.NormFloat64()))
		if t <= len(y) {
			y[t-1]++
			end = max(end, t)
		}
	}
	return end
}

// pastOutbreaks adds four to the baseline, of strengths 2, 3, 5 and 10.
func (s *Scenario) pastOutbreaks(r *rand.Rand, y []int) {
	for _, k := range []float64{2, 3, 5, 10} {
		s.outbreak(r, y, pastFrom+r.IntN(currentFrom-pastFrom), k)
	}
}
