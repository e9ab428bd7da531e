package trend

import "math"

// driftFloor is the least drift variance of a log level a week: four per cent
// a year. Without it a desk of many years would never take a lasting change
// as its new normal.
const driftFloor = 2e-5

// local is where the level of a series stands at the end of its baseline,
// relative to the regression.
type local struct {
	factor   float64 // times the regression's mean
	variance float64 // of its logarithm
	drift    float64 // variance it gains a week ahead
}

// follow runs a scalar Kalman filter of the level through the blocks, oldest
// first: a random walk of the log level, observed with the dispersion of the
// counts. Innovations above the outlier bound are cut to it, so that an
// outbreak does not carry the level away, but a lasting change does within
// months (robust filtering after Masreliez and Martin 1977, IEEE Trans.
// Autom. Control 22:361).
func follow(b *blocks, phi, drift float64) local {
	l := local{factor: 1, drift: drift}
	for k := len(b.y) - 1; k >= 0; k-- {
		l.observe(b.y[k], b.mu[k], phi, 1)
	}
	return l
}

// observe takes in one more count, of so many blocks, whose regression mean
// is mu.
func (l *local) observe(y, mu, phi, blocks float64) {
	l.variance += l.drift * blocks
	m := l.factor * mu
	if m <= 0 {
		return
	}
	total := l.variance + phi/m
	u := y/m - 1
	if u > 0 && u*u > outlier*outlier*total {
		u = outlier * math.Sqrt(total)
	}
	gain := l.variance / total
	step := gain * u
	if step < -0.5 {
		step = -0.5
	}
	l.factor *= 1 + step
	l.variance *= 1 - gain
}
