package model

import "time"

// An Instant is a moment in milliseconds since 1970-01-01 UTC. Zero is "not set".
// It is written as RFC 3339 wherever a person or another program reads it.
type Instant int64

// At is the instant of a wall-clock time.
func At(t time.Time) Instant {
	if t.IsZero() {
		return 0
	}
	return Instant(t.UnixMilli())
}

// Time is the instant in a place; in UTC when loc is nil. The zero Instant is the zero time.
func (i Instant) Time(loc *time.Location) time.Time {
	if i == 0 {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	return time.UnixMilli(int64(i)).In(loc)
}

// Add moves the instant by a duration.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub is the time from other to i.
func (i Instant) Sub(other Instant) time.Duration {
	return time.Duration(i-other) * time.Millisecond
}

// IsZero reports whether the instant was never set.
func (i Instant) IsZero() bool { return i == 0 }

// Day is the civil day of the instant in a place.
func (i Instant) Day(loc *time.Location) Day {
	if i == 0 {
		return 0
	}
	return DayOf(i.Time(loc))
}

// MarshalText writes RFC 3339 in UTC, with milliseconds only where there are any.
func (i Instant) MarshalText() ([]byte, error) {
	if i == 0 {
		return []byte{}, nil
	}
	return []byte(i.Time(nil).Format("2006-01-02T15:04:05.999Z07:00")), nil
}

// UnmarshalText reads RFC 3339; nothing is the zero Instant.
func (i *Instant) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = 0
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, string(b))
	if err != nil {
		return &Refusal{Code: BadValue, Field: "at", Value: string(b), Shape: TimeShape}
	}
	*i = At(t)
	return nil
}

// A Day is a civil day counted from 1970-01-01, which is day 1, so that zero
// stays "not set". Days before it are negative and never meet zero in practice.
type Day int32

// DayOf is the civil day that a wall clock shows.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Date(y, m, d)
}

// Date is the civil day of a calendar date.
func Date(year int, month time.Month, day int) Day {
	u := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Day(floorDiv(u, 86400) + 1)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// ParseDay reads 2026-07-13.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, &Refusal{Code: BadValue, Field: "day", Value: s, Shape: DayShape}
	}
	return DayOf(t), nil
}

// Time is the day's first moment in a place; UTC when loc is nil. Where a clock change skips
// midnight, the day begins when the clock was put forward; where it brings midnight twice, at the
// first. A day that a place left out, to move across the date line, begins with the next one.
func (d Day) Time(loc *time.Location) time.Time {
	utc := time.Unix(int64(d-1)*86400, 0).UTC()
	if loc == nil || loc == time.UTC {
		return utc
	}
	y, m, day := utc.Date()
	at := time.Date(y, m, day, 0, 0, 0, 0, loc)
	from, to := at.ZoneBounds()
	if DayOf(at) < d {
		return to // the old clock never came to midnight
	}
	if !from.IsZero() {
		_, offset := at.Zone()
		_, before := from.Add(-1).Zone()
		if first := at.Add(time.Duration(offset-before) * time.Second); first.Before(from) {
			return first // the clock before the change had shown midnight already
		}
	}
	return at
}

// Weekday is the day's weekday.
func (d Day) Weekday() time.Weekday { return d.Time(nil).Weekday() }

// Month is the month the day lies in.
func (d Day) Month() Month {
	y, m, _ := d.Time(nil).Date()
	return Month(y*12 + int(m) - 1)
}

// String writes 2026-07-13, and nothing for a day that was never set.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time(nil).Format("2006-01-02")
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDay(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// A Month counts months from January of the year 0.
type Month int32

// First is the month's first day. Counters ask for it by the ten thousand, so
// it is worked out in whole numbers: years begin in March, that the leap day
// comes last.
func (m Month) First() Day {
	year, month := int64(m)/12, int64(m)%12 // from January, 0
	shifted := (month + 10) % 12            // from March, 0
	if shifted >= 10 {
		year--
	}
	days := year*365 + floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400) + (153*shifted+2)/5
	const epoch = 719468 // days from 1 March of the year 0 to 1970-01-01
	return Day(days - epoch + 1)
}

// Days is the number of days in the month, 28 to 31.
func (m Month) Days() int { return int((m + 1).First() - m.First()) }
