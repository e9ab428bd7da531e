package backtest

import (
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"koe/model/trend"
)

// complaints are real counts that live beside the repository.
func complaints(t testing.TB) *Counts {
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

func TestTuneCFPB(t *testing.T) {
	if os.Getenv("CFPB") == "" {
		t.Skip()
	}
	c := complaints(t)
	day := func(s string) trend.Day { d, _ := trend.ParseDay(s); return d }
	show := func(from, to string, keys ...string) {
		seen := map[string]int{}
		Run(context.Background(), c, Options{From: day(from), To: day(to)}, func(r *trend.Report) error {
			for _, k := range keys {
				row := r.Row(k)
				if row != nil && row.LookAt && seen[k] < 6 {
					seen[k]++
					fmt.Println(r.On, k, row.Q, row.ActOn, row.State, row.Windows, r.Common)
				}
			}
			return nil
		})
	}
	show("2013-01-01", "2013-01-14", "Loan modification,collection,foreclosure")
	show("2015-10-01", "2015-10-20", "Managing, opening, or closing account", "Unauthorized transactions/trans. issues")
	show("2016-09-05", "2016-09-28", "Account opening, closing, or management")
	ep, look := NewEpisodes(14), NewEpisodes(14)
	active := map[string]bool{}
	flags, days, commons := 0, 0, 0
	Run(context.Background(), c, Options{From: day("2014-01-01"), To: day("2014-12-31")}, func(r *trend.Report) error {
		days++
		for i := range r.Rows {
			row := &r.Rows[i]
			if row.Windows[3].Observed > 0 {
				active[row.Key] = true
			}
			if row.LookAt {
				look.Flag(row.Key, r.On)
				flags++
			}
			if row.ActOn {
				ep.Flag(row.Key, r.On)
			}
		}
		for _, m := range r.Common {
			if m.Signal {
				commons++
				break
			}
		}
		return nil
	})
	for _, e := range ep.All() {
		fmt.Println(e.First, e.Last, e.Flags, e.Category)
	}
	fmt.Println(len(ep.All()), "act-on episodes,", len(look.All()), "look-at episodes,", len(active), "active;", float64(flags)/float64(days), "look flags a day; common signal days", commons)
}
