package dates

import (
	"strconv"
	"strings"
	"time"
)

// Excel counts days from 1899-12-30. Serials are believed between 1954 and
// 2099, where they have five digits and mean nothing else.
const (
	firstSerial = 20_000
	lastSerial  = 73_050
)

// number reads what is written as one number: 20260713, 20260713154207,
// 46216.654 (Excel), 1783953720 and 1783953720000 (epoch).
func (c *cursor) number() (stamp, bool) {
	text := c.s[c.i:]
	whole := &cursor{s: text}
	_, n := whole.digits()
	switch {
	case n == 8 && (whole.done() || whole.peek() == ' ' || whole.peek() == 'T'):
		st, ok := compact(text)
		if !ok || whole.done() {
			return st, ok
		}
		rest := &cursor{s: text, i: 8}
		return rest.finish(st)
	case n == 14 && whole.done():
		st, ok := compact(text)
		if !ok {
			return st, false
		}
		st.clock, ok = (&cursor{s: text, i: 8}).clock()
		return st, ok
	}
	text = strings.TrimRight(text, " ")
	if strings.Trim(text, "0123456789.") != "" { // no exponents, no hexadecimals
		return stamp{}, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return stamp{}, false
	}
	switch {
	case v >= firstSerial && v < lastSerial:
		return stamp{form: instant, serial: v}, true
	case n == 9 || n == 10:
		return stamp{form: instant, at: time.UnixMilli(int64(v * 1000))}, true
	case n == 12 || n == 13:
		return stamp{form: instant, at: time.UnixMilli(int64(v))}, true
	}
	return stamp{}, false
}

// compact reads the first eight digits as year, month and day.
func compact(s string) (stamp, bool) {
	v, err := strconv.Atoi(s[:8])
	if err != nil {
		return stamp{}, false
	}
	return stamp{form: yearFirst, n: [3]int{v / 10000, v / 100 % 100, v % 100}}, true
}

// fromSerial is the local time of an Excel serial, to the nearest second.
func fromSerial(v float64, loc *time.Location) time.Time {
	days := int(v)
	secs := int((v-float64(days))*86400 + 0.5)
	return time.Date(1899, 12, 30+days, 0, 0, secs, 0, loc)
}
