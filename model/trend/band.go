package trend

import (
	"fmt"

	"koe/model/trend/dist"
)

// Band is what was usual on each of the last days up to d.On, the oldest
// first: the range in which 95 of 100 days fall, for a chart. The recent days
// that no fit has seen are forecast; for the days before them it is the fitted
// mean with the scatter of the counts. r is a report of the same desk on the
// same day. A desk that is learning has no band.
func (e *Engine) Band(d *Desk, r *Report, key string, days int) ([]Range, error) {
	if r == nil || r.On != d.On || len(r.pool.common) == 0 {
		return nil, nil
	}
	leaves, parents := Family(d)
	s := Find(key, leaves, parents)
	if s == nil {
		return nil, fmt.Errorf("trend: no series %q on the desk", key)
	}
	l := newLayout(d, &e.opt)
	w := worker{layout: &l, engine: e, pool: r.pool, weights: make([]float64, len(l.design.rows))}
	a := analysis{series: s}
	w.work(&a)
	band := make([]Range, min(days, l.cal.days))
	for i := range band {
		band[i] = l.usual(&a, w.pool.index, len(band)-1-i)
	}
	return band, nil
}

// usual is the range of one day, so many days back.
func (l *layout) usual(a *analysis, index []float64, back int) Range {
	exposure := l.cal.exposure(&a.prof, back)
	block := (back - a.gap) / l.block
	var mean, relVar float64
	switch {
	case back < a.gap:
		ahead := (float64(a.gap-back) - 0.5) / float64(l.block)
		mean = exposure * l.level(a, ahead)
		relVar = a.local.variance + a.local.drift*ahead
	case block < len(a.blocks.e) && a.blocks.e[block] > 0:
		mean = exposure * index[block] * a.blocks.mu[block] / a.blocks.e[block]
	}
	if !(mean > 0) {
		return Range{}
	}
	nb := dist.NewNegbin(mean, a.fit.phi*mean+mean*mean*relVar)
	out := Range{Expected: mean}
	out.Low, out.High = nb.Between(usualAlpha)
	return out
}
