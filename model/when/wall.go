package when

import (
	"time"

	"koe/model"
)

// On is the moment at which clocks in a place show a time of day, given as what is after midnight.
// One that a clock change skips is as much later as the clock was put forward; of one that comes
// twice it is the first.
func On(day model.Day, after time.Duration, zone *time.Location) time.Time {
	at, _ := readings(day, after, zone)
	return at
}

// readings are the moments at which clocks show a time: one, and a second where the clock was put
// back over it.
func readings(day model.Day, after time.Duration, zone *time.Location) (at, again time.Time) {
	wall := day.Time(nil).Add(after) // as if in UTC
	if zone == nil || zone == time.UTC {
		return wall, again
	}
	before, behind := offsetAt(wall.Add(-24*time.Hour), zone), offsetAt(wall.Add(24*time.Hour), zone)
	at = wall.Add(-before).In(zone)
	if before == behind {
		return at, again
	}
	other := wall.Add(-behind).In(zone)
	switch first, second := shows(at, wall), shows(other, wall); {
	case first && second:
		return at, other
	case second:
		return other, again
	}
	return at, again // or skipped: by the old offset it is as much later
}

// offsetAt is how far a place's clocks are ahead of UTC when UTC's show the time.
func offsetAt(utc time.Time, zone *time.Location) time.Duration {
	_, seconds := utc.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

// shows reports whether a clock that shows t shows the same as the other one in UTC.
func shows(t, wall time.Time) bool {
	_, seconds := t.Zone()
	return t.Add(time.Duration(seconds) * time.Second).Equal(wall)
}
