package triage

import (
	"errors"
	"time"

	"koe/model/when"
)

// parseWhen reads a moment to come. Where no time of day is said it is hour
// o'clock; a bare time of day is the next one.
func parseWhen(typed string, now time.Time, hour int) (time.Time, *when.Error) {
	r := when.Reader{Now: now, Sense: when.Coming, Only: true, At: time.Duration(hour) * time.Hour}
	at, err := r.Moment(typed)
	var refused *when.Error
	if errors.As(err, &refused) {
		return time.Time{}, refused
	}
	return at.Time(now.Location()), nil
}
