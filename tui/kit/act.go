package kit

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// An Act is something to be done, ready to be done to others as well.
type Act struct {
	ID    action.ID // the action it belongs to, whose rule says when it asks once more
	Verb  model.Verb
	To    model.State // of a state's change, the state
	Words string      // what it is: "owner sato"
	// Command is the command for those issues; what is about none ignores them.
	Command func(on []model.Number) model.Command
	// Said is what was done, in words; nil says Words of what it was done to.
	Said func(model.Receipt) string
	// Next follows once it is done. May be nil.
	Next func(model.Receipt) tea.Cmd
	Once bool // it is about one thing alone and not to be repeated
	// Anyway is the command once it was seen and confirmed that issues leave
	// another problem for it, or that the problem was declined; nil where the desk
	// refuses no such thing.
	Anyway func(on []model.Number) model.Command
}

// sent is an act on its way.
type sent struct {
	request model.Request
	act     Act
	on      []model.Number
	back    func()
}

// acts is what was sent and is to be sent. Commands go one after the other, so
// that the desk takes them in the order of the keys.
type acts struct {
	write *screen.Ask[model.Receipt]
	queue []sent
	last  *Act // what repeats
	undo  bool // there is something of this session to undo
	redo  bool // the last thing done was an undo
}

// Perform does an act, after asking once, with the number, where its action
// asks for so many.
func (k *Kit) Perform(a Act, on []model.Number) tea.Cmd {
	above := k.defs[a.ID].AsksAbove
	if above == 0 || len(on) <= above {
		return k.Send(a, on)
	}
	question := k.Say.Common.ManyAct(a.Words, len(on))
	return k.Show(widget.NewConfirm(question, Then(func() tea.Cmd { return k.Send(a, on) }), k.Say, k.Theme))
}

// Send does an act of which everything was asked.
func (k *Kit) Send(a Act, on []model.Number) tea.Cmd { return k.send(a, a.Command(on), on) }

// send puts an act's command behind those on their way.
func (k *Kit) send(a Act, c model.Command, on []model.Number) tea.Cmd {
	s := sent{request: model.Request{ID: k.o.NewID(), Actor: k.Who.ID, Command: c}, act: a, on: on}
	if k.o.Sending != nil {
		s.back = k.o.Sending(on)
	}
	k.acts.queue = append(k.acts.queue, s)
	return k.pump()
}

// Give sends one command that is about no list's rows, and says what was done
// once it is.
func (k *Kit) Give(id action.ID, c model.Command, said string) tea.Cmd {
	return k.Send(k.Giving(id, c, said), nil)
}

// Giving is the act that [Kit.Give] sends.
func (k *Kit) Giving(id action.ID, c model.Command, said string) Act {
	a := plain(id, c)
	a.Said = func(model.Receipt) string { return said }
	return a
}

// pump sends the next command when none is on its way.
func (k *Kit) pump() tea.Cmd {
	if k.acts.write.Waiting() || len(k.acts.queue) == 0 {
		return nil
	}
	request, desk := k.acts.queue[0].request, k.o.Desk
	return k.acts.write.Put(k.Ctx, func(ctx context.Context) (model.Receipt, error) { return desk.Do(ctx, request) })
}

// answered takes the answer to the command on its way. One that took too long
// may still be done: the same request is sent again, and the desk, which knows
// it by its ID, says what became of it.
func (k *Kit) answered(r model.Receipt, err error) tea.Cmd {
	if errors.Is(err, context.DeadlineExceeded) {
		return tea.Batch(screen.Say(screen.Warn, k.Say.Common.StillSaving), k.pump())
	}
	did := k.acts.queue[0]
	k.acts.queue = k.acts.queue[1:]
	if err != nil {
		if did.back != nil {
			did.back()
		}
		k.acts.queue = nil // what was to follow rested on this
		if ask := k.askAnyway(did, err); ask != nil {
			return ask
		}
		return screen.SayError(k.Say, err)
	}
	k.remember(did, r)
	k.fresh = max(k.fresh, r.Event)
	cmds := []tea.Cmd{screen.Say(screen.Done, k.news(did, r))}
	if k.o.Done != nil {
		cmds = append(cmds, k.o.Done(r))
	}
	cmds = append(cmds, k.pump())
	if did.act.Next != nil {
		cmds = append(cmds, did.act.Next(r))
	}
	if r.Verb == model.VerbUser {
		cmds = append(cmds, k.AskPeople(false))
	}
	return tea.Batch(cmds...)
}

// askAnyway asks whether an act is meant that the desk refused because it would
// take issues out of another problem, or into one that was declined; nil where
// it is refused for good.
func (k *Kit) askAnyway(did sent, err error) tea.Cmd {
	var refused *model.Refusal
	if did.act.Anyway == nil || !errors.As(err, &refused) {
		return nil
	}
	question := k.Say.Forms.LinkAnyway(refused)
	if question == "" {
		return nil
	}
	return k.Show(widget.NewConfirm(question, Then(func() tea.Cmd {
		return k.send(did.act, did.act.Anyway(did.on), did.on) // what repeats is the act that asks
	}), k.Say, k.Theme))
}

// remember keeps what undo, redo and repeat need.
func (k *Kit) remember(did sent, r model.Receipt) {
	switch r.Verb {
	case model.VerbUndo:
		k.acts.redo = true
	case model.VerbRedo:
		k.acts.redo, k.acts.undo = false, true
	default:
		k.acts.undo, k.acts.redo = true, false
		if !did.act.Once {
			a := did.act
			k.acts.last = &a
		}
	}
}

// news says what was done.
func (k *Kit) news(did sent, r model.Receipt) string {
	t := k.Say.Triage
	switch r.Verb {
	case model.VerbUndo:
		return t.Undone(t.Acts[r.Undid], k.aboutReceipt(r))
	case model.VerbRedo:
		return t.Redone(k.aboutReceipt(r))
	}
	if did.act.Said != nil {
		return did.act.Said(r)
	}
	return t.Did(k.About(r.Issues), did.act.Words)
}

// About names issues: one by its number, more by how many they are.
func (k *Kit) About(numbers []model.Number) string {
	switch len(numbers) {
	case 0:
		return ""
	case 1:
		return numbers[0].String()
	}
	return k.Say.Triage.Issues(len(numbers))
}

// aboutReceipt names what a receipt is about: issues, or else a problem.
func (k *Kit) aboutReceipt(r model.Receipt) string {
	if len(r.Issues) == 0 && r.Problem != 0 {
		return r.Problem.String()
	}
	return k.About(r.Issues)
}

// Undo takes the person's last act back.
func (k *Kit) Undo() tea.Cmd { return k.Send(plain(action.Undo, model.Undo{}), nil) }

// Redo does again what was taken back.
func (k *Kit) Redo() tea.Cmd { return k.Send(plain(action.Redo, model.Redo{}), nil) }

func plain(id action.ID, c model.Command) Act {
	return Act{ID: id, Verb: c.Verb(), Once: true, Command: func([]model.Number) model.Command { return c }}
}

// Last is the act that repeats, nil where there is none.
func (k *Kit) Last() *Act { return k.acts.last }

// Repeat does the last act to others.
func (k *Kit) Repeat(on []model.Number) tea.Cmd {
	if k.acts.last == nil {
		return nil
	}
	return k.Perform(*k.acts.last, on)
}

// WithUndo adds the ways back to a screen's actions: undo among the first once
// there is something to undo, else at the end.
func (k *Kit) WithUndo(list []action.Action, near int) []action.Action {
	undo, redo := k.May(action.Undo, model.VerbUndo), k.May(action.Redo, model.VerbRedo)
	if redo.Why == "" && !k.acts.redo {
		redo.Why = k.Say.Triage.NothingToRedo
	}
	if !k.acts.undo {
		return append(list, undo, redo)
	}
	near = min(near, len(list))
	out := append(append([]action.Action(nil), list[:near]...), undo)
	return append(append(out, list[near:]...), redo)
}
