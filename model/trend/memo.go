package trend

import "math"

// memo is what an engine remembers of one series: its fits, and what they were
// made of. A fit is used again only for the very same numbers, so that no
// answer depends on what was asked before.
type memo struct {
	sketched, fitted uint64 // sums of what each fit was made of
	sketch, fit      fit
}

// sum is a fingerprint of all that a sketch is made of (FNV-1a over words).
func (b *blocks) sum(on Day, prior levelPrior, phi moment) uint64 {
	h := uint64(14695981039346656037)
	mix := func(v float64) { h = (h ^ math.Float64bits(v)) * 1099511628211 }
	mix(float64(on))
	mix(float64(len(b.y)))
	mix(prior.shape)
	mix(prior.rate)
	mix(phi.value)
	mix(phi.weight)
	for k := range b.y {
		mix(b.y[k])
		mix(b.e[k])
	}
	return h
}

// recall gives what is remembered under a key, an empty memo where nothing is.
func (e *Engine) recall(key string) memo {
	e.mu.Lock()
	defer e.mu.Unlock()
	if m := e.warm[key]; m != nil {
		return *m
	}
	return memo{}
}

// remember keeps a memo under a key.
func (e *Engine) remember(key string, m memo) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.warm[key] = &m
}

// sketch gives the series its first fit, from memory where it is the same.
func (w *worker) sketch(a *analysis) {
	l := w.layout
	a.sum = a.blocks.sum(l.cal.on, w.pool.level, w.pool.phi)
	m := w.engine.recall(a.series.Key)
	if m.sketched == a.sum {
		a.fit = m.sketch
		a.fit.restore(&a.blocks, &l.design)
		return
	}
	a.fit = sketch(&a.blocks, &l.design, w.pool.level, w.pool.phi)
	w.engine.remember(a.series.Key, memo{sketched: a.sum, sketch: a.fit})
}

// fit runs the regression of a series beside the desk's own past movement,
// from the sketch that it has.
func (w *worker) fit(a *analysis) {
	b := &a.blocks
	for k := range b.e {
		b.e[k] *= w.pool.index[k]
		b.mu[k] *= w.pool.index[k]
	}
	sum := b.sum(w.layout.cal.on, w.pool.level, w.pool.phi)
	m := w.engine.recall(a.series.Key)
	if m.fitted == sum && m.sketched == a.sum {
		a.fit = m.fit
		a.fit.restore(b, &w.layout.design)
		return
	}
	start := a.fit
	a.fit = fitBlocks(b, &w.layout.design, w.pool.level, w.pool.phi, &start)
	m = memo{sketched: a.sum, sketch: start, fitted: sum, fit: a.fit}
	w.engine.remember(a.series.Key, m)
}

// restore brings the blocks' means to a fit that was made of them before.
func (f *fit) restore(b *blocks, d *design) {
	f.set = false
	f.means(b, d)
}
