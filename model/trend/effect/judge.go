package effect

import (
	"math"

	"koe/model/trend/dist"
)

// alpha is what an interval leaves out.
const alpha = 0.05

// held is what the target is held against in a stretch.
type held struct {
	forecast
	phi, phiDF float64
	apart
}

// variance of the log ratio at the forecast's own mean times ratio.
func (h *held) variance(ratio float64) (v, df float64) {
	counting := h.phi / math.Max(h.mean*ratio, 0.5)
	v = counting + h.relVar + h.apart.variance + h.spread
	df = v * v / (counting*counting/h.phiDF + h.relVar*h.relVar/h.phiDF + (h.spread+h.apart.variance)*(h.spread+h.apart.variance)/h.df)
	return v, df
}

// interval inverts the negative-binomial forecast: the ratios at which what
// came would be no surprise.
func (h *held) interval(alpha float64) Interval {
	if h.mean <= 0 {
		return Interval{}
	}
	i := Interval{Ratio: h.observed / h.mean}
	_, df := h.variance(math.Max(i.Ratio, 1/h.mean))
	tail := dist.NormalUpper(dist.StudentQuantile(1-alpha/2, math.Max(2, df)))
	n := int(math.Round(h.observed))
	rel := h.relVar + h.apart.variance + h.spread
	ps := func(ratio float64) (upper, lower float64) {
		mu := h.mean * ratio
		return dist.NewNegbin(mu, h.phi*mu+mu*mu*rel).MidP(n)
	}
	center := math.Max(i.Ratio, 0.25/h.mean)
	i.High = solve(center, 1, func(r float64) bool { _, lower := ps(r); return lower > tail })
	if n > 0 {
		i.Low = solve(center, -1, func(r float64) bool { upper, _ := ps(r); return upper > tail })
	}
	return i
}

// solve walks from a ratio up or down to the last one that is held, to a part
// in a thousand.
func solve(from float64, direction float64, holds func(float64) bool) float64 {
	step := 1.5
	near := math.Log(from)
	far := near
	for range 40 {
		far += direction * step
		if !holds(math.Exp(far)) {
			break
		}
		near = far
	}
	for math.Abs(far-near) > 5e-4 {
		mid := (near + far) / 2
		if holds(math.Exp(mid)) {
			near = mid
		} else {
			far = mid
		}
	}
	return math.Exp(near)
}

// compare holds the target against its forecasts.
func (m *measure) compare() {
	p := &m.panel
	e := &m.effect
	t := &p.all[0]
	now := m.hold(since)
	m.split = now.split
	p.expected = now.mean
	e.Interval = now.interval(m.q.alpha)
	e.Spread = math.Sqrt(now.spread)
	e.Dispersion = t.phi
	e.Desk = m.moved(&now)
	m.tell(&now)
	if len(p.stretch[rise].spans) == 0 {
		return
	}
	came := m.hold(rise)
	e.Rose = came.interval(m.q.alpha)
	e.Fell = fell(&came, &now)
}

// hold holds the target against its forecast in a stretch.
func (m *measure) hold(at phase) held {
	a := m.between(at)
	target := &m.panel.all[0]
	h := held{forecast: m.ahead(target, at), phi: target.phi, phiDF: target.df, apart: a}
	h.mean *= math.Exp(a.log)
	return h
}

// moved is how the control moved from the baseline to the time since.
func (m *measure) moved(now *held) Interval {
	t := &m.panel.stretch[base]
	before, days := 0.0, 0.0
	for k, c := range t.c {
		before += t.days[k] * c
		days += t.days[k]
	}
	log := math.Log(now.factor/(before/days)) + now.log
	sd := math.Sqrt(now.apart.variance)
	return around(log, dist.StudentQuantile(1-alpha/2, now.df)*sd)
}

// around is the interval of a log ratio and its half width. Beyond a width of
// exp(50) nothing is known, and nothing more is to be said.
func around(log, half float64) Interval {
	half = math.Min(half, 50)
	return Interval{Ratio: math.Exp(log), Low: math.Exp(log - half), High: math.Exp(log + half)}
}

// fell is the rate since the action over the rate when it came, both as
// multiples of the usual one.
func fell(came, now *held) Interval {
	a, b := now.observed+0.5, came.observed+0.5
	log := math.Log(a/now.mean) - math.Log(b/came.mean)
	v := now.phi/a + now.phi/b + now.spread
	return around(log, dist.StudentQuantile(1-alpha/2, now.phiDF)*math.Sqrt(v))
}

// tell works out which drop could be told by now, and how many more weeks the
// one asked for needs.
func (m *measure) tell(now *held) {
	e := &m.effect
	weeks := float64(e.Since.Days()) / float64(m.week)
	can := func(ratio, after float64) bool {
		h := *now
		h.mean *= after / weeks
		v, df := h.variance(ratio)
		return dist.StudentQuantile(1-alpha/2, math.Max(2, df))*math.Sqrt(v) < -math.Log(ratio)
	}
	for ratio := 0.99; ratio > 0.01; ratio -= 0.01 {
		if can(ratio, weeks) {
			e.Tellable = ratio
			break
		}
	}
	if can(m.q.Expected, weeks) {
		return
	}
	for more := 1; more <= mostWeeks; more++ {
		if can(m.q.Expected, weeks+float64(more)) {
			e.Weeks = more
			return
		}
	}
}

// judge gives the verdict.
func (m *measure) judge() {
	e := &m.effect
	renamed := m.renamed()
	switch {
	case renamed:
		e.Reason = Renamed
	case m.split:
		e.Reason = SplitDesk
	case e.Since.Days() < sinceLeast*int(m.week):
		e.Verdict, e.Reason = TooEarly, FewDays
		e.Weeks = max(e.Weeks, sinceLeast-e.Since.Days()/int(m.week))
	case e.High < 1:
		e.Verdict = Worked
	case e.back():
		e.Verdict = BackToUsual
	case e.Low > 1 && e.stillRising():
		e.Verdict = Worse
	case e.Low > e.Expected: // what was asked for is ruled out
		e.Verdict = NoClearChange
	case e.Weeks > 0:
		e.Verdict, e.Reason = TooEarly, FewYet
	default:
		e.Verdict = NoClearChange
		if e.Tellable < e.Expected {
			e.Reason = Coarse
		}
	}
}

// back tells whether the series rose, fell again, and stands nearer to its
// usual rate than to the one at which the action came.
func (e *Effect) back() bool {
	return e.Rose.Low > 1 && e.Fell.High < 1 && e.Low <= 1 && e.Ratio*e.Ratio < e.Rose.Ratio
}

// stillRising tells whether the series stands above where it stood when the
// action came, if it had risen by then: what stays where it was is no worse.
func (e *Effect) stillRising() bool {
	return !e.Rose.Known() || e.Rose.Low <= 1 && e.Rose.Ratio < 1.15 || e.Fell.Low > 1
}
