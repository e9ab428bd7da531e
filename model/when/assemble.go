package when

import (
	"time"

	"koe/model"
)

// assemble tells the kind of the phrase by the slots that are filled; false where they make no
// sense together.
func (r *reading) assemble() bool {
	clocked := r.has&aClock != 0
	switch r.has &^ aClock {
	case 0:
		r.kind = bareClock
		return clocked
	case anOffset:
		if clocked && r.unit == minuteOrMonth {
			r.unit = month
		}
		if r.kind == span {
			return !clocked && !r.unit.short()
		}
		return !clocked || !r.unit.short()
	case anOffset | aPart:
		return r.assembleInside()
	case anOffset | aWeekday:
		if r.kind == offset && r.unit == week {
			r.kind = period
		}
		return r.step == 0 && (r.kind == offset || r.kind == period) && !r.unit.short()
	case anEdge | aPart:
		r.kind = edge
		if r.part == inside {
			r.kind = period
		}
		return true
	case aPeriod, aPeriod | aPart:
		return true
	case aDay | aPart, aMonth | aDay | aPart, aYear | aMonth | aDay | aPart:
		r.kind = date
		return r.part == inside
	case aPeriod | aWeekday:
		return r.unit == week && r.step == 0
	case aPeriod | aDay, aPeriod | aDay | aWeekday:
		return r.unit == month && r.step == 0
	case aPeriod | aMonth, aPeriod | aMonth | aPart, aPeriod | aMonth | aDay, aPeriod | aMonth | aDay | aWeekday:
		return r.unit == year && r.step == 0
	case aYear, aYear | aPart, aYear | aMonth, aYear | aMonth | aPart, aMonth, aMonth | aPart,
		aYear | aMonth | aDay, aYear | aMonth | aDay | aWeekday, aMonth | aDay, aMonth | aDay | aWeekday, aDay, aDay | aWeekday:
		r.kind = date
		return r.step == 0
	case aWeekday:
		r.kind, r.n = weekday, r.step
		return true
	case aYear | aWeek, aYear | aWeek | aWeekday:
		return r.step == 0
	}
	return false
}

// assembleInside puts together 今日中, 3日以内 and 2時間以内.
func (r *reading) assembleInside() bool {
	switch {
	case r.part != inside:
		return false
	case r.kind == offset:
		return r.unit == day
	case r.kind != amount:
		return false
	case r.unit.short():
		r.kind, r.part = offset, whole
		return r.has&aClock == 0
	case r.unit == minuteOrMonth:
		r.unit = month
	}
	return true
}

// check refuses what no calendar has in any year.
func (r *reading) check() Code {
	switch {
	case r.kind == isoWeek && r.n > weeksIn(r.year):
		return NoSuch
	case r.month == 0 || r.day == 0:
		return ""
	case r.year == 0 && r.day > DaysIn(leapYear, r.month):
		return NoSuch
	case r.year == 0:
		return ""
	case r.day > DaysIn(r.year, r.month):
		return NoSuch
	}
	_, code := r.agree(one(model.Date(r.year, time.Month(r.month), r.day)))
	return code
}

// leapYear is a year that has every day.
const leapYear = 2000

// DaysIn is how many days a month has.
func DaysIn(year, month int) int { return model.Date(year, time.Month(month), 1).Month().Days() }

// weeksIn is how many ISO weeks a year has: 28 December always lies in its last.
func weeksIn(year int) int {
	_, n := time.Date(year, time.December, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return n
}
