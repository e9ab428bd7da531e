package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/widget"
)

// askFix asks for an action against a problem: what it changes, what will be
// done, by whom, and until when.
func (s *Screen) askFix(p *model.Problem) tea.Cmd {
	say := s.session.Say
	t := say.Trends.Problems
	id, owner := p.ID, p.Owner
	var choices []widget.Choice
	for i, kind := range model.AllActionKinds() {
		choices = append(choices, widget.Choice{Key: string(rune('1' + i)), Label: say.ActionKind(kind), Result: then(func() tea.Cmd {
			return s.line(t.Ask.Action+"  "+id.String(), "", model.MaxLine, true, func(words string) tea.Cmd {
				return s.askDay(t.Ask.Due, false, true, func(due model.Day) tea.Cmd {
					c := model.AddAction{Problem: id, Type: kind, Text: words, Owner: owner, Due: due}
					return s.send(c, saying(t.Said.Action(id.String(), words)), nil)
				})
			})
		})})
	}
	return s.choose(t.Ask.Kind+"  "+id.String(), 1, choices...)
}

// askAction asks what of an action is to be changed.
func (s *Screen) askAction(id model.ProblemID, a model.Action) tea.Cmd {
	say := s.session.Say
	t := say.Trends.Problems
	send := func(set func(*model.EditAction)) tea.Cmd {
		c := model.EditAction{Problem: id, N: a.N}
		set(&c)
		return s.send(c, saying(t.Said.Changed(id.String(), t.Actions)), nil)
	}
	return s.choose(t.Ask.Edit+"  "+oneLine(a.Text), -1,
		widget.Choice{Key: "f", Label: t.Ask.InForce, Detail: s.day(a.Effective), Result: then(func() tea.Cmd {
			return s.askDay(t.Ask.InForce, true, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Effective = &d }) })
		})},
		widget.Choice{Key: "d", Label: t.Ask.Due, Detail: s.day(a.Due), Result: then(func() tea.Cmd {
			return s.askDay(t.Ask.Due, false, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Due = &d }) })
		})},
		widget.Choice{Key: "a", Label: t.Owner, Detail: s.person(a.Owner), Result: then(func() tea.Cmd {
			return s.askPerson(t.Owner, a.Owner != "", func(u model.UserID) tea.Cmd { return send(func(c *model.EditAction) { c.Owner = &u }) })
		})},
		widget.Choice{Key: "t", Label: t.Ask.Action, Detail: oneLine(a.Text), Result: then(func() tea.Cmd {
			return s.line(t.Ask.Action, a.Text, model.MaxLine, true, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Text = &v }) })
		})},
		widget.Choice{Key: "r", Label: t.Ask.Reference, Detail: a.Reference, Result: then(func() tea.Cmd {
			return s.line(t.Ask.Reference, a.Reference, model.MaxLine, false, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Reference = &v }) })
		})},
	)
}
