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
	row.Next.Expected = d.Mean
	row.Next.Low, row.Next.High = d.Between(aheadAlpha)
}

// Kept is a look ahead that was made on a day and written down.
type Kept struct {
	Key   string
	Made  Day
	Range Range
}

// Held scores looks ahead against what came.
type Held struct {
	Of     int // looks ahead whose week is over
	Within int // those whose week fell within the range
}

// ScoreAhead compares what was kept with what came on the desk since. A look
// ahead whose week is not over, or whose series is gone, is left out: a tag
// that was merged into another has not come to nothing.
func ScoreAhead(d *Desk, unit Unit, kept []Kept) Held {
	week, over := Day(7), d.On
	if unit == UnitWeek {
		week = 1
	}
	if d.ByNow > 0 { // On is still running
		over--
	}
	leaves, parents := Family(d)
	index := make(map[string]*Series, len(leaves)+len(parents))
	for i := range leaves {
		index[leaves[i].Key] = &leaves[i]
	}
	for i := range parents {
		index[parents[i].Key] = &parents[i]
	}
	var h Held
	for _, k := range kept {
		s, ok := index[k.Key]
		if !ok || k.Made+week > over {
			continue
		}
		h.Of++
		if came := s.Sum(k.Made+1, k.Made+week); came >= k.Range.Low && came <= k.Range.High {
			h.Within++
		}
	}
	return h
}
