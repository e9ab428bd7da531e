package effect

import (
	"math"

	"koe/model/trend"
)

// stretch is a run of blocks: their days and where they lie in time.
type stretch struct {
	spans []trend.Span
	days  []float64
	x     [][columnsMost]float64
	c     []float64 // the common factor of each block
}

// phase is one of the three stretches of an action's story.
type phase uint8

const (
	base  phase = iota // the baseline
	rise               // from the signal to the action
	since              // since the action
	phases
)

// panel is the series and their blocks, side by side.
type panel struct {
	stretch  [phases]stretch
	columns  int
	all      []member // the target first
	expected float64  // of the target since the action, without one
}

// member is one series of the panel: its issues, or the contacts handled.
type member struct {
	series *trend.Series // nil of contacts
	track  [phases]track
	fit
}

// track is what a member counts in the blocks of a stretch.
type track struct {
	y     []float64
	known []float64 // share of each block's days that is known; nil where all are
}

// open is how many days of a block a member's count is of.
func (p *panel) open(a *member, at phase, k int) float64 {
	days := p.stretch[at].days[k]
	if known := a.track[at].known; known != nil {
		days *= known[k]
	}
	return days
}

// compose chooses the control and cuts all series into blocks.
func (m *measure) compose() Reason {
	p := &m.panel
	e := &m.effect
	p.stretch = [phases]stretch{base: m.cut(e.Baseline), rise: m.cut(e.Rise), since: m.cut(e.Since)}
	p.columns = columnsFor(len(p.stretch[base].spans))
	e.Season = p.columns > 2
	p.all = append(p.all, m.member(m.target))
	apart, rest := 0, 0
	for i := range m.leaves {
		s := &m.leaves[i]
		if s.Key == m.target.Key || s.Parent == m.target.Key {
			continue
		}
		volume := s.Sum(e.Baseline.From, e.Baseline.To)
		if m.isApart(s) {
			apart += volume
			continue
		}
		if m.sharesParent(s) {
			continue
		}
		if m.changes(s) {
			m.unsteady = append(m.unsteady, s.Key)
			continue
		}
		if volume < leastOthersEach {
			continue
		}
		rest += volume
		p.all = append(p.all, m.member(s))
	}
	if own := e.Usual.Issues; apart > 0 && float64(apart+own) >= halfOfDesk*float64(apart+own+rest) {
		return HalfDesk
	}
	e.Others = len(p.all) - 1
	if c, ok := m.contacts(); ok {
		p.all = append(p.all, c)
		e.Contacts = true
	}
	if !m.enough() {
		return FewOthers
	}
	return NoReason
}

// leastOthersEach is the least number of issues in the baseline that makes a
// series part of the control.
const leastOthersEach = 5

// enough tells whether the control can say how the desk moved: contacts can
// alone, other series when there are a few of them with enough issues.
func (m *measure) enough() bool {
	e := &m.effect
	if e.Contacts {
		return true
	}
	share := math.Min(1, float64(e.Since.Days())/float64(e.Baseline.Days()))
	return e.Others >= leastOthers && m.panel.others(base) >= leastOthersIn && m.panel.others(since) >= leastOthersIn*share/4
}

func (m *measure) isApart(s *trend.Series) bool {
	for _, k := range m.q.Apart {
		if s.Key == k || s.Parent == k && k != "" {
			return true
		}
	}
	return false
}

// sharesParent tells whether a series is of one family with the target.
func (m *measure) sharesParent(s *trend.Series) bool {
	t := m.target
	return t.Parent != "" && (s.Parent == t.Parent || s.Key == t.Parent)
}

// changes tells whether a series began or ended somewhere between the start of
// the baseline and now: it cannot say how the desk moved.
func (m *measure) changes(s *trend.Series) bool {
	e := &m.effect
	whole := trend.Span{From: e.Baseline.From, To: e.Since.To}
	_, born := m.bornBy(s, whole)
	_, died := m.diedIn(s, whole)
	return born || died
}

// cut lays a span out in blocks from its start, each a week; what is left over
// at its end belongs to the last one. The rise and the time since keep spans
// of less than a week whole.
func (m *measure) cut(s trend.Span) stretch {
	var t stretch
	n := s.Days() / int(m.week)
	if s.Days() > 0 {
		n = max(1, n)
	}
	for k := range n {
		b := trend.Span{From: s.From + trend.Day(k)*m.week}
		b.To = b.From + m.week - 1
		if k == n-1 {
			b.To = s.To
		}
		t.spans = append(t.spans, b)
		t.days = append(t.days, float64(b.Days()))
		t.x = append(t.x, m.covariates(b))
		t.c = append(t.c, 1)
	}
	return t
}

// year is the length of a year in counts.
func (m *measure) year() float64 { return 365.25 * float64(m.week) / 7 }

// covariates of a block: level, years since the end of the baseline, and two
// annual harmonics.
func (m *measure) covariates(b trend.Span) [columnsMost]float64 {
	at := float64(b.From) + float64(b.Days()-1)/2
	t := (at - float64(m.effect.Baseline.To)) / m.year()
	s, c := math.Sincos(2 * math.Pi * at / m.year())
	return [columnsMost]float64{1, t, c, s, c*c - s*s, 2 * s * c}
}

// member cuts a series into the panel's blocks.
func (m *measure) member(s *trend.Series) member {
	a := member{series: s}
	for at := range phases {
		for _, b := range m.panel.stretch[at].spans {
			a.track[at].y = append(a.track[at].y, float64(s.Sum(b.From, b.To)))
		}
	}
	return a
}

// contacts makes contacts handled a member of the control, where they are
// known on more than half of the days of every block.
func (m *measure) contacts() (member, bool) {
	var c member
	if len(m.desk.Contacts) == 0 || m.week == 1 {
		return c, false
	}
	for at := range phases {
		for _, b := range m.panel.stretch[at].spans {
			sum, days := handled(m.desk, b)
			if 2*days <= b.Days() {
				return c, false
			}
			t := &c.track[at]
			t.y = append(t.y, sum)
			t.known = append(t.known, float64(days)/float64(b.Days()))
		}
	}
	return c, total(c.track[base].y) > 0 && total(c.track[since].y) > 0
}

// handled is the contacts of a span, and on how many of its days they are
// known.
func handled(d *trend.Desk, s trend.Span) (sum float64, days int) {
	for day := s.From; day <= s.To; day++ {
		if j := int(day - d.ContactsStart); j >= 0 && j < len(d.Contacts) && d.Contacts[j] >= 0 {
			sum += float64(d.Contacts[j])
			days++
		}
	}
	return sum, days
}

// others is the number of issues of the control in a stretch.
func (p *panel) others(at phase) float64 {
	n := 0.0
	for i := range p.all[1:] {
		if a := &p.all[i+1]; a.series != nil {
			n += total(a.track[at].y)
		}
	}
	return n
}

func total(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += v
	}
	return sum
}
