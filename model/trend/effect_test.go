package trend

import (
	"math"
	"testing"
)

// effectDesk has one tag of n issues a day that becomes m a day on day 210,
// after a surge from day 182.
func effectDesk(n, m int32, after int) *Desk {
	s := Series{Key: "t", Counts: make([]int32, 210+after)}
	for k := range s.Counts {
		s.Counts[k] = n + int32(k%3) - 1
		if k >= 182 {
			s.Counts[k] = 4 * n
		}
		if k >= 210 {
			s.Counts[k] = m
		}
	}
	return &Desk{On: Day(len(s.Counts) - 1), Series: []Series{s}}
}

func TestEffectVerdicts(t *testing.T) {
	e, _ := NewEngine(Options{})
	for name, c := range map[string]struct {
		desk *Desk
		want Verdict
	}{
		"halved":      {effectDesk(4, 2, 56), Worked},
		"unchanged":   {effectDesk(4, 4, 56), TooEarly},
		"doubled":     {effectDesk(4, 8, 56), Worse},
		"a week only": {effectDesk(4, 0, 7), TooEarly},
	} {
		x, err := e.Effect(c.desk, "t", 182, 210)
		if err != nil || x.Verdict != c.want {
			t.Errorf("%s: %v %v (%.2f, %.2f to %.2f)", name, x.Verdict, err, x.Ratio, x.Low, x.High)
		}
		if x.Baseline.To != 181 {
			t.Errorf("%s: the baseline holds the surge, to %d", name, x.Baseline.To)
		}
	}
	x, _ := e.Effect(effectDesk(4, 2, 56), "t", 182, 210)
	if math.Abs(x.Ratio-0.5) > 0.05 {
		t.Errorf("halved is %g", x.Ratio)
	}
	if _, err := e.Effect(effectDesk(4, 2, 56), "none", 182, 210); err == nil {
		t.Error("no such series, and no error")
	}
	if x, _ := e.Effect(effectDesk(4, 2, 56), "t", 20, 210); x.Verdict != NoBaseline {
		t.Errorf("twenty days are a baseline: %v", x.Verdict)
	}
}

// The rarer the tag, the longer it takes; when the time is over, it can be told.
func TestWeeksToTell(t *testing.T) {
	e, _ := NewEngine(Options{})
	often, _ := e.Effect(effectDesk(20, 20, 14), "t", 182, 210)
	rare, _ := e.Effect(effectDesk(2, 2, 14), "t", 182, 210)
	if often.WeeksToTell >= rare.WeeksToTell || rare.WeeksToTell == 0 {
		t.Errorf("twenty a day: %d weeks, two a day: %d", often.WeeksToTell, rare.WeeksToTell)
	}
	later, _ := e.Effect(effectDesk(2, 2, 14+7*rare.WeeksToTell), "t", 182, 210)
	if later.WeeksToTell > 1 {
		t.Errorf("after %d weeks %d more are needed", rare.WeeksToTell, later.WeeksToTell)
	}
}
