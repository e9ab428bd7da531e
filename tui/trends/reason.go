package trends

import (
	"koe/model"
	"koe/model/trend"
	"koe/tui/kit"
)

// rareRatio is how many times as many stops saying anything: almost nothing
// was expected.
const rareRatio = 20

// reason says why a row stands where it stands, with its numbers; all of them
// where there is room for everything.
func (w *ways) reason(r *model.TrendRow, all bool) kit.Sentence {
	t := w.Say.Trends.Reason
	if r.State == trend.Learning && !r.LookAt {
		return w.graveOnly(r, t.Young)
	}
	say, why := w.Say, r.Reason
	if w := windowOf(r, 7); why.Days == 0 && w != nil {
		why.Observed, why.Low, why.High, why.Days = w.Observed, w.Low, w.High, w.Days
	}
	observed := t.Observed(why.Observed, why.Days, say.Number(why.Low), say.Number(why.High))
	if r.State == trend.Chronic && !r.LookAt {
		p := w.graveOnly(r, t.Chronic(w.share(r.Share)))
		p.Parts = append(p.Parts, observed)
		return p
	}
	p := kit.Sentence{Parts: []string{observed}}
	if since := r.Since(); since != 0 {
		p.Parts[0] += t.Comma + t.Since(w.Day(since))
	}
	if n := round(r.Reason.TooMany); n > 0 && r.LookAt {
		p.Parts = append(p.Parts, t.TooMany(n))
	}
	p.Must = len(p.Parts)
	add := func(part string) { p.Parts = append(p.Parts, part) }
	if r.S1 > 0 {
		add(t.Grave(r.S1))
	}
	switch {
	case r.CustomersAtLeast:
		add(t.AtLeast(r.Customers))
	case r.Customers > 0:
		add(t.Customers(r.Customers))
	}
	if r.LookAt && r.Ratio > 0 && r.Ratio < rareRatio {
		add(t.Times(kit.Ratio(r.Ratio)))
	}
	if r.Rate.Known && all {
		add(t.PerThousand(kit.Ratio(r.Rate.Now), kit.Ratio(r.Rate.Before)))
	}
	if c := r.Reason.Common; c > 0 && (c > 1.1 || c < 0.9) {
		add(t.Beyond(kit.Ratio(c)))
	}
	if above := r.PutOffTo(); above > 0 {
		add(t.PutOff(kit.Ratio(above)))
	}
	return p
}

// graveOnly is the reason of a row of which little can be said but that it is
// dangerous.
func (w *ways) graveOnly(r *model.TrendRow, words string) kit.Sentence {
	p := kit.Sentence{Parts: []string{words}, Must: 1}
	if r.S1 > 0 {
		p = kit.Sentence{Parts: []string{w.Say.Trends.Reason.Grave(r.S1), words}, Must: 2}
	}
	return p
}

// reasonLines are the sentence under a row: in one line where room is short.
func (w *ways) reasonLines(r *model.TrendRow, width int, tight, all bool) []string {
	t := w.Say.Trends.Reason
	p := w.reason(r, all)
	if tight {
		return []string{p.Fit(width, t.Join, w.Theme.Glyphs.Ellipsis)}
	}
	if r.State != trend.Steady && r.State != trend.Learning {
		p.Parts[0] = t.State(w.state(r.State), p.Parts[0])
	}
	return p.Wrap(width, t.Join)
}
