package store

import (
	"bytes"
	"context"
	"slices"

	"koe/store/kv"
)

// A source gives sealed values: a snapshot, or a Tx that lies over one.
type source interface {
	get(ctx context.Context, key []byte) ([]byte, bool, error)
	// scan calls fn with each pair of the range until it says stop. The pair is
	// valid during the call.
	scan(ctx context.Context, r kv.Range, fn func(k, v []byte) (more bool, err error)) error
}

// snapshotSource reads what is on disk.
type snapshotSource struct{ kv.Snapshot }

func (s snapshotSource) get(ctx context.Context, key []byte) ([]byte, bool, error) {
	return s.Get(ctx, key)
}

func (s snapshotSource) scan(ctx context.Context, r kv.Range, fn func(k, v []byte) (bool, error)) error {
	for pair, err := range kv.All(ctx, s.Snapshot, r) {
		if err != nil {
			return err
		}
		if more, err := fn(pair.Key, pair.Value); err != nil || !more {
			return err
		}
	}
	return nil
}

// An overlay is what a group of commands has written and no disk has seen yet.
type overlay struct {
	under   source
	written map[string][]byte // nil is deleted
}

func (o *overlay) get(ctx context.Context, key []byte) ([]byte, bool, error) {
	if v, ok := o.written[string(key)]; ok {
		return v, v != nil, nil
	}
	return o.under.get(ctx, key)
}

// scan walks both layers side by side. Groups are small and their scans short,
// so the written keys of the range are sorted anew each time.
func (o *overlay) scan(ctx context.Context, r kv.Range, fn func(k, v []byte) (bool, error)) error {
	mine := o.keys(r)
	if len(mine) == 0 {
		return o.under.scan(ctx, r, fn)
	}
	left := r.Limit
	stopped := false
	give := func(k, v []byte) (bool, error) {
		if v == nil {
			return true, nil
		}
		more, err := fn(k, v)
		if left > 0 {
			if left--; left == 0 {
				more = false
			}
		}
		stopped = stopped || !more
		return more, err
	}
	r.Limit = 0
	err := o.under.scan(ctx, r, func(k, v []byte) (bool, error) {
		for len(mine) > 0 && before(mine[0], k, r.Reverse) {
			if more, err := give([]byte(mine[0]), o.written[mine[0]]); err != nil || !more {
				return false, err
			}
			mine = mine[1:]
		}
		if len(mine) > 0 && mine[0] == string(k) {
			v, mine = o.written[mine[0]], mine[1:]
		}
		return give(k, v)
	})
	for ; err == nil && !stopped && len(mine) > 0; mine = mine[1:] {
		_, err = give([]byte(mine[0]), o.written[mine[0]])
	}
	return err
}

func before(a string, b []byte, reverse bool) bool {
	if c := bytes.Compare([]byte(a), b); reverse {
		return c > 0
	} else {
		return c < 0
	}
}

func (o *overlay) keys(r kv.Range) []string {
	var in []string
	for k := range o.written {
		if r.Contains([]byte(k)) {
			in = append(in, k)
		}
	}
	slices.Sort(in)
	if r.Reverse {
		slices.Reverse(in)
	}
	return in
}
