package backtest

import (
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"testing"

	"koe/model/trend"
)

// complaints are real counts that live beside the repository.
func complaints(t testing.TB) *Counts {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "cfpb_daily_by_issue_2012_2016.csv.gz"))
	if err != nil {
		t.Skip("the shared data folder is not beside the repository")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Read(z, trend.UnitDay)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func day(t testing.TB, s string) trend.Day {
	t.Helper()
	d, err := trend.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The surges that are known to have happened are flagged by the dates on
// which a leader would have wanted to know.
func TestKnownSurgesAreFlaggedInTime(t *testing.T) {
	c := complaints(t)
	for _, want := range []struct{ category, from, by string }{
		{"Loan modification,collection,foreclosure", "2013-01-07", "2013-01-11"},
		{"Managing, opening, or closing account", "2015-10-10", "2015-10-16"},
		{"Unauthorized transactions/trans. issues", "2015-10-10", "2015-10-16"},
		{"Account opening, closing, or management", "2016-09-12", "2016-09-22"},
	} {
		var first trend.Day
		o := Options{From: day(t, want.from), To: day(t, want.by)}
		err := Run(context.Background(), c, o, func(r *trend.Report) error {
			if row := r.Row(want.category); first == 0 && row != nil && row.LookAt {
				first = r.On
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if first == 0 {
			t.Errorf("%s is not flagged by %s", want.category, want.by)
			continue
		}
		t.Logf("%s flagged on %v", want.category, first)
	}
}

// A year in which nothing is known to have happened cries wolf seldom.
func TestAYearHasFewEpisodes(t *testing.T) {
	c := complaints(t)
	from, to := day(t, "2014-01-01"), day(t, "2014-12-31")
	acts, looks, active := NewEpisodes(14), 0, 0
	err := Run(context.Background(), c, Options{From: from, To: to}, func(r *trend.Report) error {
		for i := range r.Rows {
			if r.Rows[i].ActOn {
				acts.Flag(r.Rows[i].Key, r.On)
			}
			if r.Rows[i].LookAt {
				looks++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Series {
		for d := from; d <= to; d++ {
			if j := int(d - s.Start); j >= 0 && j < len(s.Counts) && s.Counts[j] > 0 {
				active++
				break
			}
		}
	}
	n := len(acts.All())
	t.Logf("%d act-on episodes among %d active categories, %.1f look-at flags a day", n, active, float64(looks)/365)
	if n > 20 {
		t.Errorf("%d act-on episodes in 2014, at most 20", n)
	}
}

// BenchmarkFiveYears is a backtest of the whole file, day by day.
func BenchmarkFiveYears(b *testing.B) {
	c := complaints(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := Run(context.Background(), c, Options{}, func(*trend.Report) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
