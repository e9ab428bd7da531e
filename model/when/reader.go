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
	// Only refuses what lies on the other side of now than Sense says. Without it a whole date is
	// taken as it is.
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

// Day reads the one day that was typed.
func (r Reader) Day(typed string) (model.Day, error) {
	p, err := ReadDay(typed)
	if err != nil {
		return 0, err
	}
	d, code := r.day(p)
	if code != "" {
		return 0, &Error{Code: code, Typed: typed, Day: d, ForDay: true}
	}
	return d, nil
}

// Days reads the days that were typed: one, a week, a month, a year, or a length of time up to
// today or from today on.
func (r Reader) Days(typed string) (Days, error) {
	p, err := ReadDay(typed)
	if err != nil {
		return Days{}, err
	}
	return r.daysOf(p, typed)
}

// DaysOf is the days that a phrase means.
func (r Reader) DaysOf(p Phrase) (Days, error) { return r.daysOf(p, p.String()) }

func (r Reader) daysOf(p Phrase, typed string) (Days, error) {
	d, code := r.days(p)
	if code != "" {
		return Days{}, &Error{Code: code, Typed: typed, Day: d.From, ForDay: true}
	}
	return d, nil
}

// Moment reads the moment that was typed.
func (r Reader) Moment(typed string) (model.Instant, error) {
	p, refused := read(typed, r.BareHour)
	if refused != nil {
		return 0, refused
	}
	at, day, code := r.moment(p)
	if code != "" {
		return 0, &Error{Code: code, Typed: typed, Day: day}
	}
	return model.At(at), nil
}
