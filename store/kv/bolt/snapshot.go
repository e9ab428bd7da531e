package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	bbolt "go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"

	"koe/store/kv"
)

// snapshot is a pinned state of the file. The bbolt transaction is only the pin.
type snapshot struct {
	engine *Engine
	own

	mu     sync.Mutex
	tx     *bbolt.Tx // nil when closed
	reader *reader
	tables []table // ascending
}

// table is the tree of the keys that begin with name.
type table struct {
	name byte
	tree
}

// state says where the state of a transaction begins and ends in the file.
func (e *Engine) state(tx *bbolt.Tx) (root uint64, s source) {
	return uint64(tx.Cursor().Bucket().RootPage()), source{file: e.file, pageSize: e.pageSize, high: uint64(tx.Size()) / uint64(e.pageSize)}
}

// Snapshot implements kv.Engine.
func (e *Engine) Snapshot(ctx context.Context) (kv.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := e.snapshot()
	if err != nil {
		return nil, e.note(err)
	}
	return s, nil
}

func (e *Engine) snapshot() (*snapshot, error) {
	if err := e.usable(); err != nil {
		return nil, err
	}
	s := &snapshot{engine: e}
	var root uint64
	err := guard(e.path, func() (err error) {
		if s.tx, err = e.db.Begin(false); err == nil {
			var from source
			root, from = e.state(s.tx)
			s.reader = newReader(from)
		}
		return err
	})
	switch {
	case errors.Is(err, bberrors.ErrDatabaseNotOpen):
		return nil, kv.ErrClosed
	case errors.Is(err, kv.ErrDamaged):
		e.setStuck(err)
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("reading the database: %w", err)
	}
	err = e.register(s)
	if err == nil {
		err = s.readTables(root)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// register remembers an open snapshot. One that was begun while the engine closed is too late.
func (e *Engine) register(s *snapshot) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return kv.ErrClosed
	}
	e.open[s] = time.Now()
	return nil
}

// readTables reads which tables there are and what the engine's own bucket says.
func (s *snapshot) readTables(root uint64) error {
	var mine *tree
	err := s.reader.buckets(root, func(name []byte, t tree) error {
		switch {
		case len(name) == 1:
			s.tables = append(s.tables, table{name: name[0], tree: t})
		case bytes.Equal(name, ownBucket):
			mine = &t
		default:
			return &kv.Damage{Where: fmt.Sprintf("table %x", name), What: "koe has no such table"}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if mine == nil {
		return &kv.Damage{Where: "the file", What: "it is no database of koe's"}
	}
	if s.own, err = s.reader.readOwn(mine); err != nil {
		return err
	}
	if missing := s.tallies.without(s.has); missing != nil {
		return missing
	}
	return nil
}

// has tells whether there is a table of that name.
func (s *snapshot) has(name byte) bool {
	return slices.ContainsFunc(s.tables, func(t table) bool { return t.name == name })
}

// get returns the value of a key, in the reader's memory.
func (r *reader) get(t *tree, key []byte) (value []byte, found bool, err error) {
	c := cursor{r: r}
	if ok, err := c.seek(t, key); !ok || err != nil || !bytes.Equal(c.key(), key) {
		return nil, false, err
	}
	value, err = c.value()
	return value, err == nil, err
}

// Version implements kv.Snapshot.
func (s *snapshot) Version() kv.Version { return s.version }

// begin locks the snapshot for one question; the caller unlocks it when there is no error.
func (s *snapshot) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	if s.tx == nil {
		s.mu.Unlock()
		return kv.ErrClosed
	}
	return nil
}

// Get implements kv.Snapshot.
func (s *snapshot) Get(ctx context.Context, key []byte) ([]byte, bool, error) {
	if err := s.begin(ctx); err != nil {
		return nil, false, err
	}
	defer s.mu.Unlock()
	for i := range s.tables {
		if t := &s.tables[i]; len(key) > 0 && t.name == key[0] {
			value, found, err := s.reader.get(&t.tree, key)
			if err != nil || !found {
				return nil, false, s.engine.note(err)
			}
			return append([]byte{}, value...), true, nil
		}
	}
	return nil, false, nil
}

// Scan implements kv.Snapshot.
func (s *snapshot) Scan(ctx context.Context, r kv.Range, page *kv.Page) error {
	page.Begin(r)
	if err := s.begin(ctx); err != nil {
		return err
	}
	defer s.mu.Unlock()
	room := true
	for i := range s.tables {
		t := &s.tables[i]
		if r.Reverse {
			t = &s.tables[len(s.tables)-1-i]
		}
		more, err := s.scanTable(t, r, page, &room)
		if err != nil {
			return s.engine.note(err)
		}
		if !more {
			break
		}
	}
	return nil
}

// scanTable adds the table's pairs in the range to the page, and tells whether another table may
// add more.
func (s *snapshot) scanTable(t *table, r kv.Range, page *kv.Page, room *bool) (more bool, err error) {
	if t.hi != nil && bytes.Compare(t.hi, r.From) <= 0 || r.To != nil && bytes.Compare(t.lo, r.To) >= 0 {
		return true, nil
	}
	c := cursor{r: s.reader}
	var ok bool
	by := +1
	if r.Reverse {
		by = -1
		ok, err = c.seekBelow(&t.tree, r.To)
	} else {
		ok, err = c.seek(&t.tree, r.From)
	}
	for ; ok && err == nil; ok, err = c.step(by) {
		if !r.Contains(c.key()) {
			return false, c.top().sealed(c.top().i) // it may have been in the range before it was hurt
		}
		if !*room {
			page.Cut()
			return false, nil
		}
		value, err := c.value()
		if err != nil {
			return false, err
		}
		*room = page.Add(c.key(), value)
	}
	return err == nil, err
}

// Close implements kv.Snapshot.
func (s *snapshot) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tx == nil {
		return nil
	}
	tx := s.tx
	s.tx = nil
	s.engine.mu.Lock()
	delete(s.engine.open, s)
	stuck := s.engine.stuck
	s.engine.mu.Unlock()
	if stuck {
		return nil
	}
	if err := guard(s.engine.path, tx.Rollback); err != nil {
		return s.engine.note(fmt.Errorf("closing a snapshot: %w", err))
	}
	return nil
}
