package backtest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"koe/model/trend"
)

// Kinds of row that are refused; a [RowError] wraps one of them.
var (
	ErrHeader   = errors.New("the first line is not date,category,count")
	ErrFields   = errors.New("a row has not three fields")
	ErrDate     = errors.New("a date is not written as 2006-01-02")
	ErrReversed = errors.New("a date is earlier than the one before it")
	ErrCount    = errors.New("a count is not a whole number of zero or more")
	ErrCategory = errors.New("a category is empty")
	ErrTwice    = errors.New("a category stands twice on one date")
	ErrSpan     = errors.New("the dates span more than 30 years")
	ErrEmpty    = errors.New("there are no rows")
	ErrContacts = errors.New("the first line is not date,contacts")
	ErrTwoOf    = errors.New("a row has not two fields")
	ErrDayTwice = errors.New("a date stands twice")
)

// RowError says where a file cannot be used, and why.
type RowError struct {
	Line  int    // from 1, the header included
	Value string // what stands there
	Err   error  // one of the errors above, or the CSV reader's
}

func (e *RowError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("line %d: %v: %q", e.Line, e.Err, e.Value)
}

func (e *RowError) Unwrap() error { return e.Err }

// mostDays bounds a file's span, so that a mistyped year is an error and not a
// huge array.
const mostDays = 30 * 366

// Counts are a file's counts by category, in days or weeks.
type Counts struct {
	Unit        trend.Unit
	First, Last trend.Day // days, or weeks numbered by trend.WeekOf
	Series      []trend.Series
}

// Contacts are contacts handled a day; days that are not there are not known.
type Contacts struct {
	First  trend.Day
	Counts []int32 // negative where it is not known
}

// ReadContacts reads date,contacts, in any order of dates. An error is a
// [RowError] with its line, or that of the reader.
func ReadContacts(r io.Reader) (*Contacts, error) {
	known := map[trend.Day]int32{}
	first, last := trend.Day(0), trend.Day(0)
	err := eachRow(r, func(n, line int, rec []string) error {
		fail := func(err error, value string) error { return &RowError{Line: line, Value: value, Err: err} }
		if n == 0 {
			return headed(line, rec, "date,contacts", ErrContacts)
		}
		if len(rec) != 2 {
			return fail(ErrTwoOf, strings.Join(rec, ","))
		}
		day, err := trend.ParseDay(strings.TrimSpace(rec[0]))
		if err != nil {
			return fail(ErrDate, rec[0])
		}
		count, err := strconv.ParseInt(strings.TrimSpace(rec[1]), 10, 32)
		if err != nil || count < 0 {
			return fail(ErrCount, rec[1])
		}
		if _, ok := known[day]; ok {
			return fail(ErrDayTwice, rec[0])
		}
		if len(known) == 0 {
			first, last = day, day
		}
		first, last = min(first, day), max(last, day)
		if last-first > mostDays {
			return fail(ErrSpan, rec[0])
		}
		known[day] = int32(count)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, ErrEmpty
	}
	c := &Contacts{First: first, Counts: make([]int32, last-first+1)}
	for i := range c.Counts {
		c.Counts[i] = -1
		if n, ok := known[first+trend.Day(i)]; ok {
			c.Counts[i] = n
		}
	}
	return c, nil
}

// eachRow hands over the rows of a file, numbered from 0, each with the line on
// which it begins.
func eachRow(r io.Reader, row func(n, line int, rec []string) error) error {
	c := csv.NewReader(r)
	c.ReuseRecord, c.FieldsPerRecord = true, -1
	for n := 0; ; n++ {
		rec, err := c.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				return &RowError{Line: parse.Line, Err: parse.Err}
			}
			return err
		}
		line, _ := c.FieldPos(0)
		if err := row(n, line, rec); err != nil {
			return err
		}
	}
}

// headed checks a file's first line; a byte-order mark and blanks do not matter.
func headed(line int, rec []string, want string, err error) error {
	head := strings.ToLower(strings.TrimPrefix(strings.Join(rec, ","), "\ufeff"))
	if strings.ReplaceAll(head, " ", "") != want {
		return &RowError{Line: line, Value: head, Err: err}
	}
	return nil
}

// Read reads date,category,count. Dates ascend; days that are not there are
// zero; a byte-order mark is skipped. In weeks the counts of a week's days are
// added up. An error is a [RowError] with its line, or that of the reader.
func Read(r io.Reader, unit trend.Unit) (*Counts, error) {
	b := builder{unit: unit, index: map[string]int{}}
	if err := eachRow(r, b.row); err != nil {
		return nil, err
	}
	return b.done()
}

// builder collects the rows of a file.
type builder struct {
	unit   trend.Unit
	index  map[string]int
	series []trend.Series
	last   []trend.Day // day of each category's latest row
	first  trend.Day
	day    trend.Day
	rows   int
}

func (b *builder) row(n, line int, rec []string) error {
	fail := func(err error, value string) error { return &RowError{Line: line, Value: value, Err: err} }
	if n == 0 {
		return headed(line, rec, "date,category,count", ErrHeader)
	}
	if len(rec) != 3 {
		return fail(ErrFields, strings.Join(rec, ","))
	}
	day, err := trend.ParseDay(strings.TrimSpace(rec[0]))
	if err != nil {
		return fail(ErrDate, rec[0])
	}
	count, err := strconv.ParseInt(strings.TrimSpace(rec[2]), 10, 32)
	if err != nil || count < 0 {
		return fail(ErrCount, rec[2])
	}
	if strings.TrimSpace(rec[1]) == "" {
		return fail(ErrCategory, rec[1])
	}
	if b.rows > 0 && day < b.day {
		return fail(ErrReversed, rec[0])
	}
	if b.rows == 0 {
		b.first = day
	}
	if day-b.first > mostDays {
		return fail(ErrSpan, rec[0])
	}
	b.day = day
	b.rows++
	if !b.add(strings.Clone(rec[1]), day, int32(count)) {
		return fail(ErrTwice, rec[1])
	}
	return nil
}

// add counts a row, and reports whether it is the category's first that day.
func (b *builder) add(category string, day trend.Day, count int32) bool {
	i, ok := b.index[category]
	if !ok {
		i = len(b.series)
		b.index[category] = i
		b.series = append(b.series, trend.Series{Key: category, Start: b.at(day)})
		b.last = append(b.last, day-1)
	}
	if b.last[i] == day {
		return false
	}
	b.last[i] = day
	s := &b.series[i]
	for len(s.Counts) <= int(b.at(day)-s.Start) {
		s.Counts = append(s.Counts, 0)
	}
	s.Counts[b.at(day)-s.Start] += count
	return true
}

func (b *builder) at(day trend.Day) trend.Day {
	if b.unit == trend.UnitWeek {
		return trend.WeekOf(day)
	}
	return day
}

func (b *builder) done() (*Counts, error) {
	if b.rows == 0 {
		return nil, ErrEmpty
	}
	slices.SortFunc(b.series, func(x, y trend.Series) int { return strings.Compare(x.Key, y.Key) })
	return &Counts{Unit: b.unit, First: b.at(b.first), Last: b.at(b.day), Series: b.series}, nil
}
