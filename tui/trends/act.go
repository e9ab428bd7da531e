package trends

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// sent is a command on its way: what it is in words once it is done, and what
// follows.
type sent struct {
	request model.Request
	said    func(model.Receipt) string
	next    func(model.Receipt) tea.Cmd
}

// acts is what was sent and is to be sent. Commands go one after the other, so
// that the desk takes them in the order of the keys.
type acts struct {
	write *screen.Ask[model.Receipt]
	queue []sent
}

// send queues a command. next, where there is one, follows once it is done.
func (s *Screen) send(c model.Command, said func(model.Receipt) string, next func(model.Receipt) tea.Cmd) tea.Cmd {
	s.acts.queue = append(s.acts.queue, sent{
		request: model.Request{ID: s.newID(), Actor: s.session.Who.ID, Command: c},
		said:    said, next: next,
	})
	return s.pump()
}

// saying is a receipt's words where they do not depend on it.
func saying(words string) func(model.Receipt) string {
	return func(model.Receipt) string { return words }
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
		s.acts.queue = nil // what was to follow rested on this
		return screen.SayError(s.session.Say, err)
	}
	s.fresh = max(s.fresh, r.Event)
	cmds := []tea.Cmd{screen.Say(screen.Done, did.said(r)), s.refresh(), s.pump()}
	if did.next != nil {
		cmds = append(cmds, did.next(r))
	}
	return tea.Batch(cmds...)
}

func (s *Screen) undo() tea.Cmd {
	return s.send(model.Undo{}, saying(s.session.Say.Trends.Problems.Said.Undone), nil)
}

func (s *Screen) redo() tea.Cmd {
	return s.send(model.Redo{}, saying(s.session.Say.Trends.Problems.Said.Redone), nil)
}
