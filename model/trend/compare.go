package trend

import (
	"math"
	"time"
)

// Span is a stretch of days, both ends included.
type Span struct{ From, To Day }

// Days is the length of a span.
func (s Span) Days() int { return int(s.To-s.From) + 1 }

// compare fills the row's comparisons with the past.
func (row *Row) compare(d *Desk, l *layout, a *analysis) {
	on := d.On
	four, year := Day(4*l.block), Day(52*l.block)
	now := Span{on - four + 1, on}
	row.VsMonth = l.change(a, now, Span{now.From - four, now.To - four})
	row.VsYear = l.change(a, now, Span{now.From - year, now.To - year})
	if l.cal.unit == UnitDay {
		row.MonthToDate = l.change(a, monthToDate(on, 0), monthToDate(on, 1))
		row.FiscalYear = l.change(a, yearToDate(on, d.FiscalStart, 0), yearToDate(on, d.FiscalStart, 1))
		row.Rate = l.rate(d, a)
	}
}

// change compares two spans per usual open day of the series, so that a month
// of 31 days, one more Monday or a holiday is no change.
func (l *layout) change(a *analysis, now, before Span) Change {
	first := l.cal.on - Day(l.cal.days) + 1
	c := Change{From: now.From, To: now.To, FromThen: before.From, Then: before.To, Ratio: math.NaN()}
	c.Now = a.series.Sum(now.From, now.To)
	if before.From < first || now.From < first {
		return c
	}
	c.Known = true
	c.Before = a.series.Sum(before.From, before.To)
	prof := a.prof
	if prof.day == [7]float64{} {
		prof = flatProfile()
	}
	c.OpenNow = l.cal.exposed(&prof, int(l.cal.on-now.To), now.Days())
	c.OpenBefore = l.cal.exposed(&prof, int(l.cal.on-before.To), before.Days())
	if c.OpenNow > 0 && c.OpenBefore > 0 && c.Now+c.Before > 0 {
		c.Ratio = float64(c.Now) / c.OpenNow / (float64(c.Before) / c.OpenBefore)
	}
	return c
}

// monthToDate is the calendar month up to the day, so many months ago; a
// shorter month ends with its last day.
func monthToDate(on Day, ago int) Span {
	y, m, d := on.Date()
	from := DayOf(y, m-time.Month(ago), 1)
	last := DayOf(y, m-time.Month(ago)+1, 1) - 1
	return Span{from, min(from+Day(d-1), last)}
}

// yearToDate is the fiscal year up to the day, so many years ago.
func yearToDate(on Day, start time.Month, ago int) Span {
	if start == 0 {
		start = time.January
	}
	y, m, d := on.Date()
	if m < start {
		y--
	}
	from := DayOf(y-ago, start, 1)
	ty := y - ago
	if m < start {
		ty++
	}
	to := DayOf(ty, m, d)
	if last := DayOf(ty, m+1, 1) - 1; to > last { // 29 February
		to = last
	}
	return Span{from, to}
}

// rate is issues per 1,000 contacts in the last 7 days and the 8 weeks before,
// over the days of which the contacts are known.
func (l *layout) rate(d *Desk, a *analysis) Rate {
	var r Rate
	if len(d.Contacts) == 0 {
		return r
	}
	per := func(back, n int) (rate float64, contacts int, ok bool) {
		issues := 0
		for k := back; k < back+n; k++ {
			j := int(d.On-d.ContactsStart) - k
			if j < 0 || j >= len(d.Contacts) || d.Contacts[j] < 0 {
				continue
			}
			contacts += int(d.Contacts[j])
			issues += a.series.at(d.On - Day(k))
		}
		if contacts == 0 {
			return 0, 0, false
		}
		return 1000 * float64(issues) / float64(contacts), contacts, true
	}
	now, contacts, ok := per(0, 7)
	before, _, okBefore := per(7, 56)
	if !ok || !okBefore {
		return Rate{Now: now, Contacts: contacts}
	}
	return Rate{Known: true, Now: now, Before: before, Contacts: contacts}
}
