package farrington

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// model is a fitted quasi-Poisson regression on level, week (if trend) and
// seasonal groups 2..periods.
type model struct {
	beta  []float64
	cov   *mat.Dense // (X'WX)^-1
	phi   float64    // at least 1
	se2   float64    // dispersion that R's standard errors use
	df    int
	trend bool
	mu    []float64
	hat   []float64
}

// R's glm.control.
const (
	epsilon  = 1e-8
	maxSteps = 25
)

// fit follows Noufaily et al. 2013: fit, weight down, refit; leave the trend
// out where it is not significant or would forecast more than was ever seen.
func (d *data) fit(c Control, k int) (model, bool) {
	m, ok := d.reweighted(true, c)
	if ok && m.trend {
		eta, _ := m.predict(k, c.Periods)
		largest := 0.0
		for _, y := range d.y {
			largest = math.Max(largest, y)
		}
		t := math.Abs(m.beta[1]) / math.Sqrt(m.se2*m.cov.At(1, 1))
		p := 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(m.df)}.Survival(t)
		if c.Years >= 3 && p < c.TrendP && math.Exp(eta) <= largest {
			return m, true
		}
	}
	if m.trend {
		m, _ = d.reweighted(false, c)
	}
	return m, false
}

// reweighted fits twice, the second time with Anscombe weights.
func (d *data) reweighted(trend bool, c Control) (model, bool) {
	ones := make([]float64, len(d.y))
	for i := range ones {
		ones[i] = 1
	}
	m, ok := d.glm(trend, ones)
	if !ok && trend {
		m, ok = d.glm(false, ones)
	}
	if !ok {
		return m, false
	}
	m, _ = d.glm(m.trend, d.weights(&m, c.Threshold))
	return m, true
}

// Anscombe residuals (Farrington et al. 1996, section 3.6).
func (d *data) anscombe(m *model) []float64 {
	s := make([]float64, len(d.y))
	for i, y := range d.y {
		a := 1.5 * (math.Cbrt(y*y)*math.Pow(m.mu[i], -1.0/6) - math.Sqrt(m.mu[i]))
		s[i] = a / math.Sqrt(m.phi*(1-m.hat[i]))
	}
	return s
}

// weights make weeks above the threshold count by the inverse square of their
// residual, scaled so that all sum to their number.
func (d *data) weights(m *model, threshold float64) []float64 {
	w := d.anscombe(m)
	sum := 0.0
	for i, s := range w {
		w[i] = 1
		if s > threshold {
			w[i] = 1 / (s * s)
		}
		sum += w[i]
	}
	for i := range w {
		w[i] *= float64(len(w)) / sum
	}
	return w
}

// row is the regressors of a week.
func (m *model) row(week float64, group, levels int) []float64 {
	x := make([]float64, 0, levels+1)
	x = append(x, 1)
	if m.trend {
		x = append(x, week)
	}
	for g := 2; g <= levels; g++ {
		v := 0.0
		if g == group {
			v = 1
		}
		x = append(x, v)
	}
	return x
}

// predict gives the linear predictor of week k (0-based) and its standard
// error.
func (m *model) predict(k, periods int) (eta, se float64) {
	x := mat.NewVecDense(len(m.beta), m.row(float64(k+1), periods, periods))
	b := mat.NewVecDense(len(m.beta), m.beta)
	return mat.Dot(x, b), math.Sqrt(m.se2 * mat.Inner(x, m.cov, x))
}

// glm fits the weighted quasi-Poisson regression by iteratively reweighted
// least squares, stopping as R does.
func (d *data) glm(trend bool, w []float64) (model, bool) {
	n := len(d.y)
	m := model{trend: trend, mu: make([]float64, n), hat: make([]float64, n)}
	rows := make([][]float64, n)
	eta := make([]float64, n)
	for i, y := range d.y {
		rows[i] = m.row(d.week[i], d.season[i], d.levels)
		m.mu[i] = y + 0.1
		eta[i] = math.Log(m.mu[i])
	}
	p := len(rows[0])
	x, z := mat.NewDense(n, p, nil), mat.NewDense(n, 1, nil)
	var qr mat.QR
	var b mat.Dense
	dev, converged := d.deviance(m.mu, w), false
	for step := 0; step < maxSteps; step++ {
		for i := range rows {
			r := math.Sqrt(w[i] * m.mu[i])
			for j, v := range rows[i] {
				x.Set(i, j, v*r)
			}
			z.Set(i, 0, r*(eta[i]+(d.y[i]-m.mu[i])/m.mu[i]))
		}
		qr.Factorize(x)
		if err := qr.SolveTo(&b, false, z); err != nil {
			if _, ill := err.(mat.Condition); !ill {
				return m, false
			}
		}
		for i := range rows {
			eta[i] = 0
			for j, v := range rows[i] {
				eta[i] += v * b.At(j, 0)
			}
			m.mu[i] = math.Max(math.Exp(eta[i]), 2.220446e-16)
		}
		was := dev
		dev = d.deviance(m.mu, w)
		if math.Abs(dev-was)/(math.Abs(dev)+0.1) < epsilon {
			converged = true
			break
		}
	}
	m.beta = mat.Col(nil, 0, &b)
	m.finish(d, x, w)
	return m, converged
}

// finish sets covariance, hat values and dispersions. x is the weighted design
// of the last step, from which R too takes its standard errors.
func (m *model) finish(d *data, x *mat.Dense, w []float64) {
	n, p := x.Dims()
	var g, inv mat.Dense
	g.Mul(x.T(), x)
	if err := inv.Inverse(&g); err != nil {
		if _, ill := err.(mat.Condition); !ill {
			inv = *mat.NewDense(p, p, nil)
		}
	}
	m.cov = &inv
	m.df = n - p
	pearson, working := 0.0, 0.0
	for i := range d.y {
		r := mat.NewVecDense(p, x.RawRowView(i))
		m.hat[i] = mat.Inner(r, &inv, r)
		e := d.y[i] - m.mu[i]
		step := x.At(i, 0) // root of the last step's working weight
		pearson += step * step * e * e / (m.mu[i] * m.mu[i])
		working += w[i] * e * e / (m.mu[i] * m.mu[i])
	}
	// The package puts the Anscombe weights in the place of the working ones,
	// and R's standard errors then come from the relative residuals.
	m.se2 = working / float64(m.df)
	m.phi = math.Max(pearson/float64(m.df), 1)
}

func (d *data) deviance(mu, w []float64) float64 {
	sum := 0.0
	for i, y := range d.y {
		t := mu[i] - y
		if y > 0 {
			t += y * math.Log(y/mu[i])
		}
		sum += 2 * w[i] * t
	}
	return sum
}
