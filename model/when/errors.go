package when

import (
	"strconv"

	"koe/model"
)

// Code says why what was typed is refused.
type Code string

// Why what was typed is refused.
const (
	Unread       Code = "unread"        // something in it is no day and no time
	NoSuch       Code = "no-such"       // no calendar or clock has it: 31 February, 25:00
	Far          Code = "far"           // it lies outside the years that are kept
	OtherWeekday Code = "other-weekday" // the date does not fall on the weekday beside it
	DayOnly      Code = "day-only"      // it says a time of day where a day is asked
	Wide         Code = "wide"          // it is a week, a month or longer where one day is asked
	Over         Code = "over"          // it is over, and what is to come is asked
	Ahead        Code = "ahead"         // it is still to come, and what has been is asked
)

// Codes lists every code.
func Codes() []Code { return []Code{Unread, NoSuch, Far, OtherWeekday, DayOnly, Wide, Over, Ahead} }

// Error is a day or time that was refused. Its sentences stand in tui/lang.
type Error struct {
	Code  Code
	Typed string
	At    int       // Unread: how many characters were understood before it
	Day   model.Day // OtherWeekday, Over, Ahead: the day it was read as
	// ForDay tells that a day or days were asked and not a moment.
	ForDay bool
}

// Error names the code and what was typed, for a log.
func (e *Error) Error() string { return string(e.Code) + " " + strconv.Quote(e.Typed) }

// Is makes errors.Is(err, &Error{Code: Over}) ask for the code alone.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}
