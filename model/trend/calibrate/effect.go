package calibrate

import (
	"context"
	"math/rand/v2"

	"koe/model/trend"
)

// Effects are the figures of actions with a known effect.
type Effects struct {
	Seed     uint64
	Actions  int
	Coverage float64 // share of 95 % intervals that hold the true ratio
	Worked   float64 // of actions that halved the rate, those with the verdict worked after 8 weeks
	Wrong    float64 // of actions without effect, those with the verdict worked or worse
}

// RunEffects simulates actions on tags of at least 0.3 issues a day: half a
// year of baseline, a surge of four weeks that leads to the action, then eight
// weeks at once, half, three quarters or one and a half times the rate.
func RunEffects(ctx context.Context, seed uint64, actions int) (Effects, error) {
	out := Effects{Seed: seed, Actions: actions}
	e, err := trend.NewEngine(trend.Options{})
	if err != nil {
		return out, err
	}
	ratios := []float64{1, 0.5, 0.75, 1.5}
	covered, halved, worked, idle, wrong := 0, 0, 0, 0, 0
	for i := 0; i < actions; i++ {
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		ratio := ratios[i%len(ratios)]
		x, err := action(e, source(seed, uint64(i)), ratio)
		if err != nil {
			return out, err
		}
		if x.Low <= ratio && ratio <= x.High {
			covered++
		}
		switch ratio {
		case 1:
			idle++
			if x.Verdict == trend.Worked || x.Verdict == trend.Worse {
				wrong++
			}
		case 0.5:
			halved++
			if x.Verdict == trend.Worked {
				worked++
			}
		}
	}
	out.Coverage = float64(covered) / float64(actions)
	out.Worked = float64(worked) / float64(max(1, halved))
	out.Wrong = float64(wrong) / float64(max(1, idle))
	return out, nil
}

// Days of a simulated action.
const (
	actionBaseline = 182
	actionSurge    = 28
	actionAfter    = 56
	actionRate     = 0.3 // least daily rate
)

func action(e *trend.Engine, r *rand.Rand, ratio float64) (trend.Effect, error) {
	d := newDesk(r, 1, LogEven)
	t := &d.tags[0]
	for t.rate < actionRate {
		d = newDesk(r, 1, LogEven)
		t = &d.tags[0]
	}
	t.slope, t.season = 0, 0
	signal, effective := trend.Day(actionBaseline), trend.Day(actionBaseline+actionSurge)
	on := effective + actionAfter - 1
	s := trend.Series{Key: "t", Counts: make([]int32, on+1)}
	for k := range s.Counts {
		m := d.mean(t, trend.Day(k))
		switch {
		case trend.Day(k) >= effective:
			m *= ratio
		case trend.Day(k) >= signal:
			m *= 3
		}
		s.Counts[k] = int32(overdispersed(r, m, t.phi))
	}
	return e.Effect(&trend.Desk{On: on, Series: []trend.Series{s}}, "t", signal, effective)
}
