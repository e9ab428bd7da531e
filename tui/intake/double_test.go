package intake

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// logged are the calls that the desk has logged, oldest first.
func logged(d *screentest.Desk) []model.Draft {
	var drafts []model.Draft
	for _, c := range d.Given {
		drafts = append(drafts, c.(model.Log).Draft)
	}
	return drafts
}

// last is the newest call that was logged.
func last(t *testing.T, d *screentest.Desk) model.Draft {
	t.Helper()
	return screentest.Last[model.Log](t, d).Draft
}

// memory keeps drafts as long as the test runs.
type memory struct {
	forms   []model.Form
	saves   int
	loadErr error
	saveErr error
}

func (m *memory) Load(context.Context) ([]model.Form, error) { return m.forms, m.loadErr }

func (m *memory) Save(ctx context.Context, forms []model.Form) error {
	m.saves++
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.saveErr != nil {
		return m.saveErr
	}
	m.forms = forms
	return nil
}

// sitting is somebody at the Log screen.
type sitting struct {
	*screentest.Sitting
	screen *Screen
	desk   *screentest.Desk
	drafts *memory
	now    time.Time
}

// sit opens the screen where pauses are over at once.
func sit(t testing.TB, c screentest.Case, d *screentest.Desk, m *memory) *sitting {
	t.Helper()
	at := &sitting{desk: d, drafts: m, now: screentest.Now()}
	session := c.Session(t)
	session.Now = func() time.Time { return at.now }
	at.screen = newScreen(session, d, m)
	at.Sitting = screentest.Sit(t, c, session, at.screen)
	return at
}

func newScreen(session *screen.Session, d *screentest.Desk, m *memory) *Screen {
	var n byte
	return New(Options{
		Session: session, Desk: d, Drafts: m, NewID: func() model.ID { n++; return model.ID{byte(len(d.Asked)), 1, n} },
		Pause: func(_ time.Duration, msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } },
	})
}

// results runs a command and what it consists of, and gives what came back to
// nobody.
func results(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, results(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}

// one is the only message of its type.
func one[T any](t *testing.T, msgs []tea.Msg) T {
	t.Helper()
	var found []T
	for _, m := range msgs {
		if v, ok := m.(T); ok {
			found = append(found, v)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d of %T among %v", len(found), *new(T), msgs)
	}
	return found[0]
}

var errDisk = errors.New("input/output error")
