package calibrate

import (
	"context"
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// Size is how much of the calibration is run.
type Size struct {
	Replicates int  // of each of the 42 scenarios
	Desks      int  // of each history; twice as many of those under a year
	Days       int  // quiet days looked at, a desk
	Tags       int  // a desk
	Movers     int  // desks of each kind that moves, ten actions a desk
	Actions    int  // watched until a drop of a quarter is told
	Yardstick  bool // run Farrington Flexible beside the engine
}

// Full is what the manual quotes: some minutes on two cores.
func Full() Size {
	return Size{Replicates: 100, Desks: 20, Days: 28, Tags: 200, Movers: 100, Actions: 200, Yardstick: true}
}

// Reduced takes some seconds and tells only gross faults.
func Reduced() Size {
	return Size{Replicates: 2, Desks: 2, Days: 10, Tags: 60, Movers: 4, Actions: 12}
}

// Tables are all figures of a calibration.
type Tables struct {
	Seed      uint64
	Published Published
	Daily     []Daily
	Verdicts  []Verdicts
	Quarter   [2]float64 // median weeks to tell a drop of a quarter: on a still desk, on one that falls by 30 % over 8 weeks
}

// Run makes the tables from a seed, on so many goroutines. progress is told
// what begins; it may be nil.
func Run(ctx context.Context, seed uint64, s Size, workers int, progress func(string)) (*Tables, error) {
	if progress == nil {
		progress = func(string) {}
	}
	t := &Tables{Seed: seed}
	var err error
	for _, rates := range []Rates{LogEven, Even} {
		for _, h := range Histories() {
			progress(fmt.Sprintf("desk with %s of history, %s rates", h.Name, rates))
			desks := s.Desks
			if h.Days < 365 {
				desks *= 2 // cheap, and one tag that stays flagged weighs less
			}
			d, err := RunDaily(ctx, seed, h, rates, s.Tags, desks, s.Days, workers)
			if err != nil {
				return nil, err
			}
			t.Daily = append(t.Daily, d)
		}
	}
	if err := t.verdicts(ctx, s, workers, progress); err != nil {
		return nil, err
	}
	progress("the 42 published scenarios")
	t.Published, err = RunPublished(ctx, seed, s.Replicates, false, s.Yardstick, workers)
	return t, err
}

// verdicts runs the actions with a known effect.
func (t *Tables) verdicts(ctx context.Context, s Size, workers int, progress func(string)) error {
	for _, m := range Movers() {
		progress("verdicts: " + m.Name)
		v, err := RunVerdicts(ctx, t.Seed, m, s.Movers, workers)
		if err != nil {
			return err
		}
		t.Verdicts = append(t.Verdicts, v)
	}
	for i, factor := range []func(int, int, float64) float64{still, ramp(0.7)} {
		progress("weeks until a drop of a quarter is told")
		weeks, err := WeeksToTell(ctx, t.Seed, Mover{History: 52, Factor: factor}, s.Actions, workers)
		if err != nil {
			return err
		}
		t.Quarter[i] = weeks
	}
	return nil
}

// Write prints the tables for people.
func (t *Tables) Write(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	p := &t.Published
	fmt.Fprintf(tw, "seed %d\n\n42 published scenarios, %d replicates\tFPR at 0.01\tworst\tdetection at 1 %%\n", t.Seed, p.Replicates)
	line := func(name string, m *Method) {
		fmt.Fprintf(tw, "%s\t%.4f\t%.4f\t%.3f\n", name, m.FalsePositive, m.Worst, m.Detection)
	}
	line("koe", &p.Engine)
	if !p.WithoutYards {
		line("Farrington Flexible", &p.Farrington)
		fmt.Fprintf(tw, "gain\t\t\t%+.3f\n", p.Gain)
	}
	fmt.Fprintf(tw, "\nthe desk's own setting\trates\tFPR at 0.01\tany q<0.10\tany q<0.01\tfound\toracle\t<0.1, <1, 1+ a day\tonset error\n")
	for i := range t.Daily {
		d := &t.Daily[i]
		fmt.Fprintf(tw, "%s\t%s\t%.4f\t%.3f\t%.3f\t%.2f\t%.2f\t%.2f %.2f %.2f\t%.1f d\n", d.Name, d.Rates, d.FalsePositive,
			d.AnyHighlight, d.ActHighlight, d.Found, d.Oracle, d.FoundByRate[0], d.FoundByRate[1], d.FoundByRate[2], d.OnsetError)
	}
	fmt.Fprintf(tw, "\nverdicts, tags of 2 a day\tactions\tworked, falsely\tworse, falsely\tinterval holds\thalved and told\n")
	for i := range t.Verdicts {
		v := &t.Verdicts[i]
		fmt.Fprintf(tw, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.2f\n", v.Name, v.Actions, v.Worked, v.Worse, v.Coverage, v.Halved)
	}
	fmt.Fprintf(tw, "\nmedian weeks to tell -25 %%\t%s on a still desk\t%s on one that falls by 30 %% over 8 weeks\n", weeks(t.Quarter[0]), weeks(t.Quarter[1]))
	return tw.Flush()
}

func weeks(n float64) string {
	if math.IsInf(n, 1) {
		return fmt.Sprintf("over %d", quarterMost)
	}
	return fmt.Sprintf("%g", n)
}
