package exchange

import (
	"context"
	"crypto/rand"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"koe/model"
	"koe/store/desk"
	"koe/store/exchange/table"
	"koe/store/kv"
	"koe/store/kv/bolt"
	"koe/store/kv/memory"
)

func openDesk(t testing.TB, engine kv.Engine) *desk.Desk {
	t.Helper()
	d, err := desk.Open(context.Background(), desk.Options{Engine: engine, Clock: func() time.Time { return today }, Rand: rand.Reader, Found: &desk.Founding{Zone: "Asia/Tokyo", Owner: "aya"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func newDesk(t testing.TB) *desk.Desk { return openDesk(t, memory.New()) }

// bring imports a source into a desk.
func bring(t testing.TB, d *desk.Desk, src *table.Source, opt Options, run Run) Report {
	t.Helper()
	opt.Zone, opt.Now = tokyo, today
	p, err := Inspect(context.Background(), src, opt)
	if err != nil {
		t.Fatal(err)
	}
	run.Desk, run.Actor, run.Clock = d, "aya", ticking()
	rep, err := p.Import(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// walk is all issues of a desk, oldest first.
func walk(d *desk.Desk) Rows {
	return func(ctx context.Context) iter.Seq2[model.Row, error] {
		return func(yield func(model.Row, error) bool) {
			var after model.Cursor
			for {
				page, err := d.Issues(ctx, model.IssueQuery{Order: model.Oldest, Limit: 200, After: after})
				if err != nil {
					yield(model.Row{}, err)
					return
				}
				for _, row := range page.Rows {
					if !yield(row, nil) {
						return
					}
				}
				if after = page.Next; after == "" {
					return
				}
			}
		}
	}
}

// BenchmarkImportCFPB brings the two files of complaint rows into a database on
// disk, as koe import does.
func BenchmarkImportCFPB(b *testing.B) {
	rows := 0
	for b.Loop() {
		engine, err := bolt.Open(context.Background(), filepath.Join(b.TempDir(), "koe.db"))
		if err != nil {
			b.Fatal(err)
		}
		d := openDesk(b, engine)
		for _, name := range []string{"cfpb_rows_2012_2014.csv.gz", "cfpb_rows_2015_2016.csv.gz"} {
			rep := bring(b, d, dataFile(b, name), Options{}, Run{})
			rows += rep.Issues
			b.Logf("%s: %d issues in %v", name, rep.Issues, rep.Took)
		}
	}
	if rows != 693_583*b.N {
		b.Errorf("%d issues", rows)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkRead reads one of those files twice, as an import does, without a
// desk.
func BenchmarkRead(b *testing.B) {
	rows := 0
	for b.Loop() {
		p, err := Inspect(context.Background(), dataFile(b, "cfpb_rows_2012_2014.csv.gz"), Options{Zone: tokyo, Now: today})
		if err != nil {
			b.Fatal(err)
		}
		for row, err := range p.Read(context.Background()) {
			if err != nil || row.Err != nil {
				b.Fatal(err, row.Err)
			}
			rows++
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
