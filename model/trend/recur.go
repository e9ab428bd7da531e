package trend

import "koe/model/trend/dist"

// recurAlpha is the level at which a series declared fixed is called back,
// even where the desk's correction would not flag it: somebody promised.
const recurAlpha = 0.01

// recurred tells whether the last four weeks hold more than the time since the
// series was declared fixed, four weeks of it at least, makes likely.
func (l *layout) recurred(a *analysis) bool {
	four := Day(4 * l.block)
	fixed, on := a.series.FixedOn, l.cal.on
	if fixed == 0 || on-four-fixed < four || int(on-fixed) > l.cal.days {
		return false
	}
	since := Span{fixed + 1, on - four}
	before := a.series.Sum(since.From, since.To)
	now := a.series.Sum(on-four+1, on)
	if now < leastLook {
		return false
	}
	e0 := l.cal.exposed(&a.prof, int(four), since.Days())
	e1 := l.cal.exposed(&a.prof, 0, int(four))
	seen := float64(before) + 0.5
	mean := e1 * seen / e0
	p, _ := dist.NewNegbin(mean, a.fit.phi*mean+mean*mean*a.fit.phi/seen).MidP(now)
	return p < recurAlpha
}
