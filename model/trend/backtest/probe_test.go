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
