package dates

import (
	"strconv"
	"strings"

	"koe/model/when"
)

// isWeekday reports the name of a weekday, or its beginning.
func isWeekday(w string) bool {
	_, ok := when.WeekdayOf(w)
	return ok
}

// inEra writes 8.7.13 of an era as 2026.7.13; what is of none is left as it is.
func inEra(s string) string {
	before, rest, ok := when.CutEra(s)
	if !ok {
		return s
	}
	c := &cursor{s: rest}
	c.spaces()
	year, n := c.digits()
	if n == 0 || n > 2 {
		return ""
	}
	return strconv.Itoa(before+year) + rest[c.i:]
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
	half, dated := "", strings.ContainsAny(s, "年月")
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
	s = japaneseSigns.Replace(s)
	if dated {
		s = when.InDigits(s)
	}
	return closeTime(inEra(s)) + half
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
