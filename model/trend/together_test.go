package trend

import (
	"math"
	"slices"
	"testing"
)

func TestTogether(t *testing.T) {
	day := Range{Expected: 4, Low: 1, High: 9}
	for _, c := range []struct {
		days      []Range
		low, high float64
		known     bool
	}{
		{[]Range{day}, 1, 9, true},
		{[]Range{day, day, day, day}, 10, 26, true}, // 16 - 2*3, 16 + 2*5
		{[]Range{{Expected: 0.9, High: 2}, {Expected: 0.1, High: 1}}, 1 - math.Hypot(0.9, 0.1), 1 + math.Hypot(1.1, 0.9), true},
		{[]Range{{Expected: 1, Low: 0, High: 1}, {Expected: 1, Low: -3, High: 1}}, 0, 2, true}, // never fewer than none
		{[]Range{day, {}}, 0, 0, false},
		{nil, 0, 0, false},
	} {
		low, high, known := Together(c.days)
		if known != c.known || math.Abs(low-c.low) > 1e-9 || math.Abs(high-c.high) > 1e-9 {
			t.Errorf("%v: %v to %v, %v; want %v to %v, %v", c.days, low, high, known, c.low, c.high, c.known)
		}
	}
}

func TestWeeks(t *testing.T) {
	counts := []int32{9, 9, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3}
	if got := Weeks(counts); !slices.Equal(got, []int{7, 15}) {
		t.Errorf("%v", got)
	}
	if got := Weeks(counts[:6]); len(got) != 0 {
		t.Errorf("six days are no week: %v", got)
	}
}

func TestRise(t *testing.T) {
	var none *Window
	if !math.IsInf(none.Rise(), -1) || !math.IsInf((&Window{Observed: 9}).Rise(), -1) {
		t.Error("what was not looked at does not rise")
	}
	if got := (&Window{Looked: 7, Observed: 7, Expected: 2}).Rise(); got != 3 {
		t.Errorf("%v", got)
	}
}
