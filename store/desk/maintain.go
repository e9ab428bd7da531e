package desk

import (
	"context"
	"errors"
	"io"

	"koe/store"
	"koe/store/kv"
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

// Check reads every record, index entry, counter and event and compares them
// with each other. The engine's own pages are checked by its Verify.
func (d *Desk) Check(ctx context.Context) (store.CheckReport, error) {
	return ask(ctx, d, (*store.Reader).Check)
}
