package farrington

import (
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"testing"
)

func load(t *testing.T, name string, into any) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(z).Decode(into); err != nil {
		t.Fatal(err)
	}
}

type reference42 struct {
	Series []struct {
		Scenario int
		Observed []int
		Runs     []struct {
			Control struct {
				NoPeriods            int     `json:"noPeriods"`
				B                    int     `json:"b"`
				W                    int     `json:"w"`
				WeightsThreshold     float64 `json:"weightsThreshold"`
				PastWeeksNotIncluded int     `json:"pastWeeksNotIncluded"`
				PThresholdTrend      float64 `json:"pThresholdTrend"`
				Alpha                float64 `json:"alpha"`
				ThresholdMethod      string  `json:"thresholdMethod"`
			}
			From, To   int
			Expected   []*float64
			Upperbound []*float64
			Alarm      []int
			Pvalue     []*float64
			Phi        []float64
			Trend      []int
		}
		Internals struct {
			Response  []float64
			Wtime     []float64
			Anscombe1 []float64
			Omega     []float64
			Coef2     []float64
			LinkFit   float64 `json:"link_fit"`
			LinkSE    float64 `json:"link_se"`
		}
	}
}

var methods = map[string]Method{"nbPlugin": NBPlugin, "muan": MuAN, "delta": Delta}

// The 42 synthetic series with injected outbreaks, in three settings: what R
// answers on 6,174 weeks.
func TestAgreesWithR(t *testing.T) {
	var ref reference42
	load(t, "synthetic42.json.gz", &ref)
	points, worst, worstP := 0, 0.0, 0.0
	for _, s := range ref.Series {
		for _, run := range s.Runs {
			c := Control{Periods: run.Control.NoPeriods, Years: run.Control.B, HalfWindow: run.Control.W,
				Threshold: run.Control.WeightsThreshold, LeftOut: run.Control.PastWeeksNotIncluded,
				TrendP: run.Control.PThresholdTrend, Alpha: run.Control.Alpha, Method: methods[run.Control.ThresholdMethod]}
			for i, p := range Weeks(s.Observed, run.From-1, run.To-1, c) {
				points++
				if p.Alarm != (run.Alarm[i] == 1) {
					t.Errorf("scenario %d %s week %d: alarm %v", s.Scenario, run.Control.ThresholdMethod, run.From+i, p.Alarm)
				}
				if p.Trend != (run.Trend[i] == 1) {
					t.Errorf("scenario %d %s week %d: trend %v", s.Scenario, run.Control.ThresholdMethod, run.From+i, p.Trend)
				}
				if (run.Upperbound[i] == nil) == p.Enough {
					t.Errorf("scenario %d week %d: enough cases %v", s.Scenario, run.From+i, p.Enough)
					continue
				}
				if run.Pvalue[i] != nil {
					worstP = math.Max(worstP, math.Abs(p.P-*run.Pvalue[i]))
				}
				if !p.Enough {
					continue
				}
				if d := math.Abs(p.Expected - *run.Expected[i]); d > 2e-5 {
					t.Logf("scenario %d %s week %d expected %v off %g", s.Scenario, run.Control.ThresholdMethod, run.From+i, p.Expected, d)
				}
				worst = math.Max(worst, math.Abs(p.Expected-*run.Expected[i]))
				if c.Method != Delta && p.Upper != *run.Upperbound[i] {
					t.Errorf("scenario %d %s week %d: upper %v, R %v", s.Scenario, run.Control.ThresholdMethod, run.From+i, p.Upper, *run.Upperbound[i])
				}
				if d := math.Abs(p.Upper - *run.Upperbound[i]); d > 1e-3 {
					t.Errorf("scenario %d week %d: upper off by %g", s.Scenario, run.From+i, d)
				}
			}
		}
	}
	if points != 6174 {
		t.Errorf("%d points, want 6174", points)
	}
	if worst > 1e-4 || worstP > 1e-4 {
		t.Errorf("expected off by %g, p by %g", worst, worstP)
	}
	t.Logf("%d points, expected within %.2g, p within %.2g", points, worst, worstP)
}

// Every intermediate of the fit at week 600.
func TestIntermediates(t *testing.T) {
	var ref reference42
	load(t, "synthetic42.json.gz", &ref)
	for _, s := range ref.Series {
		in := s.Internals
		c := Flexible(0.005)
		d := reference(s.Observed, 599, c)
		if len(d.y) != len(in.Response) {
			t.Fatalf("scenario %d: %d reference weeks, want %d", s.Scenario, len(d.y), len(in.Response))
		}
		m, trend := d.fit(c, 599)
		ones := make([]float64, len(d.y))
		for i := range ones {
			ones[i] = 1
		}
		first, _ := d.glm(trend, ones)
		near(t, s.Scenario, "anscombe", d.anscombe(&first), in.Anscombe1)
		near(t, s.Scenario, "weights", d.weights(&first, c.Threshold), in.Omega)
		near(t, s.Scenario, "coefficients", m.beta, in.Coef2)
		eta, se := m.predict(599, c.Periods)
		near(t, s.Scenario, "link", []float64{eta, se}, []float64{in.LinkFit, in.LinkSE})
	}
}

func near(t *testing.T, scenario int, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-4*(1+math.Abs(want[i])) {
			t.Errorf("scenario %d: %s[%d] = %v, want %v", scenario, what, i, got[i], want[i])
			return
		}
	}
}

func TestUnitVectors(t *testing.T) {
	var ref struct {
		Threshold []struct {
			Mu, Eta, SE, Phi, Alpha float64
			Y                       int
			NBUpper                 float64 `json:"nbPlugin_upper"`
			NBP                     float64 `json:"nbPlugin_p"`
			MuanUpper               float64 `json:"muan_upper"`
			MuanP                   float64 `json:"muan_p"`
			DeltaUpper              float64 `json:"delta23_upper"`
			DeltaP                  float64 `json:"delta23_p"`
		}
		Quantile []struct {
			Mu, Phi, P float64
			Quantile   int
			SF         float64 `json:"sf_ge"`
		}
	}
	load(t, "unit_vectors.json.gz", &ref)
	for i, v := range ref.Threshold {
		for _, m := range []struct {
			method   Method
			upper, p float64
		}{{NBPlugin, v.NBUpper, v.NBP}, {MuAN, v.MuanUpper, v.MuanP}, {Delta, v.DeltaUpper, v.DeltaP}} {
			eta, se := v.Eta, v.SE
			if m.method == Delta {
				se /= v.Mu // there the standard error is that of the mean
			}
			upper, p := Threshold(eta, se, v.Phi, v.Alpha, v.Y, m.method)
			if math.Abs(upper-m.upper) > 1e-6*(1+m.upper) || math.Abs(p-m.p) > 1e-9+1e-6*m.p {
				t.Errorf("threshold %d method %d: %v %v, want %v %v", i, m.method, upper, p, m.upper, m.p)
			}
		}
	}
	for i, v := range ref.Quantile {
		if got := Quantile(v.Mu, v.Phi, v.P); got != v.Quantile {
			t.Errorf("quantile %d: %d, want %d", i, got, v.Quantile)
		}
		if got := Upper(v.Mu, v.Phi, v.Quantile); math.Abs(got-v.SF) > 1e-9+1e-6*v.SF {
			t.Errorf("quantile %d: tail %g, want %g", i, got, v.SF)
		}
	}
}
