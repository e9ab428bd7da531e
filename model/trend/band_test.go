package trend

import (
	"context"
	"math/rand/v2"
	"testing"
)

// TestBandHoldsMostDays draws days from a steady rate and asks how many fall
// within their band.
func TestBandHoldsMostDays(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const days = 400
	d := &Desk{On: days - 1}
	for _, rate := range []float64{2, 5, 12} {
		counts := make([]int32, days)
		for i := range counts {
			for range 100 {
				if r.Float64() < rate/100 {
					counts[i]++
				}
			}
		}
		d.Series = append(d.Series, Series{Key: string(rune('a' + len(d.Series))), Counts: counts})
	}
	e, err := NewEngine(Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := e.Evaluate(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Series {
		band, err := e.Band(d, report, s.Key, days)
		if err != nil || len(band) != days {
			t.Fatalf("%s: %d days, %v", s.Key, len(band), err)
		}
		within := 0
		for i, b := range band {
			if c := int(s.Counts[i]); c >= b.Low && c <= b.High {
				within++
			}
		}
		if share := float64(within) / days; share < 0.93 {
			t.Errorf("%s: %.3f of the days fall within their band, want about 0.95", s.Key, share)
		}
	}
	if _, err := e.Band(d, report, "nobody", days); err == nil {
		t.Error("a band of a series that is not there")
	}
}
