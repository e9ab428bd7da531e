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
		if rest, ok := read(s); ok || r.clash {
			return rest, ok
		}
	}
	return s, false
}

// word reads what the table of words has.
func (r *reading) word(s string) (string, bool) {
	m, rest, ok := wordLexicon.cut(s)
	return rest, ok && r.take(m)
}

// led reads a length or a weekday behind the word that turns it: last 7 days, 次の金曜.
func (r *reading) led(s string) (string, bool) {
	if rest, ok := strings.CutPrefix(s, "in "); ok {
		n, u, rest, ok := cutLength(rest, true)
		return rest, ok && r.takeLength(offset, n, u)
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
		return rest, r.takeLength(span, l.span*n, u)
	}
	d, rest, ok := cutWeekday(rest)
	switch {
	case !ok || l.turn == notTurned:
		return s, false
	case l.turn == ofWeek && !r.take(periods(l.n, week)):
		return s, false
	case l.turn == stepped:
		r.step = l.n
	}
	return rest, r.takeWeekday(d)
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
		after = strings.TrimPrefix(after, "後")
		return after, r.takeLength(offset, n, u)
	}
	return strings.TrimPrefix(after, "前"), r.takeLength(offset, -n, u)
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
	rest, ok = strings.CutPrefix(rest, ")")
	return rest, ok && r.takeWeekday(d)
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
	if rest, ok := strings.CutPrefix(after, "年"); ok {
		return rest, r.takeYear(n)
	}
	if rest, ok := r.monthAndDay(n, after); ok {
		return rest, true
	}
	return after, !letter(s[0]) && r.takeYear(n) // h4 alone may be anything
}

func (r *reading) weekdayName(s string) (string, bool) {
	d, rest, ok := cutWeekday(s)
	return rest, ok && r.takeWeekday(d)
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
	return strings.TrimPrefix(s[len(w):], "."), m != 0 && r.takeMonth(int(m))
}

// bareUnit reads the unit behind the part of it that is meant: end of month, within the week.
func (r *reading) bareUnit(s string) (string, bool) {
	name := letters(s)
	u := unitOfName(name)
	if u == 0 || r.newest != aPart {
		return s, false
	}
	return s[len(name):], r.take(meaning{anEdge, Phrase{unit: u}})
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
		return rest, r.takeLength(amount, n, u)
	case turn == 0:
		return after, r.takeLength(amount, n, u) && r.take(parts(inside))
	}
	return after, r.takeLength(offset, turn*n, u)
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
		return n, u, rest, rest == "" || !digit(rest[0])
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
		word string
		take func(int) bool
	}{{"年", r.takeYear}, {"月", r.takeMonth}, {"日", r.takeDay}} {
		if after, ok := strings.CutPrefix(rest, sign.word); ok && !(sign.word == "年" && digits != 4 && n < 1000) {
			return after, sign.take(n)
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
	if !r.takeYear(n/10000) || !r.takeMonth(n/100%100) || !r.takeDay(n%100) {
		return rest, false
	}
	return r.afterT(rest)
}

// afterT passes over the t between a date and a time, and reads a time without signs behind it:
// t0930, t093015.
func (r *reading) afterT(s string) (string, bool) {
	if len(s) < 2 || s[0] != 't' || !digit(s[1]) {
		return s, true
	}
	n, digits, rest, ok := cutNumber(s[1:])
	switch {
	case ok && digits == 4:
		return rest, r.takeClock(n/100, n%100, 0, 0)
	case ok && digits == 6:
		return rest, r.takeClock(n/10000, n/100%100, n%100, 0)
	}
	return s[1:], true
}

// afterYear reads what follows a year of four digits: -07-13, /7, w28 or nothing.
func (r *reading) afterYear(year int, s string) (string, bool) {
	if rest, ok := r.monthAndDay(year, s); ok {
		return rest, true
	}
	if w, ok := strings.CutPrefix(strings.TrimPrefix(s, " "), "w"); ok {
		if n, digits, rest, ok := cutNumber(w); ok && digits > 0 && digits <= 2 {
			r.mark(n < 1, NoSuch)
			return r.afterWeek(rest, r.takeYear(year) && r.take(meaning{aWeek, Phrase{kind: isoWeek, n: n}}))
		}
	}
	return s, (s == "" || !word(s[0])) && r.takeYear(year)
}

// afterWeek reads the number of the weekday behind an ISO week: -5.
func (r *reading) afterWeek(s string, ok bool) (string, bool) {
	if len(s) < 2 || s[0] != '-' || !digit(s[1]) {
		return s, ok
	}
	d := int(s[1] - '0')
	r.mark(d < 1 || d > 7, NoSuch)
	return s[2:], ok && r.take(meaning{aWeekday, Phrase{weekday: d}})
}

// monthAndDay reads a month and perhaps a day behind a year: -07-13, /7/13, .7.13, -07.
func (r *reading) monthAndDay(year int, s string) (string, bool) {
	m, rest, ok := cutPart(s, "-/.")
	if !ok {
		return s, false
	}
	ok = r.takeYear(year) && r.takeMonth(m)
	if d, after, more := cutPart(rest, "-/."+"月"); more {
		rest, ok = strings.TrimPrefix(after, "日"), ok && r.takeDay(d)
	}
	if !ok {
		return s, false
	}
	return r.afterT(rest)
}

// cutPart reads one of the signs and a number of at most two digits behind it.
func cutPart(s, signs string) (n int, rest string, ok bool) {
	for _, sign := range signs {
		if after, is := strings.CutPrefix(s, string(sign)); is {
			n, digits, rest, ok := cutNumber(after)
			return n, rest, ok && digits > 0 && digits <= 2
		}
	}
	return 0, s, false
}

// afterDay reads what follows a number of one or two digits: /15, th, the name of a month, or
// nothing where it is the day of the month before it or a bare hour.
func (r *reading) afterDay(n int, s string) (string, bool) {
	if d, rest, ok := cutPart(s, "/."); ok {
		return rest, r.takeMonth(n) && r.takeDay(d)
	}
	w := letters(s)
	switch w {
	case "st", "nd", "rd", "th":
		return s[len(w):], r.takeDay(n)
	}
	switch {
	case MonthOf(letters(strings.TrimPrefix(s, " "))) != 0:
		return s, r.takeDay(n)
	case w != "":
		return s, false
	case r.newest == aMonth:
		return strings.TrimPrefix(s, "日"), r.takeDay(n)
	}
	return s, r.bareHour && r.takeClock(n, 0, 0, 0)
}
