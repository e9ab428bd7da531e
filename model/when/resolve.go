package when

import (
	"time"

	"koe/model"
)

// The days that are kept.
var (
	firstDay = model.Date(firstYear, time.January, 1)
	lastDay  = model.Date(lastYear, time.December, 31)
)

func (r Reader) today() model.Day { return model.DayOf(r.Now) }

func (r Reader) calendar() Calendar {
	if r.Calendar == nil {
		return MondayToFriday{}
	}
	return r.Calendar
}

// ways are the directions in which to look: ahead 1, back -1.
func (r Reader) ways() []int {
	switch r.Sense {
	case Past:
		return []int{-1}
	case Coming:
		return []int{1}
	}
	return []int{-1, 1}
}

// find is the k-th span of days, from 0, that a phrase can mean in one direction: the second
// 15 July from today on. What leaves nothing open is the same for all, wherever it lies.
func (r Reader) find(p Phrase, way, k int) (Days, Code) {
	today := r.today()
	if p.kind == weekday && p.n != 0 {
		way, today = p.n, today+model.Day(p.n)
	}
	d, _ := r.candidate(p, 0)
	if way > 0 && d.To < today || way < 0 && d.From > today {
		k++
	}
	return r.candidate(p, way*k)
}

// candidate is what a phrase means in the year, month, week or day so many from the present one. A
// day that the calendar lacks is NoSuch, with the days around it: what is ahead ends before it and
// what is past begins behind it.
func (r Reader) candidate(p Phrase, k int) (Days, Code) {
	today := r.today()
	y, m, _ := today.Time(nil).Date()
	switch p.kind {
	case bareClock:
		return one(today + model.Day(k)), ""
	case offset:
		return p.agree(one(r.shift(today, p.n, p.unit)))
	case span, amount:
		return r.stretch(p), ""
	case weekday:
		return one(monday(today) + model.Day(7*k+p.weekday-1)), ""
	case edge:
		return r.within(Phrase{kind: period, unit: p.unit, n: k, part: p.part})
	case period:
		return r.within(p)
	case isoWeek:
		return isoDays(p), ""
	}
	switch {
	case p.year != 0:
		y = p.year
	case p.month != 0:
		y += k
	default:
		m += time.Month(k)
	}
	if p.month != 0 {
		m = time.Month(p.month)
	}
	return r.dated(p, y, m)
}

// within is a period, or the day or month of it that was said.
func (r Reader) within(p Phrase) (Days, Code) {
	y, m, _ := r.today().Time(nil).Date()
	switch p.unit {
	case year:
		return r.dated(p, y+p.n, time.Month(p.month))
	case month:
		p.month = int(m) // whichever it is
		return r.dated(p, y, m+time.Month(p.n))
	}
	from := monday(r.today()) + model.Day(7*p.n)
	if p.weekday != 0 {
		return one(from + model.Day(p.weekday-1)), ""
	}
	d := Days{from, from + 6}
	if p.part == first || p.part == last {
		return one(r.workedIn(d, p.part)), ""
	}
	return d, ""
}

// dated is the day, month or year of a date whose year is y and whose month is m, which may be
// beyond the year's.
func (r Reader) dated(p Phrase, y int, m time.Month) (Days, Code) {
	switch {
	case p.day != 0 && p.day > DaysIn(y, int(m)):
		next := model.Date(y, m+1, 1)
		return Days{next, next - 1}, NoSuch
	case p.day != 0:
		return p.agree(one(model.Date(y, m, p.day)))
	case p.month != 0:
		return r.narrow(Days{model.Date(y, m, 1), model.Date(y, m+1, 1) - 1}, p.part), ""
	}
	return r.narrow(Days{model.Date(y, 1, 1), model.Date(y, 12, 31)}, p.part), ""
}

func (r Reader) narrow(d Days, p part) Days {
	switch p {
	case first:
		return one(d.From)
	case last:
		return one(d.To)
	}
	return d
}

// workedIn is the first or last day of a week that is worked; where none is, of the whole week.
func (r Reader) workedIn(d Days, p part) model.Day {
	c := r.calendar()
	if p == first {
		for day := d.From; day <= d.To; day++ {
			if c.Works(day) {
				return day
			}
		}
		return d.From
	}
	for day := d.To; day >= d.From; day-- {
		if c.Works(day) {
			return day
		}
	}
	return d.To
}

// stretch is the days of a span: up to today or from today on, today included. Of an amount the
// direction is Sense's.
func (r Reader) stretch(p Phrase) Days {
	today, n := r.today(), p.n
	if p.kind == amount && r.Sense == Past {
		n = -n
	}
	switch {
	case p.part == inside && n > 0:
		return Days{today, r.shift(today, n, p.unit)}
	case p.part == inside:
		return Days{r.shift(today, n, p.unit), today}
	case p.unit == workday && n > 0:
		return Days{today, r.shift(today-1, n, workday)}
	case p.unit == workday:
		return Days{r.shift(today+1, n, workday), today}
	case n > 0:
		return Days{today, r.shift(today, n, p.unit) - 1}
	}
	return Days{r.shift(today, n, p.unit) + 1, today}
}

// shift is the day so many units from another.
func (r Reader) shift(from model.Day, n int, u unit) model.Day {
	switch u {
	case week:
		return from + model.Day(7*n)
	case month, minuteOrMonth:
		return Later(from, 0, n)
	case year:
		return Later(from, n, 0)
	case workday:
		return r.worked(from, n)
	}
	return from + model.Day(n)
}

// Later is the same day some years and months on, or the month's last where it is shorter.
func Later(from model.Day, years, months int) model.Day {
	y, m, d := from.Time(nil).Date()
	first := model.Date(y+years, m+time.Month(months), 1)
	return first + model.Day(min(d, first.Month().Days())-1)
}

// patience is how many days on end may be free before a calendar is taken to have no working days
// at all.
const patience = 366

// worked is the n-th working day after another, or before it. Where no day is worked it is the last
// looked at.
func (r Reader) worked(from model.Day, n int) model.Day {
	c, way, day := r.calendar(), model.Day(1), from
	if n < 0 {
		way, n = -1, -n
	}
	for free := 0; n > 0 && free < patience; {
		day += way
		if free++; c.Works(day) {
			free, n = 0, n-1
		}
	}
	return day
}

// agree holds a day against the weekday that was typed beside it.
func (p Phrase) agree(d Days) (Days, Code) {
	if p.weekday != 0 && p.weekday != fromMonday(d.From.Weekday()) {
		return d, OtherWeekday
	}
	return d, ""
}

func isoDays(p Phrase) Days {
	from := monday(model.Date(p.year, time.January, 4)) + model.Day(7*(p.n-1))
	if p.weekday != 0 {
		return one(from + model.Day(p.weekday-1))
	}
	return Days{from, from + 6}
}

func one(d model.Day) Days { return Days{d, d} }

func monday(d model.Day) model.Day { return d - model.Day(fromMonday(d.Weekday())-1) }
