package trend

import (
	"math"
	"slices"

	"koe/model/trend/dist"
)

// movement is the desk's common movement in one window.
type movement struct {
	log      float64 // logarithm of the factor, before shrinking
	variance float64 // of it
	info     float64 // sum of the series' information
	series   int
	moved    float64
}

// Few series have no movement in common that could be told from their own.
const leastSeries = 5

// commonMovement estimates by which factor all series of the desk differ from
// their forecasts in window w. Series that stand out by themselves have
// bounded influence (Huber's M-estimate on the 2/3-power scale, where counts
// are nearly normal), so a surge of one large tag is not the desk's.
func commonMovement(as []*analysis, w int) movement {
	var m movement
	var square float64
	ratios := make([]weighted, 0, len(as))
	for _, a := range as {
		f := &a.window[w]
		if f.days == 0 || f.mean <= 0 {
			continue
		}
		info := f.mean / (a.fit.phi + f.mean*f.relVar)
		m.info += info
		square += info * info
		ratios = append(ratios, weighted{float64(f.observed) / f.mean, info})
		m.series++
	}
	if m.series < leastSeries || m.info*m.info < leastSeries*square {
		return movement{variance: math.Inf(1), series: m.series}
	}
	m.log = startingPoint(ratios)
	for it := 0; it < 20; it++ {
		score, info := 0.0, 0.0
		c := math.Exp(m.log)
		for _, a := range as {
			s, i := influence(a, w, c)
			score += s
			info += i
		}
		step := math.Max(-1, math.Min(score/info, 1))
		m.log += step
		m.info = info
		if math.Abs(step) < 1e-4 {
			break
		}
	}
	m.variance = 1 / m.info
	m.moved = moved(as, w, m.log)
	return m
}

// influence of one series on the common factor c: its bounded score and its
// information, on the log scale.
func influence(a *analysis, w int, c float64) (score, info float64) {
	f := &a.window[w]
	if f.days == 0 || f.mean <= 0 {
		return 0, 0
	}
	mu := f.mean * c
	phi := a.fit.phi + mu*f.relVar
	info = mu / phi
	y := float64(f.observed)
	r := (y - mu) / math.Sqrt(mu*phi)
	if r > 1.5 || r < -1.5 {
		z := anscombe(y, mu) / math.Sqrt(phi)
		if z > outlier {
			r *= outlier / z
			r = math.Min(r, outlier+1/math.Sqrt(mu*phi))
			info *= outlier / z
		} else if z < -outlier {
			r = -outlier
			info *= outlier / -z
		}
	}
	return r * math.Sqrt(mu/phi), info
}

// startingPoint is the logarithm of the weighted median of the ratios, or of
// their mean where the median is empty.
func startingPoint(r []weighted) float64 {
	slices.SortFunc(r, byValue)
	total, mean := 0.0, 0.0
	for _, x := range r {
		total += x.weight
		mean += x.weight * x.value
	}
	mean = math.Max(mean/total, 0.02)
	run := 0.0
	for _, x := range r {
		run += x.weight
		if run >= total/2 {
			if x.value > mean/3 {
				return math.Log(x.value)
			}
			break
		}
	}
	return math.Log(mean)
}

// moved is the information-weighted share of series on the same side as the
// desk.
func moved(as []*analysis, w int, log float64) float64 {
	same, all := 0.0, 0.0
	for _, a := range as {
		f := &a.window[w]
		if f.days == 0 || f.mean < 1 {
			continue
		}
		s := math.Sqrt(f.mean / (a.fit.phi + f.mean*f.relVar))
		all += s
		if (float64(f.observed) > f.mean) == (log > 0) {
			same += s
		}
	}
	if all == 0 {
		return 0
	}
	return same / all
}

// without is the factor that the other series show, and its relative
// variance, shrunk to 1 where it may be chance.
func (m *movement) without(a *analysis, w int) (factor, variance float64) {
	if math.IsInf(m.variance, 1) {
		return 1, 0
	}
	log, info := m.log, m.info
	if a != nil {
		score, own := influence(a, w, math.Exp(m.log))
		if rest := info - own; rest > 0.1*info {
			log -= score / rest
			info = rest
		}
	}
	v := 1 / info
	s := log * log / (log*log + 2*v)
	return math.Exp(s * log), s * v
}

// report puts the movement into words' numbers.
func (m *movement) report(days int) Common {
	c := Common{Days: days, Factor: 1, Low: math.NaN(), High: math.NaN(), P: 1, Series: m.series}
	if math.IsInf(m.variance, 1) || m.info == 0 {
		return c
	}
	sd := math.Sqrt(m.variance)
	c.Factor = math.Exp(m.log)
	c.Low, c.High = math.Exp(m.log-1.96*sd), math.Exp(m.log+1.96*sd)
	c.P = 2 * dist.NormalUpper(math.Abs(m.log)/sd)
	c.Moved = m.moved
	c.Signal = c.P < 0.001 && math.Abs(m.log) > math.Log(1.1) && m.moved > 0.6
	return c
}
