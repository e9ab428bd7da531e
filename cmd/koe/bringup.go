package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"koe/model"
	"koe/store"
	"koe/store/kv/bolt"
	"koe/tui/lang"
)

// bringUp brings the file of an older koe to the form of this one, after a copy
// of it as it is was laid beside it. Where that fails the file is whole, and is
// opened for looking; the next opening goes on.
func (p *program) bringUp(ctx context.Context, words *lang.Catalogue, engine *bolt.Engine, path string) error {
	if stats, err := engine.Stats(ctx); err != nil || stats.Fault != nil {
		return err // nothing is written to a file that has a fault
	}
	_, err := store.BringUp(ctx, engine, func(schema int) error { return p.copyAside(ctx, words, engine, path, schema) })
	if errors.Is(err, &model.Fault{Code: model.NewerFile}) {
		return err
	}
	if err != nil && ctx.Err() == nil {
		p.remark(words.Keeping.NotBroughtUp(words.Error(engineFault(path, err))))
		return nil
	}
	return err
}

// copyAside keeps a copy of the file beside it. One that an earlier start made of
// the same state, and was cut off after, is not made twice.
func (p *program) copyAside(ctx context.Context, words *lang.Catalogue, engine *bolt.Engine, path string, schema int) error {
	aside := fmt.Sprintf("%s.schema-%d", path, schema)
	if _, err := os.Lstat(aside); err == nil {
		same, err := sameState(ctx, engine, aside)
		if err != nil {
			return err
		}
		if same {
			return nil
		}
		if aside, err = freeName(aside); err != nil {
			return err
		}
	}
	p.remark(words.Keeping.BringingUp(aside))
	return writeCopy(ctx, aside, func(ctx context.Context, w io.Writer) error {
		_, err := engine.Backup(ctx, w)
		return err
	})
}

// sameState reports whether a copy is whole and holds the state that an engine
// shows.
func sameState(ctx context.Context, engine *bolt.Engine, path string) (bool, error) {
	var hurt *hurtCopyError
	switch err := sound(ctx, path); {
	case errors.As(err, &hurt):
		return false, nil
	case err != nil:
		return false, err
	}
	opening, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	other, err := openEngine(opening, path)
	if err != nil {
		return false, err
	}
	defer other.Close()
	a, err := engine.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer a.Close()
	b, err := other.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer b.Close()
	mine, err := store.NewReader(ctx, a, nil).Mark()
	if err != nil {
		return false, err
	}
	theirs, err := store.NewReader(ctx, b, nil).Mark()
	return err == nil && mine == theirs, err
}
