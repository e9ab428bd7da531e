package trends

import (
	"strings"

	"koe/model"
	"koe/tui/theme"
	"koe/tui/widget"
)

// effortLine draws an action in force, in the columns of the tags.
func (o *overview) effortLine(cols widget.Columns, i int) string {
	look, t := o.s.session.Look, o.s.session.Say.Trends
	e := &o.t.Efforts[o.items[i].n]
	style := look.Plain
	if i == o.cursor {
		style = look.Selected
	}
	name := style.Render(widget.Cut(e.Problem.ID.String()+" "+e.Problem.Title, cols.Width(nameColumn), look.Glyphs.Ellipsis))
	spark := widget.Spark(weeks(e.Counts), sparkWeeks, look.Glyphs)
	sign, paint := o.effortSign(e)
	owner := o.s.person(actionOwner(e))
	if owner == "" {
		owner = look.Warn.Render(t.NoOwner)
	}
	return o.gutter(i, sign, paint) + cols.Row(name, "", look.Accent.Render(spark), style.Render(o.s.session.Say.Number(e.Week)), "",
		o.s.change(e.VsMonth, t.NoMonth), o.s.change(e.VsYear, t.NoYear), "", "", owner)
}

// effortSign is what a verdict looks like. The words say the same.
func (o *overview) effortSign(e *model.Effort) (string, theme.Style) {
	look := o.s.session.Look
	return look.Glyphs.Note, look.Plain
}

// effortLines say under an action what it did.
func (o *overview) effortLines(e *model.Effort, width int, tight bool) []string {
	look := o.s.session.Look
	p := o.s.effect(e)
	width -= reasonIndent + 1
	join := o.s.session.Say.Trends.Reason.Join
	lines := []string{p.fit(width, join, look.Glyphs.Ellipsis)}
	if !tight {
		lines = p.wrap(width, join)
	}
	for n, l := range lines {
		lines[n] = strings.Repeat(" ", reasonIndent) + look.Dim.Render(l)
	}
	return lines
}

// effect says what an action did: the verdict, by how much, and since when.
func (s *Screen) effect(e *model.Effort) sentence {
	t := s.session.Say.Trends.Effect
	return sentence{parts: []string{t.InForce(s.day(e.Action.Effective)), s.session.Say.ActionKind(e.Action.Kind) + " " + oneLine(e.Action.Text)}, must: 1}
}

// settled says in the summary what the actions came to that can be judged.
func (o *overview) settled() string { return "" }
