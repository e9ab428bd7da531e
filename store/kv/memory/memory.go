// Package memory is the engine without a file: what tests compare the others with, and where a desk
// that nobody keeps may live. It holds a persistent tree, so that a snapshot is one pointer and
// never moves.
package memory

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"koe/store/kv"
)

// Engine is a kv.Engine in memory. The zero Engine is not usable; New makes one.
type Engine struct {
	mu      sync.Mutex
	root    *node
	version kv.Version
	closed  bool
}

// New returns an empty engine.
func New() *Engine { return &Engine{version: 1} }

// Snapshot implements kv.Engine.
func (e *Engine) Snapshot(ctx context.Context) (kv.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, kv.ErrClosed
	}
	return &snapshot{engine: e, root: e.root, version: e.version}, nil
}

// Commit implements kv.Engine.
func (e *Engine) Commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	ops, err := b.Ops()
	if err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.closed:
		return 0, kv.ErrClosed
	case b.After != kv.Any && b.After != e.version:
		return 0, fmt.Errorf("%w: version %d stands, the batch is for %d", kv.ErrConflict, e.version, b.After)
	case len(ops) == 0:
		return e.version, nil
	}
	for _, op := range ops {
		if op.Del {
			e.root = e.root.without(op.Key)
		} else {
			e.root = e.root.with(bytes.Clone(op.Key), append([]byte{}, op.Value...))
		}
	}
	e.version++
	return e.version, nil
}

// Close implements kv.Engine.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed, e.root = true, nil
	return nil
}

func (e *Engine) isClosed() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closed
}

// snapshot is a root that nobody changes any more.
type snapshot struct {
	engine  *Engine
	version kv.Version
	mu      sync.Mutex
	root    *node
	closed  bool
}

func (s *snapshot) Version() kv.Version { return s.version }

// usable returns the tree to read, or why not.
func (s *snapshot) usable(ctx context.Context) (*node, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.engine.isClosed() {
		return nil, kv.ErrClosed
	}
	return s.root, nil
}

func (s *snapshot) Get(ctx context.Context, key []byte) ([]byte, bool, error) {
	root, err := s.usable(ctx)
	if err != nil {
		return nil, false, err
	}
	if n := root.find(key); n != nil {
		return append([]byte{}, n.value...), true, nil
	}
	return nil, false, nil
}

func (s *snapshot) Scan(ctx context.Context, r kv.Range, page *kv.Page) error {
	page.Begin(r)
	root, err := s.usable(ctx)
	if err != nil {
		return err
	}
	room := true
	root.walk(r, func(n *node) bool {
		if !room {
			page.Cut()
			return false
		}
		room = page.Add(n.key, n.value)
		return true
	})
	return nil
}

func (s *snapshot) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.root = true, nil
	return nil
}
