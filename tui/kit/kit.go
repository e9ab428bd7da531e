// Package kit is what every screen of lists does, once: it sends acts to the
// desk one after the other and says what came of them, takes them back, puts
// the questions before an act, offers people and times, writes days and names
// as one reads them, and lays pages on each other.
//
// A screen makes one [Kit] and hands it to its pages with what else they need.
// It gives the kit every message that is not its own ([Kit.Take]); the kit
// knows the answers to what it asked.
package kit

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
)

// A Desk is what the kit asks of the desk, and where commands go.
type Desk interface {
	Do(ctx context.Context, r model.Request) (model.Receipt, error)
	Users(ctx context.Context) ([]model.User, error)
}

// Options are what a kit is made of.
type Options struct {
	Screen  screen.ID
	Session *screen.Session
	Desk    Desk
	NewID   func() model.ID // makes the ID of each command, a fresh one each time

	// Room counts each person's open issues; nil where the screen does not show
	// them.
	Room func(context.Context) (map[model.UserID]int, error)
	// Sending is told what an act is about as it is sent, and returns what puts
	// the list back should the desk refuse. May be nil.
	Sending func(on []model.Number) (back func())
	// Done asks anew after something was done. May be nil.
	Done func(model.Receipt) tea.Cmd
	// Named is told that people have other names now. May be nil.
	Named func()
}

// Kit is what the pages of one screen work with. They read the session through
// it.
type Kit struct {
	*screen.Session
	o    Options
	defs map[action.ID]action.Def

	acts   acts
	people People
	chosen *picking // the last picker that was opened
	fresh  uint64   // the newest event that what is shown is sure to hold
	asked  int      // names the questions

	names *screen.Ask[People]
	known *screen.Ask[Then] // what an act needs to know first
}

// A Then is what follows from an overlay's choice or from an answer. The kit of
// the screen that opened the overlay does it.
type Then func() tea.Cmd

// New makes a kit.
func New(o Options) *Kit {
	k := &Kit{Session: o.Session, o: o, defs: map[action.ID]action.Def{}}
	for _, d := range action.Table() {
		k.defs[d.ID] = d
	}
	k.acts.write = Question[model.Receipt](k, screen.WriteTime)
	k.names = Question[People](k, screen.QuestionTime)
	k.known = Question[Then](k, screen.QuestionTime)
	return k
}

// Take takes a message where it is for the kit, and reports whether it was.
func (k *Kit) Take(msg tea.Msg) (tea.Cmd, bool) {
	if then, ok := msg.(Then); ok {
		return then(), true
	}
	if got, err, ok := k.acts.write.Take(msg); ok {
		return k.answered(got, err), true
	}
	if got, err, ok := k.names.Take(msg); ok {
		if err == nil {
			k.named(got)
		}
		return nil, true
	}
	if got, err, ok := k.known.Take(msg); ok {
		if err != nil {
			return screen.SayError(k.Say, err), true
		}
		return got(), true
	}
	return nil, false
}

// IsNews reports whether a commit of the desk is one that what is shown may not
// hold yet, and takes note of it.
func (k *Kit) IsNews(event uint64) bool {
	if event != 0 && event <= k.fresh {
		return false
	}
	k.fresh = max(k.fresh, event)
	return true
}

// May is an action that stands for a command.
func (k *Kit) May(id action.ID, verb model.Verb) action.Action {
	return action.Action{ID: id, Why: k.Cannot(verb)}
}

// Cannot says why this person may not give a command; "" where they may.
func (k *Kit) Cannot(verb model.Verb) string {
	if err := model.May(k.Who.Role, verb); err != nil {
		return k.Say.Error(err)
	}
	return ""
}

// Question makes a kind of question of the kit's screen, for a page that asks
// its own. Two pages of one sort do not take each other's answers.
func Question[T any](k *Kit, limit time.Duration) *screen.Ask[T] {
	k.asked++
	return screen.NewAsk[T](k.o.Screen, "question "+strconv.Itoa(k.asked), limit)
}

// Knowing asks something that an act needs and goes on with the answer.
func Knowing[T any](k *Kit, ask func(context.Context) (T, error), next func(T) tea.Cmd) tea.Cmd {
	return k.known.Put(k.Ctx, func(ctx context.Context) (Then, error) {
		got, err := ask(ctx)
		return func() tea.Cmd { return next(got) }, err
	})
}
