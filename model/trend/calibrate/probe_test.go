package calibrate

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"koe/model/trend"
)

func TestProbe(t *testing.T) {
	if os.Getenv("PROBE") == "" {
		t.Skip()
	}
	which, _ := strconv.Atoi(os.Getenv("PROBE"))
	h := Histories()[which]
	var phiRatio, byPhi, byPhiN, byRate, byRateN [4]float64
	var byWin, byWinN [4]float64
	var ext [4]float64
	for i := 0; i < 8; i++ {
		r := source(5, uint64(i))
		d := newDesk(r, 200, LogEven)
		series := d.draw(r, h.Days+28)
		e, _ := trend.NewEngine(trend.Options{})
		for k := 0; k < 28; k += 3 {
			rep, _ := e.Evaluate(context.Background(), &trend.Desk{On: trend.Day(h.Days + k - 1), Series: series})
			for j := range rep.Rows {
				row := &rep.Rows[j]
				b := min(3, int((d.tags[j].phi-1)*2))
				c := 0
				for _, lim := range []float64{0.1, 0.4, 1.5} {
					if d.tags[j].rate > lim {
						c++
					}
				}
				byPhiN[b]++
				phiRatio[b] += row.Dispersion / d.tags[j].phi
				byRateN[c]++
				if row.P < 0.01 {
					byPhi[b]++
					byRate[c]++
				}
				for w := range row.Windows {
					if row.Windows[w].Looked > 0 {
						byWinN[w]++
						if row.Windows[w].P < 0.01 {
							byWin[w]++
						}
						if row.Windows[w].P < 0.001 {
							ext[w]++
						}
					}
				}
			}
		}
	}
	for b := range byPhi {
		byPhi[b] /= byPhiN[b]
		phiRatio[b] /= byPhiN[b]
		byRate[b] /= byRateN[b]
	}
	for w := range byWin {
		byWin[w] /= byWinN[w]
		ext[w] /= byWinN[w]
	}
	fmt.Printf("%s phihat/phi %.2f phi %.4f rate %.4f win<.01 %.4f win<.001 %.5f\n", h.Name, phiRatio, byPhi, byRate, byWin, ext)
}
