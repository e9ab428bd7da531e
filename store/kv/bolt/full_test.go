//go:build linux || darwin

package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

// TestFull writes until there is no room left: in a process whose files may not grow, and on a
// small disk in memory where mounting one is allowed.
func TestFull(t *testing.T) {
	t.Run("file size limit", func(t *testing.T) {
		run(t, "fill", filepath.Join(t.TempDir(), "desk.db"))
	})
	t.Run("small disk", func(t *testing.T) {
		dir := t.TempDir()
		if err := mountSmall(dir); err != nil {
			t.Skipf("no small disk can be mounted here: %v", err)
		}
		t.Cleanup(func() { syscall.Unmount(dir, 0) })
		if err := fill(filepath.Join(dir, "desk.db")); err != nil {
			t.Fatal(err)
		}
	})
}

// run runs a job in a child that must end well.
func run(t *testing.T, job, path string) {
	t.Helper()
	cmd := child(job, path)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
}

// fillChild is fill in a process whose files may have 40 MB.
func fillChild(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 40 << 20, Max: 40 << 20}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	return fill(path)
}

// fill commits until the disk is full, and then goes on living with it: reading, making room,
// writing again.
func fill(path string) error {
	ctx := context.Background()
	e, err := bolt.Open(ctx, path)
	if err != nil {
		return err
	}
	want := map[string][]byte{}
	var full kv.Batch
	for i := 0; ; i++ {
		var b kv.Batch
		for j := range 50 {
			key := fmt.Appendf(nil, "i%06d", i*50+j)
			b.Put = append(b.Put, sealed(key, bytes.Repeat(key, 300)))
		}
		if _, err = e.Commit(ctx, b); err != nil {
			full = b
			break
		}
		for _, p := range b.Put {
			want[string(p.Key)] = p.Value
		}
	}
	if !errors.Is(err, kv.ErrFull) {
		return fmt.Errorf("when the disk is full: %w", err)
	}
	for range 3 { // again and again, as a person would
		if _, err := e.Commit(ctx, full); !errors.Is(err, kv.ErrFull) {
			return fmt.Errorf("when the disk is still full: %w", err)
		}
	}
	if err := differs(e, want); err != nil {
		return fmt.Errorf("reading on a full disk: %w", err)
	}
	// Its pages can be used again from the next commit on; the deletion itself must find a little
	// room in what the last commits freed.
	var away kv.Batch
	for i := range 150 {
		key := fmt.Appendf(nil, "i%06d", i)
		away.Del = append(away.Del, key)
		delete(want, string(key))
	}
	if _, err := e.Commit(ctx, away); err != nil {
		return fmt.Errorf("making room: %w", err)
	}
	if _, err := e.Commit(ctx, kv.Batch{}); err != nil {
		return err
	}
	if _, err := e.Commit(ctx, full); err != nil {
		return fmt.Errorf("writing again after room was made: %w", err)
	}
	for _, p := range full.Put {
		want[string(p.Key)] = p.Value
	}
	for range 2 {
		report, err := e.Verify(ctx, nil)
		if err := errors.Join(err, report.Err(), differs(e, want)); err != nil {
			return err
		}
		if err := e.Close(); err != nil {
			return err
		}
		if e, err = bolt.Open(ctx, path); err != nil {
			return err
		}
	}
	return e.Close()
}
