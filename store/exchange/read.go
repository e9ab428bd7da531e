package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"koe/model"
	"koe/store/exchange/table"
)

// A Row is what became of one row of a file or, in an event log, of all rows of one ID.
type Row struct {
	Draft   model.Draft
	Records []table.Record
	// Again says that the same row stood earlier in the file, under the same ID.
	Again bool
	// Err says why the row is not taken; the draft is then of no use. Where
	// it is one of several records that is wrong, Bad is its index.
	Err error
	Bad int
	// Left is how many characters were left out of the words: controls and
	// others that can only harm whoever reads them.
	Left int
}

// Read reads the file a second time, row by row, as planned. A row that is not
// taken is an element with an error; an error beside the element ends it.
func (p *Plan) Read(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := table.Open(ctx, p.src, p.Info)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer r.Close()
		read := p.single()
		if p.last != nil {
			read = p.grouped()
		}
		for n := 1; ; n++ {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			rec.Err = rec.Fit(len(r.Header), p.mayMiss)
			row, ready := read(n, &rec)
			if ready && !yield(row, nil) {
				return
			}
		}
	}
}

// mayMiss says that a row may end before a column, because others leave it
// empty too and no field rests on it.
func (p *Plan) mayMiss(column int) bool {
	name := p.Columns[column]
	return p.optional[column] && name != p.Map[Received] && name != p.Map[ID]
}

type reading func(n int, r *table.Record) (row Row, ready bool)

// single reads files of one row an issue.
func (p *Plan) single() reading {
	b := p.builder()
	ids := newIdentities(p)
	draft := b.draft
	if p.koe {
		draft = p.koeDraft
	}
	return func(_ int, r *table.Record) (Row, bool) {
		row := Row{Records: []table.Record{*r}, Err: r.Err}
		if row.Err == nil {
			row.Draft, row.Err = draft(r)
			row.Left = b.leftOut(&row.Draft)
		}
		if row.Err == nil {
			row.Again, row.Err = ids.identify(&row.Draft, r)
		}
		return row, true
	}
}

func (p *Plan) builder() *builder {
	b := &builder{
		format: p.format, columns: map[Field]table.Column{}, used: map[string]bool{}, people: p.people,
		dates: p.readings, zone: p.opt.Zone, now: p.opt.Now, at: model.At(p.opt.At), state: p.opt.State, source: p.Source,
		tags: map[[2]string]tagRead{},
	}
	taken := map[int]bool{}
	for f, name := range p.Map {
		c := p.Columns.Find(name)
		b.columns[f] = c
		b.used[name] = true
		if p.Info.Shape != table.Table {
			continue
		}
		at := c.Positions()
		if f != Tags {
			at = at[:1]
		}
		for _, i := range at {
			taken[i] = true
		}
	}
	if p.format != nil && p.format.name == "cfpb" {
		b.special = p.Columns.Find("Company response to consumer")
		if !b.special.Ok() {
			b.special = p.Columns.Find("Company response")
		}
	}
	if p.Info.Shape == table.Table {
		b.extra = extraColumns(p.Columns, taken)
	}
	return b
}

// extraColumns names the columns that fill no field, each by a name of its own.
func extraColumns(h table.Columns, taken map[int]bool) []extraColumn {
	var all []extraColumn
	names := map[string]int{}
	for i, name := range h {
		if taken[i] {
			continue
		}
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		if names[name]++; names[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, names[name])
		}
		all = append(all, extraColumn{name: name, at: i})
	}
	return all
}
