package query

import (
	"strconv"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
)

// earliest is the first day a query reaches: before it, day numbers near zero would mean "open".
var earliest = model.Date(1971, time.January, 1)

// canonicalDate reads a day, a month, a year or a span of days: 2026-03-01, 2026/3/1, 2026年3月1日,
// 2026-03, 2026年, 7d, 7日間, 2週間, 3か月, 1年.
func canonicalDate(typed string) (string, bool) {
	s := text.Fold(typed)
	if span, ok := canonicalSpan(s); ok {
		return span, true
	}
	s = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-").Replace(s)
	parts := strings.Split(strings.TrimSuffix(s, "-"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return "", false
	}
	n := [3]int{0, 1, 1}
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 || len(p) > 4 || p[0] == '+' {
			return "", false
		}
		n[i] = v
	}
	day := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if n[0] < 1971 || int(day.Month()) != n[1] || day.Day() != n[2] {
		return "", false
	}
	return day.Format([]string{"2006", "2006-01", "2006-01-02"}[len(parts)-1]), true
}

// spanUnits are the ways to write a unit of a span, longest first where one ends with another.
var spanUnits = []struct{ typed, unit string }{
	{"日間", "d"}, {"週間", "w"}, {"か月間", "m"}, {"年間", "y"},
	{"日", "d"}, {"週", "w"}, {"か月", "m"}, {"ケ月", "m"}, {"箇月", "m"},
	{"d", "d"}, {"w", "w"}, {"m", "m"}, {"y", "y"},
}

func canonicalSpan(s string) (string, bool) {
	for _, u := range spanUnits {
		digits, ok := strings.CutSuffix(s, text.Fold(u.typed))
		if !ok {
			continue
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > 9999 || digits[0] == '+' {
			return "", false
		}
		return strconv.Itoa(n) + u.unit, true
	}
	if digits, ok := strings.CutSuffix(s, "年"); ok && len(digits) <= 2 {
		if n, err := strconv.Atoi(digits); err == nil && n > 0 {
			return strconv.Itoa(n) + "y", true
		}
	}
	return "", false
}

// Days is a range of civil days, both ends within it. A zero end is open.
type Days struct{ From, To model.Day }

// Has reports whether the day is set and within.
func (d Days) Has(day model.Day) bool {
	return day != 0 && (d.From == 0 || day >= d.From) && (d.To == 0 || day <= d.To)
}

func (d Days) and(o Days) Days {
	if o.From != 0 && (d.From == 0 || o.From > d.From) {
		d.From = o.From
	}
	if o.To != 0 && (d.To == 0 || o.To < d.To) {
		d.To = o.To
	}
	return d
}

// resolve turns a canonical date into its days as seen from today. Spans look back, or ahead where
// ahead is set. span tells that it was one.
func resolve(value string, today model.Day, ahead bool) (days Days, span bool) {
	t := today.Time(nil)
	monday := today - model.Day((int(today.Weekday())+6)%7)
	month := today.Month()
	switch value {
	case "today":
		return Days{today, today}, false
	case "yesterday":
		return Days{today - 1, today - 1}, false
	case "tomorrow":
		return Days{today + 1, today + 1}, false
	case "this-week":
		return Days{monday, monday + 6}, false
	case "last-week":
		return Days{monday - 7, monday - 1}, false
	case "next-week":
		return Days{monday + 7, monday + 13}, false
	case "this-month":
		return monthDays(month), false
	case "last-month":
		return monthDays(month - 1), false
	case "next-month":
		return monthDays(month + 1), false
	case "this-year":
		return yearDays(t.Year()), false
	case "last-year":
		return yearDays(t.Year() - 1), false
	}
	if u := value[len(value)-1]; u > '9' {
		n, _ := strconv.Atoi(value[:len(value)-1])
		return spanDays(n, u, today, ahead), true
	}
	n, _ := strconv.Atoi(value[:4])
	switch len(value) {
	case len("2006"):
		return yearDays(n), false
	case len("2006-01"):
		m, _ := strconv.Atoi(value[5:])
		return monthDays(model.Date(n, time.Month(m), 1).Month()), false
	}
	day, _ := model.ParseDay(value)
	return Days{day, day}, false
}

func monthDays(m model.Month) Days { return Days{m.First(), (m + 1).First() - 1} }

func yearDays(y int) Days { return Days{model.Date(y, 1, 1), model.Date(y, 12, 31)} }

// spanDays is today and the days before it, or after it, that make up n units.
func spanDays(n int, unit byte, today model.Day, ahead bool) Days {
	sign := -1
	if ahead {
		sign = 1
	}
	y, m, d := today.Time(nil).Date()
	far := today
	switch unit {
	case 'd':
		far += model.Day(sign * n)
	case 'w':
		far += model.Day(sign * 7 * n)
	case 'm':
		far = dayInMonth(y, int(m)+sign*n, d)
	case 'y':
		far = dayInMonth(y+sign*n, int(m), d)
	}
	if ahead {
		return Days{today, far - 1}
	}
	return Days{max(far+1, earliest), today}
}

// dayInMonth is that day of a month, or the month's last where it is shorter.
func dayInMonth(y, m, d int) model.Day {
	first := model.Date(y, time.Month(m), 1)
	return first + model.Day(min(d, first.Month().Days())-1)
}
