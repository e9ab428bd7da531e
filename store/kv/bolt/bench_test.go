package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"koe/store/kv"
	"koe/store/kv/bolt"
)

var issues = flag.Int("issues", 100_000, "how many issues the benchmarks' file holds")

// desk writes what a desk writes: for each issue a record of a kilobyte, an event, and entries of
// seven indexes, two of which grow at their end.
type desk struct {
	random *rand.Rand
	next   uint64
}

func newDesk() *desk { return &desk{random: rand.New(rand.NewPCG(1, 2)), next: 1} }

// issue adds the pairs of the next issue.
func (d *desk) issue(b *kv.Batch) {
	n := d.next
	d.next++
	day := n / 200
	u64 := binary.BigEndian.AppendUint64
	text := bytes.Repeat(u64(nil, n), 128)
	put := func(key, value []byte) { b.Put = append(b.Put, sealed(key, value)) }
	put(u64([]byte{'i'}, n), text)
	put(u64([]byte{'e'}, n), text[:200])
	put(u64(u64([]byte{'u'}, d.random.Uint64()), n), u64(nil, n))
	put(u64(u64([]byte{'x'}, d.random.Uint64()), n), u64(nil, n))
	put(u64(u64([]byte{'o', byte(d.random.IntN(4))}, day), n), nil)
	put(u64(fmt.Appendf([]byte{'t'}, "%04d%06d", d.random.IntN(1000), day), n), nil)
	put(u64(u64([]byte{'c'}, d.random.Uint64N(100_000)), n), nil)
	put(u64(u64([]byte{'w'}, d.random.Uint64N(50)), n), nil)
	put(u64([]byte{'d'}, n), nil)
}

func (d *desk) batch(n int) kv.Batch {
	var b kv.Batch
	for range n {
		d.issue(&b)
	}
	return b
}

// filled makes a file of *issues issues and leaves it open.
func filled(b *testing.B) (*bolt.Engine, *desk, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "desk.db")
	e := open(b, path)
	b.Cleanup(func() { e.Close() })
	d := newDesk()
	for done := 0; done < *issues; {
		n := min(20_000, *issues-done)
		must(b, e, d.batch(n))
		done += n
	}
	return e, d, path
}

func must(b *testing.B, e *bolt.Engine, batch kv.Batch) {
	b.Helper()
	if _, err := e.Commit(context.Background(), batch); err != nil {
		b.Fatal(err)
	}
}

// quantiles reports how long the single runs took.
func quantiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	for name, q := range map[string]float64{"p50-ms": 0.5, "p99-ms": 0.99} {
		b.ReportMetric(float64(took[int(q*float64(len(took)-1))])/1e6, name)
	}
}

// BenchmarkCommit is the durable save of one issue, alone and in groups.
func BenchmarkCommit(b *testing.B) {
	e, d, _ := filled(b)
	for _, group := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("group=%d", group), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				batch := d.batch(group)
				start := time.Now()
				must(b, e, batch)
				took = append(took, time.Since(start))
			}
			quantiles(b, took)
			b.ReportMetric(float64(group*b.N)/b.Elapsed().Seconds(), "issues/s")
		})
	}
}

// BenchmarkImport is a command of an import: 20,000 issues in one batch.
func BenchmarkImport(b *testing.B) {
	e, d, path := filled(b)
	const n = 20_000
	for b.Loop() {
		b.StopTimer()
		batch := d.batch(n)
		b.StartTimer()
		must(b, e, batch)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "issues/s")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(d.next), "bytes/issue")
}

// firstPage reads the first fifty of an index and their records, as a list does.
func firstPage(b *testing.B, e *bolt.Engine) {
	b.Helper()
	ctx := context.Background()
	s, err := e.Snapshot(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := kv.Prefix([]byte{'o'})
	r.Limit = 50
	n := 0
	for p, err := range kv.All(ctx, s, r) {
		if err != nil {
			b.Fatal(err)
		}
		key := append([]byte{'i'}, p.Key[len(p.Key)-8:]...)
		if _, found, err := s.Get(ctx, key); !found || err != nil {
			b.Fatal(found, err)
		}
		n++
	}
	if n != 50 {
		b.Fatalf("%d on the first page", n)
	}
}

func BenchmarkFirstPage(b *testing.B) {
	e, _, _ := filled(b)
	for b.Loop() {
		firstPage(b, e)
	}
}

// BenchmarkOpen is opening the file and reading a first page, with the file in the system's cache
// and without.
func BenchmarkOpen(b *testing.B) {
	e, _, path := filled(b)
	if err := e.Close(); err != nil {
		b.Fatal(err)
	}
	for _, cold := range []bool{false, true} {
		b.Run(fmt.Sprintf("cold=%v", cold), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				if cold {
					if err := forget(path); err != nil {
						b.Skipf("the system's cache cannot be emptied here: %v", err)
					}
				}
				start := time.Now()
				e := open(b, path)
				firstPage(b, e)
				took = append(took, time.Since(start))
				e.Close()
			}
			quantiles(b, took)
		})
	}
}

// BenchmarkScan reads all records, and all keys of an index.
func BenchmarkScan(b *testing.B) {
	e, _, _ := filled(b)
	for name, table := range map[string]byte{"records": 'i', "index": 't'} {
		for _, reverse := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s,reverse=%v", name, reverse), func(b *testing.B) {
				s, err := e.Snapshot(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				defer s.Close()
				n := 0
				for b.Loop() {
					r := kv.Prefix([]byte{table})
					r.Reverse = reverse
					for p, err := range kv.All(context.Background(), s, r) {
						if err != nil || len(p.Key) == 0 {
							b.Fatal(err)
						}
						n++
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/pair")
			})
		}
	}
}

func BenchmarkMaintain(b *testing.B) {
	e, _, path := filled(b)
	ctx := context.Background()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("verify", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			if report, err := e.Verify(ctx, nil); err != nil || report.Err() != nil {
				b.Fatal(err, report.Hurt)
			}
		}
	})
	b.Run("backup", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			if _, err := e.Backup(ctx, io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("compact", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			target := filepath.Join(b.TempDir(), "compacted.db")
			if err := e.Compact(ctx, target); err != nil {
				b.Fatal(err)
			}
			small, err := os.Stat(target)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(small.Size())/float64(*issues), "bytes/issue")
			os.Remove(target)
		}
	})
}
