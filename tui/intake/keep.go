package intake

import (
	"context"
	"errors"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
)

// keepPause is how far what is kept may be behind what is typed.
const keepPause = 200 * time.Millisecond

// keepTime is how long one write of the drafts may take.
const keepTime = 5 * time.Second

// keeping is how the drafts stand. One write is under way at a time.
type keeping struct {
	drafts  *inOrder
	load    *screen.Ask[[]model.Form]
	loaded  bool
	dirty   bool   // something changed since the last write began
	waiting bool   // for the pause to end
	writing uint64 // the write under way, 0 where there is none
	seq     uint64 // of the last write begun
	kept    bool   // the last write was done
	err     error  // why it was not
}

func newKeeping(d Drafts) keeping {
	return keeping{drafts: &inOrder{to: d}, load: screen.NewAsk[[]model.Form](screen.Log, "drafts", screen.QuestionTime)}
}

// inOrder lets no older write follow a newer one, whichever command runs first.
type inOrder struct {
	mu   sync.Mutex
	to   Drafts
	last uint64
}

func (o *inOrder) save(ctx context.Context, seq uint64, forms []model.Form) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if seq <= o.last {
		return nil
	}
	if err := o.to.Save(ctx, forms); err != nil {
		return err
	}
	o.last = seq
	return nil
}

// keepNow says that the pause is over.
type keepNow struct{}

// For is the Log screen.
func (keepNow) For() screen.ID { return screen.Log }

// wrote says that a write of the drafts has ended.
type wrote struct {
	seq uint64
	err error
}

// For is the Log screen.
func (wrote) For() screen.ID { return screen.Log }

// loadDrafts reads what the last session left.
func (s *Screen) loadDrafts() tea.Cmd {
	drafts := s.keep.drafts.to
	return s.keep.load.Put(s.session.Ctx, drafts.Load)
}

// takeDrafts puts the forms of the last session back. What was typed while
// they were read stays in front.
func (s *Screen) takeDrafts(forms []model.Form, err error) tea.Cmd {
	s.keep.loaded = true
	var cmds []tea.Cmd
	older := errors.Is(err, &model.Fault{Code: model.OlderDraft})
	switch {
	case older:
		cmds = append(cmds, screen.Say(screen.Warn, s.session.Say.Error(err)))
	case err != nil:
		s.keep.err = err
		cmds = append(cmds, screen.Say(screen.Warn, s.session.Say.Intake.DraftsUnread(s.session.Say.Error(err))))
	}
	var front *model.Form
	for _, f := range forms {
		if f.Parked == 0 && front == nil {
			front = &f
			continue
		}
		s.parked = append(s.parked, f)
	}
	switch {
	case front == nil || front.Empty() && !front.Sent:
	case s.form().Empty():
		s.show(*front)
		s.keep.kept = true
		cmds = append(cmds, s.changed())
		if !older && !front.Sent && front.ReceivedAt != 0 {
			when := s.session.Say.Moment(front.ReceivedAt.Time(s.session.Zone), s.session.Today())
			cmds = append(cmds, screen.Say(screen.Note, s.session.Say.Intake.DraftBack(when)))
		}
	default:
		front.Parked = s.now()
		s.parked = append(s.parked, *front)
	}
	for _, f := range s.all() {
		if f.Sent {
			s.saves.resume(f.ID)
		}
	}
	s.keep.dirty = s.keep.dirty || s.saves.any()
	return tea.Batch(append(cmds, s.write())...)
}

// all are the forms to keep: the one in front and the parked ones.
func (s *Screen) all() []model.Form {
	forms := append([]model.Form(nil), s.parked...)
	if f := s.form(); !f.Empty() {
		forms = append(forms, f)
	}
	return forms
}

// touch says that the forms changed: they are kept after a pause.
func (s *Screen) touch() tea.Cmd {
	s.keep.dirty = true
	if s.keep.waiting {
		return nil
	}
	s.keep.waiting = true
	return s.after(keepPause, keepNow{})
}

// write keeps the forms if something changed and no write is under way.
func (s *Screen) write() tea.Cmd {
	k := &s.keep
	if !k.loaded || !k.dirty || k.writing != 0 {
		return nil
	}
	k.seq++
	k.dirty, k.writing = false, k.seq
	return s.writing(s.session.Ctx)
}

func (s *Screen) writing(ctx context.Context) tea.Cmd {
	seq, forms, drafts := s.keep.seq, s.all(), s.keep.drafts
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, keepTime)
		defer cancel()
		return wrote{seq, drafts.save(ctx, seq, forms)}
	}
}

// takeWrote notes that a write ended, sends the forms that waited for it, and
// writes what changed meanwhile.
func (s *Screen) takeWrote(w wrote) tea.Cmd {
	k := &s.keep
	if w.seq != k.writing {
		return nil
	}
	first := w.err != nil && k.err == nil
	k.writing, k.kept, k.err = 0, w.err == nil, w.err
	cmds := []tea.Cmd{s.sendKept(w.seq), s.write()}
	if first && s.session.Ctx.Err() == nil {
		cmds = append(cmds, screen.Say(screen.Warn, s.unkeptWords(w.err)))
	}
	return tea.Batch(cmds...)
}

// keepAtEnd keeps the forms a last time. It does not end with the session.
func (s *Screen) keepAtEnd() tea.Cmd {
	ctx := context.WithoutCancel(s.session.Ctx)
	if !s.keep.loaded {
		return s.keepUnread(ctx)
	}
	s.keep.seq++
	write := s.writing(ctx)
	return func() tea.Msg { return s.unkept(write().(wrote).err) }
}

// keepUnread keeps what was typed before the drafts of the last session were
// read. These stay beside it.
func (s *Screen) keepUnread(ctx context.Context) tea.Cmd {
	typed := s.all()
	if len(typed) == 0 {
		return nil
	}
	drafts, now := s.keep.drafts, s.now()
	s.keep.seq++
	seq := s.keep.seq
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, keepTime)
		defer cancel()
		forms, _ := drafts.to.Load(ctx) // where they cannot be read, saving says what it can do
		for i := range forms {
			if forms[i].Parked == 0 {
				forms[i].Parked = now
			}
		}
		return s.unkept(drafts.save(ctx, seq, append(forms, typed...)))
	}
}

// unkept says that forms could not be kept, and nothing where they could.
func (s *Screen) unkept(err error) tea.Msg {
	if err == nil {
		return nil
	}
	return screen.Toast{Tone: screen.Fail, Text: s.unkeptWords(err)}
}

// unkeptWords are why a draft is not kept, and what to do: save soon, unless
// nothing can be saved either.
func (s *Screen) unkeptWords(err error) string {
	say := s.session.Say
	if s.session.Stopped() != nil {
		return say.Intake.NothingKept(say.Error(err))
	}
	return say.Intake.DraftUnkept(say.Error(err))
}

// now is the moment, for a record.
func (s *Screen) now() model.Instant { return model.At(s.session.Now()) }
