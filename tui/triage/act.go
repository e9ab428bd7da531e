package triage

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/widget"
)

// askAbove is how many issues an act may be about before it asks once.
const askAbove = 20

// An act is something done to issues, ready to be done to others as well.
type act struct {
	kind    model.CommandKind
	to      model.State // of a state's change, the state
	said    string      // what it is, in words: "owner sato"
	command func([]model.Number) model.Command
	once    bool // it is about one issue alone and not to be repeated
}

// sent is a command on its way.
type sent struct {
	request model.Request
	act     act
	on      []model.Number
	marked  bool // the issues were marked
}

// acts is what was sent and is to be sent. Commands go one after the other, so
// that the desk takes them in the order of the keys.
type acts struct {
	write *screen.Ask[model.Receipt]
	queue []sent
	last  *act // what repeats
	undo  bool // there is something of this session to undo
	redo  bool // the last thing done was an undo
}

// acting is what the next act is about: the issue in front, or the marked
// rows, else the selected one.
func (s *Screen) acting() []model.Number {
	if s.open != 0 {
		return []model.Number{s.open}
	}
	return s.rows.list.Acting()
}

// cannot says why a command may not be given to the issues now; "" where it may.
func (s *Screen) cannot(kind model.CommandKind, to model.State, on []model.Number) string {
	say, who := s.session.Say, &s.session.Who
	if len(on) == 0 {
		return say.Triage.NoIssue
	}
	if err := model.May(who.Role, kind); err != nil {
		return say.Error(err)
	}
	if who.Role >= model.Lead {
		return ""
	}
	if len(on) > 1 {
		return say.Refusal(&model.Refusal{Code: model.NotAllowed, Need: model.Lead, Value: string(kind)})
	}
	if v := s.known(on[0]); v != nil {
		if err := model.MayTouch(who, kind, &v.Issue, to); err != nil {
			return say.Error(err)
		}
	}
	return ""
}

// perform does an act, after asking once where it is about many.
func (s *Screen) perform(a act, on []model.Number) tea.Cmd {
	if len(on) <= askAbove {
		return s.send(a, on)
	}
	question := s.session.Say.Common.ManyAct(a.said, len(on))
	return screen.Show(widget.NewConfirm(question, then(func() tea.Cmd { return s.send(a, on) }), s.session.Say, s.session.Theme))
}

// send queues a command and goes on to the next issue.
func (s *Screen) send(a act, on []model.Number) tea.Cmd {
	s.acts.queue = append(s.acts.queue, sent{
		request: model.Request{ID: s.newID(), Actor: s.session.Who.ID, Command: a.command(on)},
		act:     a, on: on, marked: s.rows.list.Marked() > 0,
	})
	if s.open == 0 && len(on) > 0 {
		s.goOn(on)
	}
	return s.pump()
}

// goOn selects the row after those acted on, or else the one before.
func (s *Screen) goOn(on []model.Number) {
	acted := make(map[model.Number]bool, len(on))
	for _, n := range on {
		acted[n] = true
	}
	list := s.rows.list
	at, _ := list.Cursor()
	for i := at; i < s.rows.len(); i++ {
		if !acted[s.rows.at(i).Issue.Number] {
			list.Select(i)
			list.ClearMarks()
			return
		}
	}
	for i := at; i >= 0 && i < s.rows.len(); i-- {
		if !acted[s.rows.at(i).Issue.Number] {
			list.Select(i)
			break
		}
	}
	list.ClearMarks()
}

// pump sends the next command when none is on its way.
func (s *Screen) pump() tea.Cmd {
	if s.acts.write.Waiting() || len(s.acts.queue) == 0 {
		return nil
	}
	request, desk := s.acts.queue[0].request, s.desk
	return s.acts.write.Put(s.session.Ctx, func(ctx context.Context) (model.Receipt, error) { return desk.Do(ctx, request) })
}

// answered takes the answer to the command on its way. One that took too long
// may still be done: the same request is sent again, and the desk, which knows
// it by its ID, says what became of it.
func (s *Screen) answered(r model.Receipt, err error) tea.Cmd {
	if errors.Is(err, context.DeadlineExceeded) {
		return tea.Batch(screen.Say(screen.Warn, s.session.Say.Common.StillSaving), s.pump())
	}
	did := s.acts.queue[0]
	s.acts.queue = s.acts.queue[1:]
	if err != nil {
		return tea.Batch(s.refused(did, err), s.pump())
	}
	s.remember(did, r)
	s.rows.fresh = max(s.rows.fresh, r.Event)
	s.stale = true
	cmds := []tea.Cmd{s.news(did, r), s.reload(), s.pump()}
	if r.Kind == model.KindUser {
		cmds = append(cmds, s.refreshPeople(false))
	}
	return tea.Batch(cmds...)
}

// refused says why nothing was done, and puts the marks and the selection back.
func (s *Screen) refused(did sent, err error) tea.Cmd {
	if len(did.on) > 0 && s.open == 0 {
		if did.marked {
			s.rows.list.SetMarks(did.on)
		}
		if i, ok := s.rows.index[did.on[0]]; ok {
			s.rows.list.Select(i)
		}
	}
	s.acts.queue = nil // what was to follow rested on this
	return screen.SayError(s.session.Say, err)
}

// remember keeps what undo, redo and repeat need.
func (s *Screen) remember(did sent, r model.Receipt) {
	switch r.Kind {
	case model.KindUndo:
		s.acts.redo = true
		s.seek(r)
	case model.KindRedo:
		s.acts.redo, s.acts.undo = false, true
		s.seek(r)
	default:
		s.acts.undo, s.acts.redo = true, false
		if !did.act.once {
			a := did.act
			s.acts.last = &a
		}
	}
}

// seek selects, once the list comes, the issue that an undo brought back.
func (s *Screen) seek(r model.Receipt) {
	if s.open == 0 && len(r.Issues) > 0 {
		s.rows.seek = r.Issues[0]
	}
}

// news says what was done.
func (s *Screen) news(did sent, r model.Receipt) tea.Cmd {
	t := s.session.Say.Triage
	about := s.about(r.Issues)
	switch r.Kind {
	case model.KindUndo:
		return screen.Say(screen.Done, t.Undone(t.Acts[r.Undid], about))
	case model.KindRedo:
		return screen.Say(screen.Done, t.Redone(about))
	case model.KindNewProblem:
		return screen.Say(screen.Done, t.ProblemMade(r.Problem.String(), about))
	case model.KindContact:
		about = s.about(did.on)
	}
	return screen.Say(screen.Done, t.Did(about, did.act.said))
}

// about names issues: one by its number, more by how many they are.
func (s *Screen) about(numbers []model.Number) string {
	switch len(numbers) {
	case 0:
		return ""
	case 1:
		return numbers[0].String()
	}
	return s.session.Say.Triage.Issues(len(numbers))
}

func (s *Screen) undo() tea.Cmd {
	return s.send(act{kind: model.KindUndo, once: true, command: func([]model.Number) model.Command { return model.Undo{} }}, nil)
}

func (s *Screen) redo() tea.Cmd {
	return s.send(act{kind: model.KindRedo, once: true, command: func([]model.Number) model.Command { return model.Redo{} }}, nil)
}

// repeat does the last act again.
func (s *Screen) repeat() tea.Cmd {
	if s.acts.last == nil {
		return nil
	}
	return s.perform(*s.acts.last, s.acting())
}
