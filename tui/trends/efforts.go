package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/tui/theme"
	"koe/tui/widget"
)

// effortLine draws an action in force, in the columns of the tags.
func (o *overview) effortLine(cols widget.Columns, i int) string {
	theme, t := o.s.session.Theme, o.s.session.Say.Trends
	e := &o.t.Efforts[o.items[i].n]
	style := theme.Plain
	if i == o.cursor {
		style = theme.Selected
	}
	name := style.Render(widget.Cut(e.Problem.ID.String()+" "+e.Problem.Title, cols.Width(nameColumn), theme.Glyphs.Ellipsis))
	spark := widget.Spark(weeks(e.Counts), sparkWeeks, theme.Glyphs)
	sign, paint := o.effortSign(e)
	owner := o.s.person(actionOwner(e))
	if owner == "" {
		owner = theme.Warn.Render(t.NoOwner)
	}
	return o.gutter(i, sign, paint) + cols.Row(name, "", theme.Accent.Render(spark), style.Render(o.s.session.Say.Number(e.Week)), "",
		o.s.change(e.VsMonth, t.NoMonth), o.s.change(e.VsYear, t.NoYear), "", "", owner)
}

// effortSign is what a verdict looks like. The words say the same.
func (o *overview) effortSign(e *model.Effort) (string, theme.Style) {
	theme := o.s.session.Theme
	switch e.Effect.Verdict {
	case trend.Worked:
		return theme.Glyphs.Done, theme.Good
	case trend.Worse:
		return theme.Glyphs.Fail, theme.Bad
	}
	return theme.Glyphs.Note, theme.Plain
}

// effortLines say under an action what it did.
func (o *overview) effortLines(e *model.Effort, width int, tight bool) []string {
	theme := o.s.session.Theme
	p := o.s.effect(e)
	width -= reasonIndent + 1
	join := o.s.session.Say.Trends.Reason.Join
	lines := []string{p.fit(width, join, theme.Glyphs.Ellipsis)}
	if !tight {
		lines = p.wrap(width, join)
	}
	for n, l := range lines {
		lines[n] = strings.Repeat(" ", reasonIndent) + theme.Dim.Render(l)
	}
	return lines
}

// verdict is an effect's verdict in words.
func (s *Screen) verdict(e *trend.Effect) string {
	t := s.session.Say.Trends.Effect
	switch e.Verdict {
	case trend.Worked:
		return t.Worked
	case trend.Worse:
		return t.Worse
	case trend.NoBaseline:
		return t.NoBaseline
	}
	if e.WeeksToTell == 0 && !e.BaselineTooShort {
		return t.NoChange
	}
	return t.TooEarly
}

// effect says what an action did: since when, the verdict, by how much, and
// how much longer it takes to tell.
func (s *Screen) effect(e *model.Effort) sentence {
	t := s.session.Say.Trends.Effect
	rate := ""
	if f := &e.Effect; f.Verdict != trend.NoBaseline && f.Ratio > 0 {
		rate = t.Rate(ratio(f.Ratio), ratio(f.Low), ratio(f.High))
	}
	p := sentence{parts: []string{t.Line(t.InForce(s.day(e.Action.Effective)), s.verdict(&e.Effect), rate)}, must: 1}
	if e.Effect.Verdict == trend.TooEarly {
		if n := e.Effect.WeeksToTell; n > 0 {
			p.parts = append(p.parts, t.Weeks(n))
		} else if e.Effect.BaselineTooShort {
			p.parts = append(p.parts, t.Short)
		}
	}
	p.parts = append(p.parts, t.With(s.session.Say.ActionKind(e.Action.Kind), oneLine(e.Action.Text)))
	return p
}

// settledTitle is how much of a problem's title stands in the summary, so that
// what came of it is read in any window.
const settledTitle = 24

// settled says in the summary what those actions came to of which it can be
// told.
func (o *overview) settled() string {
	t := o.s.session.Say.Trends.Effect
	var said []string
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		if v := e.Effect.Verdict; v == trend.Worked || v == trend.Worse {
			said = append(said, t.Settled(e.Problem.ID.String(), widget.Cut(e.Problem.Title, settledTitle, o.s.session.Theme.Glyphs.Ellipsis), o.s.verdict(&e.Effect), t.Times(ratio(e.Effect.Ratio))))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return o.few(said, o.s.session.Say.Trends.Changes.Join)
}
