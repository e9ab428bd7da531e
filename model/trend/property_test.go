package trend

import (
	"context"
	"math"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a desk holds, what comes out are numbers that make sense.
func TestAnyDeskGivesNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &Desk{On: Day(rapid.IntRange(-50, 20000).Draw(t, "on")), ByNow: rapid.SampledFrom([]float64{0, 0.01, 0.5, 1}).Draw(t, "by now")}
		top := rapid.SampledFrom([]int{0, 1, 3, 50, 100000}).Draw(t, "top")
		for i := rapid.IntRange(0, 9).Draw(t, "series"); i > 0; i-- {
			n := rapid.SampledFrom([]int{0, 1, 20, 21, 22, 40, 91, 150, 300, 500, 1900}).Draw(t, "days")
			s := Series{Key: string(rune('a' + i)), Start: d.On - Day(n) + Day(rapid.IntRange(-5, 5).Draw(t, "shift"))}
			if i%3 == 0 {
				s.Parent = "parent"
			}
			every := rapid.IntRange(1, 60).Draw(t, "every")
			for k := 0; k < n; k++ {
				c := 0
				if k%every == 0 {
					c = (k*7919 + i*104729) % (top + 1)
				}
				s.Counts = append(s.Counts, int32(c))
			}
			if rapid.Bool().Draw(t, "fixed") {
				s.FixedOn = d.On - Day(rapid.IntRange(-3, 200).Draw(t, "ago"))
			}
			d.Series = append(d.Series, s)
		}
		if rapid.Bool().Draw(t, "closes") {
			every := rapid.IntRange(1, 7).Draw(t, "open every")
			d.Closed = func(day Day) bool { return int(day)%every != 0 || every == 1 }
		}
		e, err := NewEngine(Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Evaluate(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Rows {
			sensible(t, &r.Rows[i])
		}
		if len(d.Series) > 0 {
			if _, err := e.Update(context.Background(), r, d, d.Series[0].Key); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func sensible(t *rapid.T, row *Row) {
	share := func(name string, p float64) {
		if !(p >= 0 && p <= 1) {
			t.Fatalf("%s: %s is %g", row.Key, name, p)
		}
	}
	share("P", row.P)
	share("PLow", row.PLow)
	share("Q", row.Q)
	share("Share", row.Share)
	for _, w := range row.Windows {
		share("window's P", w.P)
		if math.IsNaN(w.Expected) || math.IsInf(w.Expected, 0) || w.Expected < 0 || w.Low > w.High || w.Low < 0 {
			t.Fatalf("%s: %+v", row.Key, w)
		}
	}
	if row.Next.Low > row.Next.High || math.IsNaN(row.Next.Expected) || math.IsNaN(row.Excess) || math.IsInf(row.Excess, 0) {
		t.Fatalf("%s: next %+v, excess %g", row.Key, row.Next, row.Excess)
	}
}

func TestEngineIsSharedSafely(t *testing.T) {
	e, err := NewEngine(Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := testDesk(16, 120)
	prev := evaluate(t, d)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := e.Evaluate(context.Background(), d); err != nil {
				t.Error(err)
			}
			if _, err := e.Update(context.Background(), prev, d, "t03"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
