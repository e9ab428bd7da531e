package problems

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// askRule asks for the query by which issues come to a problem by themselves,
// says where it cannot be read, and then what it catches by now.
func (a *Acts) askRule(p *model.Problem) kit.Then {
	t := a.Say.Trends.Problems
	return func() tea.Cmd {
		return a.Prompt(widget.PromptOptions{
			Title: t.Rule + "  " + p.ID.String(), Value: p.Rule, Limit: model.MaxLine, Check: a.checkRule,
			Done: func(v string) tea.Msg {
				return kit.Then(func() tea.Cmd {
					if v == "" {
						return a.Give(action.Edit, model.EditProblem{Problem: p.ID, Rule: &v}, t.Rules.Removed(p.ID.String()))
					}
					desk := a.desk
					return kit.Knowing(a.Kit, func(ctx context.Context) (model.Caught, error) {
						return desk.Caught(ctx, v, p.ID)
					}, func(c model.Caught) tea.Cmd { return a.askCaught(p, v, c) })
				})
			},
		})
	}
}

// askCaught says what a rule catches by now, and asks whether that is linked
// too; where there is nothing to link it asks nothing.
func (a *Acts) askCaught(p *model.Problem, rule string, c model.Caught) tea.Cmd {
	t := a.Say.Trends.Problems
	set := func(linked int) string { return t.RuleSet(p, linked, a.Between()) }
	if c.Free == 0 {
		said := t.Rules.Catches(c)
		if stay := t.Rules.Stay(c); stay != "" {
			said += a.Between() + stay
		}
		return a.Give(action.Edit, model.EditProblem{Problem: p.ID, Rule: &rule}, said+a.Between()+set(0))
	}
	give := func(catch bool) kit.Then {
		return func() tea.Cmd {
			act := a.Giving(action.Edit, model.EditProblem{Problem: p.ID, Rule: &rule, Catch: catch}, "")
			act.Said = func(r model.Receipt) string { return set(len(r.Issues)) }
			return a.Send(act, nil)
		}
	}
	return a.Choose(t.Rules.Catches(c), 1, // an Enter too many links nothing that is there
		widget.Choice{Key: "l", Label: t.Rules.LinkNow(c.Free), Detail: t.Rules.Stay(c), Result: give(true)},
		widget.Choice{Key: "n", Label: t.Rules.FromNow, Result: give(false)})
}

// checkRule says what is wrong with a rule, and where.
func (a *Acts) checkRule(typed string) *widget.Fault {
	_, err := query.ParseRule(typed)
	if err == nil {
		return nil
	}
	fault, ok := err.(*query.Error)
	if !ok {
		return &widget.Fault{Text: err.Error()}
	}
	from, _ := fault.Runes(typed)
	return &widget.Fault{At: from, Text: a.Say.Forms.Query(fault)}
}

// ruleOf is a problem's rule and what it does, "" where it has none.
func (a *Acts) ruleOf(p *model.Problem) string {
	if p.Rule == "" {
		return ""
	}
	_, err := query.ParseRule(p.Rule)
	return p.Rule + a.Between() + a.Theme.Dim.Render(a.Say.Trends.Problems.Rules.RuleDoes(p, err == nil))
}
