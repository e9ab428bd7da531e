package backtest

import (
	"context"
	"fmt"
	"os"
	"testing"

	"koe/model/trend"
)

func TestProbe3(t *testing.T) {
	if os.Getenv("PROBE3") == "" {
		t.Skip()
	}
	c := complaints(t)
	from, _ := trend.ParseDay("2013-01-01")
	to, _ := trend.ParseDay("2016-08-31")
	for _, big := range []float64{0, 3, 30} {
		n := 0.0
		var up, low [3]float64
		for on := from; on < to; on += 5 {
			Run(context.Background(), c, Options{From: on, To: on}, func(r *trend.Report) error {
				for i := range r.Rows {
					if r.Rows[i].Windows[1].Expected < big || r.Rows[i].State == trend.New {
						continue
					}
					n++
					for j, a := range []float64{0.05, 0.01, 0.001} {
						if r.Rows[i].P < a {
							up[j]++
						}
						if r.Rows[i].PLow < a {
							low[j]++
						}
					}
				}
				return nil
			})
		}
		for j := range up {
			up[j] /= n
			low[j] /= n
		}
		fmt.Printf("expected 7d >= %v: up .05 .01 .001: %.4f low %.4f\n", big, up, low)
	}
}

func TestProbe4(t *testing.T) {
	if os.Getenv("PROBE4") == "" {
		t.Skip()
	}
	c := complaints(t)
	on, _ := trend.ParseDay("2016-09-20")
	Run(context.Background(), c, Options{From: on, To: on + 6}, func(r *trend.Report) error {
		var n [5]int
		less := 0
		p := r.Row("Account opening, closing, or management").P
		for i := range r.Rows {
			w := r.Rows[i].Windows[len(r.Common)-1]
			for j, x := range []float64{0, 0.05, 0.25, 1, 3} {
				if w.Expected >= x || w.Observed > 0 {
					n[j]++
				}
			}
			if r.Rows[i].P <= p {
				less++
			}
		}
		fmt.Println(r.On, n, "rank", less, "p", p, "q", r.Row("Account opening, closing, or management").Q)
		return nil
	})
}
