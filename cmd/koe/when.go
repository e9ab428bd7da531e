package main

import (
	"errors"

	"koe/model"
	"koe/model/when"
)

// The help of flags that take a day or a time shows a few of the ways to write
// one; koe reads all that model/when does.
const (
	likeMoments = "2026-07-13T09:30, '7/13 9:30', yesterday, 昨日15時"
	likeDays    = "2026-07-16, 7/16, fri, 金曜, +3d"
)

// A flagWhen is a day or a time of a flag that was refused.
type flagWhen struct {
	flag string
	err  *when.Error
}

func (f *flagWhen) Error() string { return f.given() + ": " + string(f.err.Code) }

func (f *flagWhen) Unwrap() error { return f.err }

// given is the flag as it stood on the command line.
func (f *flagWhen) given() string { return "--" + f.flag + " " + shellWord(f.err.Typed) }

// shellWord quotes a word that would not stand alone.
func shellWord(s string) string {
	for _, r := range s {
		if r == ' ' || r == '　' {
			return "'" + s + "'"
		}
	}
	if s == "" {
		return "''"
	}
	return s
}

// reader reads days and times on the desk's clock.
func (s *session) reader(sense when.Sense) when.Reader {
	return when.Reader{Now: s.Now().Time(s.zone), Sense: sense}
}

// received reads when something was received.
func (s *session) received(flag, typed string) (model.Instant, error) {
	r := s.reader(when.Past)
	r.Only = true
	return flagMoment(flag, typed, r)
}

// flagMoment reads the time that a flag was given.
func flagMoment(flag, typed string, r when.Reader) (model.Instant, error) {
	at, err := r.Moment(typed)
	return at, inFlag(flag, err)
}

// flagDay reads the day that a flag was given.
func flagDay(flag, typed string, r when.Reader) (model.Day, error) {
	day, err := r.Day(typed)
	return day, inFlag(flag, err)
}

// flagDayIf reads the day of a flag that may have been left out.
func flagDayIf(flag, typed string, r when.Reader) (model.Day, error) {
	if typed == "" {
		return 0, nil
	}
	return flagDay(flag, typed, r)
}

// inFlag adds the flag to an error about its day or time.
func inFlag(flag string, err error) error {
	var refused *when.Error
	if errors.As(err, &refused) {
		return &usageError{&flagWhen{flag, refused}}
	}
	return err
}
