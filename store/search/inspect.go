package search

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"

	"koe/model"
)

// An Inspection says how the file of an index is.
type Inspection struct {
	There  bool
	Event  uint64 // at which it stands
	Behind uint64 // events that came after it, which are read from the records
	Issues int    // listed
	// Anew says why the next start builds it anew, "" where it is taken up.
	Anew string
	// Hurt says what is wrong with one that is taken up, "" where nothing is. Nothing
	// is lost with it, since it can be built anew from the records.
	Hurt string
}

// Inspect reads an index's file without changing it: its checksums, and whether
// the event at which it stands is one of the records' history. deep lists every
// issue anew and compares.
func Inspect(ctx context.Context, path string, desk model.ID, source Source, deep bool) (Inspection, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Inspection{}, nil
	}
	if err != nil {
		return Inspection{}, err
	}
	defer f.Close()
	w := &file{f: f, path: path, desk: desk}
	v, err := w.read()
	if err != nil {
		return Inspection{There: true, Anew: err.Error()}, nil
	}
	return inspectView(ctx, v, source, deep)
}

// Inspect is the same of an index that is open, whose file may not be written yet
// or is being written.
func (x *Index) Inspect(ctx context.Context, source Source, deep bool) (in Inspection, err error) {
	defer x.guard(&err)()
	return inspectView(ctx, x.view.Load(), source, deep)
}

// inspectView reads all that a view lists.
func inspectView(ctx context.Context, v *view, source Source, deep bool) (Inspection, error) {
	in := Inspection{There: true, Event: v.event, Issues: v.listed()}
	s, err := source.Snapshot(ctx)
	if err != nil {
		return in, err
	}
	defer s.Close()
	head, _, err := s.Head()
	if err != nil {
		return in, err
	}
	mark, err := markOf(s, v.event)
	if err != nil {
		return in, err
	}
	if mark != v.mark || v.event > head {
		in.Anew = fmt.Sprintf("it stands at event %d of another history", v.event)
		return in, nil
	}
	in.Behind = head - v.event
	err = undamaged(func() error { return proveAll(ctx, v) })
	if err == nil && deep {
		err = undamaged(func() error { return compareAll(ctx, s, v) })
	}
	var different *differentError
	if errors.Is(err, errDamaged) || errors.As(err, &different) {
		in.Hurt, err = err.Error(), nil
	}
	return in, err
}

// Prove holds all that the index lists against its checksums. What is damaged is
// let go of, and built anew in the background; sound is false then.
func (x *Index) Prove(ctx context.Context) (sound bool, err error) {
	func() {
		defer x.guard(&err)()
		err = proveAll(ctx, x.view.Load())
	}()
	if errors.Is(err, errDamaged) {
		return false, nil
	}
	return err == nil, err
}

// A differentError says that an index lists something else than the records say.
type differentError struct{ from, to model.Number }

func (e *differentError) Error() string {
	return fmt.Sprintf("of the issues %s to %s it lists something else than they say", e.from, e.to)
}

// undamaged turns a panic over damaged bytes into errDamaged.
func undamaged(do func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			if !isDamage(p) {
				panic(p)
			}
			err = errDamaged
		}
	}()
	return do()
}

// proveAll holds every byte that an answer may come from against its checksum.
func proveAll(ctx context.Context, v *view) error {
	for _, p := range v.parts {
		p.seg.prove()
		for term := range p.seg.terms {
			p.seg.list(term)
		}
		for doc := range p.seg.docs {
			p.seg.words(doc)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// compareAll lists issues anew, a segment's worth at a time, and compares that
// with what the index has of them. What changed after its event is left out.
func compareAll(ctx context.Context, s Reader, v *view) error {
	since, err := changedSince(s, v.event)
	if err != nil {
		return err
	}
	_, newest, err := s.Head()
	if err != nil {
		return err
	}
	for from := max(v.floor, 1); from <= min(newest, maxNumber); from += maxDocs / 2 {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := from + maxDocs/2 - 1
		if err := compareRun(s, v, from, to, since); err != nil {
			return err
		}
	}
	return nil
}

// changedSince are the issues that changed after an event.
func changedSince(s Reader, event uint64) (map[model.Number]bool, error) {
	since := map[model.Number]bool{}
	for {
		numbers, upto, err := s.Changed(event, catchUp)
		if err != nil || upto <= event {
			return since, err
		}
		for _, n := range numbers {
			since[n] = true
		}
		event = upto
	}
}

func compareRun(s Reader, v *view, from, to model.Number, since map[model.Number]bool) error {
	var g gathering
	err := s.Scan(from, to, func(i *model.Issue) error {
		if !since[i.Number] {
			g.add(i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	anew := g.parts()
	var have []*part
	for _, p := range v.parts {
		if p = p.within(from, to, since); p != nil {
			have = append(have, p)
		}
	}
	if (len(anew) == 0) != (len(have) == 0) {
		return &differentError{from, to}
	}
	if len(anew) > 0 && !bytes.Equal(merge(anew), merge(have)) {
		return &differentError{from, to}
	}
	return nil
}

// within is the part with the living issues of a run alone, but for some; nil
// where there are none.
func (p *part) within(from, to model.Number, but map[model.Number]bool) *part {
	dead := newSet(p.seg.docs)
	copy(dead, p.dead)
	for doc := range p.seg.docs {
		if n := p.seg.number(doc); n < from || n > to || but[n] {
			dead.add(doc)
		}
	}
	q := newPart(p.seg, slices.Clip(dead), p.first, p.last)
	if q.alive == 0 {
		return nil
	}
	return q
}
