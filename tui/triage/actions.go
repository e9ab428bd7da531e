package triage

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// undoNear is where among the actions the way back stands after an act.
const undoNear = 3

// Actions lists what can be done now, and why what cannot.
func (s *Screen) Actions() []action.Action {
	on := s.acting()
	list := s.k.WithUndo([]action.Action{
		s.may(action.Owner, model.VerbAssign, on),
		s.may(action.Severity, model.VerbSeverity, on),
		s.may(action.Tags, model.VerbRetag, on),
		action.Can(action.Filter),
		s.may(action.State, model.VerbState, on),
		s.may(action.Answered, model.VerbState, on),
		s.may(action.Close, model.VerbState, on),
		s.may(action.Due, model.VerbDue, on),
		s.may(action.Snooze, model.VerbSnooze, on),
		s.may(action.Link, model.VerbLink, on),
		s.single(action.Note, model.VerbNote, on),
		s.single(action.Call, model.VerbContact, on),
		s.single(action.Edit, model.VerbAmend, on),
		s.repeatable(on),
		s.customerOf(on),
		s.copyable(on),
	}, undoNear)
	if back, ok := s.back(); ok {
		list = append([]action.Action{back}, list...)
	}
	list = append(list, action.Can(action.Order))
	if s.open == 0 && s.rows.len() > 0 {
		list = append(list, action.Can(action.Open), action.Can(action.Mark), action.Can(action.Range), action.Can(action.SameTag), action.Can(action.Whole))
	}
	return append(list, widget.Moves()...)
}

// may is an action that stands for a command.
func (s *Screen) may(id action.ID, verb model.Verb, on []model.Number) action.Action {
	return action.Action{ID: id, Why: s.cannot(verb, 0, on)}
}

// single is an action about one issue at a time.
func (s *Screen) single(id action.ID, verb model.Verb, on []model.Number) action.Action {
	if len(on) > 1 {
		return action.Cannot(id, s.k.Say.Triage.OneOnly)
	}
	return s.may(id, verb, on)
}

func (s *Screen) repeatable(on []model.Number) action.Action {
	last := s.k.Last()
	if last == nil {
		return action.Cannot(action.Repeat, s.k.Say.Triage.NothingToRepeat)
	}
	return action.Action{ID: action.Repeat, Why: s.cannot(last.Verb, last.To, on), Label: s.k.Say.Triage.RepeatOf(last.Words)}
}

func (s *Screen) copyable(on []model.Number) action.Action {
	if len(on) == 0 {
		return action.Cannot(action.Copy, s.k.Say.Triage.NoIssue)
	}
	return action.Can(action.Copy)
}

func (s *Screen) customerOf(on []model.Number) action.Action {
	t := s.k.Say.Triage
	switch v := s.known(s.shown()); {
	case len(on) == 0 || v == nil:
		return action.Cannot(action.Customer, t.NoIssue)
	case v.Issue.Customer == 0:
		return action.Cannot(action.Customer, t.NobodyKnown)
	}
	return action.Can(action.Customer)
}

// back is what Esc does at the moment.
func (s *Screen) back() (action.Action, bool) {
	t := s.k.Say.Triage
	switch {
	case s.open != 0:
		return action.Action{ID: action.Back, Label: t.BackToList}, true
	case s.rows.list.Marked() > 0:
		return action.Action{ID: action.Back, Label: t.Unmark}, true
	case len(s.before) > 0:
		return action.Action{ID: action.Back, Label: t.ViewBefore}, true
	}
	return action.Action{}, false
}

// do does an action that can be done now.
func (s *Screen) do(do action.Do) tea.Cmd {
	if s.open != 0 && s.scroll.Moved(do.ID) {
		return nil
	}
	if s.rows.list.Do(do) {
		switch {
		case do.ID == action.Last:
			return s.toEnd()
		case do.ID == action.First && s.rows.len() > keepRows:
			return s.reload() // the rows at the top may be of long ago
		}
		return nil
	}
	on := s.acting()
	switch do.ID {
	case action.Owner:
		return s.askOwner(on)
	case action.Severity:
		return s.askSeverity(on)
	case action.Tags:
		return s.askTag(on)
	case action.State:
		return s.askState(on)
	case action.Answered:
		return s.askAnswer(on)
	case action.Close:
		return s.askClose(on)
	case action.Due:
		return s.askDue(on)
	case action.Snooze:
		return s.askSnooze(on)
	case action.Link:
		return s.askProblem(on)
	case action.Note:
		return s.askNote(on)
	case action.Call:
		return s.askContact(on)
	case action.Edit:
		return s.askEdit(on)
	case action.Undo:
		return s.k.Undo()
	case action.Redo:
		return s.k.Redo()
	case action.Repeat:
		return s.k.Repeat(on)
	}
	return s.browse(do.ID, on)
}

// browse does the actions that change no data.
func (s *Screen) browse(id action.ID, on []model.Number) tea.Cmd {
	switch id {
	case action.Open:
		s.open = s.shown()
		s.scroll.Moved(action.First)
	case action.Back:
		return s.goBack()
	case action.Filter:
		return s.askFilter()
	case action.Order:
		return s.nextOrder()
	case action.Customer:
		if v := s.known(s.shown()); v != nil {
			return s.visit(view{query: "customer:" + v.Issue.Customer.String(), title: s.k.Say.Triage.AllOf(s.k.Say.Customer(v.Customer))})
		}
	case action.Copy:
		return s.copy(on)
	case action.SameTag:
		if i, ok := s.rows.list.Cursor(); ok {
			tag := s.rows.at(i).Issue.Primary()
			return s.markAll(func(r model.Row) bool { return r.Issue.Primary() == tag })
		}
	case action.Whole:
		return s.markAll(func(model.Row) bool { return true })
	}
	return nil
}

func (s *Screen) goBack() tea.Cmd {
	switch {
	case s.open != 0:
		s.open = 0
	case s.rows.list.Marked() > 0:
		s.rows.list.ClearMarks()
	case len(s.before) > 0:
		v := s.before[len(s.before)-1]
		s.before = s.before[:len(s.before)-1]
		return s.turnTo(v)
	}
	return nil
}

// nextOrder sorts the same view another way: by urgency only where it suits,
// since that order holds open issues alone.
func (s *Screen) nextOrder() tea.Cmd {
	v := s.view
	v.set = true
	orders := slices.DeleteFunc(model.AllOrders(), func(o model.Order) bool {
		return o == model.ByUrgency && orderFor(v.query) != model.ByUrgency
	})
	v.order = orders[(slices.Index(orders, v.order)+1)%len(orders)]
	return s.turnTo(v)
}

// copy puts the issues' numbers on the clipboard of the person's terminal.
func (s *Screen) copy(on []model.Number) tea.Cmd {
	names := make([]string, len(on))
	for i, n := range on {
		names[i] = n.String()
	}
	return tea.Batch(tea.SetClipboard(strings.Join(names, " ")), screen.Say(screen.Done, s.k.Say.Triage.Copied(s.k.About(on))))
}
