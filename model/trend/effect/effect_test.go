package effect_test

import (
	"math"
	"testing"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// Days of the story that the tests tell: a baseline of a year, a rise of four
// weeks, the action, and eight weeks in force.
const (
	start     = trend.Day(20000)
	signal    = start + 364
	effective = signal + 28
	on        = effective + 55
)

// story is a desk of one series that is told by rate and twelve others that
// stay at their rates but for common. Counts are even: the fractions of a
// day's mean are carried over to the next.
type story struct {
	usual, came, now float64
	common           float64 // of all, from the action on; 1 where 0
	others           int     // 12 where 0
}

func (s story) desk() *trend.Desk {
	if s.common == 0 {
		s.common = 1
	}
	if s.others == 0 {
		s.others = 12
	}
	d := &trend.Desk{On: on, Series: []trend.Series{even("t", func(day trend.Day) float64 {
		switch {
		case day >= effective:
			return s.now * s.common
		case day >= signal:
			return s.came
		}
		return s.usual
	})}}
	for i := range s.others {
		d.Series = append(d.Series, even(string(rune('a'+i)), func(day trend.Day) float64 {
			rate := 1 + float64(i)/3
			if day >= effective {
				return rate * s.common
			}
			return rate
		}))
	}
	return d
}

// even counts a series whose mean on a day is rate, scattered by a fixed
// pattern about as widely as chance would.
func even(key string, rate func(trend.Day) float64) trend.Series {
	s := trend.Series{Key: key, Start: start, Counts: make([]int32, on-start+1)}
	carried := float64(key[0]%7) / 7
	for k := range s.Counts {
		m := rate(start + trend.Day(k))
		week := 1 + 0.35/math.Sqrt(math.Max(m*7, 1))*math.Sin(float64(k/7)*2.4+float64(key[0]))
		carried += m * week
		s.Counts[k] = int32(carried)
		carried -= float64(s.Counts[k])
	}
	return s
}

func measure(t *testing.T, d *trend.Desk, q effect.Question) effect.Effect {
	t.Helper()
	if q.Key == "" {
		q.Key = "t"
	}
	if q.Effective == 0 {
		q.Effective = effective
	}
	e, err := effect.Measure(d, trend.UnitDay, q)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestVerdicts(t *testing.T) {
	for name, c := range map[string]struct {
		story
		named bool
		want  effect.Verdict
		ratio float64
	}{
		"halved":                            {story{usual: 3, came: 3, now: 1.5}, true, effect.Worked, 0.5},
		"nothing":                           {story{usual: 3, came: 3, now: 3}, true, effect.NoClearChange, 1},
		"doubled":                           {story{usual: 3, came: 3, now: 6}, true, effect.Worse, 2},
		"fixed entirely":                    {story{usual: 1.8, came: 4.1, now: 1.8}, true, effect.BackToUsual, 1},
		"fixed entirely, rise not named":    {story{usual: 1.8, came: 4.1, now: 1.8}, false, effect.BackToUsual, 1},
		"risen, and the action did nothing": {story{usual: 1.8, came: 4.1, now: 4.1}, true, effect.NoClearChange, 4.1 / 1.8},
		"risen, and rises on":               {story{usual: 1.8, came: 4.1, now: 7}, true, effect.Worse, 7 / 1.8},
		"under the usual after a rise":      {story{usual: 3, came: 6, now: 1.2}, true, effect.Worked, 0.4},
		"the desk falls, and it with it":    {story{usual: 3, came: 3, now: 3, common: 0.6}, true, effect.NoClearChange, 1},
		"the desk doubles, it does not":     {story{usual: 3, came: 3, now: 1.5, common: 2}, true, effect.Worked, 0.5},
		"the desk doubles, and it with it":  {story{usual: 3, came: 3, now: 3, common: 2}, true, effect.NoClearChange, 1},
	} {
		t.Run(name, func(t *testing.T) {
			q := effect.Question{}
			if c.named {
				q.Signal = signal
			}
			e := measure(t, c.desk(), q)
			if e.Verdict != c.want {
				t.Errorf("%v %v, want %v", e.Verdict, e.Reason, c.want)
			}
			if math.Abs(math.Log(e.Ratio/c.ratio)) > 0.08 || e.Low > c.ratio || e.High < c.ratio {
				t.Errorf("%.2f (%.2f to %.2f), want %.2f", e.Ratio, e.Low, e.High, c.ratio)
			}
			common := c.common
			if common == 0 {
				common = 1
			}
			if math.Abs(math.Log(e.Desk.Ratio/common)) > 0.06 {
				t.Errorf("the desk moved by %.2f, want %.2f", e.Desk.Ratio, common)
			}
		})
	}
}

// The three rates are as counted, and none is taken for another.
func TestThreeRates(t *testing.T) {
	e := measure(t, story{usual: 1.8, came: 4.1, now: 1.8}.desk(), effect.Question{Signal: signal})
	for name, c := range map[string]struct{ got, want float64 }{
		"usual": {e.Usual.Daily(), 1.8}, "when the action came": {e.Came.Daily(), 4.1}, "now": {e.Now.Daily(), 1.8},
		"rose": {e.Rose.Ratio, 4.1 / 1.8}, "fell": {e.Fell.Ratio, 1.8 / 4.1},
	} {
		if math.Abs(c.got/c.want-1) > 0.08 {
			t.Errorf("%s: %.2f, want %.2f", name, c.got, c.want)
		}
	}
	if e.Baseline.To != signal-1 || e.Rise.From != signal || e.Rise.To != effective-1 || e.Since.From != effective || e.Since.To != on {
		t.Errorf("spans %v %v %v", e.Baseline, e.Rise, e.Since)
	}
}

// A rise that nobody named is not in the baseline.
func TestBaselineEndsBeforeARise(t *testing.T) {
	e := measure(t, story{usual: 1.8, came: 4.1, now: 1.8}.desk(), effect.Question{})
	if e.Baseline.To > signal+3 || e.Baseline.To < signal-15 {
		t.Errorf("the baseline ends %d days before the rise", signal-1-e.Baseline.To)
	}
	e = measure(t, story{usual: 1.8, came: 1.8, now: 1.8}.desk(), effect.Question{})
	if e.Baseline.To != effective-29 {
		t.Errorf("without a rise %d days are left out, want 28", effective-1-e.Baseline.To)
	}
}

func TestNoVerdict(t *testing.T) {
	halved := story{usual: 3, came: 3, now: 1.5}
	for name, c := range map[string]struct {
		desk func() *trend.Desk
		q    effect.Question
		want effect.Reason
	}{
		"not in force": {halved.desk, effect.Question{Effective: on + 1}, effect.NotInForce},
		"alone on the desk": {func() *trend.Desk {
			d := halved.desk()
			d.Series = d.Series[:1]
			return d
		}, effect.Question{}, effect.FewOthers},
		"two others": {func() *trend.Desk {
			d := halved.desk()
			d.Series = d.Series[:3]
			return d
		}, effect.Question{}, effect.FewOthers},
		"acted on half of the desk": {halved.desk, effect.Question{Apart: []string{"f", "g", "h", "i", "j", "k", "l"}}, effect.HalfDesk},
		"half of the desk was halved": {func() *trend.Desk {
			d := story{usual: 3, came: 3, now: 1.5, others: 16}.desk()
			for i := 1; i < len(d.Series); i += 2 {
				s := &d.Series[i]
				rate := 4 + float64(i)/3
				*s = even(s.Key, func(day trend.Day) float64 {
					if day >= effective {
						return rate / 2
					}
					return rate
				})
				d.Series[i+1] = even(d.Series[i+1].Key, func(trend.Day) float64 { return rate })
			}
			return d
		}, effect.Question{}, effect.SplitDesk},
		"a past of three weeks": {func() *trend.Desk {
			d := halved.desk()
			for i := range d.Series {
				s := &d.Series[i]
				s.Counts, s.Start = s.Counts[effective-21-start:], effective-21
			}
			return d
		}, effect.Question{Signal: effective}, effect.ShortPast},
		"an issue a month": {story{usual: 0.02, came: 0.02, now: 0.02}.desk, effect.Question{}, effect.FewIssues},
		"its name was split": {func() *trend.Desk {
			d := halved.desk()
			d.Series = append(d.Series, even("z", func(day trend.Day) float64 {
				if day >= effective+3 {
					return 1.5
				}
				return 0
			}))
			return d
		}, effect.Question{}, effect.Renamed},
		"another was merged into it": {func() *trend.Desk {
			d := story{usual: 3, came: 3, now: 6}.desk()
			d.Series = append(d.Series, even("z", func(day trend.Day) float64 {
				if day < effective+3 {
					return 3
				}
				return 0
			}))
			return d
		}, effect.Question{}, effect.Renamed},
		"new categories": {func() *trend.Desk {
			d := story{usual: 3, came: 3, now: 3}.desk()
			for i := 2; i < 7; i++ {
				old := d.Series[i]
				s := old
				s.Key += "2"
				s.Start, s.Counts = effective+7, old.Counts[effective+7-start:]
				d.Series[i].Counts = old.Counts[:effective+7-start]
				d.Series = append(d.Series, s)
			}
			return d
		}, effect.Question{}, effect.Renamed},
	} {
		t.Run(name, func(t *testing.T) {
			e := measure(t, c.desk(), c.q)
			if e.Verdict != effect.None || e.Reason != c.want {
				t.Errorf("%v %v (%.2f, %.2f to %.2f), want none, %v", e.Verdict, e.Reason, e.Ratio, e.Low, e.High, c.want)
			}
		})
	}
}

// Something new elsewhere on the desk, or a tag that faded out long before, is
// no change of names.
func TestOthersComeAndGo(t *testing.T) {
	d := story{usual: 3, came: 3, now: 1.5}.desk()
	d.Series = append(d.Series, even("z", func(day trend.Day) float64 {
		if day >= effective+20 {
			return 0.4
		}
		return 0
	}), even("y", func(day trend.Day) float64 {
		if day < start+150 {
			return 2
		}
		return 0
	}))
	if e := measure(t, d, effect.Question{}); e.Verdict != effect.Worked || len(e.Moved) > 0 {
		t.Errorf("%v %v %v", e.Verdict, e.Reason, e.Moved)
	}
	// Where nothing changed, what began elsewhere takes no verdict away.
	d = story{usual: 3, came: 3, now: 2.9}.desk()
	d.Series = append(d.Series, even("z", func(day trend.Day) float64 {
		if day >= effective+3 {
			return 2
		}
		return 0
	}))
	if e := measure(t, d, effect.Question{}); e.Verdict != effect.NoClearChange || len(e.Moved) > 0 {
		t.Errorf("%v %v %v", e.Verdict, e.Reason, e.Moved)
	}
}

// Contacts alone can say how the desk moved.
func TestContactsAlone(t *testing.T) {
	d := story{usual: 3, came: 3, now: 3, common: 2}.desk()
	d.Series = d.Series[:1]
	d.ContactsStart = start
	for day := start; day <= on; day++ {
		n := int32(500)
		if day >= effective {
			n = 1000
		}
		d.Contacts = append(d.Contacts, n)
	}
	e := measure(t, d, effect.Question{})
	if e.Verdict == effect.Worse || e.Verdict == effect.Worked || !e.Contacts || math.Abs(e.Ratio-1) > 0.1 {
		t.Errorf("%v %v %.2f", e.Verdict, e.Reason, e.Ratio)
	}
	d.Contacts = d.Contacts[:len(d.Contacts)-20]
	if e := measure(t, d, effect.Question{}); e.Reason != effect.FewOthers {
		t.Errorf("contacts that are not known are used: %v %v", e.Verdict, e.Reason)
	}
}

// Relatives of what was acted on are no control: they may have been helped too.
func TestRelativesAreNoControl(t *testing.T) {
	d := story{usual: 3, came: 3, now: 1.5}.desk()
	d.Series[0].Parent = "p"
	d.Series[1].Parent = "p"
	d.Series[2].Parent = "p"
	e := measure(t, d, effect.Question{})
	if e.Others != 10 {
		t.Errorf("%d series are the control, want 10", e.Others)
	}
	e = measure(t, d, effect.Question{Key: "p"})
	if e.Others != 10 {
		t.Errorf("beside the parent %d series are the control, want 10", e.Others)
	}
	e = measure(t, d, effect.Question{Apart: []string{"f", "g"}})
	if e.Others != 8 {
		t.Errorf("beside two acted on %d series are the control, want 8", e.Others)
	}
}

// The rarer, the longer it takes; when the time is over, it can be told.
func TestWeeksToTell(t *testing.T) {
	early := func(rate float64, weeks trend.Day) effect.Effect {
		d := story{usual: rate, came: rate, now: rate}.desk()
		d.On = effective + 7*weeks - 1
		return measure(t, d, effect.Question{})
	}
	often, rare := early(20, 2), early(1.5, 2)
	if often.Weeks >= rare.Weeks || rare.Weeks == 0 || rare.Verdict != effect.TooEarly || rare.Reason != effect.FewYet {
		t.Errorf("twenty a day: %d weeks, three in two days: %d, %v %v", often.Weeks, rare.Weeks, rare.Verdict, rare.Reason)
	}
	later := early(1.5, 2+trend.Day(rare.Weeks))
	if later.Weeks > 1 || later.Verdict == effect.TooEarly && later.Weeks == 0 {
		t.Errorf("after %d weeks %d more are needed: %v", rare.Weeks, later.Weeks, later.Verdict)
	}
	d := story{usual: 20, came: 20, now: 20}.desk()
	d.On = effective + 2
	if e := measure(t, d, effect.Question{}); e.Verdict != effect.TooEarly || e.Weeks < 2 {
		t.Errorf("three days in force: %v, %d more weeks", e.Verdict, e.Weeks)
	}
	if e := early(20, 1); e.Verdict != effect.TooEarly || e.Reason != effect.FewDays {
		t.Errorf("a week only: %v %v", e.Verdict, e.Reason)
	}
}

func TestRunningDayIsLeftOut(t *testing.T) {
	d := story{usual: 3, came: 3, now: 1.5}.desk()
	d.ByNow = 0.2
	if e := measure(t, d, effect.Question{}); e.Since.To != on-1 {
		t.Errorf("the running day is in: to %v", e.Since.To)
	}
}

// An action that is in force since today is in force, and it is too early.
func TestInForceSinceToday(t *testing.T) {
	d := story{usual: 3, came: 3, now: 1.5}.desk()
	d.ByNow = 0.2
	if e := measure(t, d, effect.Question{Effective: on}); e.Verdict != effect.TooEarly || e.Reason != effect.FewDays || e.Weeks != 2 {
		t.Errorf("%v %v %d", e.Verdict, e.Reason, e.Weeks)
	}
}

func TestNoSuchSeries(t *testing.T) {
	if _, err := effect.Measure(story{usual: 1, came: 1, now: 1}.desk(), trend.UnitDay, effect.Question{Key: "none", Effective: effective}); err == nil {
		t.Error("no such series, and no error")
	}
}
