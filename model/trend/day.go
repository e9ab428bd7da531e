package trend

import "time"

// Day is a civil day as the number of days since 1970-01-01. With
// [UnitWeek] the same type counts weeks; see [WeekOf].
type Day int32

// DayOf is the civil day of a date.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Date gives back the civil date of a day.
func (d Day) Date() (year int, month time.Month, day int) {
	return d.utc().Date()
}

// String is the day as 2006-01-02.
func (d Day) String() string { return d.utc().Format(time.DateOnly) }

// Weekday of a civil day.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(((int(d)+4)%7 + 7) % 7) // 1970-01-01 was a Thursday
}

func (d Day) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// ParseDay reads a day written as 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, err
	}
	return Day(t.Unix() / 86400), nil
}

// WeekOf is the number of the week, Monday to Sunday, that holds the day: the
// day type of a desk counted in weeks.
func WeekOf(d Day) Day {
	n := int(d) + 3 // 1969-12-29 was a Monday
	if n < 0 {
		return Day((n - 6) / 7)
	}
	return Day(n / 7)
}

// MondayOf is the first civil day of a week numbered by [WeekOf].
func MondayOf(week Day) Day { return week*7 - 3 }
