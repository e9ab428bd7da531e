package trend

import (
	"errors"
	"fmt"
	"time"
)

// Unit is the length of one count.
type Unit uint8

const (
	UnitDay  Unit = iota // a count a civil day
	UnitWeek             // a count a week; Day values are week numbers, windows are in weeks
)

// Series is the history of one tag: what was received on each day.
type Series struct {
	// Key names the series; any string, unique in a desk.
	Key string
	// Parent is the key of the series that this one is a leaf of, or empty.
	// A parent's row is made by the engine as the sum of its leaves. Counts
	// given under a parent's own key are added to its row and have no row of
	// their own.
	Parent string
	// Start is the day of Counts[0]. Days before it are unknown, days after
	// the last count are zero.
	Start Day
	// Counts are issues received a day, none negative.
	Counts []int32
	// S1 is the number of safety, legal, breach or vulnerable-customer issues
	// in the last window of 7 days. A series with any is always listed.
	S1 int
	// FixedOn is the day a problem with this series was declared fixed, or 0.
	FixedOn Day
	// Back says that a series declared fixed is back by its own last weeks, as
	// package effect tells, even where the desk's correction would not flag it:
	// somebody promised.
	Back bool
}

// Desk is everything the engine looks at, as it is known at the end of On (or
// in its middle, with ByNow).
type Desk struct {
	// On is the day looked from. Later counts are not looked at.
	On Day
	// ByNow is the share of a usual day's volume that has come by this time
	// of the running day, in (0, 1]. Zero means that the day is over.
	ByNow float64
	// Series are the leaves. Their order is kept in the report.
	Series []Series
	// Closed reports the days on which the desk is not open (weekends,
	// holidays). Nil means always open. It must be pure and safe to call from
	// several goroutines.
	Closed func(Day) bool
	// Contacts are contacts handled a day from ContactsStart on, the
	// denominator where it is known; negative is unknown.
	Contacts      []int32
	ContactsStart Day
	// FiscalStart is the month in which the desk's year begins; zero means
	// January.
	FiscalStart time.Month
}

// Errors of a desk that cannot be evaluated.
var (
	ErrDuplicateKey = errors.New("trend: two series have the same key")
	ErrNegative     = errors.New("trend: a count is negative")
	ErrByNow        = errors.New("trend: the share of the running day is not between 0 and 1")
	ErrNested       = errors.New("trend: a parent has a parent")
)

// Check refuses a desk that would give wrong numbers silently.
func (d *Desk) Check() error {
	if !(d.ByNow >= 0 && d.ByNow <= 1) {
		return fmt.Errorf("%w: %v", ErrByNow, d.ByNow)
	}
	seen := make(map[string]string, len(d.Series))
	for i := range d.Series {
		s := &d.Series[i]
		if _, ok := seen[s.Key]; ok {
			return fmt.Errorf("%w: %q", ErrDuplicateKey, s.Key)
		}
		seen[s.Key] = s.Parent
		if err := s.check(); err != nil {
			return err
		}
	}
	for i := range d.Series {
		s := &d.Series[i]
		if s.Parent != "" && seen[s.Parent] != "" && seen[s.Parent] != s.Parent {
			return fmt.Errorf("%w: %q", ErrNested, s.Parent)
		}
	}
	return nil
}

func (s *Series) check() error {
	for j, c := range s.Counts {
		if c < 0 {
			return fmt.Errorf("%w: %q on %v", ErrNegative, s.Key, s.Start+Day(j))
		}
	}
	return nil
}

// at is the count of a day; 0 outside of what is held.
func (s *Series) at(d Day) int {
	if j := int(d - s.Start); j >= 0 && j < len(s.Counts) {
		return int(s.Counts[j])
	}
	return 0
}

// Sum counts from first to last, both included.
func (s *Series) Sum(first, last Day) int {
	i, j := int(first-s.Start), int(last-s.Start)+1
	if i < 0 {
		i = 0
	}
	if j > len(s.Counts) {
		j = len(s.Counts)
	}
	n := 0
	for ; i < j; i++ {
		n += int(s.Counts[i])
	}
	return n
}
