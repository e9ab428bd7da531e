package tui_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"

	"koe/tui"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/theme"
	"koe/tui/widget"
)

// farTerminal is what a remote terminal was sent.
type farTerminal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (f *farTerminal) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.all.Write(p)
}

// shows reports whether a word stands on a screen of some columns.
func (f *farTerminal) shows(width int, words string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	emu := vt.NewEmulator(width, 24)
	defer emu.InputPipe().(io.Closer).Close()
	go func() { _, _ = io.Copy(io.Discard, emu) }()
	_, _ = emu.Write([]byte("\x1b[20h"))
	_, _ = emu.Write(f.all.Bytes())
	return strings.Contains(emu.String(), words)
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	limit := time.After(hang)
	for !is() {
		select {
		case <-limit:
			t.Fatalf("in vain: %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}

// Screens on a line: keys typed before they stand there are not lost, the window
// changes its size, and a lost line keeps what was typed.
func TestScreensOnALine(t *testing.T) {
	session := screentest.English().Session(t)
	f := newForm(session)
	in, keys := io.Pipe()
	out := &farTerminal{}
	sizes := make(chan widget.Size, 1)
	over := make(chan error, 1)
	go func() {
		over <- tui.RunRemote(context.Background(), tui.Options{Session: session, Screens: []screen.Screen{f, newRows(session, 60)}}, tui.Remote{
			In: in, Out: out, Env: []string{"TERM=xterm-256color"}, Size: widget.Size{Width: 80, Height: 24}, Sizes: sizes, Glyphs: theme.ForceUnicode,
		})
	}()
	send := func(s string) {
		t.Helper()
		if _, err := io.WriteString(keys, s); err != nil {
			t.Fatal(err)
		}
	}
	send("typed 返")
	eventually(t, "what was typed is shown", func() bool { return out.shows(80, "typed 返") })
	sizes <- widget.Size{Width: 40, Height: 10}
	eventually(t, "the new size is drawn", func() bool { return out.shows(80, "60") })
	sizes <- widget.Size{Width: 80, Height: 24}
	send("金")
	eventually(t, "typing goes on", func() bool { return out.shows(80, "typed 返金") })
	keys.Close()
	ended(t, over)
	if f.kept != "typed 返金" {
		t.Errorf("kept is %q", f.kept)
	}
}

// The signs are those the terminal can draw: it is asked, and keys that come with
// the answer are typed.
func TestARemoteTerminalIsAskedForItsSigns(t *testing.T) {
	session := screentest.English().Session(t)
	f := newForm(session)
	in, keys := io.Pipe()
	out := &farTerminal{}
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan error, 1)
	go func() {
		over <- tui.RunRemote(ctx, tui.Options{Session: session, Screens: []screen.Screen{f, newRows(session, 60)}}, tui.Remote{
			In: in, Out: out, Env: []string{"TERM=xterm"}, Size: widget.Size{Width: 80, Height: 24}, Glyphs: theme.Auto,
		})
	}()
	if _, err := io.WriteString(keys, "ab\x1b[1;3Rc"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the keys are typed", func() bool { return out.shows(80, "abc") })
	cancel()
	ended(t, over)
	if session.Theme.Glyphs != theme.ASCII() || f.kept != "abc" {
		t.Errorf("signs %+v, kept %q", session.Theme.Glyphs, f.kept)
	}
}
