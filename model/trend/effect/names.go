package effect

import "koe/model/trend"

// The size of a change of names.
const (
	renamedShare = 0.4 // of the target's own change that one series' coming or going explains
	renamedMany  = 3   // series that come and go in one week are a change of categories
	renamedDesk  = 0.1 // of the desk's issues that they hold
)

// renamed tells whether the target's change may be a change of names: a series
// that came or went since the baseline with about what the target lost or won,
// or many at once.
func (m *measure) renamed() bool {
	e := &m.effect
	if len(e.Moved) == 0 {
		return false
	}
	window := trend.Span{From: e.Rise.From, To: e.Since.To}
	lost := m.panel.expected - float64(e.Now.Issues)
	if e.Rise.Days() <= 0 {
		window.From = e.Since.From
	}
	var names, at []string
	var days []trend.Day
	volume := 0.0
	for _, key := range e.Moved {
		s := trend.Find(key, m.leaves)
		whole := trend.Span{From: e.Baseline.From, To: e.Since.To}
		born, isBorn := m.bornBy(s, whole)
		died, isDied := m.diedIn(s, whole)
		since := float64(s.Sum(e.Since.From, e.Since.To))
		before := float64(s.Sum(e.Baseline.From, e.Baseline.To)) * float64(e.Since.Days()) / float64(e.Baseline.Days())
		switch {
		case isBorn && born >= window.From-trend.Day(sinceLeast)*m.week:
			days = append(days, born)
			if lost > 0 && since >= renamedShare*lost {
				names = append(names, key)
			}
		case isDied && died >= window.From-trend.Day(sinceLeast)*m.week:
			days = append(days, died)
			if lost < 0 && before >= -renamedShare*lost {
				names = append(names, key)
			}
		default:
			continue
		}
		at = append(at, key)
		volume += max(since, before)
	}
	if together(days, m.week) >= renamedMany && volume >= renamedDesk*(volume+m.panel.others(since)) {
		e.Moved = at
		return true
	}
	e.Moved = names
	return len(names) > 0
}

// together is how many of the days lie within one week at most.
func together(days []trend.Day, week trend.Day) int {
	most := 0
	for _, from := range days {
		n := 0
		for _, d := range days {
			if d >= from && d < from+week {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}
