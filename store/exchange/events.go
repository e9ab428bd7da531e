package exchange

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"koe/model"
	"koe/model/text"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// latest are the fields of a log for which the last value counts; for every other the first does.
var latest = []Field{State, StateAt, Severity, Owner, Answer, Problem}

// grouped reads logs of events: one issue from all rows of an ID. It holds only the IDs whose last
// row has not come yet. Where one row is wrong no row of its ID is taken, so that they can be
// mended and come in together.
func (p *Plan) grouped() reading {
	b := p.builder()
	ids := newIdentities(p)
	open := map[uint64][]table.Record{}
	return func(n int, r *table.Record) (Row, bool) {
		if r.Err != nil && !errors.Is(r.Err, table.ErrUneven) {
			return Row{Records: []table.Record{*r}, Err: r.Err}, true
		}
		if r.Err == nil && b.get(r, ID) == "" {
			return Row{Records: []table.Record{*r}, Err: fmt.Errorf("the event has no ID in %q", b.columns[ID].Name)}, true
		}
		id := hashID(r.First(b.columns[ID]))
		open[id] = append(open[id], *r)
		if p.last[id] > n {
			return Row{}, false
		}
		row := Row{Records: open[id]}
		delete(open, id)
		var first table.Record
		if row.Bad = slices.IndexFunc(row.Records, uneven); row.Bad >= 0 {
			row.Err = row.Records[row.Bad].Err
			return row, true
		}
		row.Draft, first, row.Bad, row.Err = b.history(row.Records)
		row.Left = b.leftOut(&row.Draft)
		if row.Err == nil {
			row.Again, row.Err = ids.identify(&row.Draft, &first)
		}
		return row, true
	}
}

func uneven(r table.Record) bool { return r.Err != nil }

// moment is one event of a log.
type moment struct {
	at     time.Time
	record *table.Record
	index  int
}

// history makes one draft of an issue's events. It returns the record that
// stands for them all and, with an error, the index of the event at fault.
func (b *builder) history(records []table.Record) (model.Draft, table.Record, int, error) {
	moments := make([]moment, len(records))
	for i := range records {
		v := b.get(&records[i], EventAt)
		t, _, err := b.dates[EventAt].Time(v, b.zone)
		if v == "" {
			err = fmt.Errorf("the event has no time in %q: %w", b.columns[EventAt].Name, dates.ErrNoDate)
		}
		if err != nil {
			return model.Draft{}, table.Record{}, i, err
		}
		moments[i] = moment{at: t, record: &records[i], index: i}
	}
	slices.SortStableFunc(moments, func(x, y moment) int { return x.at.Compare(y.at) })
	all := b.merge(moments)
	was := b.at
	if _, ok := b.columns[Received]; !ok {
		b.at = model.At(moments[0].at)
	}
	d, err := b.draft(&all)
	b.at = was
	if err != nil {
		return d, all, moments[0].index, err
	}
	d.Notes = b.changes(moments)
	if _, ok := b.columns[StateAt]; !ok && !d.State.Open() {
		d.StateAt = max(d.ReceivedAt, model.At(moments[len(moments)-1].at))
	}
	return d, all, 0, nil
}

// merge is one record that stands for all events: the first value of most columns, the last of
// those that follow the issue.
func (b *builder) merge(moments []moment) table.Record {
	all := *moments[0].record
	all.Cells = slices.Clone(all.Cells)
	follows := map[int]bool{}
	for _, f := range latest {
		for _, i := range b.columns[f].Positions() {
			follows[i] = true
		}
	}
	for _, m := range moments[1:] {
		for i, v := range m.record.Cells {
			null := v == "" || v == b.format.null
			if !null && (follows[i] || all.Cells[i] == "" || all.Cells[i] == b.format.null) {
				all.Cells[i] = v
			}
		}
	}
	return all
}

// changes tells in notes how owner and state went from hand to hand.
func (b *builder) changes(moments []moment) []model.Note {
	var notes []model.Note
	seen := map[Field]string{}
	for _, m := range moments {
		for _, f := range []Field{State, Owner} {
			v := b.get(m.record, f)
			was := seen[f]
			if v == "" || v == was {
				continue
			}
			seen[f] = v
			if was == "" {
				continue
			}
			line, err := text.CleanLine(fmt.Sprintf("%s: %s → %s", b.columns[f].Name, was, v))
			if err == nil {
				notes = append(notes, model.Note{At: model.At(m.at), Text: line})
			}
		}
	}
	return slices.Clip(slices.DeleteFunc(notes, func(n model.Note) bool { return cmp.Compare(len(n.Text), model.MaxLine) > 0 }))
}
