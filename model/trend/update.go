package trend

import (
	"context"
	"slices"
)

// Update judges again after the counts of a few series have changed: their
// rows and their parents' are worked out anew, against what the desk lent
// them in prev, and the correction for the number of series is redone over
// all rows. One issue changes what the desk lends too little to be seen;
// a new [Engine.Evaluate] on the next day takes it in.
//
// d is the whole desk as it is now. Where prev is of another day, or the desk
// has other series than it had, everything is evaluated. prev is not changed.
func (e *Engine) Update(ctx context.Context, prev *Report, d *Desk, keys ...string) (*Report, error) {
	if prev == nil || prev.On != d.On || len(prev.pool.common) == 0 {
		return e.Evaluate(ctx, d)
	}
	near, ok := neighbourhood(d, prev, keys)
	if !ok {
		return e.Evaluate(ctx, d)
	}
	sub := *d
	sub.Series = near
	if err := sub.Check(); err != nil {
		return nil, err
	}
	l := newLayout(d, &e.opt)
	if l.cal.days != prev.Days {
		return e.Evaluate(ctx, d)
	}
	w := worker{layout: &l, engine: e, pool: prev.pool, weights: make([]float64, len(l.design.rows))}
	r := *prev
	r.Rows = slices.Clone(prev.Rows)
	leaves, parents := Family(&sub)
	for i := range leaves {
		if slices.Contains(keys, leaves[i].Key) {
			w.again(d, r.Row(leaves[i].Key), &leaves[i])
		}
	}
	for i := range parents {
		w.again(d, r.Row(parents[i].Key), &parents[i])
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.settle(e.opt)
	return &r, nil
}

// neighbourhood is the changed series with all that share a parent with them,
// and whether each of them has a row already.
func neighbourhood(d *Desk, prev *Report, keys []string) ([]Series, bool) {
	known := make(map[string]bool, len(prev.Rows))
	for i := range prev.Rows {
		known[prev.Rows[i].Key] = true
	}
	parents := map[string]bool{}
	isParent := map[string]bool{}
	for i := range d.Series {
		s := &d.Series[i]
		isParent[s.Parent] = true
		if !known[s.Key] {
			return nil, false
		}
		if slices.Contains(keys, s.Key) && s.Parent != "" {
			parents[s.Parent] = true
		}
	}
	var near []Series
	for _, s := range d.Series {
		changed := slices.Contains(keys, s.Key)
		if changed && isParent[s.Key] {
			parents[s.Key] = true
		}
		if changed || parents[s.Parent] || parents[s.Key] {
			near = append(near, s)
		}
	}
	for _, k := range keys {
		if !slices.ContainsFunc(near, func(s Series) bool { return s.Key == k }) {
			return nil, false
		}
	}
	return near, true
}

// again works one row out anew in place.
func (w *worker) again(d *Desk, row *Row, s *Series) {
	a := analysis{series: s}
	w.work(&a)
	parent := row.IsParent
	*row = Row{IsParent: parent}
	w.row(d, row, &a, false)
}

// work analyses one series by itself, against what the desk lent it.
func (w *worker) work(a *analysis) {
	l := w.layout
	sums := l.cal.weekdays(a.series, l.cal.days)
	w.prepare(a, &sums)
	held := newSlab(1, len(l.design.rows))
	a.blocks = held.of(0, l.blocksOf(a), w.weights)
	l.fill(&a.blocks, a)
	w.sketch(a)
	w.fit(a)
	w.finish(a)
}
