package backtest

import (
	"context"
	"fmt"
	"os"
	"testing"

	"koe/model/trend"
)

func TestProbe2(t *testing.T) {
	if os.Getenv("PROBE2") == "" {
		t.Skip()
	}
	c := complaints(t)
	on, _ := trend.ParseDay("2016-09-22")
	Run(context.Background(), c, Options{From: on, To: on}, func(r *trend.Report) error {
		for w := range r.Common {
			o, e := 0.0, 0.0
			for i := range r.Rows {
				o += float64(r.Rows[i].Windows[w].Observed)
				e += r.Rows[i].Windows[w].Expected
			}
			fmt.Println(r.Common[w].Days, "sum obs/exp*C", o/e*r.Common[w].Factor, "C", r.Common[w].Factor, r.Common[w].Low, r.Common[w].High)
		}
		for i := range r.Rows {
			row := &r.Rows[i]
			w := row.Windows[1]
			if w.Expected > 20 {
				fmt.Printf("%-40.40s 7d %d exp0 %.0f ratio %.2f  range %d-%d\n", row.Key, w.Observed, w.Expected/r.Common[1].Factor, float64(w.Observed)/w.Expected*r.Common[1].Factor, w.Low, w.High)
			}
		}
		return nil
	})
}
