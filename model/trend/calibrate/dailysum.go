package calibrate

import (
	"math"
	"slices"
)

// summariseDaily turns the desks' runs into the figures of a history.
func summariseDaily(seed uint64, h History, rates Rates, tags int, runs []dailyRun) Daily {
	d := Daily{History: h, Seed: seed, Tags: tags, Rates: rates}
	var ps, oracle, least, known, stepped, onsets []float64
	any, act, flagged := 0, 0, 0
	for i := range runs {
		o := &runs[i]
		ps, least, onsets = append(ps, o.ps...), append(least, o.least...), append(onsets, o.onsets...)
		oracle, known, stepped = append(oracle, o.oracle...), append(known, o.known...), append(stepped, o.rates...)
		d.QuietDays += o.looked
		any, act, flagged = any+o.any, act+o.act, flagged+o.flagged
	}
	d.Steps = len(least)
	d.FalsePositive = share(ps, 0.01)
	slices.Sort(ps)
	d.Threshold = ps[len(ps)/200]
	d.Found = share(least, d.Threshold)
	d.FoundByRate = byRate(least, stepped, d.Threshold)
	slices.Sort(oracle)
	d.Oracle = share(known, oracle[len(oracle)/200])
	d.AnyHighlight = float64(any) / float64(max(1, d.QuietDays))
	d.ActHighlight = float64(act) / float64(max(1, d.QuietDays))
	d.FoundLook = float64(flagged) / float64(max(1, d.Steps))
	d.OnsetError = median(onsets)
	return d
}

// byRate is the share of values below a threshold for rare, middling and
// frequent tags; -1 where there are none.
func byRate(ps, rates []float64, below float64) [3]float64 {
	var n, hit, out [3]float64
	for i, p := range ps {
		b := 0
		if rates[i] >= 1 {
			b = 2
		} else if rates[i] >= 0.1 {
			b = 1
		}
		n[b]++
		if p < below {
			hit[b]++
		}
	}
	for b := range out {
		out[b] = -1
		if n[b] > 0 {
			out[b] = hit[b] / n[b]
		}
	}
	return out
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	x = slices.Clone(x)
	slices.Sort(x)
	return (x[len(x)/2] + x[(len(x)-1)/2]) / 2
}

func abs(x float64) float64 { return math.Abs(x) }
