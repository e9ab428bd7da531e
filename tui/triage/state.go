package triage

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/words"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
)

// askSeverity asks how bad the issues are.
func (s *Screen) askSeverity(on []model.Number) tea.Cmd {
	say := s.k.Say
	choices := kit.Choices(words.Severities, words.Severities.All(), say.Severity, func(sev model.Severity) tea.Cmd {
		a := kit.Act{ID: action.Severity, Verb: model.VerbSeverity, Words: say.Triage.SeverityIs(sev.String()), Command: func(n []model.Number) model.Command {
			return model.SetSeverity{Issues: n, Severity: sev}
		}}
		return s.k.Perform(a, on)
	})
	at := -1
	if v := s.known(on[0]); v != nil && len(on) == 1 {
		at = slices.Index(words.Severities.All(), v.Issue.Severity)
	}
	return s.k.Choose(s.k.Titled(say.Triage.Severity, on), at, choices...)
}

// askState asks for the state that the issues move to.
func (s *Screen) askState(on []model.Number) tea.Cmd {
	say := s.k.Say
	states := onwards()
	choices := kit.Choices(words.States, states, say.State, func(to model.State) tea.Cmd { return s.askFor(to, on) })
	for i, to := range states {
		choices[i].Detail, choices[i].Why = say.Triage.StateMeans[to], s.cannotMove(to, on)
	}
	return s.k.Choose(s.k.Titled(say.Triage.State, on), -1, choices...)
}

// onwards are the states as a menu offers them: the way back to the first one
// stands behind those that go on, and what takes an issue out of all counts
// last.
func onwards() []model.State {
	last := map[model.State]int{model.New: 1, model.Withdrawn: 2}
	return slices.SortedStableFunc(slices.Values(words.States.All()), func(a, b model.State) int { return last[a] - last[b] })
}

// askFor moves the issues to a state, after asking for what it needs.
func (s *Screen) askFor(to model.State, on []model.Number) tea.Cmd {
	switch to {
	case model.Pending:
		return s.askWaiting(on)
	case model.Resolved:
		return s.askAnswer(on)
	case model.Closed:
		return s.askClose(on)
	case model.Withdrawn:
		return s.askWithdraw(on)
	}
	return s.move(model.SetState{State: to}, s.k.Say.State(to), on)()
}

// cannotMove says why the issues cannot go to a state.
func (s *Screen) cannotMove(to model.State, on []model.Number) string {
	if why := s.cannot(model.VerbState, to, on); why != "" {
		return why
	}
	for _, n := range on {
		v := s.known(n)
		if v == nil {
			continue
		}
		from := v.Issue.State
		if from == to && to != model.Pending && to != model.Resolved {
			if len(on) == 1 {
				return s.k.Say.Triage.IsSo
			}
			continue
		}
		if from != to && !to.Follows(from) {
			return s.k.Say.Refusal(&model.Refusal{Code: model.BadTransition, Ref: v.Issue.Ref(), From: from, To: to})
		}
	}
	return ""
}

// move is a change of state, to be done when chosen.
func (s *Screen) move(c model.SetState, said string, on []model.Number) kit.Then {
	return func() tea.Cmd {
		return s.k.Perform(kit.Act{ID: action.State, Verb: model.VerbState, To: c.State, Words: said, Command: func(n []model.Number) model.Command {
			c.Issues = n
			return c
		}}, on)
	}
}

// askAnswer asks what the customer was answered.
func (s *Screen) askAnswer(on []model.Number) tea.Cmd {
	if why := s.cannotMove(model.Resolved, on); why != "" {
		return screen.Say(screen.Note, why)
	}
	t := s.k.Say.Triage
	return s.k.Line(s.k.Titled(t.WhatAnswered, on), "", model.MaxLine, true, func(answer string) tea.Cmd {
		return s.move(model.SetState{State: model.Resolved, Answer: answer}, t.AnsweredSaid, on)()
	})
}

// askClose asks why the issues are closed. That is also the one time it is
// asked whether they shall be: the title says how many.
func (s *Screen) askClose(on []model.Number) tea.Cmd {
	if why := s.cannotMove(model.Closed, on); why != "" {
		return screen.Say(screen.Note, why)
	}
	say := s.k.Say
	choices := kit.Choices(words.CloseReasons, words.CloseReasons.All(), say.CloseReason, func(reason model.CloseReason) tea.Cmd {
		c := model.SetState{State: model.Closed, CloseReason: reason}
		a := kit.Act{ID: action.Close, Verb: model.VerbState, To: model.Closed, Words: say.Triage.ClosedSaid(say.CloseReason(reason)), Command: func(n []model.Number) model.Command {
			c.Issues = n
			return c
		}}
		return s.k.Send(a, on)
	})
	return s.k.Choose(say.Triage.CloseWhy(s.k.About(on)), -1, choices...)
}

// askWithdraw asks why the issues are no complaints of ours to count.
func (s *Screen) askWithdraw(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.k.Line(s.k.Titled(t.WhyWithdrawn, on), "", model.MaxLine, true, func(reason string) tea.Cmd {
		return s.move(model.SetState{State: model.Withdrawn, Reason: reason}, s.k.Say.State(model.Withdrawn), on)()
	})
}

// askWaiting asks on whom the issues wait, and then until when.
func (s *Screen) askWaiting(on []model.Number) tea.Cmd {
	say := s.k.Say
	choices := kit.Choices(words.Waiting, words.Waiting.All(), say.WaitingOn, func(w model.WaitingOn) tea.Cmd {
		return s.askMoment(s.k.Titled(say.Triage.WaitUntil, on), morningHour, say.Triage.NoLimit, func(at model.Instant) tea.Cmd {
			return s.move(model.SetState{State: model.Pending, Waiting: model.Waiting{On: w, Until: at}}, say.WaitingOn(w), on)()
		})
	})
	return s.k.Choose(s.k.Titled(say.Triage.WaitsOn, on), -1, choices...)
}
