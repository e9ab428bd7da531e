package when

import (
	"slices"
	"strings"
	"time"
)

// weekdays are the names of the days of the week by time.Weekday: English, the sign that Japanese
// knows it by, and short forms that are not the beginning of the name.
var weekdays = [...]struct {
	english, sign string
	others        []string
}{
	{"sunday", "日", nil}, {"monday", "月", nil}, {"tuesday", "火", nil}, {"wednesday", "水", []string{"weds"}},
	{"thursday", "木", nil}, {"friday", "金", nil}, {"saturday", "土", nil},
}

// months are the names of the months from January: English, and the short forms of English, German,
// French, Spanish and Italian that are not the beginning of it and mean no other month.
var months = [...]struct {
	english string
	others  []string
}{
	{"january", []string{"ene", "gen", "janv"}}, {"february", nil}, {"march", nil}, {"april", nil}, {"may", []string{"mai", "mag"}}, {"june", nil},
	{"july", nil}, {"august", nil}, {"september", []string{"sept"}}, {"october", []string{"okt"}}, {"november", nil}, {"december", []string{"dez", "dic"}},
}

// MonthOf is the month of a Latin name or its beginning of three letters or more, 0 where the word
// is none.
func MonthOf(word string) time.Month {
	w := strings.ToLower(word)
	for i, m := range months {
		if begins(m.english, w) || slices.Contains(m.others, w) {
			return time.Month(i + 1)
		}
	}
	return 0
}

// WeekdayOf is the weekday of an English name or its beginning of three letters or more.
func WeekdayOf(word string) (d time.Weekday, ok bool) {
	w := strings.ToLower(word)
	for i, name := range weekdays {
		if begins(name.english, w) || slices.Contains(name.others, w) {
			return time.Weekday(i), true
		}
	}
	return 0, false
}

// begins reports a word that a name begins with: fri and frid are Friday, fr and friend are not.
func begins(name, word string) bool { return len(word) >= 3 && strings.HasPrefix(name, word) }

// WeekdaySign is the one sign that Japanese knows a weekday by.
func WeekdaySign(d time.Weekday) string { return weekdays[d].sign }

// fromMonday numbers the weekdays from Monday, 1, to Sunday, 7.
func fromMonday(d time.Weekday) int { return (int(d)+6)%7 + 1 }
