package effect

import "koe/model/trend"

// The size of a change of names.
const (
	renamedShare = 0.4 // of the target's own change that one series' coming or going explains
	renamedMany  = 3   // series that come and go in one week are a change of categories
	renamedDesk  = 0.1 // of the desk's issues that they hold
)

// move is a series that began or ended since about the time of the rise.
type move struct {
	key           string
	day           trend.Day
	born          bool
	since, before float64 // issues since the action, and as many days' worth of the baseline's
}

// renamed tells whether the target's change may be a change of names: many
// series came and went at once, or, where the target clearly changed, one came
// or went with about what it lost or won. It leaves those in Moved.
func (m *measure) renamed() bool {
	e := &m.effect
	moves := m.moves()
	if m.together(moves) {
		e.Moved = keysOf(moves)
		return true
	}
	if changed := e.High < 1 || e.Low > 1 || e.back(); !changed {
		return false
	}
	lost := m.panel.expected - float64(e.Now.Issues)
	for _, v := range moves {
		if v.born && lost > 0 && v.since >= renamedShare*lost || !v.born && lost < 0 && v.before >= -renamedShare*lost {
			e.Moved = append(e.Moved, v.key)
		}
	}
	return len(e.Moved) > 0
}

// moves are the series that began or ended from a fortnight before the rise on,
// or before the action where there was none.
func (m *measure) moves() []move {
	e := &m.effect
	from := e.Since.From
	if e.Rise.Days() > 0 {
		from = e.Rise.From
	}
	from -= trend.Day(sinceLeast) * m.week
	whole := trend.Span{From: e.Baseline.From, To: e.Since.To}
	share := float64(e.Since.Days()) / float64(e.Baseline.Days())
	var moves []move
	for _, key := range m.unsteady {
		s := trend.Find(key, m.leaves)
		v := move{
			key: key, since: float64(s.Sum(e.Since.From, e.Since.To)),
			before: share * float64(s.Sum(e.Baseline.From, e.Baseline.To)),
		}
		if v.day, v.born = m.bornBy(s, whole); !v.born {
			v.day, _ = m.diedIn(s, whole)
		}
		if v.day >= from {
			moves = append(moves, v)
		}
	}
	return moves
}

// together tells whether so many began or ended within a week that the
// categories of the desk were changed.
func (m *measure) together(moves []move) bool {
	volume, most := 0.0, 0
	for _, v := range moves {
		volume += max(v.since, v.before)
		n := 0
		for _, o := range moves {
			if o.day >= v.day && o.day < v.day+m.week {
				n++
			}
		}
		most = max(most, n)
	}
	return most >= renamedMany && volume >= renamedDesk*(volume+m.panel.others(since))
}

func keysOf(moves []move) []string {
	keys := make([]string, len(moves))
	for i, v := range moves {
		keys[i] = v.key
	}
	return keys
}
