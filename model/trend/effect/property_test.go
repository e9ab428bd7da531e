package effect_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// Whatever a desk holds and whatever is asked of it, what comes out are numbers
// that make sense and a verdict that they bear out.
func TestAnyQuestionIsAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &trend.Desk{On: trend.Day(rapid.IntRange(-50, 20000).Draw(t, "on")), ByNow: rapid.SampledFrom([]float64{0, 0.01, 0.5, 1}).Draw(t, "by now")}
		top := rapid.SampledFrom([]int{3, 50, 9, 1, 100000}).Draw(t, "top")
		few, jump := rapid.SampledFrom([]int{1, 9, 5}).Draw(t, "rises"), rapid.SampledFrom([]int{40, 90, 0}).Draw(t, "for")
		for i := rapid.SampledFrom([]int{9, 7, 5, 1}).Draw(t, "series"); i > 0; i-- {
			n := rapid.SampledFrom([]int{900, 700, 500, 400, 300, 250, 200, 150, 91, 20, 0}).Draw(t, "days")
			s := trend.Series{Key: string(rune('a' + i)), Start: d.On - trend.Day(n) + trend.Day(rapid.IntRange(-5, 5).Draw(t, "shift"))}
			if i%4 == 0 {
				s.Parent = "parent"
			}
			every := rapid.SampledFrom([]int{1, 2, 3, 9, 60}).Draw(t, "every")
			for k := range n {
				c := 0
				if k%every == 0 {
					c = (k*7919 + i*104729) % (top + 1)
				}
				if i == few && k > n-jump {
					c *= 3
				}
				s.Counts = append(s.Counts, int32(c))
			}
			d.Series = append(d.Series, s)
		}
		if rapid.Bool().Draw(t, "contacts") {
			d.ContactsStart = d.On - 400
			for k := range 401 {
				d.Contacts = append(d.Contacts, int32(k%9*100-100))
			}
		}
		q := effect.Question{Key: d.Series[0].Key, Effective: d.On - trend.Day(rapid.SampledFrom([]int{56, 28, 90, 14, 60, 40, 13, 120, 1, -3}).Draw(t, "ago"))}
		if rapid.Bool().Draw(t, "signal") {
			q.Signal = q.Effective - trend.Day(rapid.SampledFrom([]int{28, 7, 1, 0, 60, -10}).Draw(t, "before"))
		}
		q.Expected = rapid.SampledFrom([]float64{0, 0.2, 0.7, 0.99}).Draw(t, "expected")
		unit := rapid.SampledFrom([]trend.Unit{trend.UnitDay, trend.UnitWeek}).Draw(t, "unit")
		e, err := effect.Measure(d, unit, q)
		if err != nil {
			t.Fatal(err)
		}
		sensible(t, &e)
	})
}

func sensible(t *rapid.T, e *effect.Effect) {
	for name, i := range map[string]effect.Interval{"effect": e.Interval, "rose": e.Rose, "fell": e.Fell, "desk": e.Desk} {
		for _, v := range []float64{i.Ratio, i.Low, i.High} {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
				t.Fatalf("%s: %+v", name, i)
			}
		}
		if i.Low > i.High || i.Known() && (i.Low > i.Ratio*1.01 || i.High < i.Ratio*0.99) {
			t.Fatalf("%s: %+v", name, i)
		}
	}
	if e.Weeks < 0 || e.Spread < 0 || math.IsNaN(e.Spread) || math.IsNaN(e.Dispersion) {
		t.Fatalf("%+v", e)
	}
	ok := true
	switch e.Verdict {
	case effect.Worked:
		ok = e.High < 1 && e.Reason == effect.NoReason
	case effect.Worse:
		ok = e.Low > 1 && e.Reason == effect.NoReason
	case effect.BackToUsual:
		ok = e.Low <= 1 && e.High >= 1 && e.Rose.Low > 1 && e.Fell.High < 1
	case effect.TooEarly:
		ok = e.Weeks > 0
	case effect.None:
		ok = e.Reason != effect.NoReason
	}
	if !ok {
		t.Fatalf("%v is not borne out: %+v", e.Verdict, *e)
	}
}
