package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Deadlines for what a screen asks. A question that takes longer is given up;
// a write is not: the desk goes on and says when it is known.
const (
	QuestionTime = 5 * time.Second
	WriteTime    = 10 * time.Second
)

// Ask is one kind of question a screen puts, again and again: only the answer
// to the newest one counts. T is what the answer holds. The zero Ask is not
// usable; make one with [NewAsk].
type Ask[T any] struct {
	screen ID
	name   string
	limit  time.Duration
	gen    uint64
	cancel context.CancelFunc
	open   bool
}

// NewAsk makes a kind of question for a screen. The name tells it from the
// screen's other kinds.
func NewAsk[T any](screen ID, name string, limit time.Duration) *Ask[T] {
	return &Ask[T]{screen: screen, name: name, limit: limit}
}

// Answer comes back from a question.
type Answer[T any] struct {
	screen ID
	name   string
	gen    uint64
	value  T
	err    error
}

// For is the screen that asked.
func (a Answer[T]) For() ID { return a.screen }

// Put asks anew: the answer to the question before is stale from here on, and
// its work is cancelled. f runs outside of Update, so it must not touch the
// screen: hand it what it needs as values.
func (a *Ask[T]) Put(ctx context.Context, f func(context.Context) (T, error)) tea.Cmd {
	a.Drop()
	a.gen++
	a.open = true
	ctx, a.cancel = context.WithTimeout(ctx, a.limit)
	answer := Answer[T]{screen: a.screen, name: a.name, gen: a.gen}
	cancel := a.cancel
	return func() tea.Msg {
		defer cancel()
		answer.value, answer.err = f(ctx)
		return answer
	}
}

// Take reads an answer. It reports ok only for the answer to the newest
// question of this kind; everything else is to be ignored.
func (a *Ask[T]) Take(msg tea.Msg) (value T, err error, ok bool) {
	answer, is := msg.(Answer[T])
	if !is || answer.name != a.name || answer.gen != a.gen || !a.open {
		return value, nil, false
	}
	a.open, a.cancel = false, nil
	return answer.value, answer.err, true
}

// Waiting reports whether an answer is still to come.
func (a *Ask[T]) Waiting() bool { return a.open }

// Drop gives up the open question, if there is one.
func (a *Ask[T]) Drop() {
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
	a.open = false
}
