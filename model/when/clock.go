package when

import (
	"strings"
	"time"
)

// half is the half of the day that an hour was said to lie in.
type half uint8

const (
	anyHalf   half = iota
	forenoon       // am, 午前: hours to 12
	afternoon      // pm, 午後
	early          // 朝: as forenoon, and 13 and later are what they are
	late           // 夕方: as afternoon
)

var halves = [...]struct {
	word string
	half half
}{{"午前", forenoon}, {"午後", afternoon}, {"朝", early}, {"夕方", late}}

// halfDay reads a time behind its half of the day: 午後3時半, 夕方5時.
func (r *reading) halfDay(s string) (string, bool) {
	for _, h := range halves {
		rest, ok := strings.CutPrefix(s, h.word)
		if !ok {
			continue
		}
		if n, digits, after, ok := cutNumber(strings.TrimPrefix(rest, " ")); ok {
			return r.time(n, digits, after, h.half)
		}
	}
	return s, false
}

// time reads the rest of a time of day behind its hour: :30, :30:15, 時半, 時15分, pm, :30pm.
func (r *reading) time(hour, digits int, s string, h half) (string, bool) {
	if digits > 2 {
		return s, false
	}
	m, sec, frac, rest, ok := cutMinutes(s)
	after, said, marked := cutHalf(rest)
	if !marked && !ok {
		m, rest, ok = cutTwo(s, ".")
		if after, said, marked = cutHalf(rest); !ok || !marked {
			return s, false
		}
	}
	if marked {
		if h != anyHalf {
			return s, false
		}
		h, rest = said, after
	}
	if h != anyHalf && hour <= 12 {
		hour %= 12
		if h == afternoon || h == late {
			hour += 12
		}
	} else if h == forenoon || h == afternoon {
		r.mark(true, NoSuch)
	}
	r.takeClock(hour, m, sec, frac)
	return rest, true
}

// takeClock takes a time of day. 24:00 is the end of the day.
func (r *reading) takeClock(h, m, s int, frac time.Duration) {
	after := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + frac
	r.mark(m > 59 || s > 59 || after > 24*time.Hour, NoSuch)
	r.take(clocks(clock{onClock, after}))
}

// cutMinutes reads what follows an hour: :30, :30:15.5, 時, 時半, 時15分, 時15分30秒.
func cutMinutes(s string) (m, sec int, frac time.Duration, rest string, ok bool) {
	if m, rest, ok = cutTwo(s, ":"); ok {
		if sec, rest, ok = cutTwo(rest, ":"); ok {
			frac, rest = cutFraction(rest)
		}
		return m, sec, frac, rest, true
	}
	rest, ok = strings.CutPrefix(s, "時")
	if !ok || strings.HasPrefix(rest, "間") {
		return 0, 0, 0, s, false
	}
	if after, ok := strings.CutPrefix(rest, "半"); ok {
		return 30, 0, 0, after, true
	}
	m, rest = cutBefore(rest, "分")
	sec, rest = cutBefore(rest, "秒")
	return m, sec, 0, rest, true
}

// cutTwo reads a sign and exactly two digits behind it.
func cutTwo(s, sign string) (n int, rest string, ok bool) {
	after, ok := strings.CutPrefix(s, sign)
	if !ok {
		return 0, s, false
	}
	n, digits, rest, ok := cutNumber(after)
	if !ok || digits != 2 {
		return 0, s, false
	}
	return n, rest, true
}

// cutBefore reads a number of at most two digits before a sign; without one it is nought.
func cutBefore(s, sign string) (n int, rest string) {
	n, digits, after, ok := cutNumber(s)
	if rest, signed := strings.CutPrefix(after, sign); ok && digits <= 2 && signed {
		return n, rest
	}
	return 0, s
}

// cutFraction reads the parts of a second, to the millisecond.
func cutFraction(s string) (frac time.Duration, rest string) {
	rest, ok := strings.CutPrefix(s, ".")
	if !ok || rest == "" || !digit(rest[0]) {
		return 0, s
	}
	unit := 100 * time.Millisecond
	for rest != "" && digit(rest[0]) {
		frac += time.Duration(rest[0]-'0') * unit
		unit = (unit / 10).Truncate(time.Millisecond)
		rest = rest[1:]
	}
	return frac, rest
}

// cutHalf reads am and pm.
func cutHalf(s string) (rest string, h half, ok bool) {
	s = strings.TrimPrefix(s, " ")
	for _, w := range [...]struct {
		word string
		half half
	}{{"a.m.", forenoon}, {"p.m.", afternoon}, {"a.m", forenoon}, {"p.m", afternoon}, {"am", forenoon}, {"pm", afternoon}} {
		if rest, ok := strings.CutPrefix(s, w.word); ok && letters(rest) == "" {
			return rest, w.half, true
		}
	}
	return s, anyHalf, false
}
