package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"koe/model/text"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// survey is the first reading of a file.
type survey struct {
	plan    *Plan
	probe   []table.Record
	decided bool
	columns map[string]*dates.Column // the columns that may hold dates, by name
	watched []watched                // the same, in the file's order
	id      table.Column             // of an event log
}

// watched is a column that may hold dates.
type watched struct {
	from  table.Column
	dates *dates.Column
}

func (s *survey) run(ctx context.Context) error {
	p := s.plan
	r, err := table.Open(ctx, p.src, p.Info)
	if err != nil {
		return err
	}
	defer r.Close()
	p.Columns, p.Info.Mended, p.Info.Source = cleanNames(r.Header), r.Info.Mended, r.Info.Source
	p.optional = make([]bool, len(r.Header))
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		p.Rows++
		if s.decided {
			s.add(p.Rows, &rec)
			continue
		}
		if s.probe = append(s.probe, rec); len(s.probe) == probeRows {
			if err := s.decide(); err != nil {
				return err
			}
		}
	}
	if !s.decided {
		return s.decide()
	}
	return nil
}

// cleanNames makes the names of columns fit to be shown and kept.
func cleanNames(h table.Columns) table.Columns {
	out := make(table.Columns, len(h))
	for i, name := range h {
		clean, err := text.CleanLine(name)
		if err != nil {
			clean = fmt.Sprintf("column %d", i+1)
		}
		out[i] = clean
	}
	return out
}

// decide settles format, map and the columns to watch, from the header and the
// first rows.
func (s *survey) decide() error {
	p := s.plan
	s.decided = true
	for i := range s.probe {
		s.paths(&s.probe[i])
	}
	for i := 0; i < len(s.probe) && len(p.Sample) < sampleRows; i++ {
		if s.probe[i].Err == nil {
			p.Sample = append(p.Sample, cells(p.Columns, &s.probe[i]))
		}
	}
	if err := s.formats(); err != nil {
		return err
	}
	if !p.koe {
		s.watch()
	}
	for i := range s.probe {
		s.add(i+1, &s.probe[i])
	}
	s.probe = nil
	return nil
}

func (s *survey) formats() error {
	p := s.plan
	shape := p.Info.Shape
	if p.opt.As == AsKoe || p.opt.As == "" && len(p.opt.Map) == 0 && isKoe(p.Columns) || p.opt.As == AsJSONL && isKoe(p.Columns) {
		if !isKoe(p.Columns) {
			return fmt.Errorf("%s was not written by koe export; leave --as out to have it recognised", p.src.Name)
		}
		p.koe, p.Format = true, AsKoe
		return nil
	}
	var err error
	if p.format, err = recognise(p.opt.As, shape, p.Columns); err != nil {
		return err
	}
	p.Map = Map{}
	p.Format = AsCSV
	if shape != table.Table {
		p.Format = AsJSONL
	}
	if p.format != nil {
		p.Format = p.format.name
		p.Map = p.format.columns(p.Columns)
	} else if len(p.Columns) == 0 {
		return fmt.Errorf("read %s: %w", p.src.Name, table.ErrEmpty) // [] and {} have no columns
	} else if len(p.opt.Map) == 0 {
		return &NeedMap{Name: p.src.Name, Columns: p.Columns, Sample: p.Sample, Proposed: s.propose()}
	}
	for f, name := range p.opt.Map {
		c := p.Columns.Find(name)
		if !c.Ok() {
			return fmt.Errorf("there is no column %q to fill %s; the columns are %s", name, f, list(p.Columns))
		}
		p.Map[f] = c.Name
	}
	if p.format != nil && p.format.events && p.Map[EventAt] != "" {
		p.last = map[uint64]int{}
		s.id = p.Columns.Find(p.Map[ID])
	}
	return nil
}

// paths adds what a JSON record has to the columns.
func (s *survey) paths(r *table.Record) {
	if r.Object == nil {
		return
	}
	p := s.plan
	for _, path := range r.Object.Paths() {
		if len(p.Columns) < maxPaths && !slices.Contains(p.Columns, path) {
			p.Columns = append(p.Columns, path)
		}
	}
}

// watch picks the columns to be looked at as dates: those that fill a date field, and others whose
// first values are dates, for they tell the order in which the program writes them.
func (s *survey) watch() {
	p := s.plan
	for _, f := range dateFields {
		if name := p.Map[f]; name != "" {
			s.watchColumn(name)
		}
	}
	if p.opt.Dates != 0 {
		return
	}
	for _, name := range p.Columns {
		trial := s.trial(name)
		if trial.Dates() > trial.Numbers() && trial.Dates()*5 >= trial.Values()*4 {
			s.watchColumn(name)
		}
	}
}

func (s *survey) trial(name string) *dates.Column {
	c := s.plan.Columns.Find(name)
	trial := dates.NewColumn(name, s.plan.opt.Now)
	for i := range s.probe {
		trial.Add(s.probe[i].First(c))
	}
	return trial
}

func (s *survey) watchColumn(name string) {
	if s.columns[name] == nil {
		c := dates.NewColumn(name, s.plan.opt.Now)
		s.columns[name] = c
		s.watched = append(s.watched, watched{from: s.plan.Columns.Find(name), dates: c})
	}
}

// add looks at one record, the file's nth.
func (s *survey) add(n int, r *table.Record) {
	p := s.plan
	if r.Err != nil {
		return
	}
	if r.Object == nil && len(r.Cells) == len(p.Columns) {
		for i, v := range r.Cells {
			if v == "" {
				p.optional[i] = true
			}
		}
	}
	for _, w := range s.watched {
		v := r.First(w.from)
		if p.format == nil || v != p.format.null {
			w.dates.Add(v)
		}
	}
	if p.last != nil {
		p.last[hashID(r.First(s.id))] = n
	}
}

// dates settles how every date column is read.
func (s *survey) dates() error {
	p := s.plan
	p.readings = map[Field]dates.Reading{}
	var others []*dates.Column
	for _, w := range s.watched {
		others = append(others, w.dates)
	}
	for _, f := range dateFields {
		name := p.Map[f]
		if name == "" {
			continue
		}
		r, err := s.columns[name].Reading(p.opt.Dates, others...)
		switch {
		case err == nil:
		case f != Received && f != EventAt && errors.Is(err, dates.ErrNone):
			// an empty column of dates that nothing rests on
		case errors.Is(err, dates.ErrNone) && p.Rows > 0:
			return fmt.Errorf("%w (%w)", ErrNeedDate, err)
		case errors.Is(err, dates.ErrNone):
		default:
			return err
		}
		if f == Due {
			r = r.WithFuture()
		}
		p.readings[f] = r
		p.Order = max(p.Order, r.Order)
	}
	if p.Map[Received] == "" && p.opt.At.IsZero() && p.last == nil {
		return ErrNeedDate
	}
	if p.opt.At.After(p.opt.Now) {
		return fmt.Errorf("--at %s: %w", p.opt.At.Format("2006-01-02"), dates.ErrFuture)
	}
	return nil
}

// cells are a record's values under the columns.
func cells(h table.Columns, r *table.Record) []string {
	if r.Object == nil {
		return r.Cells
	}
	out := make([]string, len(h))
	for i, name := range h {
		out[i] = r.First(table.Column{Name: name})
	}
	return out
}

func list(h table.Columns) string {
	s := ""
	for i, name := range h {
		if i == 40 {
			return fmt.Sprintf("%s and %d more", s, len(h)-i)
		}
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprintf("%q", name)
	}
	return s
}
