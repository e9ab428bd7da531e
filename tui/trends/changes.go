package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/model/trend/effect"
	"koe/tui/kit"
	"koe/tui/widget"
)

const (
	changesSaid = 3 // sentences at most
	changesEach = 3 // tags a sentence names
	heardDays   = 7 // how long what agents hear is new to somebody who never looked
)

// changes says in at most three sentences what is new since this person looked
// last: what rose, what calmed down, and whether an action worked.
func (o *overview) changes() []string {
	t := o.w.Say.Trends.Changes
	since := t.Now(o.w.Day(o.t.On))
	if o.t.Looked != 0 {
		since = t.Since(o.w.Day(o.t.Looked))
	}
	fresh, still, better := o.sinceLook()
	for i := range o.t.Again {
		p := &o.t.Again[i]
		fresh = append(fresh, t.Again(p.ID.String(), widget.Cut(p.Title, settledTitle, o.w.Theme.Glyphs.Ellipsis), o.w.Day(p.Until)))
	}
	var said []string
	if len(fresh) > 0 {
		said = append(said, t.Begin(since, o.few(fresh, t.Join)))
	}
	if settled := o.settled(); settled != "" {
		said = append(said, t.Sentence(settled))
	}
	if len(better) > 0 {
		words := o.few(better, t.Join)
		if len(said) == 0 {
			said = append(said, t.Begin(since, words))
		} else {
			said = append(said, t.Sentence(words))
		}
	}
	if len(still) > 0 {
		said = append(said, t.Still(o.few(still, t.List)))
	}
	switch {
	case len(said) > 0:
		return said[:min(len(said), changesSaid)]
	case o.t.Looked != 0:
		return []string{t.Nothing(since)}
	}
	return []string{o.quiet()}
}

// quiet says that nothing is flagged, or that nothing can be yet.
func (o *overview) quiet() string {
	young := len(o.t.Rows) > 0
	for i := range o.t.Rows {
		young = young && o.t.Rows[i].State == trend.Learning
	}
	if young {
		return o.w.Say.Trends.TooYoung
	}
	return o.w.Say.Trends.Quiet
}

// calmer is what is said of a tag that is flagged no more: that it is in its
// usual range where it is.
func (o *overview) calmer(r *model.TrendRow) func(tag string) string {
	t := o.w.Say.Trends.Changes
	if w := windowOf(r, 7); w != nil && (w.Observed < w.Low || w.Observed > w.High) {
		return t.Unflagged
	}
	return t.Calmer
}

// sinceLook sorts the rows into what rose since the last look, what is still high,
// and what got better.
func (o *overview) sinceLook() (fresh, still, better []string) {
	t := o.w.Say.Trends.Changes
	for i := range o.t.Rows {
		r := &o.t.Rows[i]
		was := r.WasKnown && raised(r.Was)
		if !r.LookAt && r.State != trend.Falling && !was {
			continue
		}
		name := o.w.TagName(r.Path)
		switch {
		case r.IsParent && !(r.LookAt && o.isFlagged(i)):
		case r.LookAt && o.isFlagged(i) && was && o.t.Looked != 0:
			still = append(still, name)
		case r.LookAt && o.isFlagged(i):
			fresh = append(fresh, rose(r.State, name, t.New, t.Back, t.Spiking, t.Rising))
		case o.hasWorked(r):
			// The sentence on its action says it.
		case r.State == trend.Falling && !(r.WasKnown && r.Was == trend.Falling):
			better = append(better, t.Falling(name))
		case was && !raised(r.State) && r.State != trend.Falling:
			better = append(better, o.calmer(r)(name))
		}
	}
	return fresh, still, better
}

// hasWorked reports whether an action against the row's problem worked.
func (o *overview) hasWorked(r *model.TrendRow) bool {
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		if r.Problem != nil && e.Problem.ID == r.Problem.ID && e.Effect.Verdict == effect.Worked && e.Claims() {
			return true
		}
	}
	return false
}

// raised reports whether a state is one of those that call for somebody.
func raised(v trend.State) bool {
	return v == trend.Spiking || v == trend.Rising || v == trend.Recurred || v == trend.New
}

func rose(v trend.State, name string, isNew, back, spiking, rising func(string) string) string {
	switch v {
	case trend.New:
		return isNew(name)
	case trend.Recurred:
		return back(name)
	case trend.Spiking:
		return spiking(name)
	}
	return rising(name)
}

// few joins some and says how many more there are.
func (o *overview) few(all []string, join string) string {
	if len(all) > changesEach {
		more := o.w.Say.Trends.Changes.More(len(all) - changesEach)
		all = append(append([]string(nil), all[:changesEach]...), more)
	}
	return strings.Join(all, join)
}

// deskWide are the signals of the desk itself, each said once.
func (o *overview) deskWide() []string {
	if o.t.Report == nil {
		return nil
	}
	t := o.w.Say.Trends.Changes
	var said []string
	// The windows overlap: the one that says most speaks for all.
	var most *trend.Common
	for i := range o.t.Report.Common {
		if c := &o.t.Report.Common[i]; c.Signal && (most == nil || c.P < most.P) {
			most = c
		}
	}
	if most != nil {
		said = append(said, t.Common(most.Days, kit.Ratio(most.Factor), kit.Ratio(most.Low), kit.Ratio(most.High)))
	}
	if c := o.t.Report.Categories; c != nil {
		said = append(said, t.Categories(o.w.Day(o.t.Recategorised()), len(c.Born), len(c.Died)))
	}
	return said
}

// notes are the lines above the sections.
func (o *overview) notes(width int, tight bool) []string {
	theme, t := o.w.Theme, o.w.Say.Trends
	var lines []string
	add := func(words string, most int, paint func(string) string) {
		wrapped := widget.Wrap(words, width)
		if len(wrapped) > most {
			last := strings.Join(wrapped[most-1:], " ")
			wrapped = append(wrapped[:most-1:most-1], widget.Cut(last, width, theme.Glyphs.Ellipsis))
		}
		for _, l := range wrapped {
			lines = append(lines, paint(l))
		}
	}
	most := 4
	if tight {
		most = 2
	}
	if o.isOld() {
		add(t.Old(o.w.Day(o.t.Newest)), most, theme.Warn.Render)
	}
	if len(o.t.Rows) > 0 && !o.isBygone() {
		add(t.Changes.Together(o.changes()), most, theme.Plain.Render)
	}
	for _, words := range o.deskWide() {
		add(theme.Glyphs.Note+" "+words, most, theme.Accent.Render)
	}
	if heard := o.heard(width); heard != "" {
		lines = append(lines, heard)
	}
	if o.t.Quote != nil {
		lines = append(lines, o.w.Quoted(o.t.Quote, width))
	}
	return lines
}

// heard is the newest line that an agent added to one of this person's own
// problems since they looked last: its owner sees it first.
func (o *overview) heard(width int) string {
	me := o.w.Who.ID
	since := o.t.Looked
	if since == 0 {
		since = o.t.On - heardDays
	}
	var newest *model.Note
	var about *model.Problem
	consider := func(p *model.Problem) {
		if p.Owner != me {
			return
		}
		for i := range p.Heard {
			n := &p.Heard[i]
			if !n.Retracted && n.By != me && n.At.Day(o.w.Zone) >= since && (newest == nil || n.At > newest.At) {
				newest, about = n, p
			}
		}
	}
	for i := range o.t.Rows {
		if p := o.t.Rows[i].Problem; p != nil {
			consider(p)
		}
	}
	for i := range o.t.Efforts {
		consider(&o.t.Efforts[i].Problem)
	}
	if newest == nil {
		return ""
	}
	t := o.w.Say.Trends.Changes
	words := t.Heard(about.ID.String(), o.w.Person(newest.By), kit.OneLine(newest.Text))
	return o.w.Theme.Accent.Render(widget.Cut(words, width, o.w.Theme.Glyphs.Ellipsis))
}
