package when

import "strings"

// era reads 令和8年, 令8.7.13 and R8.7.13.
func (r *reading) era(s string) (string, bool) {
	before, rest, ok := CutEra(s)
	if !ok {
		return s, false
	}
	rest = strings.TrimPrefix(rest, " ")
	n, digits, after, ok := cutNumber(rest)
	if !ok {
		n, digits = 1, 0
		after, ok = strings.CutPrefix(rest, "元")
	}
	if !ok || n < 1 || n > 99 || digits > 2 {
		return s, false
	}
	n += before
	rest, whole := strings.CutPrefix(after, "年")
	if !whole {
		rest, whole = r.monthAndDay(after)
	}
	if !whole && letter(s[0]) {
		return s, false // h4 alone may be anything
	}
	r.takeYear(n)
	return rest, true
}

// number reads the dates and times that begin with a number.
func (r *reading) number(s string) (string, bool) {
	n, digits, rest, ok := cutNumber(s)
	if !ok {
		return s, false
	}
	if after, ok := r.time(n, digits, rest, anyHalf); ok {
		return after, true
	}
	for _, sign := range [...]struct {
		word  string
		take  func(int)
		least int
	}{{"年", r.takeYear, 1000}, {"月", r.takeMonth, 0}, {"日", r.takeDay, 0}} {
		if after, ok := strings.CutPrefix(rest, sign.word); ok && n >= sign.least {
			sign.take(n)
			return after, true
		}
	}
	switch digits {
	case 8:
		return r.compact(n, rest)
	case 4:
		return r.afterYear(n, rest)
	case 0, 1, 2:
		return r.afterDay(n, rest)
	}
	return s, false
}

// compact reads 20260713 and, behind a t, its time of day.
func (r *reading) compact(n int, rest string) (string, bool) {
	r.takeYear(n / 10000)
	r.takeMonth(n / 100 % 100)
	r.takeDay(n % 100)
	return r.afterT(rest), true
}

// afterT passes over the t between a date and a time, and reads a time without signs behind it:
// t0930, t093015.
func (r *reading) afterT(s string) string {
	t, ok := strings.CutPrefix(s, "t")
	n, digits, rest, numbered := cutNumber(t)
	switch {
	case !ok || !numbered:
		return s
	case digits == 4:
		r.takeClock(n/100, n%100, 0, 0)
		return rest
	case digits == 6:
		r.takeClock(n/10000, n/100%100, n%100, 0)
		return rest
	}
	return t
}

// afterYear reads what follows a year of four digits: -07-13, /7, w28 or nothing.
func (r *reading) afterYear(year int, s string) (string, bool) {
	rest, ok := r.monthAndDay(s)
	if !ok {
		rest, ok = r.isoWeek(s)
	}
	if !ok && s != "" && word(s[0]) {
		return s, false
	}
	r.takeYear(year)
	return rest, true
}

// isoWeek reads the week of a year and perhaps the number of its weekday: w28, w28-5.
func (r *reading) isoWeek(s string) (string, bool) {
	w, ok := strings.CutPrefix(strings.TrimPrefix(s, " "), "w")
	n, rest, numbered := cutShort(w)
	if !ok || !numbered {
		return s, false
	}
	r.mark(n < 1, NoSuch)
	r.take(meaning{aWeek, Phrase{kind: isoWeek, n: n}})
	if d, after, ok := cutPart(rest, "-"); ok {
		r.mark(d < 1 || d > 7, NoSuch)
		r.take(meaning{aWeekday, Phrase{weekday: d}})
		return after, true
	}
	return rest, true
}

// monthAndDay reads a month and perhaps a day behind a year: -07-13, /7/13, .7.13, -07.
func (r *reading) monthAndDay(s string) (string, bool) {
	m, rest, ok := cutPart(s, "-/.")
	if !ok {
		return s, false
	}
	r.takeMonth(m)
	if d, after, ok := cutPart(rest, "-/."); ok {
		r.takeDay(d)
		rest = after
	}
	return r.afterT(rest), true
}

// cutPart reads one of some signs and a number of one or two digits behind it.
func cutPart(s, signs string) (n int, rest string, ok bool) {
	if s == "" || !strings.Contains(signs, s[:1]) {
		return 0, s, false
	}
	return cutShort(s[1:])
}

// cutShort reads a number of one or two digits.
func cutShort(s string) (n int, rest string, ok bool) {
	n, digits, rest, _ := cutNumber(s)
	return n, rest, digits == 1 || digits == 2
}

// afterDay reads what follows a number of one or two digits: /15, th, the name of a month, or
// nothing where it is the day of the month before it or a bare hour.
func (r *reading) afterDay(n int, s string) (string, bool) {
	if d, rest, ok := cutPart(s, "/."); ok {
		r.takeMonth(n)
		r.takeDay(d)
		return rest, true
	}
	w := letters(s)
	switch {
	case w == "st", w == "nd", w == "rd", w == "th":
		r.takeDay(n)
		return s[len(w):], true
	case MonthOf(letters(strings.TrimPrefix(s, " "))) != 0:
		r.takeDay(n)
	case w != "":
		return s, false
	case r.newest == aMonth:
		r.takeDay(n)
	case r.bareHour:
		r.takeClock(n, 0, 0, 0)
	default:
		return s, false
	}
	return s, true
}
