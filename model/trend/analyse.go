package trend

import (
	"context"
	"math"
)

// worker carries one evaluation through its steps.
type worker struct {
	layout *layout
	engine *Engine
	pool   pool
	index  deskIndex
	blocks blocks // scratch
}

// analyse fits every series: first what they lend each other, then each one.
func (w *worker) analyse(ctx context.Context, leaves, parents []Series) ([]*analysis, error) {
	all := make([]analysis, len(leaves)+len(parents))
	out := make([]*analysis, len(all))
	for i := range all {
		a := &all[i]
		out[i] = a
		if i < len(leaves) {
			a.series = &leaves[i]
		} else {
			a.series = &parents[i-len(leaves)]
		}
	}
	if w.layout.cal.days < learningBlocks*w.layout.block {
		for _, a := range out {
			a.born, a.days = w.layout.birth(a.series)
		}
		return out, nil
	}
	w.index = newDeskIndex(len(w.layout.design.rows))
	sums := make([]weekdaySums, len(all))
	w.poolProfile(out[:len(leaves)], sums)
	if err := w.poolPriors(ctx, out[:len(leaves)], sums); err != nil {
		return nil, err
	}
	for i, a := range out {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if i >= len(leaves) {
			w.prepare(a, &sums[i])
		}
		w.fit(a)
		if i < len(leaves) {
			w.index.add(&w.blocks, a.fit.phi)
		}
	}
	w.index.settle()
	for i, a := range out {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		w.refit(a)
	}
	w.poolFits(out[:len(leaves)])
	for _, a := range out {
		w.finish(a)
	}
	return out, nil
}

// poolProfile makes the desk's weekday profile.
func (w *worker) poolProfile(leaves []*analysis, sums []weekdaySums) {
	cal := &w.layout.cal
	var desk weekdaySums
	for i, a := range leaves {
		sums[i] = cal.weekdays(a.series, cal.days)
		total := 0.0
		for _, n := range sums[i].issues {
			total += n
		}
		// A tag ten times as large is not ten times as typical of the desk.
		scale := 1 / (1 + total/1000)
		for k := range desk.issues {
			desk.issues[k] += scale * sums[i].issues[k]
		}
		desk.days = sums[i].days
	}
	flat := flatProfile()
	w.pool.profile = flat
	if w.layout.cal.unit == UnitDay {
		w.pool.profile = profileOf(&desk, &flat, 20)
	} else {
		w.pool.profile.closed = 1
	}
}

// prepare decides how much of a series' history is used and its weekday
// profile. sums may be empty.
func (w *worker) prepare(a *analysis, sums *weekdaySums) {
	l := w.layout
	a.born, a.days = l.birth(a.series)
	a.gap = l.gapFor(a.days)
	if l.cal.unit == UnitWeek {
		a.prof = w.pool.profile
		return
	}
	if a.days < l.cal.days || sums.days == [8]float64{} {
		*sums = l.cal.weekdays(a.series, a.days)
	}
	a.prof = profileOf(sums, &w.pool.profile, weekdayPrior)
}

// poolPriors makes the desk's level and first dispersion.
func (w *worker) poolPriors(ctx context.Context, leaves []*analysis, sums []weekdaySums) error {
	rates := make([]float64, 0, len(leaves))
	rough := make([]moment, 0, len(leaves))
	exposure := 1.0
	for i, a := range leaves {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.prepare(a, &sums[i])
		w.layout.fill(&w.blocks, a)
		y, e := 0.0, 0.0
		for k := range w.blocks.y {
			y += w.blocks.y[k]
			e += w.blocks.e[k]
		}
		if e > 0 {
			rates = append(rates, y/e)
			exposure = e
		}
		rough = append(rough, roughDispersion(&w.blocks))
	}
	phi, weight := poolMoment(rough, 50)
	phi = (phi*weight + phiDefault*10) / (weight + 10)
	w.pool.phi = moment{math.Max(1, phi), phiWeight}
	w.pool.level = poolLevel(rates, exposure, w.pool.phi.value)
	return nil
}

// fit runs the regression of a prepared series.
func (w *worker) fit(a *analysis) {
	w.layout.fill(&w.blocks, a)
	a.fit = fitBlocks(&w.blocks, &w.layout.design, w.pool.level, w.pool.phi, w.engine.recall(a.series.Key))
	w.engine.remember(a.series.Key, &a.fit)
}

// refit runs it again, from where it stands, beside the desk's own movement.
func (w *worker) refit(a *analysis) {
	w.layout.fill(&w.blocks, a)
	w.index.apply(&w.blocks)
	start := a.fit
	a.fit = fitBlocks(&w.blocks, &w.layout.design, w.pool.level, w.pool.phi, &start)
}

// poolFits takes the desk's drift from the fits.
func (w *worker) poolFits(leaves []*analysis) {
	drifts := make([]moment, 0, len(leaves))
	for _, a := range leaves {
		drifts = append(drifts, a.fit.drift)
	}
	w.pool.drift = math.Max(medianMoment(drifts), driftFloor)
}

// finish follows the local level and forecasts the windows.
func (w *worker) finish(a *analysis) {
	drift := driftFor(a.fit.drift, w.pool.drift)
	w.layout.fill(&w.blocks, a)
	w.index.apply(&w.blocks)
	a.fit.means(&w.blocks, &w.layout.design)
	a.local = follow(&w.blocks, a.fit.phi, drift)
	w.layout.look(a)
}

// means sets the fitted mean of each block.
func (f *fit) means(b *blocks, d *design) {
	for k := range b.y {
		x := &d.rows[k]
		eta := f.beta[0]
		for j := 1; j < f.columns; j++ {
			eta += f.beta[j] * x[j]
		}
		b.mu[k] = b.e[k] * math.Exp(eta)
	}
}

// recall is the last fit under a key, if any.
func (e *Engine) recall(key string) *fit {
	e.mu.Lock()
	defer e.mu.Unlock()
	if f, ok := e.warm[key]; ok {
		return &f
	}
	return nil
}

func (e *Engine) remember(key string, f *fit) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.warm[key] = *f
}
