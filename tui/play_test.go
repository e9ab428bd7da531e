package tui_test

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// hang bounds what must never hang; it is no limit on speed.
const hang = 20 * time.Second

// A stuck terminal takes no more output once it is jammed, until it is let go.
type stuck struct {
	jammed atomic.Bool
	free   chan struct{}
}

func (s *stuck) Write(p []byte) (int, error) {
	if s.jammed.Load() {
		<-s.free
	}
	return len(p), nil
}

// play runs a program of a form and a list, and hands it back with its end.
func play(t *testing.T, ctx context.Context, out io.Writer) (*tea.Program, *form, chan error) {
	t.Helper()
	session := screentest.English().Session(t)
	f := newForm(session)
	root, err := tui.New(tui.Options{Session: session, Screens: []screen.Screen{f, newRows(session, 60)}})
	if err != nil {
		t.Fatal(err)
	}
	p := tui.NewProgram(root, tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(80, 24), tea.WithEnvironment([]string{"TERM=xterm"}))
	over := make(chan error, 1)
	go func() { over <- tui.Play(ctx, p, root) }()
	return p, f, over
}

func ended(t *testing.T, over chan error) {
	t.Helper()
	select {
	case err := <-over:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(hang):
		t.Fatal("it does not end")
	}
}

// However a session ends, what was typed up to then is kept.
func TestATerminalThatTakesNoMoreOutputHoldsNobodyUp(t *testing.T) {
	out := &stuck{free: make(chan struct{})}
	defer close(out.free)
	ctx, cancel := context.WithCancel(context.Background())
	p, f, over := play(t, ctx, out)
	for _, r := range "typed" {
		p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	out.jammed.Store(true)
	go p.Send(tea.WindowSizeMsg{Width: 90, Height: 30}) // something to draw
	cancel()
	ended(t, over)
	if f.kept != "typed" {
		t.Errorf("kept is %q", f.kept)
	}
}

func TestAnEndedContextKeepsWhatWasTyped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p, f, over := play(t, ctx, io.Discard)
	p.Send(tea.PasteMsg{Content: "返金されない"})
	cancel()
	ended(t, over)
	if f.kept != "返金されない" {
		t.Errorf("kept is %q", f.kept)
	}
}

func TestWhatIsTypedInAWindowTooSmallIsText(t *testing.T) {
	s, f, r := set(t)
	s.Resize(widget.Size{Width: 30, Height: 8})
	s.Type("返金 1")
	s.Press("ctrl+s", "enter")
	s.Paste(" pasted")
	if f.field.Value() != "返金 1 pasted" || f.saved != 0 {
		t.Errorf("%q, %d saved", f.field.Value(), f.saved)
	}
	s.Resize(widget.Size{Width: 80, Height: 24})
	s.Press("esc", "2")
	s.Resize(widget.Size{Width: 30, Height: 8})
	s.Press("space", "/")
	if len(r.did) != 0 || r.list.Marked() != 0 {
		t.Errorf("done blindly: %v", r.did)
	}
}

// Nothing is said to be kept that could not be.
func TestLeavingWithADraftThatCannotBeKeptSaysSo(t *testing.T) {
	s, f, _ := set(t)
	f.keeps = errDisk
	s.Type("x")
	s.Press("ctrl+c")
	s.Want("would be lost")
	s.Unwanted("is kept")
}

// A session that is ended where something cannot be kept says so to whoever ended it;
// one that left it behind after being told does not.
func TestWhatCannotBeKeptAtTheEndIsSaid(t *testing.T) {
	for _, chosen := range []bool{false, true} {
		ctx, cancel := context.WithCancel(context.Background())
		session := screentest.English().Session(t)
		f := newForm(session)
		f.keeps = errDisk
		root, err := tui.New(tui.Options{Session: session, Screens: []screen.Screen{f}})
		if err != nil {
			t.Fatal(err)
		}
		out := &farTerminal{}
		p := tui.NewProgram(root, tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(80, 24), tea.WithEnvironment([]string{"TERM=xterm"}))
		over := make(chan error, 1)
		go func() { over <- tui.Play(ctx, p, root) }()
		var want error
		if chosen {
			quit := tea.KeyPressMsg{Code: 'q', Mod: tea.ModCtrl}
			p.Send(quit)
			eventually(t, "it is told", func() bool { return out.shows(80, "the disk is full") })
			p.Send(quit)
		} else {
			want = tui.ErrNotKept
			p.Send(tea.KeyPressMsg{Code: 'x', Text: "x"})
			cancel()
		}
		select {
		case err := <-over:
			if !errors.Is(err, want) {
				t.Errorf("chosen %v: it ends with %v", chosen, err)
			}
		case <-time.After(hang):
			t.Fatal("it does not end")
		}
		cancel()
	}
}
