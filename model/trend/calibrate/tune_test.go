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

func TestTuneDaily(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("DESKS"))
	if n == 0 {
		t.Skip()
	}
	for i, h := range Histories() {
		if w := os.Getenv("ONLY"); w != "" && w != strconv.Itoa(i) {
			continue
		}
		s := time.Now()
		d, err := RunDaily(context.Background(), 77, h, Rates(len(os.Getenv("EVEN"))), 200, n, 28, 1)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%-8s FPR %.4f any %.3f act %.3f thr %.5f found %.3f %.2f oracle %.3f look %.3f of %d onset %.1f  %v\n", h.Name, d.FalsePositive, d.AnyHighlight, d.ActHighlight, d.Threshold, d.Found, d.FoundByRate, d.Oracle, d.FoundLook, d.Steps, d.OnsetError, time.Since(s).Round(time.Second))
	}
}

func TestTuneEffect(t *testing.T) {
	if os.Getenv("EFFECT") == "" {
		t.Skip()
	}
	x, err := RunEffects(context.Background(), 77, 4000)
	fmt.Printf("%+v %v\n", x, err)
}
