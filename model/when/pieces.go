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

// led reads a length or a weekday behind the word that turns it: last 7 days, 次の金曜.
func (r *reading) led(s string) (string, bool) {
	if rest, ok := strings.CutPrefix(s, "in "); ok {
		n, u, rest, ok := cutLength(rest, true)
		if ok {
			r.takeLength(offset, n, u)
		}
		return rest, ok
	}
	l, rest, ok := leadLexicon.cut(s)
	if !ok {
		return s, false
	}
	rest = strings.TrimPrefix(rest, " ")
	if n, u, rest, ok := cutLength(rest, true); ok && l.span != 0 {
		if u == minuteOrMonth {
			u = month
		}
		r.takeLength(span, l.span*n, u)
		return rest, true
	}
	d, rest, ok := cutWeekday(rest)
	if !ok {
		return s, false
	}
	switch l.turn {
	case notTurned:
		return s, false
	case ofWeek:
		r.take(periods(l.n, week))
	case stepped:
		r.step = l.n
	}
	r.takeWeekday(d)
	return rest, true
}

// signed reads +3d, -2w, +3日後 and +3, which is days.
func (r *reading) signed(s string) (string, bool) {
	rest, ahead := strings.CutPrefix(s, "+")
	if !ahead {
		var back bool
		if rest, back = strings.CutPrefix(s, "-"); !back {
			return s, false
		}
	}
	rest = strings.TrimPrefix(rest, " ")
	n, u, after, ok := cutLength(rest, true)
	if !ok {
		n, _, after, ok = cutNumber(rest)
		if u = day; !ok || after != "" && after[0] != ' ' {
			return s, false
		}
	}
	if ahead {
		r.takeLength(offset, n, u)
		return strings.TrimPrefix(after, "後"), true
	}
	r.takeLength(offset, -n, u)
	return strings.TrimPrefix(after, "前"), true
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

// length reads a length of time and where it leads from now: 3d, 3日後, two weeks ago, 3日以内.
func (r *reading) length(s string) (string, bool) {
	n, u, rest, ok := cutLength(s, false)
	if !ok {
		return s, false
	}
	turn, after, ok := cutTurn(rest)
	switch {
	case !ok:
		r.takeLength(amount, n, u)
	case turn == 0:
		r.takeLength(amount, n, u)
		r.take(parts(inside))
	default:
		r.takeLength(offset, turn*n, u)
	}
	return after, true
}

func cutTurn(s string) (turn int, rest string, ok bool) {
	turn, rest, ok = turnLexicon.cut(strings.TrimPrefix(s, " "))
	if !ok {
		return 0, s, false
	}
	return turn, rest, true
}

// cutLength reads a number and its unit. 日 alone is one where plain is set, as in +3日, or where
// it says whither: 3日後.
func cutLength(s string, plain bool) (n int, u unit, rest string, ok bool) {
	n, digits, after, ok := cutNumber(s)
	if !ok {
		if n, after, ok = cutEnglishNumber(s); !ok || !strings.HasPrefix(after, " ") {
			return 0, 0, s, false
		}
	}
	after = strings.TrimPrefix(after, " ")
	if u, rest, ok := unitLexicon.cut(after); ok {
		if u == hour {
			n, u, rest = cutMore(n, rest)
		}
		calendar := u == week && digits == 4 // 2026-W
		return n, u, rest, !calendar && (rest == "" || !digit(rest[0]))
	}
	if rest, ok := strings.CutPrefix(after, "日"); ok {
		if _, _, said := cutTurn(rest); plain || said {
			return n, day, rest, true
		}
	}
	if rest, ok := strings.CutPrefix(after, "年"); ok && digits <= 2 && n < 100 {
		return n, year, rest, true
	}
	return 0, 0, s, false
}

// cutMore reads the minutes behind hours: 1時間半, 1時間30分, 1h30m, 1 hour 30 minutes.
func cutMore(hours int, s string) (n int, u unit, rest string) {
	if rest, ok := strings.CutPrefix(s, "半"); ok {
		return hours*60 + 30, minute, rest
	}
	if n, _, after, ok := cutNumber(strings.TrimPrefix(s, " ")); ok {
		if u, rest, ok := unitLexicon.cut(strings.TrimPrefix(after, " ")); ok && (u == minute || u == minuteOrMonth) {
			return hours*60 + n, minute, rest
		}
	}
	return hours, hour, s
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
