package trend

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestAnAnswerDoesNotDependOnWhatWasAskedBefore judges a desk on several days
// with one engine, forwards and backwards, and each day again with a fresh one.
func TestAnAnswerDoesNotDependOnWhatWasAskedBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	d := &Desk{}
	for n := range 12 {
		s := Series{Key: string(rune('a' + n)), Counts: make([]int32, 500)}
		for i := range s.Counts {
			mean := 0.3 + float64(n)
			if i > 480 && n == 3 {
				mean *= 4
			}
			for range 40 {
				if r.Float64() < mean/40 {
					s.Counts[i]++
				}
			}
		}
		d.Series = append(d.Series, s)
	}
	used, err := NewEngine(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, on := range []Day{499, 470, 485, 485, 499} {
		d.On = on
		got, err := used.Evaluate(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := NewEngine(Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, err := fresh.Evaluate(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Rows {
			if g, w := got.Rows[i].Windows, want.Rows[i].Windows; !reflect.DeepEqual(g, w) {
				t.Errorf("day %d, %s: %+v after other questions, %+v at first", on, want.Rows[i].Key, g, w)
			}
		}
	}
}
