package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
	"koe/store/exchange/dates"
	"koe/store/exchange/table"
)

// listBatch is how many records of a list one command brings in.
const listBatch = 5_000

// A ListReport says what became of a list of customers, teams or daily counts.
type ListReport struct {
	Info     table.Info
	Rows     int
	Taken    int
	Rejected int
	Rejects  []Reject
}

// listOf is one sort of list.
type listOf[T any] struct {
	what    string
	columns []listColumn[T] // in the order in which a row is read
	needs   []string
	dated   string // the column of dates, or ""
	command func([]T) model.Command
}

// A listColumn is a column of a list: the headers it goes by, of which the first
// that is there counts, and what its cell says of a row's record. A cell that is
// not there is read as an empty one.
type listColumn[T any] struct {
	name    string
	headers []string
	read    func(into *T, cell string, as listReading) error
}

// A listReading is how the cells of a list are read.
type listReading struct {
	dates dates.Reading
	zone  *time.Location
	today model.Day
}

// day reads a date.
func (r listReading) day(cell string) (model.Day, error) {
	t, _, err := r.dates.Time(cell, r.zone)
	if err != nil {
		return 0, err
	}
	return model.DayOf(t), nil
}

// importList reads a list twice: for the order of its dates, where it has any,
// and for its rows.
func importList[T any](ctx context.Context, src *table.Source, opt Options, run Run, l *listOf[T]) (ListReport, error) {
	info, err := table.Inspect(src, opt.Encoding)
	if err != nil {
		return ListReport{}, err
	}
	cols, order, err := l.inspect(ctx, src, info, opt)
	if err != nil {
		return ListReport{Info: info}, err
	}
	r, err := table.Open(ctx, src, info)
	if err != nil {
		return ListReport{Info: info}, err
	}
	defer r.Close()
	im := listImport[T]{
		list: l, run: run, out: rejects{w: run.Rejects, plan: &Plan{Info: r.Info, Columns: r.Header}},
		as: listReading{order, opt.Zone, model.DayOf(opt.Now.In(opt.Zone))},
	}
	im.report.Info = info
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return im.report, im.flush(ctx)
		}
		if err == nil {
			rec.Err = rec.Fit(len(r.Header), func(int) bool { return true })
			err = im.add(ctx, &rec, cols)
		}
		if err != nil {
			return im.report, err
		}
	}
}

// listImport is a list on its way to the desk.
type listImport[T any] struct {
	list   *listOf[T]
	as     listReading
	run    Run
	out    rejects
	batch  []T
	bytes  int    // of its rows as they stand
	act    uint64 // the event of the first batch
	report ListReport
}

// add takes or rejects one row.
func (im *listImport[T]) add(ctx context.Context, rec *table.Record, cols map[string]table.Column) error {
	im.report.Rows++
	err := rec.Err
	if err == nil {
		var item T
		if item, err = im.read(reader(rec, cols)); err == nil {
			im.batch = append(im.batch, item)
			im.bytes += len(rec.Raw)
			im.report.Taken++
		}
	}
	if err != nil {
		im.report.Rejected++
		if len(im.report.Rejects) < firstRejects {
			im.report.Rejects = append(im.report.Rejects, Reject{Line: rec.Line, Reason: err.Error()})
		}
		return im.out.add(Row{Records: []table.Record{*rec}, Err: err})
	}
	if len(im.batch) == listBatch || im.bytes >= BatchBytes {
		return im.flush(ctx)
	}
	return nil
}

// read makes a record of a row's cells.
func (im *listImport[T]) read(get func(string) string) (item T, err error) {
	for _, c := range im.list.columns {
		if err := c.read(&item, get(c.name), im.as); err != nil {
			return item, err
		}
	}
	return item, nil
}

// flush sends what was taken. A desk that knows it all already says that
// nothing was done, which is no failure of an import.
func (im *listImport[T]) flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := im.batch
	im.batch, im.bytes = nil, 0
	if len(batch) == 0 || im.run.Desk == nil {
		return nil
	}
	req := model.Request{ID: im.run.Desk.NewID(), Actor: im.run.Actor, Command: im.list.command(batch), Group: im.act}
	receipt, err := im.run.Desk.Do(context.WithoutCancel(ctx), req)
	if im.act == 0 {
		im.act = receipt.Event
	}
	if errors.Is(err, &model.Refusal{Code: model.NothingDone}) {
		return nil
	}
	return err
}

// reader gets a record's values by the list's own names, cleaned.
func reader(rec *table.Record, cols map[string]table.Column) func(string) string {
	return func(name string) string {
		c, ok := cols[name]
		if !ok {
			return ""
		}
		clean, err := text.CleanLine(rec.First(c))
		if err != nil {
			return ""
		}
		return strings.TrimSpace(clean)
	}
}

// inspect finds the list's columns and tells how its dates are written.
func (l *listOf[T]) inspect(ctx context.Context, src *table.Source, info table.Info, opt Options) (map[string]table.Column, dates.Reading, error) {
	r, err := table.Open(ctx, src, info)
	if err != nil {
		return nil, dates.Reading{}, err
	}
	defer r.Close()
	cols := map[string]table.Column{}
	for _, column := range l.columns {
		headers := column.headers
		if given := opt.Map[Field(column.name)]; given != "" {
			headers = []string{given}
		}
		for _, h := range headers {
			if c := r.Header.Find(h); c.Ok() {
				cols[column.name] = c
				break
			}
		}
	}
	for _, name := range l.needs {
		if _, ok := cols[name]; !ok {
			return nil, dates.Reading{}, fmt.Errorf("%s holds no %s: there is no column %q; its columns are %s", src.Name, l.what, name, list(r.Header))
		}
	}
	c, ok := cols[l.dated]
	if !ok {
		return cols, dates.Reading{}, nil
	}
	d := dates.NewColumn(c.Name, opt.Now)
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, dates.Reading{}, err
		}
		d.Add(rec.First(c))
	}
	order, err := d.Reading(opt.Dates)
	if errors.Is(err, dates.ErrNone) {
		return cols, dates.NewReading(opt.Dates, opt.Now), nil
	}
	return cols, order, err
}
