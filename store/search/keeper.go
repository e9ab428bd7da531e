package search

import (
	"context"
	"errors"
	"slices"
	"time"

	"koe/model"
)

// How the keeper works.
const (
	scanBatch  = 256              // issues read under one snapshot while building
	catchUp    = 512              // changed issues taken at a time
	keepAfter  = 8192             // issues in memory alone at which they are written to the file
	idle       = 2 * time.Second  // without changes
	saveEvery  = 10 * time.Minute // between writes of what is in memory, once there is nothing else to do
	retryAfter = 5 * time.Second  // after the records or the file could not be used
)

// The keeper follows the desk's events in the background: the one goroutine that makes views and
// writes the file.
type keeper struct {
	index *Index
	ctx   context.Context
	file  *file  // nil where everything stays in memory
	saved uint64 // the event at which the file stands
	// savedAt is when the file was written, or opened.
	savedAt time.Time
}

// open takes up what the file holds.
func (k *keeper) open() *view {
	if k.index.opt.Path == "" {
		return emptyView()
	}
	f, v, err := openFile(k.index.opt.Path, k.index.opt.Desk)
	if err != nil {
		return emptyView()
	}
	if !k.sameHistory(v) {
		f.close()
		return emptyView()
	}
	k.file, k.saved = f, v.event
	return v
}

// sameHistory reports whether the records went through the event at which a view stands: a database
// that was restored from an older copy did not, or went on from there in another way.
func (k *keeper) sameHistory(v *view) bool {
	s, err := k.index.opt.Source.Snapshot(k.ctx)
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
	e, err := r.Event(event)
	if err != nil || e == nil {
		return mark, err
	}
	return e.Hash, nil
}

// run follows until the index is closed.
func (k *keeper) run() {
	defer close(k.index.done)
	for k.ctx.Err() == nil {
		wait := idle
		if err := k.round(); err != nil && k.ctx.Err() == nil {
			k.index.setTrouble(err)
			wait = retryAfter
		} else {
			k.index.setTrouble(nil)
		}
		if !k.rest(wait) && k.now().Sub(k.savedAt) > saveEvery {
			if err := k.save(); err != nil {
				k.index.setTrouble(err)
			}
		}
	}
	_ = k.save() // what it cannot keep now is listed again the next time
	if k.file != nil {
		k.file.close()
	}
}

// rest waits for a hint, at most so long; false is that none came.
func (k *keeper) rest(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-k.index.hint:
		return true
	case <-k.ctx.Done():
		return true
	case <-t.C:
		return false
	}
}

func (k *keeper) view() *view { return k.index.view.Load() }

func (k *keeper) now() time.Time { return k.index.opt.Clock() }

// round brings the index up to date: what is missing is built, what changed is listed anew.
func (k *keeper) round() (err error) {
	defer k.index.guard(&err)()
	if k.index.broken.Load() {
		k.forget()
	}
	if !k.view().begun() {
		if err := k.begin(); err != nil {
			return err
		}
	}
	if err := k.follow(); err != nil {
		return err
	}
	return k.build()
}

// forget gives up a file that cannot be used.
func (k *keeper) forget() {
	if k.file != nil {
		k.file.close()
		k.file = nil
	}
	k.saved = 0
	k.index.publish(emptyView())
	k.index.broken.Store(false)
}

// begin sets out to build: everything up to now is to be listed, what comes later is followed.
func (k *keeper) begin() error {
	s, err := k.index.opt.Source.Snapshot(k.ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	event, newest, err := s.Head()
	if err != nil {
		return err
	}
	if path := k.index.opt.Path; path != "" && k.file == nil {
		if k.file, err = createFile(path, k.index.opt.Desk); err != nil {
			return err
		}
	}
	mark, err := markOf(s, event)
	if err == nil {
		k.index.publish(&view{event: event, mark: mark, floor: min(newest, maxNumber) + 1})
	}
	return err
}

// follow lists what changed since the view's event.
func (k *keeper) follow() error {
	for k.ctx.Err() == nil {
		more, err := k.followSome()
		if err != nil || !more {
			return err
		}
		if k.unsaved() >= keepAfter {
			if err := k.save(); err != nil {
				return err
			}
		}
	}
	return k.ctx.Err()
}

func (k *keeper) followSome() (more bool, err error) {
	c, err := k.changes()
	if err != nil || c == nil {
		return false, err
	}
	next := c.view.with(c.numbers, c.issues.parts()...)
	next.event, next.mark = c.upto, c.mark
	k.index.publish(gather(next))
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
func (k *keeper) changes() (*changes, error) {
	s, err := k.index.opt.Source.Snapshot(k.ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	v := k.view()
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
func (k *keeper) build() error {
	v := k.view()
	total := int(v.floor) - 1
	if len(v.parts) > 0 {
		total = max(total, int(v.parts[0].last))
	}
	for k.ctx.Err() == nil {
		v := k.view()
		if v.floor <= 1 || !v.begun() {
			return nil
		}
		from := max(int64(v.floor)-maxDocs, 1)
		parts, err := k.block(model.Number(from), v.floor-1, total-int(v.floor)+1, total)
		if err != nil {
			return err
		}
		next := v.with(nil, parts...)
		next.floor = model.Number(from)
		if err := k.publishSaved(next); err != nil {
			return err
		}
		k.report(total-int(next.floor)+1, total)
		if err := k.follow(); err != nil {
			return err
		}
	}
	return k.ctx.Err()
}

// block reads a run of issues, a few under each snapshot, so that none is held long.
func (k *keeper) block(from, to model.Number, done, total int) ([]*part, error) {
	var g gathering
	for at := from; at <= to; {
		began, end := k.now(), min(at+scanBatch-1, to)
		s, err := k.index.opt.Source.Snapshot(k.ctx)
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
		k.pause(k.now().Sub(began) / 2)
		at = end + 1
		if uint64(at)%(32*scanBatch) < scanBatch {
			k.report(done+int(at-from), total)
		}
	}
	return g.parts(), nil
}

// pause leaves the processor to those who wait for something: a building works two thirds of the
// time. A lower priority of its thread would do worse, for a thread that does not get to run holds
// up the whole program's collection of garbage.
func (k *keeper) pause(d time.Duration) {
	t := time.NewTimer(min(d, 50*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
	case <-k.ctx.Done():
	}
}

func (k *keeper) report(done, total int) {
	if k.index.opt.Progress != nil {
		k.index.opt.Progress(Progress{done, total})
	}
}
