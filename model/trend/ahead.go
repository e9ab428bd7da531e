package trend

// aheadAlpha is what the look ahead leaves out, half on either side.
const aheadAlpha = 0.2

// next is the expected range of the week after On.
func (row *Row) next(w *worker, a *analysis) {
	l := w.layout
	week := l.block
	ahead := float64(a.gap)/float64(l.block) + 0.5
	x := l.season.covariates(-ahead)
	e := 0.0
	for k := 1; k <= week; k++ {
		e += a.prof.day[l.cal.weekday(-k)]
	}
	f := forecast{
		days:   week,
		mean:   e * l.level(a, ahead),
		relVar: quadratic(&a.fit.cov, &x, a.fit.columns) + a.local.variance + a.local.drift*ahead,
	}
	d := f.dist(a.fit.phi, 1, 0)
	row.Next.Expected = d.mean
	row.Next.Low, row.Next.High = d.between(aheadAlpha)
}
