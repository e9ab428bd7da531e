package desk

import (
	"context"
	"errors"
	"io"

	"koe/store"
	"koe/store/kv"
	"koe/store/search"
)

// errNoMaintainer is of engines that have no file to keep, such as the tests'.
var errNoMaintainer = errors.New("this engine keeps no file")

// Backup writes a copy of the newest state, from which koe can be opened
// again. Work goes on meanwhile.
func (d *Desk) Backup(ctx context.Context, w io.Writer) error {
	m, ok := d.engine.(kv.Maintainer)
	if !ok {
		return errNoMaintainer
	}
	_, err := m.Backup(ctx, w)
	return faultOf(err)
}

// Verify reads every page and every value of the file and names what is hurt. An
// earlier fault that a clean report clears stays until the desk is opened again.
func (d *Desk) Verify(ctx context.Context) (kv.Report, error) {
	m, ok := d.engine.(kv.Maintainer)
	if !ok {
		return kv.Report{}, errNoMaintainer
	}
	report, err := m.Verify(ctx, nil)
	if hurt := report.Err(); err == nil && hurt != nil {
		d.fail(hurt)
	}
	return report, faultOf(err)
}

// Check reads every record, index entry, counter and event and compares them
// with each other. The engine's own pages are checked by its Verify.
func (d *Desk) Check(ctx context.Context) (store.CheckReport, error) {
	return ask(ctx, d, (*store.Reader).Check)
}

// InspectIndex reads the desk's search index without changing it: where the desk
// has it open, as it stands, and else its file at path. deep lists every issue anew
// and compares.
func (d *Desk) InspectIndex(ctx context.Context, path string, deep bool) (search.Inspection, error) {
	info, err := d.Info(ctx)
	if err != nil || info == nil {
		return search.Inspection{}, err
	}
	if d.index != nil {
		in, err := d.index.Inspect(ctx, records{d}, deep)
		return in, faultOf(err)
	}
	in, err := search.Inspect(ctx, path, info.ID, records{d}, deep)
	return in, faultOf(err)
}

// Compact writes the newest state to a new file at path, as small as it gets and
// without remains of what was deleted.
func (d *Desk) Compact(ctx context.Context, path string) error {
	m, ok := d.engine.(kv.Maintainer)
	if !ok {
		return errNoMaintainer
	}
	return faultOf(m.Compact(ctx, path))
}

// Mark is where the history stands.
func (d *Desk) Mark(ctx context.Context) (store.Mark, error) {
	return ask(ctx, d, (*store.Reader).Mark)
}

// Chain reads the whole history and holds each event against the one before it.
func (d *Desk) Chain(ctx context.Context) (store.Chain, error) {
	return ask(ctx, d, (*store.Reader).Chain)
}

// WentThrough reports whether the history went through another's mark: whether
// that is an older state, or this one, of the same desk.
func (d *Desk) WentThrough(ctx context.Context, m store.Mark) (bool, error) {
	return ask(ctx, d, func(r *store.Reader) (bool, error) {
		info, err := r.Desk()
		if err != nil || info == nil || info.ID != m.Desk {
			return false, err
		}
		e, err := r.Envelope(m.Event)
		return err == nil && e != nil && e.Hash == m.Hash, err
	})
}
