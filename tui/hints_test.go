package tui_test

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// listening is a root of one screen, and where it is told of commits.
func listening(t *testing.T) (*tui.Root, *listener, chan model.Hint) {
	t.Helper()
	hints := make(chan model.Hint, 1)
	session := screentest.English().Session(t)
	probe := &listener{form: newForm(session)}
	root, err := tui.New(tui.Options{Session: session, Screens: []screen.Screen{probe}, Hints: hints})
	if err != nil {
		t.Fatal(err)
	}
	return root, probe, hints
}

func TestHints(t *testing.T) {
	root, probe, hints := listening(t)
	hints <- model.Hint{Event: 12}
	msgs := tea.BatchMsg{}
	if batch, ok := root.Init()().(tea.BatchMsg); ok {
		msgs = batch
	}
	msg := msgs[len(msgs)-1]()
	_, again := root.Update(msg)
	if probe.heard != 12 || again == nil {
		t.Errorf("heard %d, listens on %v", probe.heard, again != nil)
	}
}

// On a busy desk the screens follow about once a second, and show the newest then.
func TestHintsOfABusyDesk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		root, _, hints := listening(t)
		hints <- model.Hint{Event: 1}
		began := time.Now()
		msg := screen.Changed{Hint: model.Hint{Event: 1}}
		for range 3 {
			_, cmd := root.Update(msg)
			go func() {
				time.Sleep(500 * time.Millisecond)
				<-hints
				hints <- model.Hint{Event: 7}
			}()
			var ok bool
			for _, one := range flat(cmd) {
				if m, is := one().(screen.Changed); is {
					msg, ok = m, true
				}
			}
			if !ok || msg.Event != 7 {
				t.Fatalf("heard %+v", msg)
			}
			hints <- model.Hint{Event: 1}
		}
		if took := time.Since(began); took < 2500*time.Millisecond || took > 3*time.Second {
			t.Errorf("three refreshes in %v", took)
		}
	})
}

// flat are the commands of a command.
func flat(cmd tea.Cmd) []tea.Cmd {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		return batch
	}
	return []tea.Cmd{func() tea.Msg { return msg }}
}

// A screen behind the front one is told when it comes to the front, once.
func TestHintsForAScreenBehind(t *testing.T) {
	session := screentest.English().Session(t)
	front, behind := &listener{form: newForm(session)}, newRows(session, 60)
	told := &counting{rows: behind}
	root, err := tui.New(tui.Options{Session: session, Screens: []screen.Screen{front, told}})
	if err != nil {
		t.Fatal(err)
	}
	root.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for n := range 5 {
		root.Update(screen.Changed{Hint: model.Hint{Event: uint64(n + 1)}})
	}
	if front.heard != 5 || len(told.events) != 0 {
		t.Errorf("in front %d is heard, behind %v", front.heard, told.events)
	}
	root.Update(screen.Go{To: told.ID()})
	root.Update(screen.Go{To: front.ID()})
	root.Update(screen.Go{To: told.ID()})
	if len(told.events) != 1 || told.events[0] != 5 {
		t.Errorf("it hears %v when it comes to the front", told.events)
	}
}

// counting is a list that keeps what it hears of.
type counting struct {
	*rows
	events []uint64
}

func (c *counting) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(screen.Changed); ok {
		c.events = append(c.events, m.Event)
		return c, nil
	}
	_, cmd := c.rows.Update(msg)
	return c, cmd
}

// listener hears of changes.
type listener struct {
	*form
	heard uint64
}

func (l *listener) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if c, ok := msg.(screen.Changed); ok {
		l.heard = c.Event
		return l, nil
	}
	_, cmd := l.form.Update(msg)
	return l, cmd
}
