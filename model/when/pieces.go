package when

import (
	"strings"
	"time"
)

// piece reads one piece at the beginning of what is left; rest is what follows it.
func (r *reading) piece(s string) (rest string, ok bool) {
	for _, read := range [...]func(string) (string, bool){
		r.halfDay, r.word, r.led, r.signed, r.bracketed, r.era, r.weekdayName, r.monthName, r.bareUnit, r.length, r.number,
	} {
		if rest, ok := read(s); ok {
			return rest, !r.clash
		}
	}
	return s, false
}

// word reads what the table of words has.
func (r *reading) word(s string) (string, bool) {
	m, rest, ok := wordLexicon.cut(s)
	if ok {
		r.take(m)
	}
	return rest, ok
}

// bracketed reads the weekday that stands beside a date: 7/13(月).
func (r *reading) bracketed(s string) (string, bool) {
	rest, ok := strings.CutPrefix(s, "(")
	if !ok {
		return s, false
	}
	d, rest, ok := cutWeekday(rest)
	if !ok {
		return s, false
	}
	if rest, ok = strings.CutPrefix(rest, ")"); ok {
		r.takeWeekday(d)
	}
	return rest, ok
}

func (r *reading) weekdayName(s string) (string, bool) {
	d, rest, ok := cutWeekday(s)
	if ok {
		r.takeWeekday(d)
	}
	return rest, ok
}

// cutWeekday reads the name of a weekday: fri, Friday, Fri., 金, 金曜, 金曜日.
func cutWeekday(s string) (d time.Weekday, rest string, ok bool) {
	w := letters(s)
	if d, ok := WeekdayOf(w); ok {
		return d, strings.TrimPrefix(s[len(w):], "."), true
	}
	return weekdayLexicon.cut(s)
}

func (r *reading) monthName(s string) (string, bool) {
	w := letters(s)
	m := MonthOf(w)
	if m == 0 {
		return s, false
	}
	r.takeMonth(int(m))
	return strings.TrimPrefix(s[len(w):], "."), true
}

// bareUnit reads the unit behind the part of it that is meant: end of month, within the week.
func (r *reading) bareUnit(s string) (string, bool) {
	name := letters(s)
	u := unitOfName(name)
	if u == 0 || r.newest != aPart {
		return s, false
	}
	r.take(meaning{anEdge, Phrase{unit: u}})
	return s[len(name):], true
}

func unitOfName(name string) unit {
	for u, n := range unitNames {
		if n != "" && n == name {
			return unit(u)
		}
	}
	return 0
}
