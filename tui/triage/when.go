package triage

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"koe/model/text"
)

// whenCode says why what was typed is no moment.
type whenCode uint8

const (
	whenUnread whenCode = iota + 1 // something in it is no time
	whenNoDay                      // there is no such day or hour: 31 February, 25:00
	whenPast                       // it is over
)

// A whenFault is what is wrong with a typed moment, and where, in characters.
type whenFault struct {
	code whenCode
	at   int
}

// A reading gathers what a typed moment says.
type reading struct {
	now      time.Time
	day      time.Time // the day's first moment; zero where none was said
	next     bool      // the day was named by a part of it, and lies in the past
	weekday  bool      // the day was named by its weekday
	exact    time.Time // a moment said as hours or minutes from now
	clock    int       // minutes after midnight
	hasClock bool
	bad      bool // a number that no calendar or clock has
}

// A whenRule reads one piece at the beginning of what is left.
type whenRule struct {
	form *regexp.Regexp
	read func(r *reading, m []string)
}

// parseWhen reads a moment to come as people type it: 17:00, today 17:00, +2d,
// +3h, 7/15 15:00, 15 Jul, Fri, next week, 明日, 金曜15時, 3日後, 月末. Where no time of
// day is said it is hour o'clock; a bare time of day is the next one.
func parseWhen(typed string, now time.Time, hour int) (time.Time, *whenFault) {
	folded := text.FoldMap(typed)
	r := &reading{now: now}
	s, at := folded.Text, 0
	for {
		rest := skipFillers(s[at:])
		at = len(s) - len(rest)
		if rest == "" {
			break
		}
		n := r.take(rest)
		if n == 0 {
			from, _ := folded.Original(at, len(s))
			return time.Time{}, &whenFault{whenUnread, utf8.RuneCountInString(typed[:from])}
		}
		at += n
	}
	return r.moment(hour)
}

// skipFillers passes over what says nothing about the moment.
func skipFillers(s string) string {
	for {
		rest := strings.TrimLeft(s, " ,、")
		for _, w := range []string{"by ", "at ", "on ", "until ", "まで", "に", "の"} {
			rest = strings.TrimPrefix(rest, w)
		}
		if rest == s {
			return s
		}
		s = rest
	}
}

// take reads one piece and says how many bytes it took, 0 where it is none.
func (r *reading) take(s string) int {
	for _, rule := range whenRules {
		if m := rule.form.FindStringSubmatch(s); m != nil {
			rule.read(r, m)
			return len(m[0])
		}
	}
	return 0
}

// moment puts the pieces together.
func (r *reading) moment(hour int) (time.Time, *whenFault) {
	if r.bad {
		return time.Time{}, &whenFault{code: whenNoDay}
	}
	if !r.exact.IsZero() {
		return r.exact, nil
	}
	if r.day.IsZero() && !r.hasClock {
		return time.Time{}, &whenFault{code: whenUnread}
	}
	clock := r.clock
	if !r.hasClock {
		clock = hour * 60
	}
	bare := r.day.IsZero()
	if bare {
		r.day = midnight(r.now)
	}
	at := onDay(r.day, clock)
	switch {
	case at.After(r.now):
	case bare:
		at = onDay(r.day.AddDate(0, 0, 1), clock)
	case r.weekday:
		at = onDay(r.day.AddDate(0, 0, 7), clock)
	case r.next:
		at = onDay(r.day.AddDate(1, 0, 0), clock)
	default:
		return time.Time{}, &whenFault{code: whenPast}
	}
	return at, nil
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

func onDay(day time.Time, clock int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, clock/60, clock%60, 0, 0, day.Location())
}

// setDate takes a calendar day. A year of 0 is this one, or the next where the
// day is over.
func (r *reading) setDate(year, month, day int) {
	y := year
	if year == 0 {
		y = r.now.Year()
	}
	t := time.Date(y, time.Month(month), day, 0, 0, 0, 0, r.now.Location())
	if int(t.Month()) != month || t.Day() != day {
		r.bad = true
		return
	}
	r.day, r.next = t, year == 0
}

func (r *reading) setClock(hour, minute int) {
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		r.bad = true
	}
	r.clock, r.hasClock = hour*60+minute, true
}

// ahead takes a span from now: days and longer name a day, shorter ones a moment.
func (r *reading) ahead(n int, unit string) {
	today := midnight(r.now)
	switch unit {
	case "m", "min", "mins", "minutes", "minute", "分":
		r.exact = r.now.Add(time.Duration(n) * time.Minute).Truncate(time.Minute)
	case "h", "hour", "hours", "時間":
		r.exact = r.now.Add(time.Duration(n) * time.Hour).Truncate(time.Minute)
	case "w", "week", "weeks", "週間", "週":
		r.day = today.AddDate(0, 0, 7*n)
	case "month", "months", "か月":
		r.day = today.AddDate(0, n, 0)
	default:
		r.day = today.AddDate(0, 0, n)
	}
}

// onWeekday takes the next such weekday, today included; in the weeks after
// this one where weeks is above 0.
func (r *reading) onWeekday(w time.Weekday, weeks int) {
	today := midnight(r.now)
	if weeks == 0 {
		r.day = today.AddDate(0, 0, (int(w)-int(today.Weekday())+7)%7)
		r.weekday = true
		return
	}
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	r.day = monday.AddDate(0, 0, 7*weeks+(int(w)+6)%7)
}

var weekdays = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
	"日": time.Sunday, "月": time.Monday, "火": time.Tuesday, "水": time.Wednesday, "木": time.Thursday, "金": time.Friday, "土": time.Saturday,
}

var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

func num(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// The words are folded, as what they are held against: katakana stands as
// hiragana.
const (
	weekdayEn = `(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?`
	weekdayJa = `([日月火水木金土])(?:曜日?)?`
	monthEn   = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`
)

// whenRules are tried in their order.
var whenRules = []whenRule{
	{regexp.MustCompile(`^(?:\+|in )(\d{1,3}) ?(minutes?|mins?|months?|m|hours?|h|days?|d|weeks?|w|分|時間|日|週間?|か月)(?:後)?`), func(r *reading, m []string) { r.ahead(num(m[1]), m[2]) }},
	{regexp.MustCompile(`^(\d{1,3}) ?(分|時間|日|週間?|か月)後`), func(r *reading, m []string) { r.ahead(num(m[1]), m[2]) }},
	{regexp.MustCompile(`^(\d{1,3}) ?(minutes?|mins?|hours?|h|days?|d|weeks?|w|months?)(?:$| )`), func(r *reading, m []string) { r.ahead(num(m[1]), m[2]) }},
	{regexp.MustCompile(`^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?t?`), func(r *reading, m []string) { r.setDate(num(m[1]), num(m[2]), num(m[3])) }},
	{regexp.MustCompile(`^(\d{1,2})[/月](\d{1,2})日?`), func(r *reading, m []string) { r.setDate(0, num(m[1]), num(m[2])) }},
	{regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)? ?` + monthEn), func(r *reading, m []string) { r.setDate(0, months[m[2]], num(m[1])) }},
	{regexp.MustCompile(`^` + monthEn + ` ?(\d{1,2})(?:st|nd|rd|th)?`), func(r *reading, m []string) { r.setDate(0, months[m[1]], num(m[2])) }},
	{regexp.MustCompile(`^(午前|午後)(\d{1,2})(?:時(半)?|:)(?:(\d{1,2})分?)?`), readHalfDay},
	{regexp.MustCompile(`^(\d{1,2}):(\d{2})`), func(r *reading, m []string) { r.setClock(num(m[1]), num(m[2])) }},
	{regexp.MustCompile(`^(\d{1,2})時(?:(半)|(\d{1,2})分)?`), func(r *reading, m []string) { r.setClock(num(m[1]), half(m[2])+num(m[3])) }},
	{regexp.MustCompile(`^(\d{1,2}) ?(am|pm)`), func(r *reading, m []string) { r.setClock(num(m[1])%12+afternoon(m[2] == "pm"), 0) }},
	{regexp.MustCompile(`^(\d{1,2})日`), readDayOfMonth},
	{regexp.MustCompile(`^(?:the )?day after tomorrow|^明後日|^あさって`), func(r *reading, _ []string) { r.ahead(2, "d") }},
	{regexp.MustCompile(`^today|^今日|^本日|^きょう`), func(r *reading, _ []string) { r.ahead(0, "d") }},
	{regexp.MustCompile(`^tomorrow|^tmrw|^明日|^あす|^あした`), func(r *reading, _ []string) { r.ahead(1, "d") }},
	{regexp.MustCompile(`^next week ?` + weekdayEn + `|^来週の?` + weekdayJa), readNextWeek},
	{regexp.MustCompile(`^next week|^来週`), func(r *reading, _ []string) { r.onWeekday(time.Monday, 1) }},
	{regexp.MustCompile(`^end of (?:the )?month|^今?月末`), func(r *reading, _ []string) { r.lastOfMonth() }},
	{regexp.MustCompile(`^noon|^正午`), func(r *reading, _ []string) { r.setClock(12, 0) }},
	{regexp.MustCompile(`^morning|^朝`), func(r *reading, _ []string) { r.setClock(9, 0) }},
	{regexp.MustCompile(`^evening|^夕方`), func(r *reading, _ []string) { r.setClock(17, 0) }},
	{regexp.MustCompile(`^` + weekdayEn), func(r *reading, m []string) { r.onWeekday(weekdays[m[1]], 0) }},
	{regexp.MustCompile(`^` + weekdayJa), func(r *reading, m []string) { r.onWeekday(weekdays[m[1]], 0) }},
}

// lastOfMonth is the last day of this month.
func (r *reading) lastOfMonth() {
	y, m, _ := r.now.Date()
	r.day, r.next = time.Date(y, m+1, 0, 0, 0, 0, 0, r.now.Location()), false
}

// readDayOfMonth takes the 15日 of this month, or of the next where it is over.
func readDayOfMonth(r *reading, m []string) {
	y, month, today := r.now.Date()
	day := num(m[1])
	if day < today {
		month++
	}
	t := time.Date(y, month, day, 0, 0, 0, 0, r.now.Location())
	if r.bad = r.bad || day == 0 || t.Day() != day; !r.bad {
		r.day = t
	}
}

func readNextWeek(r *reading, m []string) {
	name := m[1]
	if name == "" {
		name = m[2]
	}
	r.onWeekday(weekdays[name], 1)
}

func readHalfDay(r *reading, m []string) {
	hour := num(m[2])
	r.bad = r.bad || hour > 12
	r.setClock(hour%12+afternoon(m[1] == "午後"), half(m[3])+num(m[4]))
}

func half(s string) int {
	if s == "" {
		return 0
	}
	return 30
}

func afternoon(yes bool) int {
	if yes {
		return 12
	}
	return 0
}
