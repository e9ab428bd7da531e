package exchange

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// Options are what a person says about a file beyond the file itself.
type Options struct {
	As       string         // the format's name; empty to recognise it
	Map      Map            // which column fills which field, over what the format says
	Encoding table.Encoding // empty to recognise it
	Dates    dates.Order    // zero to tell it by the columns
	At       time.Time      // received time of every row; zero where the file has dates
	State    model.State    // state of every row; zero to take the file's
	Source   string         // empty for the format's name, or the file's
	Zone     *time.Location // the desk's
	Now      time.Time
	// Speaks is the code of a language as people name it, for lists of people.
	Speaks func(string) (string, error)
}

// A Plan says how a file will be read. Inspect makes it, having read the file once.
type Plan struct {
	Info    table.Info
	Format  string        // cfpb, zendesk, … koe, or csv and jsonl for a file read by a map
	Columns table.Columns // the header; of a JSON file, every path found
	Map     Map
	Order   dates.Order // the order of its dates, zero where they show it themselves
	Source  string
	Rows    int        // rows and records in the file, blank ones not counted
	Sample  [][]string // the first rows, by Columns

	src      *table.Source
	opt      Options
	format   *format
	koe      bool
	readings map[Field]dates.Reading
	optional []bool         // columns that some row leaves empty
	last     map[uint64]int // of an event log: by ID, the row that ends it
	people   people
}

// sampleRows is how many rows a mapping screen is shown, and probeRows how many
// tell which columns may hold dates.
const (
	sampleRows = 5
	probeRows  = 200
	maxPaths   = 1000
)

// NeedMap is the error of a file in no known format that was given no map.
type NeedMap struct {
	Name     string
	Columns  table.Columns
	Sample   [][]string
	Proposed Map // from the header's words and the values; may be empty
}

// Error says what to do, with the proposed map ready to be typed.
func (n *NeedMap) Error() string {
	if len(n.Proposed) == 0 {
		return fmt.Sprintf("%s is in no format that koe knows; say which column is what with --map FIELD=COLUMN, such as --map text=%q", n.Name, n.Columns[0])
	}
	return fmt.Sprintf("%s is in no format that koe knows; say which column is what, perhaps:\n  %s", n.Name, n.Proposed.Flags())
}

// ErrNeedDate is wrapped by the error of a file without a date column.
var ErrNeedDate = errors.New("no column says when its rows were received; map one with --map received_at=COLUMN, or give --at DATE for all of them")

// Inspect reads a file once and says how it will be taken. Its errors ask for what
// the file does not tell: *NeedMap for a map, *dates.Ambiguous for the order of
// day and month, ErrNeedDate for a date.
func Inspect(ctx context.Context, src *table.Source, opt Options) (*Plan, error) {
	info, err := table.Inspect(src, opt.Encoding)
	if err != nil {
		return nil, err
	}
	p := &Plan{Info: info, src: src, opt: opt}
	s := &survey{plan: p, columns: map[string]*dates.Column{}}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	p.Source = opt.Source
	if p.Source == "" {
		p.Source = src.Stem()
		if p.format != nil {
			p.Source = p.format.name
		} else if p.koe {
			p.Source = AsKoe
		} else if p.Info.Source != "" {
			p.Source = p.Info.Source
		}
	}
	if p.Source, err = text.CleanLine(strings.ToValidUTF8(p.Source, "_")); err != nil { // a file may have any name
		return nil, err
	}
	if p.koe {
		return p, nil
	}
	if err := s.dates(); err != nil {
		return nil, err
	}
	p.people, err = lookUpPeople(ctx, src, info)
	return p, err
}
