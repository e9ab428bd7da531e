package search

import (
	"context"
	"errors"
	"os"
	"slices"
	"time"

	"koe/model"
)

// How the indexer works.
const (
	scanBatch  = 256              // issues read under one snapshot while building
	catchUp    = 512              // changed issues taken at a time
	keepAfter  = 8192             // issues in memory alone at which they are written to the file
	idle       = 2 * time.Second  // without changes
	saveEvery  = 10 * time.Minute // between writes of what is in memory, once there is nothing else to do
	retryAfter = 5 * time.Second  // after the records or the file could not be used
)

// The indexer follows the desk's events in the background: the one goroutine that makes views and
// writes the file.
type indexer struct {
	index *Index
	ctx   context.Context
	file  *file  // nil where everything stays in memory
	saved uint64 // the event at which the file stands
	// savedAt is when the file was written, or opened.
	savedAt time.Time
}

// open takes up what the file holds.
func (x *indexer) open() *view {
	if x.index.opt.Path == "" {
		return emptyView()
	}
	f, v, err := openFile(x.index.opt.Path, x.index.opt.Desk)
	if err != nil {
		return emptyView()
	}
	if !x.sameHistory(v) {
		f.close()
		return emptyView()
	}
	x.file, x.saved = f, v.event
	return v
}

// sameHistory reports whether the records went through the event at which a view stands: a database
// that was restored from an older copy did not, or went on from there in another way.
func (x *indexer) sameHistory(v *view) bool {
	s, err := x.index.opt.Source.Snapshot(x.ctx)
	if err != nil {
		return false
	}
	defer s.Close()
	mark, err := markOf(s, v.event)
	return err == nil && mark == v.mark
}

// markOf is the hash of an event; zero where there is none.
func markOf(r Reader, event uint64) (mark [32]byte, err error) {
	if event == 0 {
		return mark, nil
	}
	e, err := r.Envelope(event)
	if err != nil || e == nil {
		return mark, err
	}
	return e.Hash, nil
}

// run follows until the index is closed.
func (x *indexer) run() {
	defer close(x.index.done)
	for x.ctx.Err() == nil {
		wait := idle
		if err := x.round(); err != nil && x.ctx.Err() == nil {
			x.index.setTrouble(err)
			wait = retryAfter
		} else {
			x.index.setTrouble(nil)
		}
		if !x.rest(wait) && x.now().Sub(x.savedAt) > saveEvery {
			if err := x.save(); err != nil {
				x.index.setTrouble(err)
			}
		}
	}
	if x.index.broken.Load() {
		x.forget()
	}
	_ = x.save() // what it cannot keep now is listed again the next time
	if x.file != nil {
		x.file.close()
	}
}

// rest waits for a hint, at most so long; false is that none came.
func (x *indexer) rest(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-x.index.hint:
		return true
	case <-x.ctx.Done():
		return true
	case <-t.C:
		return false
	}
}

func (x *indexer) view() *view { return x.index.view.Load() }

func (x *indexer) now() time.Time { return x.index.opt.Clock() }

// round brings the index up to date: what is missing is built, what changed is listed anew.
func (x *indexer) round() (err error) {
	defer x.index.guard(&err)()
	if x.index.broken.Load() {
		x.forget()
	}
	if !x.view().begun() {
		if err := x.begin(); err != nil {
			return err
		}
	}
	if err := x.follow(); err != nil {
		return err
	}
	return x.build()
}

// forget gives up a file that cannot be used. It goes at once, so that no later
// start takes it up.
func (x *indexer) forget() {
	if x.file != nil {
		x.file.close()
		_ = os.Remove(x.file.path)
		x.file = nil
	}
	x.saved = 0
	x.index.publish(emptyView())
	x.index.broken.Store(false)
}

// begin sets out to build: everything up to now is to be listed, what comes later is followed.
func (x *indexer) begin() error {
	s, err := x.index.opt.Source.Snapshot(x.ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	event, newest, err := s.Head()
	if err != nil {
		return err
	}
	if path := x.index.opt.Path; path != "" && x.file == nil {
		if x.file, err = createFile(path, x.index.opt.Desk); err != nil {
			return err
		}
	}
	mark, err := markOf(s, event)
	if err == nil {
		x.index.publish(&view{event: event, mark: mark, floor: min(newest, maxNumber) + 1})
	}
	return err
}

// follow lists what changed since the view's event.
func (x *indexer) follow() error {
	for x.ctx.Err() == nil {
		more, err := x.followSome()
		if err != nil || !more {
			return err
		}
		if x.unsaved() >= keepAfter {
			if err := x.save(); err != nil {
				return err
			}
		}
	}
	return x.ctx.Err()
}

func (x *indexer) followSome() (more bool, err error) {
	c, err := x.changes()
	if err != nil || c == nil {
		return false, err
	}
	next := c.view.with(c.numbers, c.issues.parts()...)
	next.event, next.mark = c.upto, c.mark
	x.index.publish(gather(next))
	return c.upto < c.head, nil
}

// changes are issues that changed since a view, as they stand now. The view is kept because
// distrust may publish another at any time.
type changes struct {
	view       *view
	numbers    []model.Number // ascending; some may be gone
	issues     gathering
	upto, head uint64
	mark       [32]byte // of the event upto
}

// changes reads some of what changed, under one snapshot; nil where nothing did.
func (x *indexer) changes() (*changes, error) {
	s, err := x.index.opt.Source.Snapshot(x.ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	v := x.view()
	c := &changes{view: v}
	if c.head, _, err = s.Head(); err != nil || c.head <= v.event || !v.begun() {
		return nil, err
	}
	if c.numbers, c.upto, err = s.Changed(v.event, catchUp); err != nil || c.upto <= v.event {
		return nil, err
	}
	if c.mark, err = markOf(s, c.upto); err != nil {
		return nil, err
	}
	slices.Sort(c.numbers)
	c.numbers = slices.Compact(c.numbers)
	c.numbers = slices.DeleteFunc(c.numbers, func(n model.Number) bool { return n < v.floor || n > maxNumber })
	for _, n := range c.numbers {
		i, err := s.Issue(n)
		if err != nil {
			return nil, err
		}
		if i != nil {
			c.issues.add(i)
		}
	}
	return c, nil
}

// A gathering is issues on their way into parts. Numbers must ascend.
type gathering struct {
	open *builder
	full []*part
}

func (g *gathering) add(i *model.Issue) {
	if g.open != nil && g.open.full() {
		g.full = append(g.full, inMemory(g.open.segment()))
		g.open = nil
	}
	if g.open == nil {
		g.open = newBuilder()
	}
	g.open.add(i)
}

// parts ends the gathering.
func (g *gathering) parts() []*part {
	if g.open != nil {
		g.full = append(g.full, inMemory(g.open.segment()))
		g.open = nil
	}
	return g.full
}

// build lists the issues below the floor, the newest first, a segment at a time.
func (x *indexer) build() error {
	v := x.view()
	total := int(v.floor) - 1
	if len(v.parts) > 0 {
		total = max(total, int(v.parts[0].last))
	}
	for x.ctx.Err() == nil {
		v := x.view()
		if v.floor <= 1 || !v.begun() {
			return nil
		}
		from := max(int64(v.floor)-maxDocs, 1)
		parts, err := x.block(model.Number(from), v.floor-1, total-int(v.floor)+1, total)
		if err != nil {
			return err
		}
		next := v.with(nil, parts...)
		next.floor = model.Number(from)
		if err := x.publishSaved(next); err != nil {
			return err
		}
		x.report(total-int(next.floor)+1, total)
		if err := x.follow(); err != nil {
			return err
		}
	}
	return x.ctx.Err()
}

// block reads a run of issues, a few under each snapshot, so that none is held long.
func (x *indexer) block(from, to model.Number, done, total int) ([]*part, error) {
	var g gathering
	for at := from; at <= to; {
		began, end := x.now(), min(at+scanBatch-1, to)
		s, err := x.index.opt.Source.Snapshot(x.ctx)
		if err != nil {
			return nil, err
		}
		err = s.Scan(at, end, func(i *model.Issue) error {
			g.add(i)
			return nil
		})
		if err = errors.Join(err, s.Close()); err != nil {
			return nil, err
		}
		x.pause(x.now().Sub(began) / 2)
		at = end + 1
		if uint64(at)%(32*scanBatch) < scanBatch {
			x.report(done+int(at-from), total)
		}
	}
	return g.parts(), nil
}

// pause leaves the processor to those who wait for something: a building works two thirds of the
// time. A lower priority of its thread would do worse, for a thread that does not get to run holds
// up the whole program's collection of garbage.
func (x *indexer) pause(d time.Duration) {
	t := time.NewTimer(min(d, 50*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
	case <-x.ctx.Done():
	}
}

func (x *indexer) report(done, total int) {
	if x.index.opt.Progress != nil {
		x.index.opt.Progress(Progress{done, total})
	}
}
