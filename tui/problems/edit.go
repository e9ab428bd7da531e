package problems

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// askEdit asks which field of a problem is to be changed.
func (a *Acts) askEdit(p *model.Problem) tea.Cmd {
	t := a.Say.Trends.Problems
	long, short := model.MaxTyped, model.MaxLine
	choices := []widget.Choice{
		a.fieldOf(p, "c", t.Cause, p.Cause, long, func(c *model.EditProblem, v *string) { c.Cause = v }),
		a.fieldOf(p, "g", t.Goal, p.Goal, long, func(c *model.EditProblem, v *string) { c.Goal = v }),
		a.fieldOf(p, "m", t.Tell, p.Tell, long, func(c *model.EditProblem, v *string) { c.Tell = v }),
		a.fieldOf(p, "w", t.Workaround, p.Workaround, long, func(c *model.EditProblem, v *string) { c.Workaround = v }),
		a.fieldOf(p, "n", t.Name, p.Title, short, func(c *model.EditProblem, v *string) { c.Title = v }),
		{Key: "r", Label: t.Rule, Detail: p.Rule, Result: a.askRule(p)},
		{Key: "t", Label: t.Tag, Detail: string(p.Tag), Result: a.askTag(p)},
		{Key: "s", Label: t.Ask.Onset, Detail: a.Day(p.Since), Result: kit.Then(func() tea.Cmd {
			return a.askDay(t.Ask.Onset+"  "+p.ID.String(), true, true, func(d model.Day) tea.Cmd {
				return a.Give(action.Edit, model.EditProblem{Problem: p.ID, Since: &d}, t.Said.Changed(p.ID.String(), t.Ask.Onset))
			})
		})},
		a.fieldOf(p, "x", t.Reference, p.External, short, func(c *model.EditProblem, v *string) { c.External = v }),
	}
	id := p.ID
	for i, of := range p.Actions {
		choice := widget.Choice{Label: t.Actions + " " + a.Say.Number(of.N), Detail: kit.OneLine(of.Text), Result: kit.Then(func() tea.Cmd { return a.askAction(id, of) })}
		if i < 9 {
			choice.Key = string(rune('1' + i))
		}
		choices = append(choices, choice)
	}
	return a.Choose(t.Ask.Edit+"  "+p.ID.String(), -1, choices...)
}

// fieldOf is a choice that asks for a field's new words.
func (a *Acts) fieldOf(p *model.Problem, key, name, value string, limit int, set func(*model.EditProblem, *string)) widget.Choice {
	return widget.Choice{Key: key, Label: name, Detail: kit.OneLine(value), Result: kit.Then(func() tea.Cmd {
		return a.Line(name+"  "+p.ID.String(), value, limit, false, func(v string) tea.Cmd {
			c := model.EditProblem{Problem: p.ID}
			set(&c, &v)
			return a.Give(action.Edit, c, a.Say.Trends.Problems.Said.Changed(p.ID.String(), name))
		})
	})}
}

// askTag asks whose trend a problem's trend is.
func (a *Acts) askTag(p *model.Problem) kit.Then {
	t := a.Say.Trends.Problems
	return func() tea.Cmd {
		var items []widget.Item
		for _, path := range a.o.Figures.Tags() {
			items = append(items, widget.Item{Key: string(path), Label: a.TagName(path)})
		}
		return a.Pick(widget.PickerOptions{
			Title: t.Tag + "  " + p.ID.String(),
			Done: func(picked widget.Picked) tea.Msg {
				return kit.Then(func() tea.Cmd {
					path := model.TagPath(strings.Join(picked.Keys, ""))
					return a.Give(action.Edit, model.EditProblem{Problem: p.ID, Tag: &path}, t.Said.Changed(p.ID.String(), t.Tag))
				})
			},
		}, func() []widget.Item { return items }, nil)
	}
}
