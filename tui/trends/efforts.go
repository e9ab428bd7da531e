package trends

import (
	"strings"

	"koe/model"
	"koe/model/trend"
	"koe/model/trend/effect"
	"koe/tui/kit"
	"koe/tui/problems"
	"koe/tui/theme"
	"koe/tui/widget"
)

// effortLine draws an action in force, in the columns of the tags.
func (o *overview) effortLine(cols widget.Columns, i int) string {
	theme, t := o.w.Theme, o.w.Say.Trends
	e := &o.t.Efforts[o.items[i].n]
	style := theme.Plain
	if i == o.cursor {
		style = theme.Selected
	}
	name := style.Render(widget.Cut(e.Problem.ID.String()+" "+e.Problem.Title, cols.Width(nameColumn), theme.Glyphs.Ellipsis))
	spark := widget.Spark(trend.Weeks(e.Counts), kit.SparkWeeks, theme.Glyphs)
	sign, paint := o.effortSign(e)
	owner := o.w.Person(actionOwner(e))
	if owner == "" {
		owner = theme.Warn.Render(t.NoOwner)
	}
	return o.gutter(i, sign, paint) + cols.Row(name, "", theme.Accent.Render(spark), style.Render(o.w.Say.Number(e.Week)), "",
		o.w.change(e.VsMonth, t.NoMonth), o.w.change(e.VsYear, t.NoYear), "", "", owner)
}

// effortSign is what a verdict looks like. The words say the same.
func (o *overview) effortSign(e *model.Effort) (string, theme.Style) {
	theme := o.w.Theme
	switch {
	case e.Returned != 0:
		return theme.Glyphs.Fail, theme.Bad
	case e.Early():
		return theme.Glyphs.Note, theme.Plain
	}
	switch e.Effect.Verdict {
	case effect.Worked, effect.BackToUsual:
		return theme.Glyphs.Done, theme.Good
	case effect.Worse:
		return theme.Glyphs.Fail, theme.Bad
	}
	return theme.Glyphs.Note, theme.Plain
}

// effortLines say under an action what it did.
func (o *overview) effortLines(e *model.Effort, width int, tight bool) []string {
	theme := o.w.Theme
	p := problems.Effect(o.w.Kit, e)
	width -= reasonIndent + 1
	join := o.w.Say.Trends.Reason.Join
	lines := []string{p.Fit(width, join, theme.Glyphs.Ellipsis)}
	if !tight {
		lines = p.Wrap(width, join)
	}
	for n, l := range lines {
		lines[n] = strings.Repeat(" ", reasonIndent) + theme.Dim.Render(l)
	}
	return lines
}

// settledTitle is how much of a problem's title stands in the summary, so that
// what came of it is read in any window.
const settledTitle = 24

// settled says in the summary what those actions came to of which it can be
// told.
func (o *overview) settled() string {
	t := o.w.Say.Trends.Effect
	var said []string
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		if e.Claims() && o.t.InFront(e) {
			change := o.w.Say.Percent(e.Effect.Ratio-1, o.w.Theme.Glyphs.Minus)
			if e.Effect.Verdict == effect.BackToUsual {
				change = o.w.Say.Percent(e.Effect.Fell.Ratio-1, o.w.Theme.Glyphs.Minus)
			}
			title := widget.Cut(e.Problem.Title, settledTitle, o.w.Theme.Glyphs.Ellipsis)
			said = append(said, t.Settled(e.Problem.ID.String(), title, o.w.Say.Verdict(e.Effect.Verdict), change))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return o.few(said, o.w.Say.Trends.Changes.Join)
}
