package screentest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"koe/tui"
	"koe/tui/screen"
	"koe/tui/widget"
)

// commandTime bounds a command that hangs at a sitting; it says nothing of how fast
// one is.
const commandTime = 2 * time.Minute

// A Sitting is somebody at the keyboard before the root with its screens.
type Sitting struct {
	t     testing.TB
	Root  *tui.Root
	Ended bool // the program would have ended
}

// Sit opens screens in the given case. The session must be the one the screens
// were made with.
func Sit(t testing.TB, c Case, session *screen.Session, screens ...screen.Screen) *Sitting {
	t.Helper()
	root, err := tui.New(tui.Options{Session: session, Screens: screens, Theme: c.Theme})
	if err != nil {
		t.Fatal(err)
	}
	s := &Sitting{t: t, Root: root}
	s.run(root.Init())
	s.Resize(c.Size)
	return s
}

// Send hands the root a message and runs what follows from it, until nothing
// more does.
func (s *Sitting) Send(msg tea.Msg) {
	s.t.Helper()
	if _, quit := msg.(tea.QuitMsg); quit {
		s.Ended = true
		return
	}
	_, cmd := s.Root.Update(msg)
	s.run(cmd)
}

// run runs a command at once and hands on what it comes back with.
func (s *Sitting) run(cmd tea.Cmd) {
	s.t.Helper()
	if cmd == nil || s.Ended {
		return
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	limit := time.NewTimer(commandTime)
	defer limit.Stop()
	select {
	case msg := <-done:
		s.follow(msg)
	case <-limit.C:
		s.t.Fatalf("a command took more than %v", commandTime)
	}
}

// follow hands on a message; of several commands in one, each.
func (s *Sitting) follow(msg tea.Msg) {
	s.t.Helper()
	if msg == nil {
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			s.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	s.Send(msg)
}

// Press presses keys, by Bubble Tea's names: "ctrl+s", "enter", "a", "？".
func (s *Sitting) Press(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		s.Send(Key(k))
	}
}

// Type types text as an input method commits it: a key press a character.
func (s *Sitting) Type(text string) {
	s.t.Helper()
	for _, r := range text {
		if r == '\n' {
			s.Press("enter")
			continue
		}
		s.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Paste pastes text.
func (s *Sitting) Paste(text string) { s.t.Helper(); s.Send(tea.PasteMsg{Content: text}) }

// Resize gives the window a size.
func (s *Sitting) Resize(size widget.Size) {
	s.t.Helper()
	s.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
}

// Lines are the lines of the window as one reads them, without styles.
func (s *Sitting) Lines() []string {
	panel := s.Root.Draw()
	lines := make([]string, len(panel.Lines))
	for i, l := range panel.Lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return lines
}

// Text is the window as one reads it.
func (s *Sitting) Text() string { return strings.Join(s.Lines(), "\n") }

// Has reports whether text stands in the window.
func (s *Sitting) Has(text string) bool { return strings.Contains(s.Text(), text) }

// Want fails the test when text does not stand in the window.
func (s *Sitting) Want(text string) {
	s.t.Helper()
	if !s.Has(text) {
		s.t.Errorf("the screen should show %q:\n%s", text, s.Text())
	}
}

// Unwanted fails the test when text stands in the window.
func (s *Sitting) Unwanted(text string) {
	s.t.Helper()
	if s.Has(text) {
		s.t.Errorf("the screen should not show %q:\n%s", text, s.Text())
	}
}

// Key is the press of a key by its name.
func Key(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f2": tea.KeyF2,
	}
	mods := map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "shift": tea.ModShift, "alt": tea.ModAlt}
	var k tea.Key
	rest := name
	for {
		mod, after, found := strings.Cut(rest, "+")
		if !found || mods[mod] == 0 || after == "" {
			break
		}
		k.Mod |= mods[mod]
		rest = after
	}
	if code, ok := codes[rest]; ok {
		k.Code = code
		if rest == "space" {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(rest)[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return tea.KeyPressMsg(k)
}
