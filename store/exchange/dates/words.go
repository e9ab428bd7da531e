package dates

import (
	"strconv"
	"strings"
)

var monthNames = [...]string{
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
}

// monthOf is the month of an English name or its first three letters, and of
// the German, French, Spanish and Italian abbreviations that do not collide.
func monthOf(w string) int {
	w = strings.ToLower(w)
	if len(w) < 3 {
		return 0
	}
	for i, name := range monthNames {
		if strings.HasPrefix(name, w) {
			return i + 1
		}
	}
	switch w {
	case "sept":
		return 9
	case "okt":
		return 10
	case "dez", "dic":
		return 12
	case "mai", "mag":
		return 5
	case "ene", "gen", "janv":
		return 1
	}
	return 0
}

func isWeekday(w string) bool {
	if len(w) < 3 {
		return false
	}
	w = strings.ToLower(w)
	for _, name := range [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	return false
}

// The years before the first of each era.
var eras = [...]struct {
	name   string
	letter byte
	before int
}{
	{"令和", 'R', 2018},
	{"平成", 'H', 1988},
	{"昭和", 'S', 1925},
	{"大正", 'T', 1911},
	{"明治", 'M', 1867},
}

func eraOfLetter(b byte) int {
	for _, e := range eras {
		if b == e.letter || b == e.letter|0x20 {
			return e.before
		}
	}
	return 0
}

// fromEra writes 8.7.13 of an era as 2026.7.13.
func fromEra(s string, before int) string {
	c := &cursor{s: s}
	c.spaces()
	year, n := c.digits()
	if n == 0 || n > 2 {
		return ""
	}
	return strconv.Itoa(before+year) + s[c.i:]
}

var japaneseSigns = strings.NewReplacer(
	"年", "/", "月", "/", "日", " ", "時", ":", "分", ":", "秒", "",
	"元年", "1/", "／", "/", "－", "-", "．", ".", "：", ":", "　", " ", "（", "(", "）", ")",
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"Ｒ", "R", "Ｈ", "H", "Ｓ", "S",
)

// japanese turns 令和8年7月13日(月) 午後3時42分 into 2026/7/13 3:42:00 PM.
func japanese(s string) string {
	half := ""
	for mark, suffix := range map[string]string{"午前": " AM", "午後": " PM"} {
		if before, after, ok := strings.Cut(s, mark); ok {
			s, half = before+" "+after, suffix
		}
	}
	if open := strings.IndexAny(s, "(（"); open >= 0 {
		// the weekday in brackets may itself be 月 or 日
		rest := s[open:]
		if end := strings.IndexAny(rest, ")）"); end >= 0 {
			_, after := cutRune(rest[end:])
			s = s[:open] + " " + after
		}
	}
	for _, e := range eras {
		if rest, ok := strings.CutPrefix(s, e.name); ok {
			s = fromEra(japaneseSigns.Replace(strings.Replace(rest, "元年", "1年", 1)), e.before)
			return closeTime(s) + half
		}
	}
	s = japaneseSigns.Replace(s)
	if len(s) > 1 && isDigit(s[1]) {
		if before := eraOfLetter(s[0]); before != 0 {
			s = fromEra(s[1:], before)
		}
	}
	return closeTime(s) + half
}

func cutRune(s string) (first, rest string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// closeTime completes what 時 and 分 left open: 15: and 15:42:.
func closeTime(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.HasSuffix(s, ":") {
		s += "00"
	}
	return s
}
