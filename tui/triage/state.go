package triage

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/widget"
)

// askSeverity asks how bad the issues are.
func (s *Screen) askSeverity(on []model.Number) tea.Cmd {
	say := s.session.Say
	var choices []widget.Choice
	at := -1
	for sev := model.S1; sev <= model.S4; sev++ {
		if v := s.known(on[0]); v != nil && len(on) == 1 && v.Issue.Severity == sev {
			at = int(sev - model.S1)
		}
		a := act{kind: model.KindSeverity, said: say.Triage.SeverityIs(sev.String()), command: func(n []model.Number) model.Command {
			return model.SetSeverity{Issues: n, Severity: sev}
		}}
		choices = append(choices, widget.Choice{Key: sev.String()[1:], Label: say.Severity(sev), Result: then(func() tea.Cmd { return s.perform(a, on) })})
	}
	return s.choose(s.titled(say.Triage.Severity, on), at, choices...)
}

// askState asks for the state that the issues move to.
func (s *Screen) askState(on []model.Number) tea.Cmd {
	say := s.session.Say
	next := []struct {
		key   string
		state model.State
		then  then
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
	return s.choose(s.titled(say.Triage.State, on), -1, choices...)
}

// cannotMove says why the issues cannot go to a state.
func (s *Screen) cannotMove(to model.State, on []model.Number) string {
	if why := s.cannot(model.KindState, to, on); why != "" {
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
				return s.session.Say.Triage.IsSo
			}
			continue
		}
		if from != to && !to.Follows(from) {
			return s.session.Say.Refusal(&model.Refusal{Code: model.BadTransition, Ref: v.Issue.Ref(), Value: from.String(), Accepted: to.String()})
		}
	}
	return ""
}

// move is a change of state, to be done when chosen.
func (s *Screen) move(c model.SetState, said string, on []model.Number) then {
	return func() tea.Cmd {
		return s.perform(act{kind: model.KindState, to: c.State, said: said, command: func(n []model.Number) model.Command {
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
	t := s.session.Say.Triage
	return s.line(s.titled(t.WhatAnswered, on), "", model.MaxLine, true, func(answer string) tea.Cmd {
		return s.move(model.SetState{State: model.Resolved, Answer: answer}, t.AnsweredSaid, on)()
	})
}

// askClose asks why the issues are closed. That is also the one time it is
// asked whether they shall be: the title says how many.
func (s *Screen) askClose(on []model.Number) tea.Cmd {
	if why := s.cannotMove(model.Closed, on); why != "" {
		return screen.Say(screen.Note, why)
	}
	say := s.session.Say
	keys := []string{"r", "e", "g", "d", "w", "n"}
	var choices []widget.Choice
	for i, reason := range model.AllCloseReasons() {
		c := model.SetState{State: model.Closed, CloseReason: reason}
		a := act{kind: model.KindState, to: model.Closed, said: say.Triage.ClosedSaid(say.CloseReason(reason)), command: func(n []model.Number) model.Command {
			c.Issues = n
			return c
		}}
		choices = append(choices, widget.Choice{Key: keys[i], Label: say.CloseReason(reason), Result: then(func() tea.Cmd { return s.send(a, on) })})
	}
	return s.choose(say.Triage.CloseWhy(s.about(on)), -1, choices...)
}

// askWithdraw asks why the issues are no complaints of ours to count.
func (s *Screen) askWithdraw(on []model.Number) tea.Cmd {
	t := s.session.Say.Triage
	return s.line(s.titled(t.WhyWithdrawn, on), "", model.MaxLine, true, func(reason string) tea.Cmd {
		return s.move(model.SetState{State: model.Withdrawn, Reason: reason}, s.session.Say.State(model.Withdrawn), on)()
	})
}

// askWaiting asks on whom the issues wait, and then until when.
func (s *Screen) askWaiting(on []model.Number) tea.Cmd {
	say := s.session.Say
	keys := []string{"c", "i", "t"}
	var choices []widget.Choice
	for i, w := range model.AllWaiting() {
		choices = append(choices, widget.Choice{Key: keys[i], Label: say.WaitingOn(w), Result: then(func() tea.Cmd {
			return s.askMoment(s.titled(say.Triage.WaitUntil, on), morningHour, s.soon(morningHour, say.Triage.NoLimit), func(at model.Instant) tea.Cmd {
				return s.move(model.SetState{State: model.Pending, Waiting: model.Waiting{On: w, Until: at}}, say.WaitingOn(w), on)()
			})
		})})
	}
	return s.choose(s.titled(say.Triage.WaitsOn, on), -1, choices...)
}
