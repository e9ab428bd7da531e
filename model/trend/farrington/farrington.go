package farrington

import "math"

// Method is how the upper bound is made from the forecast.
type Method uint8

const (
	NBPlugin Method = iota // negative binomial at the forecast mean
	MuAN                   // negative binomial at the upper quantile of the mean
	Delta                  // normal on the 2/3-power scale (Farrington et al. 1996)
)

// Control is the setting of a run. Weeks are counted from 0 here.
type Control struct {
	Periods    int     // levels of the seasonal factor; 1 for the 1996 reference weeks only
	Years      int     // years back, b
	HalfWindow int     // half width of the reference window in weeks, w
	Threshold  float64 // Anscombe residual above which a week is weighted down
	LeftOut    int     // latest weeks not included
	TrendP     float64 // p-value under which the trend is kept
	Alpha      float64
	Method     Method
}

// Flexible is the setting of Noufaily et al. 2013 at the given alpha.
func Flexible(alpha float64) Control {
	return Control{Periods: 10, Years: 5, HalfWindow: 3, Threshold: 2.58, LeftOut: 26, TrendP: 1, Alpha: alpha, Method: NBPlugin}
}

// frequency is weeks a year; least issues in the latest weeks for an alarm.
const (
	frequency  = 52
	leastCases = 5
	leastWeeks = 4
)

// Point is what the algorithm answers for one week. Enough tells whether the
// last four weeks hold five cases; without, there is no bound and no alarm.
type Point struct {
	Expected, Upper, P float64
	Alarm, Enough      bool
	Phi                float64
	Trend              bool
	TrendCoef          float64
}

// Weeks runs the algorithm on weeks from..to (0-based, both included). The
// first of them needs Years of weeks and a half window before it.
func Weeks(counts []int, from, to int, c Control) []Point {
	out := make([]Point, 0, to-from+1)
	for k := from; k <= to; k++ {
		out = append(out, Week(counts, k, c))
	}
	return out
}

// Week runs the algorithm on one week.
func Week(counts []int, k int, c Control) Point {
	d := reference(counts, k, c)
	m, trend := d.fit(c, k)
	p := Point{Phi: m.phi, Trend: trend, TrendCoef: math.NaN(), Expected: math.NaN(), Upper: math.NaN(), P: math.NaN()}
	if trend {
		p.TrendCoef = m.beta[1]
	}
	eta, se := m.predict(k, c.Periods)
	upper, pv := Threshold(eta, se, m.phi, c.Alpha, counts[k], c.Method)
	p.P = pv
	sum := 0
	for j := k - leastWeeks + 1; j <= k; j++ {
		sum += counts[j]
	}
	p.Enough = sum >= leastCases
	if p.Enough {
		p.Expected, p.Upper = math.Exp(eta), upper
		p.Alarm = float64(counts[k]) > upper && counts[k] != 0
	}
	return p
}

// data is the reference weeks of one week.
type data struct {
	y      []float64
	week   []float64 // time, counted as R does from 1
	season []int     // 1..periods
	levels int
}

// reference picks the reference weeks and their seasonal group: windows of
// 2w+1 weeks around the same week of past years are the last group, what lies
// between is cut into equal groups, earlier ones taking the remainder.
func reference(counts []int, k int, c Control) data {
	group := make([]int, len(counts))
	for j := k - c.HalfWindow; j <= k; j++ {
		group[j] = c.Periods
	}
	for y := 1; y <= c.Years; y++ {
		ref := k - y*frequency
		for j := max(0, ref-c.HalfWindow); j <= ref+c.HalfWindow; j++ {
			group[j] = c.Periods
		}
		if c.Periods == 1 {
			continue
		}
		between := frequency - 2*c.HalfWindow - 1
		size, rest := between/(c.Periods-1), between%(c.Periods-1)
		at := ref + c.HalfWindow + 1
		for g := 1; g < c.Periods; g++ {
			n := size
			if g <= rest {
				n++
			}
			for ; n > 0; n-- {
				group[at] = g
				at++
			}
		}
	}
	d := data{levels: c.Periods}
	for j, g := range group {
		if g == 0 || j >= k-c.LeftOut {
			continue
		}
		d.y = append(d.y, float64(counts[j]))
		d.week = append(d.week, float64(j+1))
		d.season = append(d.season, g)
	}
	return d
}
