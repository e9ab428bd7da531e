package desk

import (
	"context"
	"crypto/rand"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"koe/model"
	"koe/store/kv/bolt"
)

// BenchmarkColdOpen opens a desk whose files are in no cache and asks for the
// first page of Triage. It needs the desk of -desk.
func BenchmarkColdOpen(b *testing.B) {
	if *benchFile == "" {
		b.Skip("a cold cache is measured on a desk that was made before: give -desk")
	}
	benchDesk(b).Close()
	var took []time.Duration
	for b.Loop() {
		for _, path := range []string{*benchFile, *benchFile + ".search"} {
			forget(b, path)
		}
		start := time.Now()
		engine, err := bolt.Open(context.Background(), *benchFile)
		if err != nil {
			b.Fatal(err)
		}
		d, err := Open(context.Background(), Options{Engine: engine, Clock: func() time.Time { return benchToday }, Rand: rand.Reader, Index: *benchFile + ".search"})
		if err != nil {
			b.Fatal(err)
		}
		page, err := d.Issues(context.Background(), model.IssueQuery{Query: "state:open owner:none", Order: model.ByUrgency, Who: "aya"})
		if err != nil || len(page.Rows) == 0 {
			b.Fatalf("%d rows, %v", len(page.Rows), err)
		}
		took = append(took, time.Since(start))
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
	percentiles(b, took)
}

// forget drops a file's pages from the cache.
func forget(b *testing.B, path string) {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		b.Fatal(err)
	}
}
