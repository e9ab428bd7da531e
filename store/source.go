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

// scan copies pairs in steps that grow: who stops after a few has not paid for
// a whole page.
func (s snapshotSource) scan(ctx context.Context, r kv.Range, fn func(k, v []byte) (bool, error)) error {
	var page kv.Page
	limit := r.Limit
	for step := 64; ; step = min(step*4, 1<<16) {
		r.Limit = step
		if limit > 0 {
			r.Limit = min(step, limit)
		}
		if err := s.Scan(ctx, r, &page); err != nil {
			return err
		}
		pairs := page.Pairs()
		for _, pair := range pairs {
			if more, err := fn(pair.Key, pair.Value); err != nil || !more {
				return err
			}
		}
		rest, more := page.Rest()
		if len(pairs) < r.Limit && !more {
			return nil
		}
		if limit > 0 {
			if limit -= len(pairs); limit == 0 {
				return nil
			}
		}
		if more {
			r = rest
		} else {
			r = after(r, pairs[len(pairs)-1].Key)
		}
	}
}

// after is what is left of a range beyond a key.
func after(r kv.Range, key []byte) kv.Range {
	if r.Reverse {
		r.To = bytes.Clone(key)
	} else {
		r.From = append(bytes.Clone(key), 0)
	}
	return r
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
