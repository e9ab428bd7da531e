package trend

import "math"

// onsetLongest bounds how far back an onset is looked for, in blocks.
const onsetLongest = 17

// onset finds since when a series has been above its forecast: the day from
// which a step to the level since then explains the counts best (maximum of
// the Poisson log-likelihood ratio over the change point; Page 1954,
// Biometrika 41:100; Hinkley and Hinkley 1970, Biometrika 57:477), and how
// many more than forecast have come since. It is 0 where no span up to now is
// above.
func (l *layout) onset(a *analysis, factor float64) (since Day, excess float64) {
	longest := min(onsetLongest*l.block, a.days-l.block)
	y, m, best := 0.0, 0.0, 0.0
	level := 0.0
	for back := 0; back < longest; back++ {
		if back%l.block == 0 {
			level = l.level(a, float64(a.gap-back)/float64(l.block)-0.5)
		}
		e := level * l.cal.exposure(&a.prof, back)
		if back < a.gap {
			e *= factor
		}
		y += float64(a.series.at(l.cal.on - Day(back)))
		m += e
		if y <= m {
			continue
		}
		if gain := y*math.Log(y/m) - (y - m); gain > best {
			best, since, excess = gain, l.cal.on-Day(back), y-m
		}
	}
	return since, excess
}

// level is the forecast rate of a usual open day so many blocks after the end
// of the baseline.
func (l *layout) level(a *analysis, ahead float64) float64 {
	x := l.season.covariates(-ahead)
	return a.fit.rate(&x) * a.local.factor
}
