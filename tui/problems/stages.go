package problems

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend/effect"
	"koe/model/words"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Act does what can be done to a problem wherever it stands.
func (a *Acts) Act(id action.ID, p *model.Problem) tea.Cmd {
	switch id {
	case action.Owner:
		return a.askOwner(p)
	case action.Fix:
		return a.askFix(p)
	case action.State:
		return a.askStage(p, model.AllStages(), a.Say.Trends.Problems.Ask.Stage)
	case action.Close:
		return a.askStage(p, model.FinalStages(), a.Say.Trends.Problems.Ask.Close)
	case action.Note:
		return a.askNote(p)
	case action.Edit:
		return a.askEdit(p)
	case action.Answered:
		return a.askTold(p)
	}
	return nil
}

// askStage asks where a problem stands now.
func (a *Acts) askStage(p *model.Problem, stages []model.Stage, title string) tea.Cmd {
	id, now := p.ID, p.Stage
	choices := kit.Choices(words.Stages, stages, a.Say.Stage, func(stage model.Stage) tea.Cmd { return a.toStage(id, stage) })
	return a.Choose(title+"  "+id.String(), slices.Index(stages, now), choices...)
}

// toStage moves a problem on, after asking what the stage needs.
func (a *Acts) toStage(id model.ProblemID, stage model.Stage) tea.Cmd {
	c := model.SetStage{Problem: id, Stage: stage}
	if !stage.Final() {
		return a.setStage(c)
	}
	desk, who := a.desk, a.Who.ID
	return kit.Knowing(a.Kit, func(ctx context.Context) (told, error) { return askTold(ctx, desk, who, id) }, func(v told) tea.Cmd {
		if stage.Measured() {
			return a.askResult(c, v)
		}
		return a.weigh(c, v)
	})
}

func (a *Acts) setStage(c model.SetStage) tea.Cmd {
	said := a.Say.Trends.Problems.Said.Stage(c.Problem.String(), a.Say.Stage(c.Stage))
	return a.Give(action.State, c, said)
}

// askResult asks what came of a problem, then proposes what those who brought
// it up are told: you said, we did.
func (a *Acts) askResult(c model.SetStage, v told) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	return a.Line(t.Result, v.Problem.Result, model.MaxTyped, true, func(result string) tea.Cmd {
		c.Result = result
		if c.Stage == model.Effective && c.Reason == "" && a.measuredWorse(&v.Problem) {
			return a.Line(t.WhyEffective, "", model.MaxTyped, true, func(why string) tea.Cmd {
				c.Reason = why
				return a.askNoteAndWhom(c, v)
			})
		}
		return a.askNoteAndWhom(c, v)
	})
}

// measuredWorse tells whether an action of a problem was judged worse.
func (a *Acts) measuredWorse(p *model.Problem) bool {
	for _, of := range p.Actions {
		if e := a.o.Figures.Effort(p.ID, of.N); e != nil && e.Claims() && e.Effect.Verdict == effect.Worse {
			return true
		}
	}
	return p.SaidWorse()
}

// askNoteAndWhom asks for what those who are told will read, and who they are.
func (a *Acts) askNoteAndWhom(c model.SetStage, v told) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	return a.Line(t.Note, a.proposedNote(v, c.Result), model.MaxTyped, false, func(note string) tea.Cmd {
		return a.askWhom(c, v, note)
	})
}

// proposedNote is "you said, we did" in the words that are there: the newest
// action and the result.
func (a *Acts) proposedNote(v told, result string) string {
	about := a.knownName(v.TagPath)
	if about == "" {
		about = v.Problem.Title
	}
	did := v.Problem.Title
	for i := range v.Problem.Actions {
		if of := &v.Problem.Actions[i]; of.Cancelled == "" {
			did = of.Text
		}
	}
	return a.Say.Trends.Problems.Ask.ProposedNote(about, kit.OneLine(did), kit.OneLine(result))
}

// askWhom proposes who is to be told: the customers and the agents, where
// there are any.
func (a *Acts) askWhom(c model.SetStage, v told, note string) tea.Cmd {
	t := a.Say.Trends.Problems
	var items []widget.Item
	var chosen []string
	for _, who := range words.Audiences.All() {
		names := a.audience(&v, who)
		items = append(items, widget.Item{Key: who.String(), Label: a.Say.Audience(who), Detail: names})
		if names != "" {
			chosen = append(chosen, who.String())
		}
	}
	return a.Pick(widget.PickerOptions{
		Title: t.Ask.Whom, Multi: true, Chosen: chosen,
		Done: func(p widget.Picked) tea.Msg {
			return kit.Then(func() tea.Cmd {
				for _, who := range p.Keys {
					c.Tell = append(c.Tell, model.Telling{Who: model.Audience(who), Note: note})
				}
				return a.setStage(c)
			})
		},
	}, func() []widget.Item { return items }, nil)
}

// askWhyNot asks for the reason, and of what is deferred for the day on which
// it is looked at again.
func (a *Acts) askWhyNot(c model.SetStage) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	return a.Line(t.Why, "", model.MaxTyped, true, func(reason string) tea.Cmd {
		c.Reason = reason
		if c.Stage != model.Deferred {
			return a.setStage(c)
		}
		return a.askDay(t.Until, false, false, func(d model.Day) tea.Cmd {
			c.Until = d
			return a.setStage(c)
		})
	})
}

// askTold asks who of those who are to be told was told.
func (a *Acts) askTold(p *model.Problem) tea.Cmd {
	t := a.Say.Trends.Problems
	id := p.ID
	choices := kit.Choices(words.Audiences, words.Audiences.All(), a.Say.Audience, func(who model.Audience) tea.Cmd {
		return a.Give(action.Answered, model.Tell{Problem: id, Who: who}, t.Said.Told(id.String(), a.Say.Audience(who)))
	})
	for i, who := range words.Audiences.All() {
		for _, tell := range p.Told {
			if tell.Who == who && tell.At == 0 {
				choices[i].Detail = t.StillToTell
			} else if tell.Who == who {
				choices[i].Detail = t.ToldBy(a.DayOf(tell.At), a.Person(tell.By))
			}
		}
	}
	return a.Choose(t.Ask.WhoTold+"  "+id.String(), -1, choices...)
}

// askNote asks for what somebody hears about a problem; leaders may also note
// what was decided.
func (a *Acts) askNote(p *model.Problem) tea.Cmd {
	t := a.Say.Trends.Problems
	id, stage := p.ID, p.Stage
	hear := func() tea.Cmd {
		return a.Line(t.Ask.Hear+"  "+id.String(), "", model.MaxLine, true, func(words string) tea.Cmd {
			return a.Give(action.Note, model.Hear{Problem: id, Text: words}, t.Said.Heard(id.String()))
		})
	}
	if a.Cannot(model.VerbStage) != "" {
		return hear()
	}
	return a.Choose(t.Ask.What+"  "+id.String(), -1,
		widget.Choice{Key: "h", Label: t.Heard, Result: kit.Then(hear)},
		widget.Choice{Key: "d", Label: t.Decisions, Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Decision+"  "+id.String(), "", model.MaxTyped, true, func(words string) tea.Cmd {
				return a.decide(id, stage, words)
			})
		})})
}

// decide notes a decision and leaves the problem where it stands. The endings
// ask for more than a reason, so that their decisions are noted by closing
// anew.
func (a *Acts) decide(id model.ProblemID, stage model.Stage, words string) tea.Cmd {
	t := a.Say.Trends.Problems
	if stage.Final() {
		return screen.Say(screen.Note, t.Finished)
	}
	return a.Give(action.Note, model.SetStage{Problem: id, Stage: stage, Reason: words}, t.Said.Decided(id.String()))
}

// Snooze puts a tag's problem off until it is worse than now, or takes that
// back.
func (a *Acts) Snooze(p *model.Problem, row *model.TrendRow) tea.Cmd {
	t := a.Say.Trends.Problems
	above := 0.0
	said := t.Said.Woke(p.ID.String())
	if p.Snooze == 0 {
		above = 1
		if row != nil && row.Ratio > above {
			above = row.Ratio
		}
		said = t.Said.PutOff(strings.TrimSpace(kit.Ratio(above)))
		if row != nil {
			if other := row.Waking(p.ID); other != nil {
				said = t.Said.PutOffBut(p.ID.String(), other.ID.String())
			}
		}
	}
	return a.Give(action.Snooze, model.EditProblem{Problem: p.ID, SnoozeAbove: &above}, said)
}
