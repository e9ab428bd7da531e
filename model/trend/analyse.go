package trend

import "context"

// worker carries one evaluation through its steps.
type worker struct {
	layout  *layout
	engine  *Engine
	pool    pool
	weights []float64 // scratch: robustness weights of the series at hand
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
	n := len(w.layout.design.rows)
	w.weights = make([]float64, n)
	w.cut(out, len(leaves))
	w.poolPriors(out[:len(leaves)])
	index := newDeskIndex(n)
	for i, a := range out {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		w.sketch(a)
		if i < len(leaves) {
			index.add(&a.blocks, a.fit.phi)
		}
	}
	index.settle()
	w.pool.index = index.factor
	for i, a := range out {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		w.fit(a)
	}
	w.poolDrift(out[:len(leaves)])
	for _, a := range out {
		w.finish(a)
	}
	return out, nil
}

// cut makes the desk's weekday profile and every series' own, and cuts the
// days into blocks.
func (w *worker) cut(out []*analysis, leaves int) {
	l := w.layout
	sums := make([]weekdaySums, len(out))
	var desk weekdaySums
	for i, a := range out {
		sums[i] = l.cal.weekdays(a.series, l.cal.days)
		if i >= leaves {
			continue
		}
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
	w.pool.profile = flatProfile()
	if l.cal.unit == UnitDay {
		flat := flatProfile()
		w.pool.profile = profileOf(&desk, &flat, 20)
	} else {
		w.pool.profile.closed = 1
	}
	held := newSlab(len(out), len(l.design.rows))
	for i, a := range out {
		w.prepare(a, &sums[i])
		a.blocks = held.of(i, l.blocksOf(a), w.weights)
		l.fill(&a.blocks, a)
	}
}

// prepare decides how much of a series' history is used and its weekday
// profile; sums are those of the whole history.
func (w *worker) prepare(a *analysis, sums *weekdaySums) {
	l := w.layout
	a.born, a.days = l.birth(a.series)
	a.gap = l.gapFor(a.days)
	if l.cal.unit == UnitWeek {
		a.prof = w.pool.profile
		return
	}
	if a.days < l.cal.days {
		*sums = l.cal.weekdays(a.series, a.days)
	}
	a.prof = profileOf(sums, &w.pool.profile, weekdayPrior)
}

// poolPriors makes the desk's level and first dispersion.
func (w *worker) poolPriors(leaves []*analysis) {
	rates := make([]float64, 0, len(leaves))
	rough := make([]moment, 0, len(leaves))
	exposure := 1.0
	for _, a := range leaves {
		y, e := 0.0, 0.0
		for k := range a.blocks.y {
			y += a.blocks.y[k]
			e += a.blocks.e[k]
		}
		if e > 0 {
			rates = append(rates, y/e)
			exposure = e
		}
		rough = append(rough, roughDispersion(&a.blocks))
	}
	phi, weight := poolMoment(rough, 50)
	phi = (phi*weight + phiDefault*10) / (weight + 10)
	w.pool.phi = moment{max(1, phi), phiWeight}
	w.pool.level = poolLevel(rates, exposure, w.pool.phi.value)
}

// poolDrift takes the desk's drift from the fits.
func (w *worker) poolDrift(leaves []*analysis) {
	drifts := make([]moment, 0, len(leaves))
	for _, a := range leaves {
		drifts = append(drifts, a.fit.drift)
	}
	w.pool.drift = max(medianMoment(drifts), driftFloor)
}

// finish follows the local level and forecasts the windows.
func (w *worker) finish(a *analysis) {
	drift := driftFor(a.fit.drift, w.pool.drift)
	a.local = follow(&a.blocks, a.fit.phi, drift)
	w.layout.look(a)
}
