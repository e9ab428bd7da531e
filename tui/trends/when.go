package trends

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
)

// The ways to write a day. What is typed is folded first.
var (
	wholeDate = regexp.MustCompile(`^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})[/月.](\d{1,2})日?$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2}) ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$`)
	ahead     = regexp.MustCompile(`^([+-])(\d{1,3}) ?(d|w|m|日|週間?|か月)?後?$`)
)

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// readDate reads a day with its year: 2026-07-13, 2026/7/13, 2026年7月13日.
func readDate(typed string) (model.Day, bool) {
	if m := wholeDate.FindStringSubmatch(text.Fold(typed)); m != nil {
		return calendarDay(number(m[1]), number(m[2]), number(m[3]))
	}
	return 0, false
}

// readDay reads a day as people type it, seen from today: with its year, as a
// day of this year (of the year before or after where that is far nearer), or
// as so many days from now.
func readDay(typed string, today model.Day) (model.Day, bool) {
	s := strings.TrimSpace(text.Fold(typed))
	if day, ok := readDate(s); ok {
		return day, true
	}
	year := today.Time(nil).Year()
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return nearest(year, number(m[1]), number(m[2]), today)
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		for i, name := range monthNames {
			if name == m[2] {
				return nearest(year, i+1, number(m[1]), today)
			}
		}
	}
	if m := ahead.FindStringSubmatch(s); m != nil {
		n := number(m[2])
		if m[1] == "-" {
			n = -n
		}
		at := today.Time(nil)
		switch m[3] {
		case "w", "週", "週間":
			at = at.AddDate(0, 0, 7*n)
		case "m", "か月":
			at = at.AddDate(0, n, 0)
		default:
			at = at.AddDate(0, 0, n)
		}
		return model.DayOf(at), true
	}
	return 0, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func calendarDay(year, month, day int) (model.Day, bool) {
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1971 || int(at.Month()) != month || at.Day() != day {
		return 0, false
	}
	return model.DayOf(at), true
}

// nearest is the day of that name which is nearest to today.
func nearest(year, month, day int, today model.Day) (model.Day, bool) {
	var best model.Day
	for _, y := range []int{year - 1, year, year + 1} {
		d, ok := calendarDay(y, month, day)
		if ok && (best == 0 || distance(d, today) < distance(best, today)) {
			best = d
		}
	}
	return best, best != 0
}

func distance(a, b model.Day) model.Day { return max(a-b, b-a) }
