package when

import (
	"time"

	"koe/model"
)

// Calendar knows when work is done.
type Calendar interface {
	// Works reports whether a day is worked: no weekend, no holiday, not closed.
	Works(model.Day) bool
	// Hours are when work begins and ends on a day, after midnight; on a day that is not worked the
	// usual ones.
	Hours(model.Day) (from, to time.Duration)
}

// MondayToFriday is the plain calendar: every Monday to Friday is worked, from nine to five,
// holidays too.
type MondayToFriday struct{}

// Works reports Monday to Friday.
func (MondayToFriday) Works(d model.Day) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// Hours are nine to five.
func (MondayToFriday) Hours(model.Day) (from, to time.Duration) { return 9 * time.Hour, 17 * time.Hour }
