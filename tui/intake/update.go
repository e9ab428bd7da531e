package intake

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
)

// maxAhead is how many key presses are held while a form is being saved. A
// pasted text counts as one.
const maxAhead = 4000

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.update(msg) }

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Resize:
		s.resize(msg.Size)
	case screen.Shown:
		if s.lookup.stale {
			return s.askTags()
		}
	case screen.Changed:
		s.lookup.stale = true
		if s.lookup.empty {
			return s.askEmpty()
		}
	case action.Do:
		return s.do(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		return s.typed(msg)
	case keepNow:
		s.keep.waiting = false
		return s.write()
	case wrote:
		return s.takeWrote(msg)
	case saved:
		return s.takeSaved(msg)
	case stillSaving:
		return s.takeSlow(msg)
	case chosen:
		return s.bring(msg.id)
	case rested:
		if msg.gen == s.lookup.gen {
			return s.ask()
		}
	default:
		return s.answered(msg)
	}
	return nil
}

// do does an action.
func (s *Screen) do(do action.Do) tea.Cmd {
	switch do.ID {
	case action.Save:
		return s.save(0)
	case action.SaveLink:
		if p := s.known.marked(); p != nil {
			return s.save(p.ID)
		}
	case action.SecondCall:
		return s.secondCall()
	case action.Parked:
		return s.pickParked()
	case action.NextField:
		return s.tab()
	case action.PrevField:
		s.next(-1)
	case action.Back:
		if !s.shutMenu() {
			s.goTo(nowhere)
		}
	case action.Open:
		s.goTo(inText)
	}
	return s.moved()
}

// tab takes the marked line of an open menu, and else goes on to the next
// field. Where the menu is still on its way from the desk, as it is for who
// types fast, it waits for it; a second Tab does not.
func (s *Screen) tab() tea.Cmd {
	if cmd, taken := s.takeItem(); taken {
		return cmd
	}
	if s.awaited() && s.menu.tabbed == nil {
		open := *s.menu.open
		s.menu.tabbed = &open
		return s.askCustomers()
	}
	s.next(1)
	return s.moved()
}

// tabNow does what a Tab waited for, if it did: the menu is here, or there is
// none.
func (s *Screen) tabNow() tea.Cmd {
	tabbed, open := s.menu.tabbed, s.menu.open
	s.menu.tabbed = nil
	if tabbed == nil || open == nil || *tabbed != *open {
		return nil
	}
	if cmd, taken := s.takeItem(); taken {
		return cmd
	}
	s.next(1)
	return s.moved()
}

// typed takes a key press or a paste where no action takes it.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	if s.locked() {
		return s.hold(msg)
	}
	press, isKey := msg.(tea.KeyPressMsg)
	if s.focus == nowhere {
		if !isKey || press.Text != "" {
			return screen.Say(screen.Note, s.session.Say.Intake.BackToText)
		}
		return nil
	}
	in := s.input()
	if isKey {
		if s.arrow(press.String()) {
			return nil
		}
		if in == nil {
			return s.choose(press)
		}
		if press.String() == "enter" && s.focus != inText {
			s.next(1)
			return s.moved()
		}
	}
	if in == nil {
		return screen.Say(screen.Note, s.session.Say.Intake.NoPaste)
	}
	before := in.Value()
	if over := in.Update(msg); over != nil {
		return s.overflow(over.Over, over.Limit)
	}
	if in.Value() == before {
		return s.moved()
	}
	return s.edited()
}

// hold keeps what is typed while the form is with the desk: it is meant for
// the next one. Where the desk's answer is not known it says what to do.
func (s *Screen) hold(msg tea.Msg) tea.Cmd {
	if !s.saves.under(s.front.ID) {
		return screen.Say(screen.Note, s.session.Say.Intake.SaveAgain)
	}
	if len(s.ahead) < maxAhead {
		s.ahead = append(s.ahead, msg)
	}
	return nil
}

// arrow marks another line of the menu, or another known problem where the
// text ends. It reports whether it took the key.
func (s *Screen) arrow(key string) bool {
	by := map[string]int{"up": -1, "down": 1}[key]
	if by == 0 {
		return false
	}
	if s.moveMenu(by) {
		return true
	}
	switch s.focus {
	case inCustomer, inTags:
		return s.known.move(by)
	case inText:
		return (by < 0 || s.text.AtBottom()) && s.known.move(by)
	}
	return false
}

// edited follows on every change of the form: the moment of the first key, the
// marks, the draft, and what the desk knows about it.
func (s *Screen) edited() tea.Cmd {
	empty := s.form().Empty()
	switch {
	case empty:
		s.front.ReceivedAt = 0
	case s.front.ReceivedAt == 0:
		s.front.ReceivedAt = s.now()
	}
	s.read()
	return tea.Batch(s.touch(), s.changed())
}

// moved follows on every move of the cursor: a mark that it left is taken now.
func (s *Screen) moved() tea.Cmd {
	s.read()
	if s.heard != s.lookup.words || s.name() != s.lookup.forName {
		return s.changed()
	}
	return nil
}

// overflow says that an input was refused as a whole.
func (s *Screen) overflow(over, limit int) tea.Cmd {
	return screen.Say(screen.Fail, s.session.Say.Overflow(over, limit))
}

// Actions lists what can be done now.
func (s *Screen) Actions() []action.Action {
	say := s.session.Say
	save, link := action.Can(action.Save), action.Can(action.SaveLink)
	if p := s.known.marked(); p != nil {
		link.Label = say.Intake.SaveLinkTo(p.ID)
	} else {
		link.Why = say.Intake.NothingMarked
	}
	if err := model.May(s.session.Who.Role, model.VerbLog); err != nil {
		save.Why, link.Why = say.Error(err), say.Error(err)
	}
	second := action.Can(action.SecondCall)
	switch {
	case s.form().Empty():
		second.Why = say.Intake.StillEmpty
	case len(s.parked) >= maxParked:
		second.Why = say.Intake.TooManyParked(len(s.parked))
	}
	parked := action.Can(action.Parked)
	if len(s.parked) == 0 {
		parked.Why = say.Intake.NoneParked
	}
	list := []action.Action{save, link, second, parked, action.Can(action.NextField), action.Can(action.PrevField)}
	if s.focus == nowhere {
		back := action.Can(action.Open)
		back.Label = say.Intake.ToText
		return append([]action.Action{back}, list...)
	}
	back := action.Can(action.Back)
	back.Label = say.Intake.LeaveText
	return append(list, back)
}
