package calibrate

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// Verdicts are the figures of the verdicts on one kind of desk. Shares are of
// the actions without effect, or of those that halved, as said.
type Verdicts struct {
	Mover
	Seed          uint64
	Actions       int     // judged, with and without effect
	Worked, Worse float64 // of those without effect, that got the verdict
	None          float64 // of those without effect, that got no verdict
	Halved        float64 // of those that halved, told as worked
	Coverage      float64 // of all that have one, 95 % intervals that hold the true ratio
}

// Setting of the verdicts.
const (
	verdictTags = 40
	verdictRate = 2.0 // issues a day
	judgedEach  = 10  // tags of a desk that are acted on, one at a time
)

// RunVerdicts judges actions without effect, and actions that halve, on so many
// desks that move as m does.
func RunVerdicts(ctx context.Context, seed uint64, m Mover, desks, workers int) (Verdicts, error) {
	if m.Picked {
		desks *= judgedEach // one tag is the highest
	}
	out := make([][]judged, desks)
	err := parallel(ctx, workers, desks, func(ctx context.Context, i int) (err error) {
		out[i], err = m.judge(source(seed, uint64(i), uint64(m.History), uint64(m.After)))
		return errors.Join(err, ctx.Err())
	})
	if err != nil {
		return Verdicts{}, err
	}
	return summariseVerdicts(seed, m, slices.Concat(out...)), nil
}

// judged is one action's verdict, with the true ratio.
type judged struct {
	truth float64
	effect.Effect
}

func summariseVerdicts(seed uint64, m Mover, js []judged) Verdicts {
	v := Verdicts{Mover: m, Seed: seed, Actions: len(js)}
	idle, halved, covered, known := 0.0, 0.0, 0.0, 0.0
	for _, j := range js {
		if j.Known() {
			known++
			if j.Low <= j.truth && j.truth <= j.High {
				covered++
			}
		}
		if j.truth != 1 {
			halved++
			if j.Verdict == effect.Worked {
				v.Halved++
			}
			continue
		}
		idle++
		switch j.Verdict {
		case effect.Worked:
			v.Worked++
		case effect.Worse:
			v.Worse++
		case effect.None:
			v.None++
		}
	}
	v.Worked, v.Worse, v.None = v.Worked/idle, v.Worse/idle, v.None/idle
	v.Halved, v.Coverage = v.Halved/halved, covered/math.Max(1, known)
	return v
}

// moving is a desk that moves, drawn up to the day of judging.
type moving struct {
	desk
	*Mover
	trend.Desk
	start, effective trend.Day
}

func (m *Mover) draw(r *rand.Rand, weeks int) *moving {
	d := &moving{desk: newDesk(r, verdictTags, LogEven), Mover: m}
	for i := range d.tags {
		t := &d.tags[i]
		t.slope, t.season = 0, 0
		if !m.LogEven {
			t.rate = verdictRate
		}
	}
	d.start = trend.Day(1 + r.IntN(365))
	d.effective = d.start + trend.Day(7*m.History)
	d.On = d.effective + trend.Day(7*weeks) - 1
	for i := range d.tags {
		d.Series = append(d.Series, trend.Series{Key: key(i), Start: d.start, Counts: make([]int32, d.On-d.start+1)})
		d.fill(r, i, d.start, 1)
	}
	if m.Contacts {
		d.ContactsStart = d.start
		for day := d.start; day <= d.On; day++ {
			d.Desk.Contacts = append(d.Desk.Contacts, int32(poisson(r, 1000*m.Factor(0, int(day-d.effective), 0))))
		}
	}
	return d
}

// fill draws the counts of a tag anew from a day on, at a multiple of its rate.
func (d *moving) fill(r *rand.Rand, i int, from trend.Day, ratio float64) {
	t := &d.tags[i]
	for day := from; day <= d.On; day++ {
		mean := d.mean(t, day) * d.Factor(i, int(day-d.effective), t.phase) * ratio
		d.Series[i].Counts[day-d.start] = int32(overdispersed(r, mean, t.phi))
	}
}

// ask is the question about an action on a tag.
func (d *moving) ask(i int) effect.Question {
	q := effect.Question{Key: key(i), Effective: d.effective}
	if d.Named {
		q.Signal = d.effective - 28
	}
	return q
}

// judge draws a desk and judges some of its tags, each without an effect and
// halved.
func (m *Mover) judge(r *rand.Rand) ([]judged, error) {
	d := m.draw(r, m.After)
	tags := r.Perm(len(d.tags))[:judgedEach]
	if m.Picked {
		tags = []int{d.highest()}
	}
	var js []judged
	for _, i := range tags {
		whole := d.Series[i].Counts
		for _, truth := range []float64{1, 0.5} {
			if truth != 1 {
				d.Series[i].Counts = slices.Clone(whole)
				d.fill(r, i, d.effective, truth)
			}
			x, err := effect.Measure(&d.Desk, trend.UnitDay, d.ask(i))
			if err != nil {
				return nil, err
			}
			js = append(js, judged{truth, x})
		}
		d.Series[i].Counts = whole
	}
	return js, nil
}

// highest is the tag that stood highest over its own past in the four weeks
// before the action.
func (d *moving) highest() int {
	best, at := 0.0, 0
	for i := range d.Series {
		s := &d.Series[i]
		usual := float64(s.Sum(d.start, d.effective-29)) / float64(d.effective-28-d.start)
		if lift := float64(s.Sum(d.effective-28, d.effective-1)) / 28 / usual; lift > best {
			best, at = lift, i
		}
	}
	return at
}

// quarterMost is the weeks after which one stops waiting for a verdict on a
// drop of a quarter.
const quarterMost = 26

// WeeksToTell is the median of the weeks after which actions that lower a tag
// by a quarter are first told as worked, looked at each week; +Inf where half
// of them are not within half a year.
func WeeksToTell(ctx context.Context, seed uint64, m Mover, actions, workers int) (float64, error) {
	weeks := make([]float64, actions)
	err := parallel(ctx, workers, actions, func(ctx context.Context, i int) error {
		r := source(seed, uint64(i), quarterMost)
		d := m.draw(r, quarterMost)
		d.fill(r, 0, d.effective, 0.75)
		weeks[i] = math.Inf(1)
		for w := 2; w <= quarterMost && ctx.Err() == nil; w++ {
			d.On = d.effective + trend.Day(7*w) - 1
			x, err := effect.Measure(&d.Desk, trend.UnitDay, d.ask(0))
			if err != nil {
				return err
			}
			if x.Verdict == effect.Worked {
				weeks[i] = float64(w)
				break
			}
		}
		return ctx.Err()
	})
	return median(weeks), err
}
