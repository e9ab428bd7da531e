package calibrate

import (
	"math"
	"slices"
)

// summariseDaily turns the desks' runs into the figures of a history.
func summariseDaily(seed uint64, h History, tags int, runs []dailyRun) Daily {
	d := Daily{History: h, Seed: seed, Tags: tags}
	var ps, least, onsets []float64
	any, act, flagged := 0, 0, 0
	for i := range runs {
		o := &runs[i]
		ps, least, onsets = append(ps, o.ps...), append(least, o.least...), append(onsets, o.onsets...)
		d.QuietDays += o.looked
		any, act, flagged = any+o.any, act+o.act, flagged+o.flagged
	}
	d.Steps = len(least)
	d.FalsePositive = share(ps, 0.01)
	slices.Sort(ps)
	d.Threshold = ps[len(ps)/200]
	d.Found = share(least, d.Threshold)
	d.AnyHighlight = float64(any) / float64(max(1, d.QuietDays))
	d.ActHighlight = float64(act) / float64(max(1, d.QuietDays))
	d.FoundLook = float64(flagged) / float64(max(1, d.Steps))
	d.OnsetError = median(onsets)
	return d
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
