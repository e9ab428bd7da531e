package trend

import "math"

// Least numbers of issues in a window of four weeks for a flag: fewer are
// read, not counted (the rule of five in four weeks of Noufaily et al. 2013,
// relaxed; safety issues are listed whatever their number).
const (
	leastLook = 3
	leastAct  = 5
)

// usualAlpha is what the usual range leaves out.
const usualAlpha = 0.05

// judge turns analyses into a report.
func (w *worker) judge(d *Desk, as []*analysis, leaves int) *Report {
	l := w.layout
	r := &Report{On: d.On, Days: l.cal.days, Rows: make([]Row, len(as))}
	learning := l.cal.days < learningBlocks*l.block
	if !learning {
		r.Categories = l.categories(as[:leaves])
		staying := r.Categories.staying(as[:leaves])
		w.pool.common = make([]movement, len(l.windows))
		for i, days := range l.windows {
			w.pool.common[i] = commonMovement(staying, i)
			r.Common = append(r.Common, w.pool.common[i].report(days))
		}
	}
	for i, a := range as {
		row := &r.Rows[i]
		row.IsParent = i >= leaves
		w.row(d, row, a, learning)
	}
	r.pool = w.pool
	r.settle(w.engine.opt)
	return r
}

// row judges one series by itself.
func (w *worker) row(d *Desk, row *Row, a *analysis, learning bool) {
	l := w.layout
	row.Key, row.Parent, row.S1 = a.series.Key, a.series.Parent, a.series.S1
	row.P, row.PLow, row.Q, row.qLow = 1, 1, 1, 1
	row.Ratio = math.NaN()
	row.Windows = make([]Window, len(l.windows))
	row.compare(d, l, a)
	row.fixedOn = a.series.FixedOn
	row.volume = a.series.Sum(l.cal.on-Day(4*l.block-1), l.cal.on)
	if learning {
		row.State = Learning
		for i, days := range l.windows {
			row.Windows[i] = Window{Days: days, P: 1, Observed: a.series.Sum(l.cal.on-Day(days-1), l.cal.on)}
		}
		return
	}
	row.Dispersion = a.fit.phi
	row.Back = a.series.Back
	row.isNew = a.born > 0 && a.born <= 4*l.block && l.cal.days-a.born >= 4*l.block
	var up, low [maxWindows]float64
	best := -1
	for i, days := range l.windows {
		win := &row.Windows[i]
		win.Days, win.P = days, 1
		up[i], low[i] = math.NaN(), math.NaN()
		f := &a.window[i]
		win.Observed = a.series.Sum(l.cal.on-Day(days-1), l.cal.on)
		if f.days == 0 {
			continue
		}
		factor, variance := w.factor(a, i, row.IsParent)
		up[i], low[i] = f.midP(a, factor, variance)
		whole := f.over(l, a, days)
		nb := whole.dist(a.fit.phi, factor, variance)
		win.Looked, win.Expected, win.P = f.days, nb.Mean, up[i]
		win.Low, win.High = nb.Between(usualAlpha)
		if best < 0 || up[i] < up[best] {
			best = i
		}
	}
	n := len(l.windows)
	row.P, row.PLow = Cauchy(up[:n], l.weights), Cauchy(low[:n], l.weights)
	if best >= 0 {
		row.explain(w, a, best)
	}
	row.next(w, a)
}

// factor is the desk's common movement as it bears on one series: what the
// others show. A parent holds many of them and takes the whole.
func (w *worker) factor(a *analysis, window int, parent bool) (factor, variance float64) {
	m := &w.pool.common[window]
	if parent {
		a = nil
	}
	return m.without(a, window)
}

// explain fills the numbers of the row's sentence.
func (row *Row) explain(w *worker, a *analysis, best int) {
	f := &a.window[best]
	factor, variance := w.factor(a, best, row.IsParent)
	nb := f.dist(a.fit.phi, factor, variance)
	row.Ratio = float64(f.observed) / nb.Mean
	row.Reason = Reason{Window: best, Observed: f.observed, Expected: nb.Mean, Days: f.days, Common: factor}
	row.Reason.Low, row.Reason.High = nb.Between(usualAlpha)
	if row.P < 0.05 {
		row.Onset, row.Excess = w.layout.onset(a, factor)
		row.Reason.Since, row.Reason.TooMany = row.Onset, row.Excess
	}
}
