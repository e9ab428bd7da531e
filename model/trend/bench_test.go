package trend

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// benchDesk is a desk of so many tags by days with weekday rhythm and season.
func benchDesk(tags, days int) *Desk {
	r := rand.New(rand.NewPCG(1, 2))
	d := &Desk{On: Day(days - 1)}
	for i := 0; i < tags; i++ {
		rate := 0.03 * math.Pow(200, r.Float64())
		s := Series{Key: fmt.Sprintf("tag%04d", i), Parent: fmt.Sprintf("p%02d", i%50), Counts: make([]int32, days)}
		for k := range s.Counts {
			m := rate * (1 + 0.3*math.Sin(2*math.Pi*float64(k)/365.25))
			if wd := Day(k).Weekday(); wd == 0 || wd == 6 {
				m *= 0.5
			}
			for l := r.ExpFloat64(); l < m; l += r.ExpFloat64() {
				s.Counts[k]++
			}
		}
		d.Series = append(d.Series, s)
	}
	return d
}

// BenchmarkEvaluateCold1000x1826 is cold: an engine that has seen nothing.
func BenchmarkEvaluateCold1000x1826(b *testing.B) {
	d := benchDesk(1000, 1826)
	b.ReportAllocs()
	for b.Loop() {
		e, _ := NewEngine(Options{})
		if _, err := e.Evaluate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvaluateWarm1000x1826(b *testing.B) {
	d := benchDesk(1000, 1826)
	e, _ := NewEngine(Options{})
	if _, err := e.Evaluate(context.Background(), d); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Evaluate(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUpdateOneOf1000x1826 is one more issue in one tag.
func BenchmarkUpdateOneOf1000x1826(b *testing.B) {
	d := benchDesk(1000, 1826)
	e, _ := NewEngine(Options{})
	r, err := e.Evaluate(context.Background(), d)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		d.Series[500].Counts[1825]++
		if r, err = e.Update(context.Background(), r, d, d.Series[500].Key); err != nil {
			b.Fatal(err)
		}
	}
}
