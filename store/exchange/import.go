package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"koe/model"
)

// BatchRows and BatchBytes bound what one command brings in, by whichever comes
// first: nobody at the desk waits behind more than that. All batches of a file
// are one act, with one undo.
const (
	BatchRows  = 20_000
	BatchBytes = 8 << 20 // of what the rows hold, see [model.Draft.Size]
)

// A Desk is the one road on which batches travel.
type Desk interface {
	Do(ctx context.Context, req model.Request) (model.Receipt, error)
	// Known tells which rows of a source are there already, zero where not.
	Known(ctx context.Context, source string, ids []string) ([]model.Number, error)
	NewID() model.ID
}

// A Run is an import under way: where to, by whom, and whom to tell.
type Run struct {
	Desk     Desk // nil for a dry run
	Actor    model.UserID
	Batch    int            // rows a command, BatchRows where zero
	Bytes    int            // bytes a command, BatchBytes where zero
	Rejects  io.Writer      // nil to keep none
	Progress func(Progress) // nil to tell nobody; called from one goroutine
	Clock    func() time.Time
}

// Progress is how far an import is.
type Progress struct {
	Rows, Of int
	Rate     float64       // rows a second
	Left     time.Duration // zero while not known
}

// A Report says what an import did; after a dry run, what it would do.
// Rows is Taken, Already and Rejected together.
type Report struct {
	Plan     *Plan
	Rows     int // rows read
	Taken    int // rows that came in
	Issues   int // issues made of them
	Already  int // rows that were there before
	Rejected int
	Batches  int
	Rejects  []Reject // the first of them
	Made     int      // issues whose words were made of their tag
	Left     int      // characters left out of words, see [Row]
	First    model.Number
	Last     model.Number
	Days     [2]model.Day // the oldest and the newest day received
	Samples  []model.Draft
	Took     time.Duration
}

// firstRejects and firstDrafts are how many a report shows.
const (
	firstRejects = 10
	firstDrafts  = 5
)

// Import brings the file in, batch by batch. When ctx ends it stops after the
// batch under way and returns what it did with the context's error; doing the
// same again goes on from there.
func (p *Plan) Import(ctx context.Context, run Run) (Report, error) {
	im := &importer{plan: p, run: run, out: rejects{w: run.Rejects, plan: p}}
	im.report.Plan = p
	if im.run.Batch == 0 {
		im.run.Batch = BatchRows
	}
	if im.run.Bytes == 0 {
		im.run.Bytes = BatchBytes
	}
	im.begun = run.Clock()
	err := im.all(ctx)
	im.report.Took = run.Clock().Sub(im.begun)
	return im.report, err
}

type importer struct {
	plan   *Plan
	run    Run
	out    rejects
	report Report
	begun  time.Time
	act    uint64 // the event of the first batch
}

// all reads in one goroutine and writes in this one, so that the next batch is
// ready when the desk is.
func (im *importer) all(ctx context.Context) error {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	batches := make(chan []Row)
	var failed error
	go func() {
		defer close(batches)
		failed = im.read(reading, batches)
	}()
	for batch := range batches {
		if ctx.Err() != nil {
			break
		}
		if err := im.write(ctx, batch); err != nil {
			stop()
			for range batches {
			}
			return err
		}
		im.tell()
	}
	stop()
	for range batches {
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return failed
}

func (im *importer) read(ctx context.Context, to chan<- []Row) error {
	left := im.plan.Rows
	room := func() []Row { return make([]Row, 0, max(0, min(left, im.run.Batch))) }
	batch, size := room(), 0
	send := func() bool {
		left -= len(batch)
		size = 0
		select {
		case to <- batch:
			batch = room()
			return true
		case <-ctx.Done():
			return false
		}
	}
	for row, err := range im.plan.Read(ctx) {
		if err != nil {
			return err
		}
		size += row.Draft.Size()
		if batch = append(batch, row); (len(batch) == im.run.Batch || size >= im.run.Bytes) && !send() {
			return ctx.Err()
		}
	}
	if len(batch) > 0 && !send() {
		return ctx.Err()
	}
	return nil
}

// write brings in one batch: rejects aside, the rest in the order received.
func (im *importer) write(ctx context.Context, batch []Row) error {
	var drafts []Row
	for _, row := range batch {
		n := len(row.Records)
		im.report.Rows += n
		switch {
		case row.Err != nil:
			if err := im.reject(row); err != nil {
				return err
			}
		case row.Again:
			im.report.Already += n
		default:
			drafts = append(drafts, row)
		}
	}
	slices.SortStableFunc(drafts, im.order)
	if len(drafts) == 0 {
		return nil
	}
	if im.run.Desk == nil {
		im.count(drafts)
		return nil
	}
	drafts, err := im.unknown(ctx, drafts)
	if err != nil || len(drafts) == 0 {
		return err
	}
	return im.send(ctx, drafts)
}

// order is that of the time received, in which the keys of days ascend; issues
// of koe's own files go by number, so that they can keep theirs.
func (im *importer) order(a, b Row) int {
	if im.plan.koe {
		return cmp.Compare(a.Draft.Number, b.Draft.Number)
	}
	return cmp.Compare(a.Draft.ReceivedAt, b.Draft.ReceivedAt)
}

// unknown leaves out what is on the desk already.
func (im *importer) unknown(ctx context.Context, drafts []Row) ([]Row, error) {
	bySource := map[string][]string{}
	for i := range drafts {
		d := &drafts[i].Draft
		if d.Source == "" {
			d.Source = im.plan.Source
		}
		bySource[d.Source] = append(bySource[d.Source], d.ExternalID)
	}
	known := map[string][]model.Number{}
	for source, ids := range bySource {
		numbers, err := im.run.Desk.Known(ctx, source, ids)
		if err != nil {
			return nil, err
		}
		known[source] = numbers
	}
	fresh := drafts[:0]
	for _, row := range drafts {
		source := row.Draft.Source
		there := known[source][0] != 0
		known[source] = known[source][1:]
		if there {
			im.report.Already += len(row.Records)
			continue
		}
		fresh = append(fresh, row)
	}
	return fresh, nil
}

// send gives the desk one command. What the desk refuses as a whole is halved
// until the row at fault is found, so that it alone is rejected.
func (im *importer) send(ctx context.Context, rows []Row) error {
	c := model.Import{Source: im.plan.Source, Rows: make([]model.Draft, len(rows))}
	for i := range rows {
		c.Rows[i] = rows[i].Draft
	}
	req := model.Request{ID: im.run.Desk.NewID(), Actor: im.run.Actor, Command: c, Group: im.act}
	receipt, err := im.run.Desk.Do(context.WithoutCancel(ctx), req)
	var refused *model.Refusal
	switch {
	case errors.As(err, &refused) && refused.Code == model.NotAllowed:
		return err
	case errors.As(err, &refused) && len(rows) == 1:
		row := rows[0]
		row.Err = err
		return im.reject(row)
	case errors.As(err, &refused):
		half := len(rows) / 2
		if err := im.send(ctx, rows[:half]); err != nil {
			return err
		}
		return im.send(ctx, rows[half:])
	case err != nil:
		return fmt.Errorf("after %d rows: %w", im.report.Taken+im.report.Already, err)
	}
	im.count(rows)
	im.report.Batches++
	if im.act == 0 {
		im.act = receipt.Event
	}
	// The desk skips what came in by another way since it was asked.
	im.report.Issues -= receipt.Skipped
	im.report.Taken -= receipt.Skipped
	im.report.Already += receipt.Skipped
	if len(receipt.Issues) > 0 {
		if im.report.First == 0 {
			im.report.First = receipt.Issues[0]
		}
		im.report.Last = receipt.Issues[len(receipt.Issues)-1]
	}
	return nil
}

// count adds rows that came in, or would.
func (im *importer) count(rows []Row) {
	first, last := rows[0].Draft.ReceivedAt, rows[0].Draft.ReceivedAt
	for i := range rows {
		d := &rows[i].Draft
		first, last = min(first, d.ReceivedAt), max(last, d.ReceivedAt)
		im.report.Taken += len(rows[i].Records)
		im.report.Issues++
		if d.TextMade {
			im.report.Made++
		}
		im.report.Left += rows[i].Left
		if len(im.report.Samples) < firstDrafts {
			im.report.Samples = append(im.report.Samples, *d)
		}
	}
	zone := im.plan.opt.Zone
	if im.report.Days[0] == 0 || first.Day(zone) < im.report.Days[0] {
		im.report.Days[0] = first.Day(zone)
	}
	im.report.Days[1] = max(im.report.Days[1], last.Day(zone))
}

func (im *importer) reject(row Row) error {
	im.report.Rejected += len(row.Records)
	if len(im.report.Rejects) < firstRejects {
		im.report.Rejects = append(im.report.Rejects, Reject{Line: row.Records[row.Bad].Line, Reason: row.Err.Error()})
	}
	return im.out.add(row)
}

func (im *importer) tell() {
	if im.run.Progress == nil {
		return
	}
	pr := Progress{Rows: im.report.Rows, Of: im.plan.Rows}
	if took := im.run.Clock().Sub(im.begun); took > 0 {
		pr.Rate = float64(pr.Rows) / took.Seconds()
		pr.Left = time.Duration(float64(pr.Of-pr.Rows) / pr.Rate * float64(time.Second))
	}
	im.run.Progress(pr)
}
