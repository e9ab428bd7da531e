package desk

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koe/model"
	"koe/store"
	"koe/store/demo"
	"koe/store/kv/bolt"
)

// The benchmarks run on a desk of so many made-up issues of 1 KB, in a file
// that is made once and kept where -desk says:
//
//	go test ./store/desk -run '^$' -bench . -issues 1000000 -desk /tmp/million.db
var (
	benchIssues = flag.Int("issues", 20_000, "issues of the desk that is measured")
	benchFile   = flag.String("desk", "", "where that desk is kept; a temporary file where empty")
)

// today is the day after the last made-up complaint.
var benchToday = time.Date(2026, 7, 13, 9, 0, 0, 0, time.UTC)

// benchDesk opens the desk that is measured, making it where it is missing.
func benchDesk(b *testing.B) *Desk {
	b.Helper()
	path := *benchFile
	if path == "" {
		path = filepath.Join(b.TempDir(), "koe.db")
	}
	_, missing := os.Stat(path)
	engine, err := bolt.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	d, err := Open(context.Background(), Options{
		Engine: engine, Clock: func() time.Time { return benchToday }, Rand: rand.Reader, Index: path + ".search",
		Found: &Founding{Zone: "UTC", Owner: "aya"},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	if missing != nil {
		fillBench(b, d)
	}
	return d
}

func fillBench(b *testing.B, d *Desk) {
	b.Helper()
	const days = 5 * 365
	o := demo.Options{Seed: 1, Last: model.DayOf(benchToday) - 1, Days: days, PerDay: float64(*benchIssues) / days / 2 * 1.05, Pad: 900}
	english, stop := iter.Pull(demo.Rows(o))
	defer stop()
	o.Language = demo.Japanese
	japanese, stop := iter.Pull(demo.Rows(o))
	defer stop()
	batch := make([]model.Draft, 0, 20_000)
	n := 0
	flush := func() {
		if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Import{Source: "bench", Rows: batch}}); err != nil {
			b.Fatal(err)
		}
		batch = batch[:0]
	}
	for next, other := english, japanese; n < *benchIssues; next, other = other, next { // texts of both scripts
		row, ok := next()
		if !ok {
			break
		}
		n++
		if batch = append(batch, row); len(batch) == cap(batch) {
			flush()
			batch = make([]model.Draft, 0, cap(batch))
		}
	}
	if len(batch) > 0 {
		flush()
	}
	if err := d.Indexed(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// percentiles reports p50 and p99 of some times in milliseconds.
func percentiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(p float64) float64 { return took[min(len(took)-1, int(p*float64(len(took))))].Seconds() * 1e3 }
	b.ReportMetric(at(0.50), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(float64(*benchIssues), "issues")
	b.ReportMetric(0, "ns/op")
}

func logOf(n int) model.Log {
	text := fmt.Sprintf("Charged twice for June, order A%06d. ", n)
	for len(text) < 1000 {
		text += "Called on Saturday and nobody rang back. "
	}
	return model.Log{Draft: model.Draft{Text: text[:1000], Tags: []model.TagPath{"billing/double-charge"}, Customer: "田中商事", Channel: model.Phone}}
}

func BenchmarkDurableLog(b *testing.B) {
	d := benchDesk(b)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		start := time.Now()
		if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: logOf(n)}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	percentiles(b, took)
}

func BenchmarkLogsOf64Writers(b *testing.B) {
	d := benchDesk(b)
	const writers, each = 64, 200
	logs := 0
	start := time.Now()
	for b.Loop() {
		var wg sync.WaitGroup
		var failed atomic.Pointer[error]
		for w := range writers {
			wg.Go(func() {
				for n := range each {
					if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: logOf(w*each + n)}); err != nil {
						failed.Store(&err)
						return
					}
				}
			})
		}
		wg.Wait()
		if err := failed.Load(); err != nil {
			b.Fatal(*err)
		}
		logs += writers * each
	}
	b.ReportMetric(float64(logs)/time.Since(start).Seconds(), "logs/s")
	b.ReportMetric(float64(*benchIssues), "issues")
}

func BenchmarkFirstTriagePage(b *testing.B) {
	d := benchDesk(b)
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		page, err := d.Issues(context.Background(), model.IssueQuery{Query: "state:open owner:none", Order: model.ByUrgency, Who: "aya"})
		if err != nil || len(page.Rows) == 0 {
			b.Fatalf("%d rows, %v", len(page.Rows), err)
		}
		took = append(took, time.Since(start))
	}
	percentiles(b, took)
}

// BenchmarkThousandTags reads the daily counts of 1,000 tags by 5 years.
func BenchmarkThousandTags(b *testing.B) {
	path := filepath.Join(b.TempDir(), "koe.db")
	engine, err := bolt.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	d, err := Open(context.Background(), Options{Engine: engine, Clock: func() time.Time { return benchToday }, Rand: rand.Reader, Found: &Founding{Zone: "UTC", Owner: "aya"}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	const tags, days = 1000, 5 * 365
	batch := make([]model.Draft, 0, tags)
	for day := range days {
		if day%3 != 0 { // every month of every tag has its counts; not every day needs an issue
			continue
		}
		batch = batch[:0]
		at := model.At(benchToday.AddDate(0, 0, day-days))
		for t := range tags {
			batch = append(batch, model.Draft{Text: "x", Tags: []model.TagPath{model.TagPath(fmt.Sprintf("area %d/tag %d", t%40, t))}, ReceivedAt: at, ExternalID: fmt.Sprintf("%d-%d", day, t), State: model.Closed})
		}
		if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Import{Source: "bench", Rows: batch}}); err != nil {
			b.Fatal(err)
		}
	}
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		err := d.read(context.Background(), func(r *store.Reader) error {
			series, err := r.Series(store.SeriesQuery{})
			if err == nil && len(series) != tags {
				err = fmt.Errorf("%d series", len(series))
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	percentiles(b, took)
}

// BenchmarkIssue reads all that is known of one issue, as Triage does at each
// step through its list.
func BenchmarkIssue(b *testing.B) {
	d := benchDesk(b)
	page, err := d.Issues(context.Background(), model.IssueQuery{Query: "state:open owner:none", Order: model.ByUrgency, Who: "aya"})
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		start := time.Now()
		if _, err := d.Issue(context.Background(), page.Rows[n%len(page.Rows)].Issue.Number); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	percentiles(b, took)
}
