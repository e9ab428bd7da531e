package when

import (
	"strings"
	"time"
	"unicode/utf8"

	"koe/model"
	"koe/model/text"
)

// The years that are kept. Before them day numbers come near zero, which means "not set".
const (
	firstYear = 1971
	lastYear  = 9999
)

// most is the greatest length that is read.
const most = 9999

// Read takes apart what was typed. What says no day and no time is refused, and so is what no
// calendar has in any year.
func Read(typed string) (Phrase, error) {
	p, refused := read(typed, false)
	if refused != nil {
		return p, refused
	}
	return p, nil
}

// ReadDay takes apart what was typed where a day or days are asked: it refuses a time of day as
// well.
func ReadDay(typed string) (Phrase, *Error) {
	p, refused := read(typed, false)
	if refused == nil && p.HasTime() {
		p, refused = Phrase{}, &Error{Code: DayOnly, Typed: typed}
	}
	if refused != nil {
		refused.ForDay = true
	}
	return p, refused
}

func read(typed string, bareHour bool) (Phrase, *Error) {
	folded := text.FoldMap(typed)
	r := reading{s: joined(folded.Text), bareHour: bareHour}
	if at, ok := wholeMoment(r.s); ok {
		if y := at.Year(); y < firstYear || y > lastYear {
			return Phrase{}, &Error{Code: Far, Typed: typed}
		}
		return Phrase{kind: moment, at: model.At(at)}, nil
	}
	code := r.read()
	if code == "" {
		return r.Phrase, nil
	}
	e := &Error{Code: code, Typed: typed}
	switch code {
	case Unread:
		from, _ := folded.Original(r.at, len(r.s))
		e.At = utf8.RuneCountInString(typed[:from])
	case OtherWeekday:
		e.Day = model.Date(r.year, time.Month(r.month), r.day)
	}
	return Phrase{}, e
}

// joined reads a hyphen between letters, or a letter and a digit, as a blank: next-week, 22-jul,
// end-of-2026.
func joined(s string) string {
	b := []byte(s)
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '-' && word(s[i-1]) && word(s[i+1]) && (letter(s[i-1]) || letter(s[i+1])) {
			b[i] = ' '
		}
	}
	return string(b)
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' }

func digit(b byte) bool { return b >= '0' && b <= '9' }

func word(b byte) bool { return letter(b) || digit(b) }

// momentLayouts are the ways to write a whole moment with its zone.
var momentLayouts = [...]string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700"}

// wholeMoment reads a date and a time with their zone, as programs write them.
func wholeMoment(folded string) (time.Time, bool) {
	s := strings.ToUpper(strings.TrimSpace(folded))
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	for _, layout := range momentLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// slot is a place of a phrase that is filled once.
type slot uint16

const (
	anOffset slot = 1 << iota
	aPeriod
	anEdge
	aWeek
	aYear
	aMonth
	aDay
	aWeekday
	aPart
	aClock
)

// aBase are the slots of which a phrase has one at most.
const aBase = anOffset | aPeriod | anEdge | aWeek

// A reading gathers the pieces of a phrase.
type reading struct {
	Phrase
	s        string // folded
	at       int    // how much of it is read
	bareHour bool
	has      slot
	newest   slot // the last one filled
	step     int  // of a weekday: after today or before it
	clash    bool // a slot was to be filled twice
	wrong    Code // a number that no calendar or clock has
}

// read reads all of it, or says why not; at then stands before what was not understood.
func (r *reading) read() Code {
	from := 0
	for {
		r.at = len(r.s) - len(skipFillers(r.s[r.at:]))
		if r.at == len(r.s) {
			break
		}
		from = r.at
		rest, ok := r.piece(r.s[from:])
		if !ok {
			return Unread
		}
		r.at = len(r.s) - len(rest)
	}
	switch {
	case r.wrong != "":
		return r.wrong
	case !r.assemble():
		r.at = from
		return Unread
	}
	return r.check()
}

func skipFillers(s string) string {
	for {
		rest := s
		for _, w := range fillers {
			rest = strings.TrimPrefix(rest, w)
		}
		if rest == s {
			return s
		}
		s = rest
	}
}

// take fills slots of the phrase. One that is filled already is a clash, and the whole is refused.
func (r *reading) take(m meaning) {
	if m.slot == 0 || r.has&m.slot != 0 || r.has&aBase != 0 && m.slot&aBase != 0 {
		r.clash = true
	}
	if m.slot&aBase != 0 {
		r.kind, r.n, r.unit = m.kind, m.n, m.unit
	}
	if m.slot&aYear != 0 {
		r.year = m.year
	}
	if m.slot&aMonth != 0 {
		r.month = m.month
	}
	if m.slot&aDay != 0 {
		r.day = m.day
	}
	if m.slot&aWeekday != 0 {
		r.weekday = m.weekday
	}
	if m.slot&aPart != 0 {
		r.part = m.part
	}
	if m.slot&aClock != 0 {
		r.clock = m.clock
	}
	r.has |= m.slot
	r.newest = m.slot
}

// mark keeps the first thing that is wrong with a number.
func (r *reading) mark(wrong bool, code Code) {
	if wrong && r.wrong == "" {
		r.wrong = code
	}
}

func (r *reading) takeYear(y int) {
	r.mark(y < firstYear || y > lastYear, Far)
	r.take(meaning{aYear, Phrase{year: y}})
}

func (r *reading) takeMonth(m int) {
	r.mark(m < 1 || m > 12, NoSuch)
	r.take(meaning{aMonth, Phrase{month: m}})
}

func (r *reading) takeDay(d int) {
	r.mark(d < 1 || d > 31, NoSuch)
	r.take(meaning{aDay, Phrase{day: d}})
}

func (r *reading) takeWeekday(d time.Weekday) {
	r.take(meaning{aWeekday, Phrase{weekday: fromMonday(d)}})
}

func (r *reading) takeLength(k kind, n int, u unit) {
	r.mark(n > most || n < -most, Far)
	r.mark(n == 0 && k != offset, NoSuch) // no time at all; +0d is today
	r.take(meaning{anOffset, Phrase{kind: k, n: n, unit: u}})
}
