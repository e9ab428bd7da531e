package calibrate

import (
	"math"
	"math/rand/v2"

	"koe/model/trend"
)

// tag is one simulated series of a desk: a daily rate with weekday rhythm,
// season and trend, and a dispersion.
type tag struct {
	rate, phi, slope, season, phase float64
}

// desk is a simulated desk: its tags and the rhythm they share.
type desk struct {
	tags    []tag
	weekday [7]float64
}

// Rates is how the tags' daily rates lie between 0.03 and 6.
type Rates uint8

const (
	LogEven Rates = iota // as many tags from 0.03 to 0.3 as from 0.3 to 3: a long tail of rare ones
	Even                 // evenly from 0.03 to 6
)

var ratesNames = [...]string{"log-even", "even"}

func (x Rates) String() string { return ratesNames[x] }

func (x Rates) draw(r *rand.Rand) float64 {
	if x == Even {
		return leastRate + (mostRate-leastRate)*r.Float64()
	}
	return leastRate * math.Pow(mostRate/leastRate, r.Float64())
}

// The desk's own setting: rates of 0.03 to 6 a day, dispersion 1 to 3, weekends quiet, a mild
// season and trend.
const (
	leastRate, mostRate = 0.03, 6.0
	leastPhi, mostPhi   = 1.0, 3.0
	mostSlope           = 0.15 // a year, on the log scale
	mostSeason          = 0.25
)

func newDesk(r *rand.Rand, tags int, rates Rates) desk {
	d := desk{tags: make([]tag, tags)}
	mean := 0.0
	for k := range d.weekday {
		d.weekday[k] = 0.85 + 0.3*r.Float64()
		if k == 0 || k == 6 {
			d.weekday[k] = 0.3 + 0.4*r.Float64()
		}
		mean += d.weekday[k] / 7
	}
	for k := range d.weekday {
		d.weekday[k] /= mean
	}
	for i := range d.tags {
		d.tags[i] = tag{
			rate:   rates.draw(r),
			phi:    leastPhi + (mostPhi-leastPhi)*r.Float64(),
			slope:  mostSlope * (2*r.Float64() - 1),
			season: mostSeason * r.Float64(),
			phase:  2 * math.Pi * r.Float64(),
		}
	}
	return d
}

// mean of a tag's count on a day.
func (d *desk) mean(t *tag, day trend.Day) float64 {
	years := float64(day) / 365.25
	return t.rate * d.weekday[day.Weekday()] * math.Exp(t.slope*years+t.season*math.Cos(2*math.Pi*years+t.phase))
}

// draw makes the counts of days 0..n-1 of every tag, in a form that an engine
// can be asked about any of the days.
func (d *desk) draw(r *rand.Rand, n int) []trend.Series {
	out := make([]trend.Series, len(d.tags))
	for i := range d.tags {
		t := &d.tags[i]
		counts := make([]int32, n)
		for k := range counts {
			counts[k] = int32(overdispersed(r, d.mean(t, trend.Day(k)), t.phi))
		}
		out[i] = trend.Series{Key: key(i), Counts: counts}
	}
	return out
}

// step multiplies the rate of tag i from day on by factor: what it adds is
// drawn with the tag's own dispersion.
func (d *desk) step(r *rand.Rand, s *trend.Series, i int, from trend.Day, factor float64) {
	t := &d.tags[i]
	for k := int(from); k < len(s.Counts); k++ {
		s.Counts[k] += int32(overdispersed(r, (factor-1)*d.mean(t, trend.Day(k)), t.phi))
	}
}

func key(i int) string {
	const digits = "0123456789"
	return "t" + string([]byte{digits[i/100%10], digits[i/10%10], digits[i%10]})
}
