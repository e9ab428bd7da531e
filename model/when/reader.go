package when

import (
	"time"

	"koe/model"
)

// Sense says on which side of now a place looks for what is typed.
type Sense uint8

// The senses.
const (
	Near   Sense = iota // the nearest, the earlier of two as near
	Past                // up to now: when something was received
	Coming              // from now on: by when something is due
)

// Reader says what phrases mean at a moment and in a place.
type Reader struct {
	Now   time.Time // on the clock of the place
	Sense Sense
	// Only refuses what lies on the other side of now than Sense says. Without it a whole date is taken as it is.
	Only bool
	// At is the time of day that a day without one means where a moment is asked, after midnight.
	At time.Duration
	// BareHour takes a number alone for an hour: 15 is 15:00.
	BareHour bool
	Calendar Calendar // MondayToFriday where nil
}

// Days is a range of civil days, both ends within it. A zero end is open.
type Days struct{ From, To model.Day }

// Has reports whether the day is set and within.
func (d Days) Has(day model.Day) bool {
	return day != 0 && (d.From == 0 || day >= d.From) && (d.To == 0 || day <= d.To)
}
