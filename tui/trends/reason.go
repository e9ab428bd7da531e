package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/widget"
)

// A sentence is made of parts of which the first must all stand and the others
// only where there is room.
type sentence struct {
	parts []string
	must  int
}

// fit is the sentence in one line of the width: what must stand, and as much
// of the rest, in its order, as there is room for.
func (p sentence) fit(width int, join, ellipsis string) string {
	line := strings.Join(p.parts[:p.must], join)
	for _, more := range p.parts[p.must:] {
		if next := line + join + more; widget.Width(next) <= width {
			line = next
		}
	}
	return widget.Cut(line, width, ellipsis)
}

// wrap is the whole sentence.
func (p sentence) wrap(width int, join string) []string {
	return widget.Wrap(strings.Join(p.parts, join), width)
}

// rareRatio is how many times as many stops saying anything: almost nothing
// was expected.
const rareRatio = 20

// reason says why a row stands where it stands, with its numbers; all of them
// where there is room for everything.
func (s *Screen) reason(r *model.TrendRow, all bool) sentence {
	t := s.session.Say.Trends.Reason
	if r.State == trend.Learning && !r.LookAt {
		return s.graveOnly(r, t.Young)
	}
	say, why := s.session.Say, r.Reason
	if w := windowOf(r, 7); why.Days == 0 && w != nil {
		why.Observed, why.Low, why.High, why.Days = w.Observed, w.Low, w.High, w.Days
	}
	observed := t.Observed(why.Observed, why.Days, say.Number(why.Low), say.Number(why.High))
	if r.State == trend.Chronic && !r.LookAt {
		p := s.graveOnly(r, t.Chronic(s.share(r.Share)))
		p.parts = append(p.parts, observed)
		return p
	}
	p := sentence{parts: []string{observed}}
	if since := civil(r.Reason.Since); since != 0 {
		p.parts[0] += t.Comma + t.Since(s.day(since))
	}
	if n := round(r.Reason.TooMany); n > 0 && r.LookAt {
		p.parts = append(p.parts, t.TooMany(n))
	}
	p.must = len(p.parts)
	add := func(part string) { p.parts = append(p.parts, part) }
	if r.S1 > 0 {
		add(t.Grave(r.S1))
	}
	if r.Customers > 0 {
		add(t.Customers(r.Customers))
	}
	if r.LookAt && r.Ratio > 0 && r.Ratio < rareRatio {
		add(t.Times(ratio(r.Ratio)))
	}
	if r.Rate.Known && all {
		add(t.PerThousand(ratio(r.Rate.Now), ratio(r.Rate.Before)))
	}
	if c := r.Reason.Common; c > 0 && (c > 1.1 || c < 0.9) {
		add(t.Beyond(ratio(c)))
	}
	if r.Problem != nil && r.Problem.Snooze > 0 {
		add(t.PutOff(ratio(r.Problem.Snooze)))
	}
	return p
}

// graveOnly is the reason of a row of which little can be said but that it is
// dangerous.
func (s *Screen) graveOnly(r *model.TrendRow, words string) sentence {
	p := sentence{parts: []string{words}, must: 1}
	if r.S1 > 0 {
		p = sentence{parts: []string{s.session.Say.Trends.Reason.Grave(r.S1), words}, must: 2}
	}
	return p
}

// reasonLines are the sentence under a row: in one line where room is short.
func (s *Screen) reasonLines(r *model.TrendRow, width int, tight, all bool) []string {
	t := s.session.Say.Trends.Reason
	p := s.reason(r, all)
	if tight {
		return []string{p.fit(width, t.Join, s.session.Theme.Glyphs.Ellipsis)}
	}
	if r.State != trend.Steady && r.State != trend.Learning {
		p.parts[0] = t.State(s.state(r.State), p.parts[0])
	}
	return p.wrap(width, t.Join)
}
