package calibrate

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"
)

func TestTunePublished(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("REPS"))
	if n == 0 {
		t.Skip()
	}
	s := time.Now()
	p, err := RunPublished(context.Background(), 77, n, os.Getenv("PAST") != "", os.Getenv("YARD") != "", 1)
	if err != nil {
		t.Fatal(err)
	}
	show := func(name string, m Method) {
		fmt.Printf("%s FPR %.4f worst %.4f thr %.5f det %.4f by %.2f\n by scenario %.3f\n", name, m.FalsePositive, m.Worst, m.Threshold, m.Detection, m.ByStrength, m.ByScenario)
	}
	show("koe", p.Engine)
	if !p.WithoutYards {
		show("FF ", p.Farrington)
	}
	fmt.Println(time.Since(s))
}
