package problems

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// askFix asks for an action against a problem: what it changes, what will be
// done, by whom, and until when.
func (a *Acts) askFix(p *model.Problem) tea.Cmd {
	say := a.Say
	t := say.Trends.Problems
	id, owner := p.ID, p.Owner
	var choices []widget.Choice
	for i, typ := range model.AllActionTypes() {
		choices = append(choices, widget.Choice{Key: string(rune('1' + i)), Label: say.ActionType(typ), Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Action+"  "+id.String(), "", model.MaxLine, true, func(words string) tea.Cmd {
				return a.askDay(t.Ask.Due, false, true, func(due model.Day) tea.Cmd {
					c := model.AddAction{Problem: id, Type: typ, Text: words, Owner: owner, Due: due}
					return a.Give(action.Fix, c, t.Said.Action(id.String(), words))
				})
			})
		})})
	}
	return a.Choose(t.Ask.Kind+"  "+id.String(), 1, choices...)
}

// askAction asks what of an action is to be changed.
func (a *Acts) askAction(id model.ProblemID, of model.Action) tea.Cmd {
	say := a.Say
	t := say.Trends.Problems
	send := func(set func(*model.EditAction)) tea.Cmd {
		c := model.EditAction{Problem: id, N: of.N}
		set(&c)
		return a.Give(action.Edit, c, t.Said.Changed(id.String(), t.Actions))
	}
	return a.Choose(t.Ask.Edit+"  "+kit.OneLine(of.Text), -1,
		widget.Choice{Key: "f", Label: t.Ask.InForce, Detail: a.Day(of.Effective), Result: kit.Then(func() tea.Cmd {
			return a.askDay(t.Ask.InForce, true, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Effective = &d }) })
		})},
		widget.Choice{Key: "d", Label: t.Ask.Due, Detail: a.Day(of.Due), Result: kit.Then(func() tea.Cmd {
			return a.askDay(t.Ask.Due, false, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Due = &d }) })
		})},
		widget.Choice{Key: "a", Label: t.Owner, Detail: a.Person(of.Owner), Result: kit.Then(func() tea.Cmd {
			return a.askPerson(t.Owner, action.Edit, of.Owner != "", func(u model.UserID) tea.Cmd { return send(func(c *model.EditAction) { c.Owner = &u }) })
		})},
		widget.Choice{Key: "t", Label: t.Ask.Action, Detail: kit.OneLine(of.Text), Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Action, of.Text, model.MaxLine, true, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Text = &v }) })
		})},
		widget.Choice{Key: "r", Label: t.Ask.Reference, Detail: of.Reference, Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Reference, of.Reference, model.MaxLine, false, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Reference = &v }) })
		})},
	)
}
