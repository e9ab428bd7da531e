package bolt

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"koe/store/kv"
)

// TestPending gives up on a commit while it is being written: the answer says that it goes on, and
// Wait how it ended.
func TestPending(t *testing.T) {
	e, err := Open(context.Background(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var b kv.Batch
	for i := range 60_000 { // long enough to be caught at it
		key := fmt.Appendf(nil, "i%08d", i)
		b.Put = append(b.Put, kv.Pair{Key: key, Value: kv.Seal(key, key)})
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for len(e.writing) == 0 {
		}
		cancel()
	}()
	_, err = e.Commit(ctx, b)
	if !errors.Is(err, kv.ErrPending) || !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want ErrPending for context.Canceled", err)
	}

	// Another one waits behind it, and if it gives up meanwhile it has not begun.
	_, behind := e.Commit(ctx, kv.Batch{Del: [][]byte{[]byte("i00000000")}})
	if errors.Is(behind, kv.ErrPending) || !errors.Is(behind, context.Canceled) {
		t.Errorf("behind it: %v", behind)
	}

	var pending *kv.Pending
	if !errors.As(err, &pending) {
		t.Fatalf("%T holds no Pending", err)
	}
	if _, err := pending.Wait(ctx); !errors.As(err, &pending) {
		t.Logf("it was settled already: %v", err)
	}
	v, err := pending.Wait(context.Background())
	if err != nil || v != 2 {
		t.Fatalf("it ended with version %d, %v", v, err)
	}
	s, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	for _, err := range kv.All(context.Background(), s, kv.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != len(b.Put) || s.Version() != v {
		t.Errorf("%d pairs at version %d", n, s.Version())
	}
}

// TestCloseWaits closes during a write that nobody waits for any more: it is finished first.
func TestCloseWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	e, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	var b kv.Batch
	for i := range 30_000 {
		key := fmt.Appendf(nil, "i%08d", i)
		b.Put = append(b.Put, kv.Pair{Key: key, Value: kv.Seal(key, nil)})
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for len(e.writing) == 0 {
		}
		cancel()
	}()
	_, committing := e.Commit(ctx, b)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	var pending *kv.Pending
	if !errors.As(committing, &pending) {
		t.Fatalf("%v", committing)
	}
	if v, err := pending.Wait(context.Background()); err != nil || v != 2 {
		t.Errorf("it ended with version %d, %v", v, err)
	}
	if e, err = Open(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if e.version != 2 {
		t.Errorf("version %d", e.version)
	}
}

// TestStuck stands for bbolt having panicked with its locks held: nothing waits for it, Close
// neither, and the lock on the file is let go.
func TestStuck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	e, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = guard("the file", func() error {
		tx, err := e.db.Begin(true) // its lock stays taken
		_ = tx.ID()
		if err == nil {
			panic("as on a damaged file")
		}
		return err
	})
	e.setStuck(err)
	if _, err := e.Commit(context.Background(), kv.Batch{Del: [][]byte{[]byte("a")}}); !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("Commit: %v", err)
	}
	if _, err := e.Snapshot(context.Background()); !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("Snapshot: %v", err)
	}
	if err := errors.Join(s.Close(), e.Close()); err != nil {
		t.Error(err)
	}
	if e, err = Open(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	e.Close()
}
