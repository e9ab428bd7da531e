// Package dates reads the dates that people's files hold: ISO and RFC 3339,
// slashes and dashes with the year first or last, two-digit years, month names,
// Japanese dates with 年月日 and eras, Excel's serial numbers, epoch seconds and
// milliseconds.
//
// Whether 03/04/15 is in March or April cannot be told from one value, only from the whole column
// (Column); where even that does not tell, a person must (Ambiguous).
package dates

import (
	"strings"
	"time"

	"koe/model/when"
)

// form says in which way a date is written.
type form uint8

const (
	none      form = iota
	yearFirst      // 2015-04-03, and every date whose order is plain
	yearLast       // 03/04/2015
	short          // 03/04/15
	instant        // a number: Excel serial, epoch seconds or milliseconds
)

// stamp is a value taken apart, before its order is known.
type stamp struct {
	form   form
	n      [3]int // the three numbers as they stand; with yearFirst: year, month, day
	clock  clock
	at     time.Time // of an instant
	serial float64   // of an Excel serial: days since 1899-12-30 on a local clock
}

// clock is a time of day, and a zone where the value has one.
type clock struct {
	set        bool
	h, m, s    int
	ns         int
	zoned      bool
	offsetSecs int
}

// cursor walks over a value.
type cursor struct {
	s string
	i int
}

func (c *cursor) done() bool { return c.i >= len(c.s) }

func (c *cursor) peek() byte {
	if c.done() {
		return 0
	}
	return c.s[c.i]
}

func (c *cursor) eat(b byte) bool {
	if c.peek() == b && b != 0 {
		c.i++
		return true
	}
	return false
}

func (c *cursor) spaces() {
	for c.peek() == ' ' || c.peek() == '\t' {
		c.i++
	}
}

// digits reads a run of at most 17 digits.
func (c *cursor) digits() (value, length int) {
	from := c.i
	for !c.done() && isDigit(c.s[c.i]) && c.i-from < 17 {
		value = value*10 + int(c.s[c.i]-'0')
		c.i++
	}
	return value, c.i - from
}

func (c *cursor) word() string {
	from := c.i
	for !c.done() && isLetter(c.s[c.i]) {
		c.i++
	}
	return c.s[from:c.i]
}

func isDigit(b byte) bool  { return b >= '0' && b <= '9' }
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// take reads one value apart. The second result is false for what is not a date.
func take(s string) (stamp, bool) {
	s = plain(s)
	c := &cursor{s: s}
	c.spaces()
	if w := (&cursor{s: s, i: c.i}).word(); isWeekday(w) {
		c.i += len(w)
		c.eat('.')
		c.eat(',')
		c.spaces()
	}
	if isLetter(c.peek()) {
		return c.monthFirst()
	}
	return c.numberFirst()
}

// monthFirst reads Apr 22, 2015.
func (c *cursor) monthFirst() (stamp, bool) {
	month := int(when.MonthOf(c.word()))
	if month == 0 {
		return stamp{}, false
	}
	c.gap()
	day, n := c.digits()
	if n == 0 || n > 2 {
		return stamp{}, false
	}
	c.ordinal()
	c.gap()
	year, n := c.digits()
	if n != 4 {
		return stamp{}, false
	}
	return c.finish(stamp{form: yearFirst, n: [3]int{year, month, day}})
}

func (c *cursor) gap() {
	for {
		switch c.peek() {
		case ' ', '.', ',', '-', '/':
			c.i++
		default:
			return
		}
	}
}

// ordinal passes over the letters of 1st, 2nd, 3rd, 4th.
func (c *cursor) ordinal() {
	rest := strings.ToLower(c.s[c.i:])
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(rest, end) {
			c.i += 2
			return
		}
	}
}

func (c *cursor) numberFirst() (stamp, bool) {
	from := c.i
	a, la := c.digits()
	if la == 0 {
		return stamp{}, false
	}
	sep := c.peek()
	switch {
	case la > 4 || sep == 0:
		c.i = from
		return c.number()
	case sep == '-' || sep == '/' || sep == '.' || sep == ' ' || isLetter(sep):
	default:
		return stamp{}, false
	}
	c.ordinal()
	c.gap()
	if isLetter(c.peek()) {
		return c.monthSecond(a, la)
	}
	b, lb := c.digits()
	if lb == 0 || lb > 2 || sep == ' ' || !c.eat(sep) {
		return stamp{}, false
	}
	c.spaces()
	d, ld := c.digits()
	st := stamp{n: [3]int{a, b, d}}
	switch {
	case la == 4 && ld >= 1 && ld <= 2:
		st.form = yearFirst
	case la <= 2 && ld == 4:
		st.form = yearLast
	case la <= 2 && ld >= 1 && ld <= 2:
		st.form = short
	default:
		return stamp{}, false
	}
	return c.finish(st)
}

// monthSecond reads 22-Apr-15, 14/Jul/25, 22 April 2015 and 2015-Apr-22.
func (c *cursor) monthSecond(a, la int) (stamp, bool) {
	month := int(when.MonthOf(c.word()))
	if month == 0 {
		return stamp{}, false
	}
	c.gap()
	d, ld := c.digits()
	switch {
	case la == 4 && ld >= 1 && ld <= 2:
		return c.finish(stamp{form: yearFirst, n: [3]int{a, month, d}})
	case la <= 2 && ld == 4:
		return c.finish(stamp{form: yearFirst, n: [3]int{d, month, a}})
	case la <= 2 && ld == 2:
		return c.finish(stamp{form: yearFirst, n: [3]int{century(d), month, a}})
	}
	return stamp{}, false
}

// century puts a two-digit year between 1970 and 2069.
func century(y int) int {
	if y >= 70 {
		return 1900 + y
	}
	return 2000 + y
}

// finish reads what may follow a date: a weekday in brackets, a time, a zone.
func (c *cursor) finish(st stamp) (stamp, bool) {
	c.spaces()
	if c.eat('(') {
		end := strings.IndexByte(c.s[c.i:], ')')
		if end < 0 {
			return stamp{}, false
		}
		c.i += end + 1
		c.spaces()
	}
	c.eat(',')
	if c.peek() == 'T' || c.peek() == 't' {
		c.i++
	}
	c.spaces()
	if c.done() {
		return st, true
	}
	if w := strings.ToLower((&cursor{s: c.s, i: c.i}).word()); w == "at" {
		c.i += 2
		c.spaces()
	}
	var ok bool
	st.clock, ok = c.clock()
	return st, ok
}

// plain turns full-width signs and Japanese words into the ASCII that the
// cursor reads. Values in ASCII are returned as they are.
func plain(s string) string {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return japanese(s)
		}
	}
	if len(s) > 1 && isLetter(s[0]) && isDigit(s[1]) {
		return inEra(s)
	}
	return s
}
