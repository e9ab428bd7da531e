package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"koe/model"
)

// Phrase is what was typed, taken apart: a plain value that depends on no clock and no place. Two
// that mean the same everywhere may be compared with ==. The zero Phrase says nothing.
type Phrase struct {
	kind    kind
	n       int  // how many units; of a period how many ahead; of a weekday the one after today (1) or before it (-1)
	unit    unit // of n
	year    int  // what was said of the date, 0 where it was not; of an ISO week its year
	month   int
	day     int
	weekday int // Monday 1 to Sunday 7: the day asked, or the one that must agree with a date
	part    part
	clock   clock
	at      model.Instant // of a whole moment
}

// kind is the way in which a phrase says its day.
type kind uint8

const (
	bareClock kind = iota + 1 // 15:00
	moment                    // 2026-07-13T09:30:00+09:00
	offset                    // n units from today or from now: tomorrow, 3日後, -2h
	amount                    // 3d: back or ahead as the place has it
	span                      // the last n units, or the next: 過去7日間
	period                    // a week, month or year, or a day or month of it: 来週, 先月, 来年3月
	date                      // what was said of year, month and day
	weekday                   // fri
	edge                      // the first or last day of the unit at hand: 月末
	isoWeek                   // 2026-W28; n is the week
)

// unit is what is counted.
type unit uint8

const (
	minute unit = iota + 1
	hour
	day
	workday
	week
	month
	year
	minuteOrMonth // m: minutes where a moment is asked, months elsewhere
)

// short reports the units that name a moment and no day.
func (u unit) short() bool { return u == minute || u == hour }

// part is the part of a period that is meant.
type part uint8

const (
	whole  part = iota
	inside      // 今週中: at any time within it, or by its end
	first       // its first day
	last        // its last day
)

// clock is a time of day.
type clock struct {
	said  said
	after time.Duration // after midnight
}

// said is how a time of day was said.
type said uint8

const (
	unsaid  said = iota
	onClock      // as hours and minutes
	opening      // when work begins that day
	closing      // when it ends
)

// IsAmount reports a length of time without a direction, as 7d: the days up to today, or from today
// on.
func (p Phrase) IsAmount() bool { return p.kind == amount && p.part == whole }

// The codes of units and weekdays, as Read takes them.
var (
	unitCodes    = [...]string{minute: "min", hour: "h", day: "d", workday: "bd", week: "w", month: "mo", year: "y", minuteOrMonth: "m"}
	unitNames    = [...]string{week: "week", month: "month", year: "year"}
	weekdayCodes = [...]string{1: "mon", 2: "tue", 3: "wed", 4: "thu", 5: "fri", 6: "sat", 7: "sun"}
	partCodes    = [...]string{inside: "within-", first: "start-of-", last: "end-of-"}
)

// String is the phrase as a code of English words without blanks, a time of day after a blank:
// today, +3d, 2026-03-01, end-of-next-month, "fri 15:00". Read makes the same Phrase of it.
func (p Phrase) String() string {
	words := make([]string, 0, 2)
	if d := p.dayCode(); d != "" {
		words = append(words, d)
	}
	if c := p.clock.code(); c != "" {
		words = append(words, c)
	}
	return strings.Join(words, " ")
}

func (p Phrase) dayCode() string {
	code := ""
	switch p.kind {
	case moment:
		b, _ := p.at.MarshalText()
		return string(b)
	case offset:
		code = p.base()
	case amount:
		code = strconv.Itoa(p.n) + unitCodes[p.unit]
	case span:
		if p.n < 0 {
			return "last-" + strconv.Itoa(-p.n) + unitCodes[p.unit]
		}
		return "next-" + strconv.Itoa(p.n) + unitCodes[p.unit]
	case period:
		code = p.base() + p.withinCode("-")
	case date:
		code = p.withinCode("")
	case weekday:
		return [...]string{"previous-", "", "coming-"}[p.n+1] + weekdayCodes[p.weekday]
	case edge:
		return partCodes[p.part] + unitNames[p.unit]
	case isoWeek:
		code = fmt.Sprintf("%04d-w%02d", p.year, p.n)
	}
	if p.weekday != 0 {
		code += "-" + weekdayCodes[p.weekday]
	}
	if p.part == inside && strings.ContainsAny(code[:1], "+-") {
		return "within " + code // a sign does not stand behind a hyphen
	}
	return partCodes[p.part] + code
}

// base is the code of so many units from now: its name, or else +3d.
func (p Phrase) base() string {
	bare := Phrase{kind: p.kind, n: p.n, unit: p.unit}
	for _, n := range named {
		if n.Phrase == bare {
			return n.Code
		}
	}
	return fmt.Sprintf("%+d%s", p.n, unitCodes[p.unit])
}

// withinCode is what was said of a date, or of a day within a period.
func (p Phrase) withinCode(before string) string {
	switch {
	case p.year != 0 && p.day != 0:
		return fmt.Sprintf("%04d-%02d-%02d", p.year, p.month, p.day)
	case p.year != 0 && p.month != 0:
		return fmt.Sprintf("%04d-%02d", p.year, p.month)
	case p.year != 0:
		return fmt.Sprintf("%04d", p.year)
	case p.month != 0 && p.day != 0:
		return fmt.Sprintf("%s%d/%d", before, p.month, p.day)
	case p.month != 0:
		return before + strings.ToLower(time.Month(p.month).String()[:3])
	case p.day != 0:
		return fmt.Sprintf("%s%dth", before, p.day)
	}
	return ""
}

func (c clock) code() string {
	switch c.said {
	case opening:
		return "opening"
	case closing:
		return "closing"
	case onClock:
		code := fmt.Sprintf("%02d:%02d", c.after/time.Hour, c.after/time.Minute%60)
		if rest := c.after % time.Minute; rest != 0 {
			code += fmt.Sprintf(":%02d", rest/time.Second)
			if ms := rest % time.Second / time.Millisecond; ms != 0 {
				code += fmt.Sprintf(".%03d", ms)
			}
		}
		return code
	}
	return ""
}
