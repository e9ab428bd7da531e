package calibrate

import (
	"context"
	"math"
	"slices"

	"koe/model/trend"
	"koe/model/trend/farrington"
)

// strengths of current outbreaks, k = 1..10.
const strengths = 10

// Published are the figures of the 42 scenarios.
type Published struct {
	Seed         uint64
	Replicates   int
	Past         bool // with four past outbreaks in the baseline
	Engine       Method
	Farrington   Method
	Gain         float64 // detection of the engine less that of Farrington Flexible, at an equal rate
	PerScenario  []float64
	WithoutYards bool
}

// Method is one method's figures.
type Method struct {
	FalsePositive float64            // at p < 0.01, mean over scenarios
	Worst         float64            // of the scenarios
	Threshold     float64            // the p at which the mean false-positive rate is 1 %
	Detection     float64            // at that threshold, mean over scenarios and strengths
	ByStrength    [strengths]float64 // the same by strength
	ByScenario    []float64          // false-positive rate at p < 0.01
}

// run are the p-values of one method in one scenario.
type run struct {
	quiet     []float64            // current weeks without an outbreak
	outbreaks [strengths][]float64 // least p between start and end, one a replicate
}

// pvalue of week k (0-based) knowing nothing later.
type pvalue func(counts []int, k int) float64

func farringtonP(counts []int, k int) float64 {
	p := farrington.Week(counts, k, farrington.Flexible(0.01))
	if !p.Enough || math.IsNaN(p.P) {
		return 1
	}
	return p.P
}

// engineP evaluates a desk of the one series, in weeks.
func engineP(ctx context.Context, e *trend.Engine) pvalue {
	counts := make([]int32, 0, scenarioWeeks)
	return func(y []int, k int) float64 {
		counts = counts[:0]
		for _, c := range y[:k+1] {
			counts = append(counts, int32(c))
		}
		r, err := e.Evaluate(ctx, &trend.Desk{On: trend.Day(k), Series: []trend.Series{{Key: "s", Counts: counts}}})
		if err != nil {
			return math.NaN()
		}
		return r.Rows[0].P
	}
}

// RunPublished measures the engine on the 42 scenarios, beside Farrington
// Flexible if yardstick is set (it takes most of the time). It uses workers
// goroutines; the figures do not depend on their number.
func RunPublished(ctx context.Context, seed uint64, replicates int, past, yardstick bool, workers int) (Published, error) {
	scenarios := Scenarios()
	engine, yard := make([]run, len(scenarios)), make([]run, len(scenarios))
	err := parallel(ctx, workers, len(scenarios), func(ctx context.Context, i int) error {
		e, err := trend.NewEngine(trend.Options{Unit: trend.UnitWeek, Year: 52})
		if err != nil {
			return err
		}
		methods := []pvalue{engineP(ctx, e)}
		into := []*run{&engine[i]}
		if yardstick {
			methods, into = append(methods, farringtonP), append(into, &yard[i])
		}
		for rep := 0; rep < replicates; rep++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			replicate(&scenarios[i], seed, uint64(i), uint64(rep), past, methods, into)
		}
		return nil
	})
	if err != nil {
		return Published{}, err
	}
	p := Published{Seed: seed, Replicates: replicates, Past: past, WithoutYards: !yardstick}
	p.Engine = summarise(engine)
	if yardstick {
		p.Farrington = summarise(yard)
		p.Gain = p.Engine.Detection - p.Farrington.Detection
	}
	return p, nil
}

// replicate draws one history and judges its current weeks, quiet and with an
// outbreak of each strength.
func replicate(s *Scenario, seed, scenario, rep uint64, past bool, methods []pvalue, into []*run) {
	r := source(seed, scenario, rep)
	y := s.draw(r)
	if past {
		s.pastOutbreaks(r, y)
	}
	for k := currentFrom - 1; k < scenarioWeeks; k++ {
		for m, p := range methods {
			into[m].quiet = append(into[m].quiet, p(y, k))
		}
	}
	for k := 1; k <= strengths; k++ {
		z := slices.Clone(y)
		t0 := currentFrom + r.IntN(scenarioWeeks-currentFrom-3)
		end := s.outbreak(r, z, t0, float64(k))
		for m, p := range methods {
			least := 1.0
			for t := t0; t <= end; t++ {
				least = math.Min(least, p(z, t-1))
			}
			into[m].outbreaks[k-1] = append(into[m].outbreaks[k-1], least)
		}
	}
}

// summarise turns p-values into rates.
func summarise(runs []run) Method {
	var m Method
	var all []float64
	for i := range runs {
		f := share(runs[i].quiet, 0.01)
		m.ByScenario = append(m.ByScenario, f)
		m.FalsePositive += f / float64(len(runs))
		m.Worst = math.Max(m.Worst, f)
		all = append(all, runs[i].quiet...)
	}
	slices.Sort(all)
	m.Threshold = all[len(all)/100]
	for i := range runs {
		for k := range m.ByStrength {
			d := share(runs[i].outbreaks[k], m.Threshold) / float64(len(runs))
			m.ByStrength[k] += d
			m.Detection += d / strengths
		}
	}
	return m
}

// share of values below a threshold.
func share(ps []float64, below float64) float64 {
	n := 0
	for _, p := range ps {
		if p < below {
			n++
		}
	}
	return float64(n) / float64(max(1, len(ps)))
}
