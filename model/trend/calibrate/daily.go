package calibrate

import (
	"context"
	"math/rand/v2"

	"koe/model/trend"
)

// History is one length of history in the desk's own setting.
type History struct {
	Name string
	Days int
}

// Histories are the four of the table.
func Histories() []History {
	return []History{{"21 days", 21}, {"90 days", 90}, {"1 year", 365}, {"5 years", 1826}}
}

// Daily are the figures of one history. Rates at p are over all tags and
// quiet days.
type Daily struct {
	History
	Seed          uint64
	Tags          int
	Rates         Rates
	QuietDays     int        // desk-days looked at without anything planted
	FalsePositive float64    // share of tag-days with p < 0.01
	AnyHighlight  float64    // share of desk-days with any row to look at (q < 0.10)
	ActHighlight  float64    // the same for q < 0.01
	Threshold     float64    // the p at which the false-positive rate is 0.005
	Found         float64    // steps to three times found within 28 days at that threshold
	FoundByRate   [3]float64 // the same for tags under 0.1, under 1 and from 1 issue a day
	Oracle        float64    // found by one who knows each tag's rate, rhythm and dispersion, at the same rate
	FoundLook     float64    // the same by the flag a leader sees (q < 0.10)
	Steps         int
	OnsetError    float64 // median absolute error of the onset, in days, when first looked at
}

// RunDaily measures one history with a desk of so many tags, drawn afresh
// desks times; each desk is looked at for days days after its history, quiet,
// and again with a step in every tag in turn of a few at once.
func RunDaily(ctx context.Context, seed uint64, h History, rates Rates, tags, desks, days, workers int) (Daily, error) {
	out := make([]dailyRun, desks)
	err := parallel(ctx, workers, desks, func(ctx context.Context, i int) error {
		return out[i].run(ctx, source(seed, uint64(h.Days), uint64(i)), h, rates, tags, days)
	})
	if err != nil {
		return Daily{}, err
	}
	return summariseDaily(seed, h, rates, tags, out), nil
}

// dailyRun is what one desk gave.
type dailyRun struct {
	ps       []float64 // quiet tag-days
	oracle   []float64 // the same, knowing the truth
	looked   int       // quiet desk-days
	any, act int
	least    []float64 // least p within 28 days of each step
	known    []float64 // the same, knowing the truth
	rates    []float64 // of the tags that stepped
	flagged  int
	onsets   []float64 // absolute errors of onsets
}

// within is the days in which a step is to be found.
const within = 28

// atOnce is how many tags step together in one simulated desk: few, so that
// they are no common movement.
const atOnce = 5

func (o *dailyRun) run(ctx context.Context, r *rand.Rand, h History, rates Rates, tags, days int) error {
	d := newDesk(r, tags, rates)
	series := d.draw(r, h.Days+max(days, within))
	e, err := trend.NewEngine(trend.Options{})
	if err != nil {
		return err
	}
	for k := 0; k < days; k++ {
		rep, err := e.Evaluate(ctx, &trend.Desk{On: trend.Day(h.Days + k - 1), Series: series})
		if err != nil {
			return err
		}
		o.quiet(rep)
		for i := range series {
			o.oracle = append(o.oracle, d.oracle(&series[i], i, rep.On))
		}
	}
	for g := 0; g < stepGroups; g++ {
		if err := o.steps(ctx, r, e, &d, series, h); err != nil {
			return err
		}
	}
	return nil
}

// stepGroups is how many times five tags step, a desk.
const stepGroups = 4

func (o *dailyRun) quiet(r *trend.Report) {
	any, act := false, false
	for i := range r.Rows {
		o.ps = append(o.ps, r.Rows[i].P)
		any = any || r.Rows[i].LookAt
		act = act || r.Rows[i].ActOn
	}
	o.looked++
	if any {
		o.any++
	}
	if act {
		o.act++
	}
}

// steps plants a step in a few tags on the day after the history and looks
// for it on each of the days after.
func (o *dailyRun) steps(ctx context.Context, r *rand.Rand, e *trend.Engine, d *desk, series []trend.Series, h History) error {
	planted := append([]trend.Series(nil), series...)
	from := trend.Day(h.Days)
	var at, first [atOnce]int
	var least, known [atOnce]float64
	for j := range at {
		at[j] = (r.IntN(len(series)/atOnce) + j*(len(series)/atOnce)) % len(series)
		s := &planted[at[j]]
		s.Counts = append([]int32(nil), s.Counts...)
		d.step(r, s, at[j], from, 3)
		least[j], known[j] = 1, 1
	}
	for k := 0; k < within; k++ {
		rep, err := e.Evaluate(ctx, &trend.Desk{On: from + trend.Day(k), Series: planted})
		if err != nil {
			return err
		}
		for j, i := range at {
			row := &rep.Rows[i]
			least[j] = min(least[j], row.P)
			known[j] = min(known[j], d.oracle(&planted[i], i, rep.On))
			if row.LookAt && first[j] == 0 {
				first[j] = k + 1
				o.onsets = append(o.onsets, abs(float64(row.Onset-from)))
			}
		}
	}
	for j := range at {
		o.least, o.known = append(o.least, least[j]), append(o.known, known[j])
		o.rates = append(o.rates, d.tags[at[j]].rate)
		if first[j] > 0 {
			o.flagged++
		}
	}
	return nil
}
