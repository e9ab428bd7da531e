package trend

import "math"

// solve takes Newton steps on the penalised quasi-likelihood.
func (f *fit) solve(b *blocks, d *design, prior levelPrior, steps int, tolerance float64) {
	p := f.columns
	var g [maxColumns][maxColumns]float64
	var s [maxColumns]float64
	for it := 0; it < steps; it++ {
		g, s = [maxColumns][maxColumns]float64{}, [maxColumns]float64{}
		f.means(b, d)
		if p == maxColumns {
			accumulateAll(b, d, &g, &s)
		} else {
			accumulate(b, d, p, &g, &s)
		}
		for i := 0; i < p; i++ {
			s[i] /= f.phi
			for j := 0; j <= i; j++ {
				g[i][j] /= f.phi
			}
		}
		// The gamma prior of the level is a block of its own.
		m0 := prior.shape / prior.rate * math.Exp(f.beta[0])
		s[0] += prior.shape - m0
		g[0][0] += m0
		for j := 1; j < p; j++ {
			l := ridge(j)
			s[j] -= l * f.beta[j]
			g[j][j] += l
		}
		f.cov = invert(&g, p)
		largest := 0.0
		var delta [maxColumns]float64
		for i := 0; i < p; i++ {
			for j := 0; j < p; j++ {
				delta[i] += f.cov[i][j] * s[j]
			}
			largest = math.Max(largest, math.Abs(delta[i]))
		}
		scale := 1.0
		if largest > 1.5 {
			scale = 1.5 / largest
		}
		for i := 0; i < p; i++ {
			f.beta[i] += scale * delta[i]
			f.moved[i] += scale * delta[i]
		}
		if largest < tolerance {
			break
		}
	}
}

// means brings the blocks' means up to the present coefficients. Most steps
// are small, and then a few terms of the exponential's series do.
func (f *fit) means(b *blocks, d *design) {
	m := &f.moved
	for k := range b.mu {
		x := &d.rows[k]
		if !f.set {
			b.mu[k] = 0
			if b.e[k] > 0 {
				b.mu[k] = b.e[k] * f.rate(x)
			}
			continue
		}
		t := m[0] + m[1]*x[1] + m[2]*x[2] + m[3]*x[3] + m[4]*x[4] + m[5]*x[5]
		if t > 0.05 || t < -0.05 {
			b.mu[k] *= math.Exp(t)
		} else {
			b.mu[k] *= 1 + t*(1+t/2*(1+t/3*(1+t/4)))
		}
	}
	f.moved, f.set = [maxColumns]float64{}, true
}

// accumulate sums score and information over the blocks.
func accumulate(b *blocks, d *design, p int, g *[maxColumns][maxColumns]float64, s *[maxColumns]float64) {
	for k, mu := range b.mu {
		if mu <= 0 {
			continue
		}
		x := &d.rows[k]
		r, wm := b.w[k]*(b.y[k]-mu), b.w[k]*mu
		for i := 0; i < p; i++ {
			s[i] += r * x[i]
			wx := wm * x[i]
			for j := 0; j <= i; j++ {
				g[i][j] += wx * x[j]
			}
		}
	}
}

// accumulateAll is accumulate with all columns, unrolled: a long history
// spends much of its time here.
func accumulateAll(b *blocks, d *design, g *[maxColumns][maxColumns]float64, s *[maxColumns]float64) {
	var s0, s1, s2, s3, s4, s5 float64
	var g00, g10, g11, g20, g21, g22, g30, g31, g32, g33 float64
	var g40, g41, g42, g43, g44, g50, g51, g52, g53, g54, g55 float64
	n := len(b.y)
	y, mus, ws, rows := b.y, b.mu[:n], b.w[:n], d.rows[:n]
	for k, mu := range mus {
		if mu <= 0 {
			continue
		}
		x := &rows[k]
		x1, x2, x3, x4, x5 := x[1], x[2], x[3], x[4], x[5]
		r, w := ws[k]*(y[k]-mu), ws[k]*mu
		s0 += r
		s1 += r * x1
		s2 += r * x2
		s3 += r * x3
		s4 += r * x4
		s5 += r * x5
		g00 += w
		w1, w2, w3, w4, w5 := w*x1, w*x2, w*x3, w*x4, w*x5
		g10 += w1
		g11 += w1 * x1
		g20 += w2
		g21 += w2 * x1
		g22 += w2 * x2
		g30 += w3
		g31 += w3 * x1
		g32 += w3 * x2
		g33 += w3 * x3
		g40 += w4
		g41 += w4 * x1
		g42 += w4 * x2
		g43 += w4 * x3
		g44 += w4 * x4
		g50 += w5
		g51 += w5 * x1
		g52 += w5 * x2
		g53 += w5 * x3
		g54 += w5 * x4
		g55 += w5 * x5
	}
	*s = [maxColumns]float64{s0, s1, s2, s3, s4, s5}
	*g = [maxColumns][maxColumns]float64{
		{g00}, {g10, g11}, {g20, g21, g22}, {g30, g31, g32, g33},
		{g40, g41, g42, g43, g44}, {g50, g51, g52, g53, g54, g55},
	}
}

// rate of a usual open day at these covariates.
func (f *fit) rate(x *[maxColumns]float64) float64 {
	eta := 0.0
	for j := 0; j < f.columns; j++ {
		eta += f.beta[j] * x[j]
	}
	return math.Exp(eta)
}

// ridge is the prior precision of a coefficient other than the level.
func ridge(column int) float64 {
	sd := slopeSD
	if column >= 2 {
		sd = seasonSD[(column-2)/2]
	}
	return 1 / (sd * sd)
}

// quadratic is x' cov x over the first p columns.
func quadratic(cov *[maxColumns][maxColumns]float64, x *[maxColumns]float64, p int) float64 {
	q := 0.0
	for i := 0; i < p; i++ {
		t := 0.0
		for j := 0; j < p; j++ {
			t += cov[i][j] * x[j]
		}
		q += x[i] * t
	}
	return q
}

// invert a symmetric positive-definite matrix given by its lower triangle.
func invert(g *[maxColumns][maxColumns]float64, p int) (inv [maxColumns][maxColumns]float64) {
	var l [maxColumns][maxColumns]float64 // Cholesky factor, then its inverse
	for i := 0; i < p; i++ {
		for j := 0; j <= i; j++ {
			t := g[i][j]
			for k := 0; k < j; k++ {
				t -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(math.Max(t, 1e-12))
			} else {
				l[i][j] = t / l[j][j]
			}
		}
	}
	for i := 0; i < p; i++ {
		l[i][i] = 1 / l[i][i]
		for j := 0; j < i; j++ {
			t := 0.0
			for k := j; k < i; k++ {
				t -= l[i][k] * l[k][j]
			}
			l[i][j] = t * l[i][i]
		}
	}
	for i := 0; i < p; i++ {
		for j := 0; j <= i; j++ {
			t := 0.0
			for k := i; k < p; k++ {
				t += l[k][i] * l[k][j]
			}
			inv[i][j], inv[j][i] = t, t
		}
	}
	return inv
}
