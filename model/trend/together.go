package trend

import "math"

// Together is the expected range of some days taken as one: the expectations
// add up, and their spreads as those of independent days do. It is not known
// where it is not of one of the days.
func Together(days []Range) (low, high float64, known bool) {
	var sum, below, above float64
	for _, r := range days {
		if r.High <= 0 && r.Expected <= 0 {
			return 0, 0, false
		}
		down, up := r.Expected-float64(r.Low), float64(r.High)-r.Expected
		sum, below, above = sum+r.Expected, below+down*down, above+up*up
	}
	return math.Max(0, sum-math.Sqrt(below)), sum + math.Sqrt(above), len(days) > 0
}

// Weeks sums daily counts into weeks that end with the last day; days before a
// whole week are left out.
func Weeks(counts []int32) []int {
	n := len(counts) / 7
	out := make([]int, n)
	from := len(counts) - 7*n
	for i := range out {
		for _, c := range counts[from+7*i : from+7*i+7] {
			out[i] += int(c)
		}
	}
	return out
}

// Rise is how many times as many as expected came in a window, below everything
// where it was not looked at. Half an issue on both sides keeps it from leaping
// where next to nothing was expected.
func (w *Window) Rise() float64 {
	if w == nil || w.Looked == 0 {
		return math.Inf(-1)
	}
	return (float64(w.Observed) + 0.5) / (w.Expected + 0.5)
}
