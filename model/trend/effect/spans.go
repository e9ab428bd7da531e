package effect

import (
	"math"

	"koe/model/trend"
)

// spans lays out the baseline, the rise and the time since the action.
func (m *measure) spans() Reason {
	e := &m.effect
	on := lastWhole(m.desk)
	e.Since = trend.Span{From: max(m.q.Effective, on-sinceMost*m.week+1), To: on}
	switch {
	case m.q.Effective > m.desk.On:
		return NotInForce
	case e.Since.Days() < 1: // in force since today, and the day is running
		e.Verdict, e.Weeks = TooEarly, sinceLeast
		return FewDays
	}
	first := m.began()
	end := m.q.Effective - 1
	if m.q.Signal != 0 {
		end = min(end, m.q.Signal-1)
	} else {
		end = m.beforeRise(first, end)
	}
	e.Baseline = trend.Span{From: max(first, end-baselineMost*m.week+1), To: end}
	e.Rise = trend.Span{From: end + 1, To: m.q.Effective - 1}
	weeks := e.Baseline.Days() / int(m.week)
	e.Usual, e.Came, e.Now = m.rate(e.Baseline), m.rate(e.Rise), m.rate(e.Since)
	switch {
	case weeks < baselineLeast:
		return ShortPast
	case e.Usual.Issues < leastIssues && !m.q.thin:
		return FewIssues
	}
	// Whole weeks, counted back from its end.
	e.Baseline.From = end - trend.Day(weeks)*m.week + 1
	e.Usual = m.rate(e.Baseline)
	return NoReason
}

func (m *measure) rate(s trend.Span) Rate {
	if s.Days() <= 0 {
		return Rate{}
	}
	return Rate{Issues: m.target.Sum(s.From, s.To), Days: s.Days() * 7 / int(m.week)}
}

// A series counts as begun with its first issue, or ended with its last, where
// the empty days beyond are a fortnight at least and would have held so many
// issues: with counts that scatter thrice as widely as chance exp(-12/3) is
// still one in 50, and few of those are asked.
const (
	emptyWeeks  = 2
	emptyIssues = 12
)

func (m *measure) unlikelyEmpty(rate float64, days trend.Day) bool {
	return days >= emptyWeeks*m.week && rate*float64(days) > emptyIssues
}

// began is the first day on which the series can be counted on: the desk's
// first, unless too many empty days to be chance come before its first issue.
func (m *measure) began() trend.Day {
	first := m.q.Effective
	for i := range m.leaves {
		if s := &m.leaves[i]; len(s.Counts) > 0 {
			first = min(first, s.Start)
		}
	}
	first = max(first, m.q.From)
	if born, ok := m.bornBy(m.target, trend.Span{From: first, To: m.q.Effective - 1}); ok && born > first {
		return born + 1 // the first day is not by chance a day with an issue
	}
	return first
}

// bornBy is the day of a series' first issue in a span, and whether the empty
// days before it are too many to be chance.
func (m *measure) bornBy(s *trend.Series, span trend.Span) (trend.Day, bool) {
	for day := max(span.From, s.Start); day <= span.To; day++ {
		if s.Sum(day, day) == 0 {
			continue
		}
		rate := float64(s.Sum(day, span.To)) / float64(span.To-day+1)
		return day, m.unlikelyEmpty(rate, day-span.From)
	}
	return span.To + 1, false
}

// diedIn is the day after a series' last issue in a span, and whether the empty
// days after it are too many to be chance.
func (m *measure) diedIn(s *trend.Series, span trend.Span) (trend.Day, bool) {
	for day := min(span.To, s.Start+trend.Day(len(s.Counts))-1); day >= span.From; day-- {
		if s.Sum(day, day) == 0 {
			continue
		}
		rate := float64(s.Sum(span.From, day)) / float64(day-span.From+1)
		return day + 1, m.unlikelyEmpty(rate, span.To-day)
	}
	return span.From, false
}

// Finding a rise that nobody named.
const (
	riseLongest = 17  // weeks before the action
	riseGain    = 9.0 // log-likelihood ratio, at the dispersion of the weeks before
)

// beforeRise is the last day of the baseline of an action whose rise is not
// known: some weeks before it at least, because actions are taken when a
// series stands high, and before the step up that explains the last months
// best, where there is one beyond chance (as the engine finds an onset: Page
// 1954; Hinkley and Hinkley 1970).
func (m *measure) beforeRise(first, end trend.Day) trend.Day {
	days := end - first + 1
	left := trend.Day(guard) * m.week
	if days < 3*left { // a short past keeps two thirds of its days
		left = days / 3 / m.week * m.week
	}
	longest := min(riseLongest*m.week, days/2)
	if longest <= left {
		return end - left
	}
	usual := trend.Span{From: max(first, end-longest-52*m.week+1), To: end - longest}
	level := (float64(m.target.Sum(usual.From, usual.To)) + 0.5) / float64(usual.Days())
	phi := m.scatter(usual, level)
	found, best := end-left, riseGain*phi
	y, mean := 0.0, 0.0
	for back := trend.Day(0); back < longest; back++ {
		y += float64(m.target.Sum(end-back, end-back))
		mean += level
		if y <= mean || back < left {
			continue
		}
		if gain := y*math.Log(y/mean) - (y - mean); gain > best {
			best, found = gain, end-back-1
		}
	}
	return found
}

// scatter is the dispersion of a span's weeks about a daily level, at least 1.
func (m *measure) scatter(s trend.Span, level float64) float64 {
	sum, n := 0.0, 0.0
	for to := s.To; to-m.week+1 >= s.From; to -= m.week {
		mu := level * float64(m.week)
		r := float64(m.target.Sum(to-m.week+1, to)) - mu
		sum += r * r / mu
		n++
	}
	if n < 2 {
		return 1.5
	}
	return math.Max(1, sum/n)
}
