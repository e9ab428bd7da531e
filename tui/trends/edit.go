package trends

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/tui/lang"
	"koe/tui/widget"
)

// askEdit asks which field of a problem is to be changed.
func (s *Screen) askEdit(p *model.Problem) tea.Cmd {
	t := s.session.Say.Trends.Problems
	long, short := model.MaxTyped, model.MaxLine
	choices := []widget.Choice{
		s.fieldOf(p, "c", t.Cause, p.Cause, long, func(c *model.EditProblem, v *string) { c.Cause = v }),
		s.fieldOf(p, "g", t.Goal, p.Goal, long, func(c *model.EditProblem, v *string) { c.Goal = v }),
		s.fieldOf(p, "m", t.Tell, p.Tell, long, func(c *model.EditProblem, v *string) { c.Tell = v }),
		s.fieldOf(p, "w", t.Workaround, p.Workaround, long, func(c *model.EditProblem, v *string) { c.Workaround = v }),
		s.fieldOf(p, "n", t.Name, p.Title, short, func(c *model.EditProblem, v *string) { c.Title = v }),
		{Key: "r", Label: t.Rule, Detail: p.Rule, Result: s.askRule(p)},
		{Key: "t", Label: t.Tag, Detail: string(p.Tag), Result: s.askTag(p)},
		s.fieldOf(p, "x", t.Reference, p.External, short, func(c *model.EditProblem, v *string) { c.External = v }),
	}
	id := p.ID
	for i, a := range p.Actions {
		choice := widget.Choice{Label: t.Actions + " " + s.session.Say.Number(a.N), Detail: oneLine(a.Text), Result: then(func() tea.Cmd { return s.askAction(id, a) })}
		if i < 9 {
			choice.Key = string(rune('1' + i))
		}
		choices = append(choices, choice)
	}
	return s.choose(t.Ask.Edit+"  "+p.ID.String(), -1, choices...)
}

// fieldOf is a choice that asks for a field's new words.
func (s *Screen) fieldOf(p *model.Problem, key, name, value string, limit int, set func(*model.EditProblem, *string)) widget.Choice {
	return widget.Choice{Key: key, Label: name, Detail: oneLine(value), Result: then(func() tea.Cmd {
		return s.line(name+"  "+p.ID.String(), value, limit, false, func(v string) tea.Cmd {
			c := model.EditProblem{Problem: p.ID}
			set(&c, &v)
			return s.send(c, saying(s.session.Say.Trends.Problems.Said.Changed(p.ID.String(), name)), nil)
		})
	})}
}

// askRule asks for the query by which issues belong to a problem, and says
// where it cannot be read.
func (s *Screen) askRule(p *model.Problem) then {
	t := s.session.Say.Trends.Problems
	return func() tea.Cmd {
		return s.show(widget.NewPrompt(widget.PromptOptions{
			Title: t.Rule + "  " + p.ID.String(), Value: p.Rule, Limit: model.MaxLine, Check: s.checkQuery,
			Done: func(v string) tea.Msg {
				return then(func() tea.Cmd {
					return s.send(model.EditProblem{Problem: p.ID, Rule: &v}, saying(t.Said.Changed(p.ID.String(), t.Rule)), nil)
				})
			},
		}, s.session.Say, s.session.Theme))
	}
}

// checkQuery says what is wrong with a query, and where.
func (s *Screen) checkQuery(typed string) *widget.Fault {
	_, err := query.Parse(typed)
	if err == nil {
		return nil
	}
	fault, ok := err.(*query.Error)
	if !ok {
		return &widget.Fault{Text: err.Error()}
	}
	from, _ := fault.Runes(typed)
	if s.session.Say.Lang == lang.Japanese {
		return &widget.Fault{At: from, Text: fault.Japanese()}
	}
	return &widget.Fault{At: from, Text: fault.Error()}
}

// askTag asks whose trend a problem's trend is.
func (s *Screen) askTag(p *model.Problem) then {
	t := s.session.Say.Trends.Problems
	return func() tea.Cmd {
		var items []widget.Item
		for i := range s.overview.t.Rows {
			r := &s.overview.t.Rows[i]
			items = append(items, widget.Item{Key: string(r.Path), Label: s.name(r.Path)})
		}
		return s.pick(widget.PickerOptions{
			Title: t.Tag + "  " + p.ID.String(),
			Done: func(picked widget.Picked) tea.Msg {
				return then(func() tea.Cmd {
					path := model.TagPath(strings.Join(picked.Keys, ""))
					return s.send(model.EditProblem{Problem: p.ID, Tag: &path}, saying(t.Said.Changed(p.ID.String(), t.Tag)), nil)
				})
			},
		}, func() []widget.Item { return items }, nil)
	}
}
