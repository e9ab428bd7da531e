package trends

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// wordsWeighed is how many customers' words are read before it is decided not
// to act.
const wordsWeighed = 3

// actOn does what can be done to a problem wherever it stands.
func (s *Screen) actOn(id action.ID, p *model.Problem) tea.Cmd {
	switch id {
	case action.Owner:
		return s.askOwner(p)
	case action.Fix:
		return s.askFix(p)
	case action.State:
		return s.askStage(p, model.AllStages(), s.session.Say.Trends.Problems.Ask.Stage)
	case action.Close:
		return s.askStage(p, []model.Stage{model.Effective, model.Ineffective, model.Declined, model.Deferred}, s.session.Say.Trends.Problems.Ask.Close)
	case action.Note:
		return s.askNote(p)
	case action.Edit:
		return s.askEdit(p)
	case action.Answered:
		return s.askTold(p)
	}
	return nil
}

// askStage asks where a problem stands now.
func (s *Screen) askStage(p *model.Problem, stages []model.Stage, title string) tea.Cmd {
	id, now := p.ID, p.Stage
	at := -1
	var choices []widget.Choice
	for i, stage := range stages {
		if stage == now {
			at = i
		}
		choices = append(choices, widget.Choice{Key: string(rune('1' + i)), Label: s.session.Say.Stage(stage), Result: then(func() tea.Cmd { return s.toStage(id, stage) })})
	}
	return s.choose(title+"  "+id.String(), at, choices...)
}

// toStage moves a problem on, after asking what the stage needs.
func (s *Screen) toStage(id model.ProblemID, stage model.Stage) tea.Cmd {
	c := model.SetStage{Problem: id, Stage: stage}
	switch stage {
	case model.Effective, model.Ineffective, model.Declined, model.Deferred:
	default:
		return s.setStage(c)
	}
	desk, who := s.desk, s.session.Who.ID
	return knowing(s, func(ctx context.Context) (told, error) { return askTold(ctx, desk, who, id) }, func(v told) tea.Cmd {
		if stage == model.Effective || stage == model.Ineffective {
			return s.askResult(c, v)
		}
		return s.weigh(c, v)
	})
}

func (s *Screen) setStage(c model.SetStage) tea.Cmd {
	said := s.session.Say.Trends.Problems.Said.Stage(c.Problem.String(), s.session.Say.Stage(c.Stage))
	return s.send(c, saying(said), nil)
}

// askResult asks what came of a problem, then proposes what those who brought
// it up are told: you said, we did.
func (s *Screen) askResult(c model.SetStage, v told) tea.Cmd {
	t := s.session.Say.Trends.Problems.Ask
	return s.line(t.Result, v.Problem.Result, model.MaxTyped, true, func(result string) tea.Cmd {
		c.Result = result
		return s.line(t.Note, s.proposedNote(v, result), model.MaxTyped, false, func(note string) tea.Cmd {
			return s.askWhom(c, v, note)
		})
	})
}

// proposedNote is "you said, we did" in the words that are there: the newest
// action and the result.
func (s *Screen) proposedNote(v told, result string) string {
	about := s.knownName(v.TagPath)
	if about == "" {
		about = v.Problem.Title
	}
	did := v.Problem.Title
	if n := len(v.Problem.Actions); n > 0 {
		did = v.Problem.Actions[n-1].Text
	}
	return s.session.Say.Trends.Problems.Ask.ProposedNote(about, oneLine(did), oneLine(result))
}

// askWhom proposes who is to be told: the customers and the agents, where
// there are any.
func (s *Screen) askWhom(c model.SetStage, v told, note string) tea.Cmd {
	t := s.session.Say.Trends.Problems
	page := &problemPage{s: s, v: v}
	var items []widget.Item
	var chosen []string
	for _, who := range []model.Audience{model.TellCustomers, model.TellAgents, model.TellSuppliers} {
		names := page.audience(who)
		items = append(items, widget.Item{Key: string(who), Label: t.Audiences[who], Detail: names})
		if names != "" {
			chosen = append(chosen, string(who))
		}
	}
	return s.pick(widget.PickerOptions{
		Title: t.Ask.Whom, Multi: true, Chosen: chosen,
		Done: func(p widget.Picked) tea.Msg {
			return then(func() tea.Cmd {
				for _, who := range p.Keys {
					c.Tell = append(c.Tell, model.Telling{Who: model.Audience(who), Note: note})
				}
				return s.setStage(c)
			})
		},
	}, func() []widget.Item { return items }, nil)
}

// weigh shows what customers said before it is decided not to act, and asks
// whether one would accept that as the customer.
func (s *Screen) weigh(c model.SetStage, v told) tea.Cmd {
	say := s.session.Say
	t := say.Trends.Problems
	answer := func(with func(string) string) then {
		return func() tea.Cmd {
			return s.line(t.Ask.InWords, "", model.MaxTyped, true, func(words string) tea.Cmd {
				c.AsCustomer = with(words)
				return s.askWhyNot(c)
			})
		}
	}
	menu := widget.NewMenu(t.Ask.Accept, []widget.Choice{
		{Key: "n", Label: t.Ask.No, Result: answer(t.Ask.NoWith)},
		{Key: "y", Label: t.Ask.Yes, Result: answer(t.Ask.YesWith)},
	}, say, s.session.Theme)
	var words []string
	for _, r := range v.words[:min(len(v.words), wordsWeighed)] {
		words = append(words, say.Trends.Changes.Quote(beginning(r.Issue.Text))+"  "+say.Customer(r.Customer))
	}
	if len(words) == 0 {
		words = []string{t.Ask.Nobody}
	}
	return s.show(&besideWords{Overlay: menu, title: v.Problem.ID.String() + "  " + v.Problem.Title, words: words, theme: s.session.Theme})
}

// askWhyNot asks for the reason, and of what is deferred for the day on which
// it is looked at again.
func (s *Screen) askWhyNot(c model.SetStage) tea.Cmd {
	t := s.session.Say.Trends.Problems.Ask
	return s.line(t.Why, "", model.MaxTyped, true, func(reason string) tea.Cmd {
		c.Reason = reason
		if c.Stage != model.Deferred {
			return s.setStage(c)
		}
		return s.askDay(t.Until, false, false, func(d model.Day) tea.Cmd {
			c.Until = d
			return s.setStage(c)
		})
	})
}

// askTold asks who of those who are to be told was told.
func (s *Screen) askTold(p *model.Problem) tea.Cmd {
	t := s.session.Say.Trends.Problems
	id := p.ID
	var choices []widget.Choice
	for i, who := range []model.Audience{model.TellCustomers, model.TellAgents, model.TellSuppliers} {
		detail := ""
		for _, tell := range p.Told {
			if tell.Who == who && tell.At == 0 {
				detail = t.StillToTell
			} else if tell.Who == who {
				detail = t.ToldBy(s.dayOf(tell.At), s.person(tell.By))
			}
		}
		choices = append(choices, widget.Choice{Key: string(rune('1' + i)), Label: t.Audiences[who], Detail: detail, Result: then(func() tea.Cmd {
			return s.send(model.Tell{Problem: id, Who: who}, saying(t.Said.Told(id.String(), t.Audiences[who])), nil)
		})})
	}
	return s.choose(t.Ask.WhoTold+"  "+id.String(), -1, choices...)
}

// askNote asks for what somebody hears about a problem; leaders may also note
// what was decided.
func (s *Screen) askNote(p *model.Problem) tea.Cmd {
	t := s.session.Say.Trends.Problems
	id, stage := p.ID, p.Stage
	hear := func() tea.Cmd {
		return s.line(t.Ask.Hear+"  "+id.String(), "", model.MaxLine, true, func(words string) tea.Cmd {
			return s.send(model.Hear{Problem: id, Text: words}, saying(t.Said.Heard(id.String())), nil)
		})
	}
	if s.cannot(model.KindStage) != "" {
		return hear()
	}
	return s.choose(t.Ask.What+"  "+id.String(), -1,
		widget.Choice{Key: "h", Label: t.Heard, Result: then(hear)},
		widget.Choice{Key: "d", Label: t.Decisions, Result: then(func() tea.Cmd {
			return s.line(t.Ask.Decision+"  "+id.String(), "", model.MaxTyped, true, func(words string) tea.Cmd {
				return s.decide(id, stage, words)
			})
		})})
}

// decide notes a decision and leaves the problem where it stands. The endings
// ask for more than a reason, so that their decisions are noted by closing
// anew.
func (s *Screen) decide(id model.ProblemID, stage model.Stage, words string) tea.Cmd {
	t := s.session.Say.Trends.Problems
	if stage.Final() {
		return screen.Say(screen.Note, t.Finished)
	}
	return s.send(model.SetStage{Problem: id, Stage: stage, Reason: words}, saying(t.Said.Decided(id.String())), nil)
}

// snooze puts a tag's problem off until it is worse than now, or takes that
// back.
func (s *Screen) snooze(p *model.Problem, row *model.TrendRow) tea.Cmd {
	t := s.session.Say.Trends.Problems
	above := 0.0
	said := t.Said.Woke(p.ID.String())
	if p.Snooze == 0 {
		above = 1
		if row != nil && row.Ratio > above {
			above = row.Ratio
		}
		said = t.Said.PutOff(strings.TrimSpace(ratio(above)))
	}
	return s.send(model.EditProblem{Problem: p.ID, SnoozeAbove: &above}, saying(said), nil)
}
