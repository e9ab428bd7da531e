package triage

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// askSeverity asks how bad the issues are.
func (s *Screen) askSeverity(on []model.Number) tea.Cmd {
	say := s.k.Say
	var choices []widget.Choice
	at := -1
	for sev := model.S1; sev <= model.S4; sev++ {
		if v := s.known(on[0]); v != nil && len(on) == 1 && v.Issue.Severity == sev {
			at = int(sev - model.S1)
		}
		a := kit.Act{ID: action.Severity, Verb: model.VerbSeverity, Words: say.Triage.SeverityIs(sev.String()), Command: func(n []model.Number) model.Command {
			return model.SetSeverity{Issues: n, Severity: sev}
		}}
		choices = append(choices, widget.Choice{Key: sev.String()[1:], Label: say.Severity(sev), Result: kit.Then(func() tea.Cmd { return s.k.Perform(a, on) })})
	}
	return s.k.Choose(s.k.Titled(say.Triage.Severity, on), at, choices...)
}

// askState asks for the state that the issues move to.
func (s *Screen) askState(on []model.Number) tea.Cmd {
	say := s.k.Say
	next := []struct {
		key   string
		state model.State
		then  kit.Then
	}{
		{"w", model.Working, s.move(model.SetState{State: model.Working}, say.State(model.Working), on)},
		{"p", model.Pending, func() tea.Cmd { return s.askWaiting(on) }},
		{"r", model.Resolved, func() tea.Cmd { return s.askAnswer(on) }},
		{"x", model.Closed, func() tea.Cmd { return s.askClose(on) }},
		{"n", model.New, s.move(model.SetState{State: model.New}, say.State(model.New), on)},
		{"d", model.Withdrawn, func() tea.Cmd { return s.askWithdraw(on) }},
	}
	var choices []widget.Choice
	for _, n := range next {
		c := widget.Choice{Key: n.key, Label: say.State(n.state), Detail: say.Triage.StateMeans[n.state], Why: s.cannotMove(n.state, on), Result: n.then}
		choices = append(choices, c)
	}
	return s.k.Choose(s.k.Titled(say.Triage.State, on), -1, choices...)
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
	keys := []string{"r", "e", "g", "d", "w", "n"}
	var choices []widget.Choice
	for i, reason := range model.AllCloseReasons() {
		c := model.SetState{State: model.Closed, CloseReason: reason}
		a := kit.Act{ID: action.Close, Verb: model.VerbState, To: model.Closed, Words: say.Triage.ClosedSaid(say.CloseReason(reason)), Command: func(n []model.Number) model.Command {
			c.Issues = n
			return c
		}}
		choices = append(choices, widget.Choice{Key: keys[i], Label: say.CloseReason(reason), Result: kit.Then(func() tea.Cmd { return s.k.Send(a, on) })})
	}
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
	keys := []string{"c", "i", "t"}
	var choices []widget.Choice
	for i, w := range model.AllWaiting() {
		choices = append(choices, widget.Choice{Key: keys[i], Label: say.WaitingOn(w), Result: kit.Then(func() tea.Cmd {
			return s.askMoment(s.k.Titled(say.Triage.WaitUntil, on), morningHour, say.Triage.NoLimit, func(at model.Instant) tea.Cmd {
				return s.move(model.SetState{State: model.Pending, Waiting: model.Waiting{On: w, Until: at}}, say.WaitingOn(w), on)()
			})
		})})
	}
	return s.k.Choose(s.k.Titled(say.Triage.WaitsOn, on), -1, choices...)
}
