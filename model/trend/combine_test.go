package trend

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestCauchyOfOneIsItself(t *testing.T) {
	for _, p := range []float64{1e-12, 1e-5, 0.01, 0.5, 0.9} {
		if got := Cauchy([]float64{p, math.NaN()}, nil); math.Abs(got-p) > 1e-6*p {
			t.Errorf("%g becomes %g", p, got)
		}
	}
	if got := Cauchy(nil, nil); got != 1 {
		t.Errorf("nothing becomes %g", got)
	}
}

// Under the null it keeps its level for independent and for equal tests.
func TestCauchyKeepsItsLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 100000
	alone, same := 0, 0
	for range n {
		p := r.Float64()
		if Cauchy([]float64{p, r.Float64(), r.Float64()}, nil) < 0.01 {
			alone++
		}
		if Cauchy([]float64{p, p, p}, nil) < 0.01 {
			same++
		}
	}
	for _, k := range []int{alone, same} {
		if f := float64(k) / n; f < 0.008 || f > 0.0125 {
			t.Errorf("level 0.01 becomes %g", f)
		}
	}
}

func TestBenjaminiHochberg(t *testing.T) {
	// The 15 p-values of Benjamini and Hochberg 1995, section 4.1: four are
	// called at 0.05.
	ps := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	n := 0
	for _, q := range BenjaminiHochberg(ps) {
		if q < 0.05 {
			n++
		}
	}
	if n != 4 {
		t.Errorf("%d called", n)
	}
	rapid.Check(t, func(t *rapid.T) {
		ps := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 50).Draw(t, "p")
		qs := BenjaminiHochberg(ps)
		for i := range ps {
			if qs[i] < ps[i] || qs[i] > 1 {
				t.Fatalf("p %g has q %g", ps[i], qs[i])
			}
			for j := range ps {
				if ps[i] < ps[j] && qs[i] > qs[j] {
					t.Fatal("a smaller p has a larger q")
				}
			}
		}
	})
}
