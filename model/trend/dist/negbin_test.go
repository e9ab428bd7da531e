package dist

import (
	"math"
	"testing"

	"koe/model/trend/farrington"
	"pgregory.net/rapid"
)

// Tails and quantiles agree with those of the yardstick, which agree with R.
func TestTailsAgreeWithYardstick(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mean := math.Exp(rapid.Float64Range(-5, 8).Draw(t, "log mean"))
		phi := 1 + rapid.Float64Range(0, 6).Draw(t, "phi-1")
		if phi < 1.001 {
			phi = 1
		}
		d := NewNegbin(mean, phi*mean)
		y := int(mean * rapid.Float64Range(0, 3).Draw(t, "y"))
		above, at, below := d.tails(y)
		want := farrington.Upper(mean, phi, y+1)
		if math.Abs(above-want) > 1e-9+1e-6*want {
			t.Fatalf("P(Y > %d) = %g, want %g", y, above, want)
		}
		if s := above + at + below; math.Abs(s-1) > 1e-8 {
			t.Fatalf("tails sum to %g", s)
		}
		p := rapid.SampledFrom([]float64{0.025, 0.1, 0.5, 0.9, 0.975}).Draw(t, "p")
		q := d.quantile(p)
		if 1-farrington.Upper(mean, phi, q+1) < p-1e-9 || q > 0 && 1-farrington.Upper(mean, phi, q) > p+1e-9 {
			t.Fatalf("quantile %g is %d", p, q)
		}
	})
}

// Never bold on average, and close to uniform where atoms are small.
func TestMidPOnAverage(t *testing.T) {
	for _, mean := range []float64{0.3, 3, 30} {
		d := NewNegbin(mean, 1.5*mean)
		sum := 0.0
		for y := 0; y < 400; y++ {
			u, l := d.MidP(y)
			if u <= 0 || u > 1 || l <= 0 || l > 1 {
				t.Fatalf("mean %g, %d: %g %g", mean, y, u, l)
			}
			sum += u * d.pmf(y)
		}
		if sum < 0.5 || sum > 0.72 || mean == 30 && sum > 0.51 {
			t.Errorf("mean %g: the mean p-value is %g", mean, sum)
		}
	}
}
