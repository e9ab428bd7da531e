package when

import "strings"

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
