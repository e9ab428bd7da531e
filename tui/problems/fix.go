package problems

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/words"
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
	choices := kit.Choices(words.ActionTypes, words.ActionTypes.All(), say.ActionType, func(typ model.ActionType) tea.Cmd {
		return a.Line(t.Ask.Action+"  "+id.String(), "", model.MaxLine, true, func(what string) tea.Cmd {
			return a.askDay(t.Ask.Due, false, true, func(due model.Day) tea.Cmd {
				c := model.AddAction{Problem: id, Type: typ, Text: what, Owner: owner, Due: due}
				return a.Give(action.Fix, c, t.Said.Action(id.String(), what))
			})
		})
	})
	usual := slices.Index(words.ActionTypes.All(), model.ActionProcess)
	return a.Choose(t.Ask.ActionType+"  "+id.String(), usual, choices...)
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
