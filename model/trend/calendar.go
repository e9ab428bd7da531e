package trend

import "math"

// calendar is a desk's days turned into exposures, shared by all its series.
// Days are held backwards: index 0 is On.
type calendar struct {
	on     Day
	unit   Unit
	byNow  float64 // exposure of On relative to a whole day
	days   int     // length of the desk's history up to and with On
	closed []bool  // by days back; nil where never closed
}

func newCalendar(d *Desk, unit Unit, days int) calendar {
	c := calendar{on: d.On, unit: unit, byNow: d.ByNow, days: days}
	if c.byNow == 0 {
		c.byNow = 1
	}
	if d.Closed == nil {
		return c
	}
	c.closed = make([]bool, days)
	for k := range c.closed {
		c.closed[k] = d.Closed(d.On - Day(k))
	}
	return c
}

func (c *calendar) isClosed(back int) bool {
	return back >= 0 && back < len(c.closed) && c.closed[back]
}

// weekday of the day so many days back; always 0 in weeks.
func (c *calendar) weekday(back int) int {
	if c.unit == UnitWeek {
		return 0
	}
	return int((c.on - Day(back)).Weekday())
}

// profile is the share of each weekday relative to the mean open day, and
// what still comes on a closed one.
type profile struct {
	day    [7]float64
	closed float64
}

func flatProfile() profile {
	return profile{day: [7]float64{1, 1, 1, 1, 1, 1, 1}}
}

// exposure of the day so many days back, in usual open days.
func (c *calendar) exposure(p *profile, back int) float64 {
	e := p.day[c.weekday(back)]
	if c.isClosed(back) {
		e = p.closed
	}
	if back == 0 {
		e *= c.byNow
	}
	return e
}

// exposed sums the exposure of n days, the latest of them back days ago.
func (c *calendar) exposed(p *profile, back, n int) float64 {
	sum := 0.0
	for k := back; k < back+n; k++ {
		sum += c.exposure(p, k)
	}
	return sum
}

// weekdaySums are issues and open days by weekday over the last two years,
// and the same for closed days at index 7.
type weekdaySums struct {
	issues [8]float64
	days   [8]float64
}

// profileDays bounds how far back the weekday profile looks.
const profileDays = 2 * 364

// weekdays sums a series' counts by weekday, leaving On out when the day is
// still running. counts is backwards: index 0 is On.
func (c *calendar) weekdays(s *Series, days int) weekdaySums {
	var w weekdaySums
	if days > profileDays {
		days = profileDays
	}
	last := int(c.on - s.Start)
	wd := c.weekday(0)
	for back := 0; back < days; back++ {
		if back > 0 || c.byNow == 1 {
			slot := wd
			if c.closed != nil && c.isClosed(back) {
				slot = 7
			}
			w.days[slot]++
			if j := last - back; j >= 0 && j < len(s.Counts) {
				w.issues[slot] += float64(s.Counts[j])
			}
		}
		if c.unit == UnitDay {
			wd--
			if wd < 0 {
				wd = 6
			}
		}
	}
	return w
}

// weekdayPrior is the number of issues that the desk's weekday profile is
// worth against a series' own.
const weekdayPrior = 60

// profileOf makes a profile from sums, shrunk towards a prior profile with the
// weight of so many issues.
func profileOf(w *weekdaySums, prior *profile, weight float64) profile {
	total, exposure := 0.0, 0.0
	for k := 0; k < 7; k++ {
		total += w.issues[k]
		exposure += w.days[k] * prior.day[k]
	}
	if exposure == 0 || total == 0 {
		return *prior
	}
	rate := total / exposure // issues an open day of the prior
	var p profile
	mean, open := 0.0, 0.0
	for k := 0; k < 7; k++ {
		expected := rate * w.days[k] * prior.day[k]
		own := weight * expected / total
		p.day[k] = prior.day[k]
		if expected > 0 {
			p.day[k] *= (w.issues[k] + own) / (expected + own)
		}
		mean += p.day[k] * w.days[k]
		open += w.days[k]
	}
	mean /= open
	for k := range p.day {
		p.day[k] /= mean
	}
	p.closed = prior.closed
	if expected := rate * mean * w.days[7]; expected > 0 {
		own := weight * expected / (total + expected)
		p.closed = (w.issues[7] + own*prior.closed) / (expected + own)
	}
	p.closed = math.Max(p.closed, 1e-3)
	return p
}
