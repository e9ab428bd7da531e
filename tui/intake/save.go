package intake

import (
	"cmp"
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// slowSave is after how long a save says that it is still under way.
const slowSave = time.Second

// saving is how one save stands.
type saving struct {
	need  uint64 // the write of the drafts that must end before it is sent
	sent  bool   // the desk was asked and has not answered
	doubt bool   // an attempt ended without anyone knowing how
	again bool   // and nobody asks now: Ctrl+S does
}

// saves are the saves under way, by the form's ID.
type saves struct{ by map[model.ID]*saving }

func newSaves() saves { return saves{by: make(map[model.ID]*saving)} }

// need says that a form is to be sent once that write of the drafts has ended.
func (v saves) need(id model.ID, seq uint64) { v.by[id] = &saving{need: seq} }

// resume says that a form was sent by a session that ended before the answer.
func (v saves) resume(id model.ID) { v.by[id] = &saving{doubt: true} }

func (v saves) any() bool { return len(v.by) > 0 }

// under reports whether a form's save is under way.
func (v saves) under(id model.ID) bool {
	one := v.by[id]
	return one != nil && !one.again
}

// saved is the desk's answer about one form.
type saved struct {
	id      model.ID
	receipt model.Receipt
	err     error
}

// For is the Log screen.
func (saved) For() screen.ID { return screen.Log }

// stillSaving says that a save has been under way for a while.
type stillSaving struct{ id model.ID }

// For is the Log screen.
func (stillSaving) For() screen.ID { return screen.Log }

// save sends the form in front, linked to a problem if there is one. The form
// stays until the desk has answered. The drafts are kept first, with the ID
// under which it is sent: whoever finds them after a power cut asks the desk
// again under the same ID.
func (s *Screen) save(problem model.ProblemID) tea.Cmd {
	say := s.session.Say.Intake
	if s.saves.under(s.front.ID) {
		return screen.Say(screen.Note, s.session.Say.Common.StillSaving)
	}
	if one := s.saves.by[s.front.ID]; one != nil {
		one.again = false // ask again for what was sent, as it was sent
		return s.send(s.form())
	}
	if draft(s.form()).Text == "" {
		s.goTo(inText)
		return screen.Say(screen.Fail, say.NoText)
	}
	s.front.Problem = problem
	s.front.Sent = true
	s.menu.close()
	s.keep.dirty = true
	s.saves.need(s.front.ID, s.keep.seq+1)
	return s.write()
}

// sendKept sends the forms that waited for this write of the drafts. If it
// failed they are sent all the same: the database may be better off.
func (s *Screen) sendKept(seq uint64) tea.Cmd {
	var cmds []tea.Cmd
	for _, f := range s.all() {
		if one := s.saves.by[f.ID]; one != nil && !one.sent && !one.again && one.need <= seq {
			cmds = append(cmds, s.send(f))
		}
	}
	return tea.Batch(cmds...)
}

// send asks the desk to log a form.
func (s *Screen) send(f model.Form) tea.Cmd {
	s.saves.by[f.ID].sent = true
	request := model.Request{ID: f.ID, Actor: s.session.Who.ID, Command: model.Log{Draft: draft(f)}}
	ctx, desk := s.session.Ctx, s.desk
	ask := func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, screen.WriteTime)
		defer cancel()
		receipt, err := desk.Do(ctx, request)
		return saved{f.ID, receipt, err}
	}
	return tea.Batch(ask, s.after(slowSave, stillSaving{f.ID}))
}

// takeSaved takes the desk's answer.
func (s *Screen) takeSaved(m saved) tea.Cmd {
	one := s.saves.by[m.id]
	f, ok := s.find(m.id)
	if one == nil || !ok {
		return nil
	}
	one.sent = false
	switch {
	case m.err == nil:
		return s.logged(f, m.receipt)
	case s.session.Ctx.Err() != nil:
		return nil // the session ends; the draft says that it was sent
	case errors.Is(m.err, &model.Fault{Code: model.StillSaving}), errors.Is(m.err, context.DeadlineExceeded):
		one.doubt = true
		return s.send(f)
	case notSaved(m.err, one.doubt):
		return s.refused(m.id, m.err)
	}
	one.doubt, one.again = true, true
	text := s.session.Say.Intake.NotKnown(s.session.Say.Error(m.err))
	return tea.Batch(screen.Say(screen.Fail, text), s.replay())
}

// notSaved reports whether an error says for certain that the form was not
// saved. A refusal always does: of a form that an earlier attempt saved the desk
// would have sent the receipt. A fault does only where no attempt before it is
// in doubt.
func notSaved(err error, doubt bool) bool {
	var refusal *model.Refusal
	if errors.As(err, &refusal) {
		return true
	}
	var fault *model.Fault
	if doubt || !errors.As(err, &fault) {
		return false
	}
	switch fault.Code {
	case model.NotSaved, model.DiskFull, model.ReadOnlyFile, model.NotWritable, model.LookOnly, model.OlderState, model.OlderForm:
		return true
	}
	return false
}

// logged takes the form away and says the number.
func (s *Screen) logged(f model.Form, r model.Receipt) tea.Cmd {
	delete(s.saves.by, f.ID)
	s.lookup.empty = false
	var number model.Number
	if len(r.Issues) > 0 {
		number = r.Issues[0]
	}
	cmds := []tea.Cmd{screen.Say(screen.Done, s.session.Say.Intake.Saved(number, cmp.Or(r.Problem, f.Problem)))}
	if f.ID == s.front.ID {
		s.said = f.Channel
		s.fresh()
	} else {
		s.unpark(f.ID)
	}
	s.keep.dirty = true
	return tea.Batch(append(cmds, s.write(), s.askTags(), s.replay())...)
}

// refused gives the form back to be mended: nothing of it was written.
func (s *Screen) refused(id model.ID, err error) tea.Cmd {
	delete(s.saves.by, id)
	if id == s.front.ID {
		s.front.Sent, s.front.Problem = false, 0
	}
	for i := range s.parked {
		if s.parked[i].ID == id {
			s.parked[i].Sent, s.parked[i].Problem = false, 0
		}
	}
	return tea.Batch(screen.SayError(s.session.Say, err), s.touch(), s.replay())
}

// takeSlow says that a save takes its time.
func (s *Screen) takeSlow(m stillSaving) tea.Cmd {
	if !s.saves.under(m.id) {
		return nil
	}
	return screen.Say(screen.Note, s.session.Say.Intake.StillSaving)
}

// replay types what was typed while the form was being saved.
func (s *Screen) replay() tea.Cmd {
	if s.locked() {
		return nil
	}
	keys := s.ahead
	s.ahead = nil
	var cmds []tea.Cmd
	for _, k := range keys {
		cmds = append(cmds, s.typed(k))
	}
	return tea.Batch(cmds...)
}

// locked reports whether the form in front is with the desk: then it cannot be
// changed, for the desk would not hear of it.
func (s *Screen) locked() bool { return s.saves.by[s.front.ID] != nil }

// find is the form of an ID, in front or parked.
func (s *Screen) find(id model.ID) (model.Form, bool) {
	if s.front.ID == id {
		return s.form(), true
	}
	for _, f := range s.parked {
		if f.ID == id {
			return f, true
		}
	}
	return model.Form{}, false
}
