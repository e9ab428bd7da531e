package trend

import (
	"math"
	"testing"
)

// A step moves the blocks' means by the exponential of what it moved the
// coefficients, small steps by a few terms of its series as exactly as large
// ones.
func TestMeansFollowTheCoefficients(t *testing.T) {
	for _, step := range []float64{-1.2, -0.051, -0.049, -0.01, 0, 1e-4, 0.03, 0.0499, 0.06, 0.9} {
		d := design{rows: make([][maxColumns]float64, 4)}
		b := blocks{mu: []float64{0.5, 1, 20, 3000}}
		for k := range d.rows {
			d.rows[k] = [maxColumns]float64{1, 0.5}
		}
		was := append([]float64{}, b.mu...)
		f := fit{set: true}
		f.moved[0], f.moved[1] = step/2, step
		f.means(&b, &d)
		for k, mu := range b.mu {
			if want := was[k] * math.Exp(step); math.Abs(mu/want-1) > 1e-8 {
				t.Errorf("a step of %v: %v became %v, want %v", step, was[k], mu, want)
			}
		}
		if f.moved != [maxColumns]float64{} {
			t.Errorf("a step of %v stands to be made again", step)
		}
	}
}

// A series' drift is drawn towards the desk's, the less the more it has seen,
// and never below the floor.
func TestDriftIsDrawnTowardsTheDesks(t *testing.T) {
	for _, c := range []struct{ value, weight, desk, want float64 }{
		{9, 0, 0.5, 0.05},                     // nothing seen: the desk's
		{1, 1e8, 0, 0.05},                     // a desk that has none: half and half at this weight
		{1, 1e14, 0.01, 0.1},                  // all of its own
		{0.03, 1 / (1e-4 + 1e-8), 0.01, 2e-3}, // as sure as the desk: between the two
		{0, 1e14, 0.01, driftFloor},
	} {
		if got := driftFor(moment{value: c.value, weight: c.weight}, c.desk); math.Abs(got/c.want-1) > 1e-6 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
