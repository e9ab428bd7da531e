package calibrate

import (
	"context"
	"math"
	"strings"
	"testing"

	"koe/model/trend"
)

// A small run on two workers: only gross faults show at this size, so the
// bounds are wide. The figures that are quoted come of the full size.
func TestReducedCalibration(t *testing.T) {
	x, err := Run(context.Background(), 11, Reduced(), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	p := &x.Published
	if p.Engine.FalsePositive < 0.003 || p.Engine.FalsePositive > 0.02 {
		t.Errorf("false-positive rate on the published scenarios %g", p.Engine.FalsePositive)
	}
	if p.Engine.Detection < 0.45 {
		t.Errorf("detection on the published scenarios %g", p.Engine.Detection)
	}
	rate := 0.0
	for i := range x.Daily {
		d := &x.Daily[i]
		rate += d.FalsePositive / float64(len(x.Daily))
		if d.Found < d.Oracle-0.35 {
			t.Errorf("%s, %v rates: found %g, the oracle %g", d.Name, d.Rates, d.Found, d.Oracle)
		}
	}
	if rate < 0.004 || rate > 0.018 {
		t.Errorf("false-positive rate on the desk's own setting %g", rate)
	}
	worked, worse, covered := 0.0, 0.0, 0.0
	for i := range x.Verdicts {
		n := float64(len(x.Verdicts))
		worked, worse, covered = worked+x.Verdicts[i].Worked/n, worse+x.Verdicts[i].Worse/n, covered+x.Verdicts[i].Coverage/n
	}
	if worked > 0.025 || worse > 0.025 {
		t.Errorf("of actions without effect %g are said to have worked, %g to have made it worse", worked, worse)
	}
	if covered < 0.94 || covered > 0.985 {
		t.Errorf("intervals hold the truth %g", covered)
	}
	if still := x.Verdicts[0]; still.Halved < 0.8 {
		t.Errorf("of those that halved on a still desk %g are told", still.Halved)
	}
}

func TestSameSeedSameFigures(t *testing.T) {
	h := Histories()[0]
	a, err := RunDaily(context.Background(), 5, h, LogEven, 20, 2, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := RunDaily(context.Background(), 5, h, LogEven, 20, 2, 5, 2)
	if err != nil {
		t.Fatal(err)
	}
	if a != b {
		t.Errorf("one worker %+v, two %+v", a, b)
	}
}

func TestSameSeedSameVerdicts(t *testing.T) {
	m := Movers()[0]
	a, err := RunVerdicts(context.Background(), 5, m, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := RunVerdicts(context.Background(), 5, m, 3, 2)
	if err != nil {
		t.Fatal(err)
	}
	if a.Worked != b.Worked || a.Coverage != b.Coverage || a.Halved != b.Halved {
		t.Errorf("one worker %+v, two %+v", a, b)
	}
}

func TestScenariosArePublished(t *testing.T) {
	all := Scenarios()
	if len(all) != 42 {
		t.Fatalf("%d scenarios", len(all))
	}
	want := map[int]Scenario{
		1:  {Theta: 0.1, Phi: 1.5},
		6:  {Theta: 0.1, Phi: 1.5, Beta: 0.0025, Gamma1: 0.6, Gamma2: 0.6, Harmonics: 2},
		11: {Theta: -2, Phi: 2, Beta: 0.005, Gamma1: 0.1, Gamma2: 0.3, Harmonics: 1},
		26: {Theta: 2.5, Phi: 3, Gamma1: 1, Gamma2: 0.1, Harmonics: 1},
		42: {Theta: 5, Phi: 1.2, Beta: 0.0001, Gamma1: 0.05, Gamma2: 0.01, Harmonics: 2},
	}
	for n, s := range want {
		if all[n-1] != s {
			t.Errorf("scenario %d is %+v, want %+v", n, all[n-1], s)
		}
	}
}

// Mean and variance of what is drawn, the ground of all other figures.
func TestOverdispersedMoments(t *testing.T) {
	r := source(1)
	for _, c := range []struct{ mean, phi float64 }{{0.1, 1}, {2, 1}, {2, 3}, {50, 1.2}} {
		const n = 40000
		sum, square := 0.0, 0.0
		for range n {
			y := float64(overdispersed(r, c.mean, c.phi))
			sum += y
			square += y * y
		}
		mean := sum / n
		phi := (square/n - mean*mean) / mean
		if math.Abs(mean-c.mean) > 5*math.Sqrt(c.phi*c.mean/n) || math.Abs(phi-c.phi) > 0.15*c.phi {
			t.Errorf("mean %g phi %g: drew %g and %g", c.mean, c.phi, mean, phi)
		}
	}
}

// BenchmarkPublishedWeek is one week of one series, as in the scenarios.
func BenchmarkPublishedWeek(b *testing.B) {
	s := Scenarios()[25]
	y := s.draw(source(3))
	e, err := trend.NewEngine(trend.Options{Unit: trend.UnitWeek, Year: 52})
	if err != nil {
		b.Fatal(err)
	}
	p := engineP(context.Background(), e)
	for b.Loop() {
		p(y, scenarioWeeks-1)
	}
}
