package calibrate

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
)

// Size is how much of the calibration is run.
type Size struct {
	Replicates int // of each of the 42 scenarios
	Desks      int // of each history; twice as many of those under a year
	Days       int // quiet days looked at, a desk
	Tags       int // a desk
	Actions    int
	Yardstick  bool // run Farrington Flexible beside the engine
}

// Full is what the manual quotes: some minutes on two cores.
func Full() Size {
	return Size{Replicates: 100, Desks: 20, Days: 28, Tags: 200, Actions: 4000, Yardstick: true}
}

// Reduced takes some seconds and tells only gross faults.
func Reduced() Size {
	return Size{Replicates: 2, Desks: 2, Days: 10, Tags: 60, Actions: 800}
}

// Tables are all figures of a calibration.
type Tables struct {
	Seed      uint64
	Published Published
	Daily     []Daily
	Effects   Effects
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
	progress("actions with a known effect")
	if t.Effects, err = RunEffects(ctx, seed, s.Actions); err != nil {
		return nil, err
	}
	progress("the 42 published scenarios")
	t.Published, err = RunPublished(ctx, seed, s.Replicates, false, s.Yardstick, workers)
	return t, err
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
	e := &t.Effects
	fmt.Fprintf(tw, "\n%d actions\tcoverage %.3f\thalved and said so %.2f\twithout effect and a verdict %.3f\n", e.Actions, e.Coverage, e.Worked, e.Wrong)
	return tw.Flush()
}
