package backtest

import (
	"context"
	"fmt"
	"os"
	"testing"

	"koe/model/trend"
)

func TestProbe(t *testing.T) {
	if os.Getenv("PROBE") == "" {
		t.Skip()
	}
	c := complaints(t)
	day := func(s string) trend.Day { d, _ := trend.ParseDay(s); return d }
	Run(context.Background(), c, Options{From: day("2016-09-10"), To: day("2016-10-04")}, func(r *trend.Report) error {
		row := r.Row("Account opening, closing, or management")
		fmt.Printf("%v q %.3f p %.5f phi %.1f", r.On, row.Q, row.P, row.Dispersion)
		for _, w := range row.Windows {
			fmt.Printf(" | %d %d exp %.1f %d-%d p %.4f", w.Days, w.Observed, w.Expected, w.Low, w.High, w.P)
		}
		for _, m := range r.Common {
			fmt.Printf(" C%.2f", m.Factor)
		}
		fmt.Println()
		return nil
	})
	s := row(c, "Account opening, closing, or management")
	for w := day("2015-12-28"); w < day("2016-10-10"); w += 7 {
		n := 0
		for d := w; d < w+7; d++ {
			if j := int(d - s.Start); j < len(s.Counts) {
				n += int(s.Counts[j])
			}
		}
		fmt.Print(w, " ", n, "; ")
	}
	fmt.Println()
}

func row(c *Counts, k string) trend.Series {
	for _, s := range c.Series {
		if s.Key == k {
			return s
		}
	}
	return trend.Series{}
}

func TestSummary(t *testing.T) {
	if os.Getenv("SUM") == "" {
		t.Skip()
	}
	c := complaints(t)
	day := func(s string) trend.Day { d, _ := trend.ParseDay(s); return d }
	check := func(from, to, k string) {
		first, act := trend.Day(0), trend.Day(0)
		least := 1.0
		Run(context.Background(), c, Options{From: day(from), To: day(to)}, func(r *trend.Report) error {
			row := r.Row(k)
			if row == nil {
				return nil
			}
			if row.LookAt && first == 0 {
				first = r.On
			}
			if row.ActOn && act == 0 {
				act = r.On
			}
			least = min(least, row.Q)
			return nil
		})
		fmt.Println(k, "look", first, "act", act, "least q", least)
	}
	check("2013-01-02", "2013-01-14", "Loan modification,collection,foreclosure")
	check("2015-10-08", "2015-10-20", "Managing, opening, or closing account")
	check("2015-10-08", "2015-10-20", "Unauthorized transactions/trans. issues")
	check("2016-09-10", "2016-10-08", "Account opening, closing, or management")
	ep, look := NewEpisodes(14), NewEpisodes(14)
	flags := 0
	Run(context.Background(), c, Options{From: day("2014-01-01"), To: day("2014-12-31")}, func(r *trend.Report) error {
		for i := range r.Rows {
			row := &r.Rows[i]
			if row.LookAt {
				look.Flag(row.Key, r.On)
				flags++
			}
			if row.ActOn {
				ep.Flag(row.Key, r.On)
			}
		}
		return nil
	})
	fmt.Println("act episodes", len(ep.All()), "look", len(look.All()), "flags/day", float64(flags)/365)
}
