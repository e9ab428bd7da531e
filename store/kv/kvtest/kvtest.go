// Package kvtest is what every engine behind kv must do, written as tests. An engine's own test
// calls Run; tests of what only that engine has stand beside it.
package kvtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"koe/store/kv"
)

// Harness opens engines for the suite.
type Harness struct {
	// New opens an empty engine. It is closed by the suite.
	New func(t testing.TB) kv.Engine
	// Reopen closes an engine and opens the same data again. It is nil for engines that forget.
	Reopen func(t testing.TB, e kv.Engine) kv.Engine
}

// Run runs the suite.
func Run(t *testing.T, h Harness) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Harness)
	}{
		{"an empty engine", testEmpty},
		{"a batch goes in whole", testBatch},
		{"bad batches change nothing", testInvalid},
		{"a batch for another version conflicts", testConflict},
		{"scans", testScans},
		{"long scans page by page", testPages},
		{"what is handed out is a copy", testCopies},
		{"large values", testLarge},
		{"contexts", testContexts},
		{"after closing", testClosed},
		{"snapshots do not move", testSnapshots},
		{"many writers", testWriters},
		{"readers beside a writer", testReaders},
		{"closing while busy", testCloseBusy},
		{"random operations", testRandom},
		{"everything is there again", testReopen},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, h) })
	}
}

// start opens an engine that is closed, and checked if it can be, when the test ends.
func (h Harness) start(t *testing.T) kv.Engine {
	t.Helper()
	e := h.New(t)
	t.Cleanup(func() {
		verify(t, e)
		if err := e.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return e
}

// verify lets an engine that can check itself do so.
func verify(t fataler, e kv.Engine) {
	m, ok := e.(kv.Maintainer)
	if !ok {
		return
	}
	switch report, err := m.Verify(context.Background(), nil); {
	case errors.Is(err, kv.ErrClosed):
	case err != nil:
		t.Fatalf("checking: %v", err)
	case report.Err() != nil:
		t.Fatalf("checking finds: %v", report.Hurt)
	}
}

// fataler is what testing's and rapid's T share here.
type fataler interface {
	Fatalf(format string, args ...any)
}

// pair makes a sealed pair of words.
func pair(key, value string) kv.Pair {
	return kv.Pair{Key: []byte(key), Value: kv.Seal([]byte(key), []byte(value))}
}

// commit applies a batch that must go in.
func commit(t fataler, e kv.Engine, b kv.Batch) kv.Version {
	v, err := e.Commit(context.Background(), b)
	if err != nil {
		t.Fatalf("committing: %v", err)
	}
	return v
}

// put commits pairs of words, key after value.
func put(t fataler, e kv.Engine, words ...string) kv.Version {
	var b kv.Batch
	for i := 0; i < len(words); i += 2 {
		b.Put = append(b.Put, pair(words[i], words[i+1]))
	}
	return commit(t, e, b)
}

// look takes a snapshot.
func look(t fataler, e kv.Engine) kv.Snapshot {
	s, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatalf("taking a snapshot: %v", err)
	}
	return s
}

// get returns the word at a key, or "-" if there is none.
func get(t fataler, s kv.Snapshot, key string) string {
	sealed, found, err := s.Get(context.Background(), []byte(key))
	if err != nil {
		t.Fatalf("reading %q: %v", key, err)
	}
	if !found {
		return "-"
	}
	value, err := kv.Unseal([]byte(key), sealed)
	if err != nil {
		t.Fatalf("reading %q: %v", key, err)
	}
	return string(value)
}

// keys returns the keys of a range.
func keys(t fataler, s kv.Snapshot, r kv.Range) []string {
	found := []string{}
	for p, err := range kv.All(context.Background(), s, r) {
		if err != nil {
			t.Fatalf("scanning: %v", err)
		}
		if _, err := kv.Unseal(p.Key, p.Value); err != nil {
			t.Fatalf("scanning: %v", err)
		}
		found = append(found, string(p.Key))
	}
	return found
}

// number is a key of a table that grows at its end.
func number(table byte, n int) string { return fmt.Sprintf("%c%08d", table, n) }

// filler is a value of n bytes that is different for each seed.
func filler(seed, n int) []byte {
	return bytes.Repeat([]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), 'x'}, n/4+1)[:n]
}
