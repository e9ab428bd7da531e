package dates

import (
	"errors"
	"fmt"
	"time"

	"koe/model"
	"koe/model/when"
)

// Order is the order of day, month and year in dates that do not show it.
type Order uint8

// The orders. The zero Order is not known, and not needed where every date of a
// column shows its year first or names its month.
const (
	YMD Order = iota + 1
	MDY
	DMY
)

var orderNames = [...]string{"", "ymd", "mdy", "dmy"}

// String is the order as it is typed: ymd, mdy or dmy.
func (o Order) String() string { return orderNames[o] }

// ParseOrder reads ymd, mdy or dmy; nothing is the unknown order.
func ParseOrder(s string) (Order, error) {
	for i, name := range orderNames {
		if s == name {
			return Order(i), nil
		}
	}
	return 0, fmt.Errorf("the order of dates is ymd, mdy or dmy, not %q", s)
}

// Why a value is refused.
var (
	ErrNoDate     = errors.New("not a date")
	ErrImpossible = errors.New("there is no such day")
	ErrFuture     = errors.New("it lies in the future")
)

// ErrNone is returned for a column in which hardly anything is a date.
var ErrNone = errors.New("the column holds no dates")

// Ambiguous is the error of a column whose dates can be read in more than one
// order throughout.
type Ambiguous struct {
	Column string
	Sample string // one value that can be read either way
	Orders []Order
}

// Error says how to tell.
func (a *Ambiguous) Error() string {
	ways := ""
	for i, o := range a.Orders {
		if i > 0 {
			ways += " or "
		}
		ways += "--dates " + o.String()
	}
	return fmt.Sprintf("the dates in %q, such as %s, can be read in more than one order; say which with %s", a.Column, a.Sample, ways)
}

// Column gathers what the values of one column tell about how their dates are written.
type Column struct {
	Name string

	latest  time.Time // anything later lies in the future
	clear   int       // dates that need no order
	times   int       // dates with a time of day
	numbers int       // Excel serials and epochs among the clear ones
	other   int       // what is no date
	fits    [8]int    // how many fit which set of orders, one bit each
	sample  string
}

// NewColumn begins to look at a column. Dates after latest are future ones.
func NewColumn(name string, latest time.Time) *Column {
	return &Column{Name: name, latest: latest}
}

// Add looks at one value; empty ones say nothing.
func (c *Column) Add(s string) {
	if s == "" {
		return
	}
	st, ok := take(s)
	if !ok {
		c.other++
		return
	}
	if st.clock.set {
		c.times++
	}
	switch st.form {
	case instant:
		c.numbers++
		c.clear++
	case yearFirst:
		c.clear++
	default:
		if st.form == yearLast && st.n[0] == st.n[1] {
			c.clear++
			return
		}
		set := 0
		for _, o := range []Order{YMD, MDY, DMY} {
			if t, err := st.time(o, time.UTC); err == nil && (c.latest.IsZero() || !t.After(c.latest)) {
				set |= 1 << (o - 1)
			}
		}
		c.fits[set]++
		if set&(set-1) != 0 && c.sample == "" {
			c.sample = s
		}
	}
}

// Dates is how many of the values are dates, and Values how many there were.
func (c *Column) Dates() int { return c.Values() - c.other }

// Values is how many values were looked at.
func (c *Column) Values() int { return c.clear + c.other + c.ordered() }

// Numbers is how many of the dates are bare numbers, which may be something else.
func (c *Column) Numbers() int { return c.numbers }

// Times is how many of the dates have a time of day.
func (c *Column) Times() int { return c.times }

// Plain says that every date shows its own order.
func (c *Column) Plain() bool { return c.ordered() == 0 }

func (c *Column) ordered() int {
	n := 0
	for _, k := range c.fits {
		n += k
	}
	return n
}

// Reading is how the column's dates are to be read. Where its own values leave
// two orders open, the other columns of the file are asked: one program wrote
// them all. A given order is taken as given.
func (c *Column) Reading(given Order, others ...*Column) (Reading, error) {
	if c.Dates() == 0 {
		return Reading{}, fmt.Errorf("%q: %w", c.Name, ErrNone)
	}
	r := Reading{Order: given, latest: c.latest}
	if given != 0 || c.ordered() == 0 {
		return r, nil
	}
	var open []Order
	r.Order, open = decide(c.fits)
	for _, o := range others {
		if r.Order != 0 {
			break
		}
		if order, _ := decide(o.fits); order != 0 && contains(open, order) {
			r.Order = order
		}
	}
	if r.Order == 0 {
		return r, &Ambiguous{Column: c.Name, Sample: c.sample, Orders: open}
	}
	return r, nil
}

// decide picks the order that fits, if it beats every other one clearly: some
// values fit it alone, and hardly any fit only the other.
func decide(fits [8]int) (Order, []Order) {
	count := func(with, without int) (n int) {
		for set, k := range fits {
			if set&with == with && set&without == 0 {
				n += k
			}
		}
		return n
	}
	var open []Order
	for o := YMD; o <= DMY; o++ {
		if count(1<<(o-1), 0) == 0 {
			continue
		}
		beaten := false
		for p := YMD; p <= DMY; p++ {
			if p == o {
				continue
			}
			mine, theirs := count(1<<(o-1), 1<<(p-1)), count(1<<(p-1), 1<<(o-1))
			if theirs > 0 && mine*20 <= theirs {
				beaten = true
			}
		}
		if !beaten {
			open = append(open, o)
		}
	}
	if len(open) == 1 {
		return open[0], open
	}
	return 0, open
}

func contains(all []Order, o Order) bool {
	for _, a := range all {
		if a == o {
			return true
		}
	}
	return false
}

// WithFuture reads dates to come as well, as due dates are.
func (r Reading) WithFuture() Reading {
	r.latest = time.Time{}
	return r
}

// Reading reads the values of one column.
type Reading struct {
	Order  Order
	latest time.Time
}

// NewReading reads dates in a known order; those after latest are future ones.
func NewReading(o Order, latest time.Time) Reading { return Reading{Order: o, latest: latest} }

// Time reads one value. A value without a zone is on a clock in loc; one
// without a time of day is midnight there, and timed is false.
func (r Reading) Time(s string, loc *time.Location) (t time.Time, timed bool, err error) {
	st, ok := take(s)
	if !ok {
		return t, false, fmt.Errorf("%q is %w", s, ErrNoDate)
	}
	t, err = st.time(r.Order, loc)
	if err != nil {
		return t, false, fmt.Errorf("%q: %w", s, err)
	}
	if !r.latest.IsZero() && t.After(r.latest) {
		return t, false, fmt.Errorf("%q: %w", s, ErrFuture)
	}
	return t, st.clock.set || !st.at.IsZero() || st.serial != float64(int(st.serial)), nil
}

// time is the moment of a stamp read in an order.
func (st stamp) time(o Order, loc *time.Location) (time.Time, error) {
	y, m, d := st.n[0], st.n[1], st.n[2]
	switch st.form {
	case instant:
		if st.serial != 0 {
			return fromSerial(st.serial, loc), nil
		}
		return st.at.In(loc), nil
	case yearLast:
		switch {
		case o == DMY, o == 0 && st.n[0] == st.n[1]:
			d, m, y = st.n[0], st.n[1], st.n[2]
		case o == MDY, o == YMD && st.n[0] == st.n[1]:
			m, d, y = st.n[0], st.n[1], st.n[2]
		default:
			return time.Time{}, ErrImpossible
		}
	case short:
		switch o {
		case DMY:
			d, m, y = st.n[0], st.n[1], st.n[2]
		case MDY:
			m, d, y = st.n[0], st.n[1], st.n[2]
		case YMD:
		default:
			return time.Time{}, ErrImpossible
		}
		y = century(y)
	}
	if y < 1900 || m < 1 || m > 12 || d < 1 || d > when.DaysIn(y, m) {
		return time.Time{}, ErrImpossible
	}
	k := st.clock
	if k.zoned {
		loc = time.FixedZone("", k.offsetSecs)
	}
	after := time.Duration(k.h)*time.Hour + time.Duration(k.m)*time.Minute + time.Duration(k.s)*time.Second + time.Duration(k.ns)
	return when.On(model.Date(y, time.Month(m), d), after, loc), nil
}
