// Package mapping is the screen on which a person tells koe how to read a file
// in no known format: which column fills which field of an issue, how its dates
// are written, and by which name to keep that for the next time. It shows the
// file's own rows, and how the first of them come in, as they are read by what
// stands there at the moment.
//
// The screen stands alone, before an import on a terminal. It reads nothing
// itself: a [Reader] is asked, and what the person settled on is [Screen.Result].
package mapping

import (
	"context"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
	"koe/tui/widget"
)

// ID is the screen's.
const ID screen.ID = "mapping"

// readTime is how long reading the file may take: it may be a large one.
const readTime = 2 * time.Minute

// Received is the field without which an issue has no day.
const Received = "received_at"

// The rows that are no fields of an issue.
const (
	rowDates = "dates"
	rowAt    = "at"
)

// A File is what is shown of the file as it is.
type File struct {
	Name    string
	About   string // encoding and shape, as people say it
	Columns []string
	Rows    [][]string // the first, by Columns
}

// A Choice is how the file is to be read.
type Choice struct {
	Fields map[string]string // which column fills which field, by its code
	Dates  string            // ymd, mdy, dmy, or "" for as the file shows
	At     string            // when all rows were received, as typed; "" where a column says
	Name   string            // to keep the mapping by; "" does not keep it
}

// A Reading is what a choice makes of the file.
type Reading struct {
	Order    string // the order in which its dates were read; "" where they show it
	NeedDate bool   // nothing says when its rows were received
	Sample   string // a date that can be read in more than one way
	Ways     []Way  // the ways
	First    []Row  // the first rows as they come in
}

// A Way is one order of day and month, and what it makes of the sample.
type Way struct{ Order, Day string }

// A Row is one row as it comes in, or why it does not.
type Row struct{ At, Tags, Customer, Text, Fault string }

// A Reader reads the file by a choice.
type Reader func(ctx context.Context, c Choice) (Reading, error)

// Options are what the screen is made of.
type Options struct {
	Session  *screen.Session
	File     File
	Fields   []string // all there are, in their order
	Proposed Choice
	Kept     []string // the names of mappings that are kept already
	Read     Reader
}

// Screen is the mapping screen.
type Screen struct {
	o      Options
	s      *screen.Session
	choice Choice
	order  []string // the fields in the order of the list: filled ones first
	rows   []string // what the list shows now
	list   *widget.List[string]
	asked  *screen.Ask[Reading]
	read   Reading
	trying bool
	fault  string // why the file could not be read by this choice
	done   bool
}

// New makes the screen.
func New(o Options) *Screen {
	s := &Screen{o: o, s: o.Session, choice: o.Proposed, asked: screen.NewAsk[Reading](ID, "read", readTime)}
	if s.choice.Fields = maps.Clone(o.Proposed.Fields); s.choice.Fields == nil {
		s.choice.Fields = map[string]string{}
	}
	for _, filled := range []bool{true, false} {
		for _, f := range o.Fields {
			if f != Received && (s.choice.Fields[f] != "") == filled {
				s.order = append(s.order, f)
			}
		}
	}
	s.list = widget.NewList(func(i int) string { return s.rows[i] })
	s.arrange()
	return s
}

// arrange lists the rows there are: the day for all has its row only while no
// column says when each was received.
func (s *Screen) arrange() {
	s.rows = append(s.rows[:0], Received)
	if s.choice.Fields[Received] == "" {
		s.rows = append(s.rows, rowAt)
	}
	s.rows = append(append(s.rows, rowDates), s.order...)
	s.list.SetRows(len(s.rows), false)
}

// Result is what the person settled on, and whether they did.
func (s *Screen) Result() (Choice, bool) { return s.choice, s.done }

// ID is the screen's name.
func (s *Screen) ID() screen.ID { return ID }

// Typing reports that no field of the screen itself takes text.
func (s *Screen) Typing() bool { return false }

// Init reads the file by what was proposed.
func (s *Screen) Init() tea.Cmd { return s.ask() }

// ask reads the file by what stands there now.
func (s *Screen) ask() tea.Cmd {
	c := s.choice
	c.Fields = maps.Clone(c.Fields)
	s.trying = true
	read := s.o.Read
	return s.asked.Put(s.s.Ctx, func(ctx context.Context) (Reading, error) { return read(ctx, c) })
}

// ready reports whether the file can be brought in, or says why not.
func (s *Screen) ready() (why string) {
	m := &s.s.Say.Mapping
	switch {
	case len(s.choice.Fields) == 0:
		return m.NeedColumn
	case s.trying:
		return m.NotWaiting
	case s.fault != "":
		return s.fault
	case s.read.NeedDate:
		return m.NeedDate
	case len(s.read.Ways) > 0:
		return m.TwoWays(s.read.Sample)
	}
	return ""
}
