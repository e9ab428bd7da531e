// Tiny is a program of one screen with one field, for the driver's own test. It
// keeps what was typed in the file that its first argument names.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui"
	"koe/tui/action"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

type tiny struct {
	s     *screen.Session
	field *widget.Field
	keep  string
}

func (t *tiny) ID() screen.ID            { return screen.Log }
func (t *tiny) Init() tea.Cmd            { return nil }
func (t *tiny) Typing() bool             { return t.field.Focused() }
func (t *tiny) Actions() []action.Action { return []action.Action{action.Can(action.Save)} }

func (t *tiny) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Resize:
		t.field.SetSize(widget.Size{Width: msg.Width - 4, Height: 6})
	case tea.KeyPressMsg, tea.PasteMsg:
		if t.field.Value() == "panic" {
			panic("as it was told")
		}
		t.field.Update(msg)
	case action.Do:
		return t, tea.Batch(t.Leave(), screen.Say(screen.Done, fmt.Sprintf("%d kept", t.field.Len())))
	}
	return t, nil
}

func (t *tiny) View(size widget.Size) screen.Frame {
	p := t.field.View("…")
	for i := range p.Lines {
		p.Lines[i] = "  " + p.Lines[i]
	}
	if p.Cursor != nil {
		p.Cursor.X += 2
	}
	if t.s.Theme.Glyphs.ASCII {
		return screen.Frame{Panel: p, Status: []string{"ascii"}}
	}
	return screen.Frame{Panel: p}
}

func (t *tiny) Leave() tea.Cmd {
	text := t.field.Value()
	return func() tea.Msg {
		if err := os.WriteFile(t.keep, []byte(text), 0o600); err != nil {
			return screen.Toast{Tone: screen.Fail, Text: err.Error()}
		}
		return nil
	}
}

func (t *tiny) Unkept() bool { return false }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	s := &screen.Session{Ctx: ctx, Zone: time.UTC, Now: func() time.Time { return at }, Say: lang.For(lang.Detect(os.Getenv))}
	t := &tiny{s: s, field: widget.NewField(false, 0), keep: os.Args[1]}
	t.field.Focus()
	if text, err := os.ReadFile(t.keep); err == nil {
		t.field.SetValue(string(text))
	}
	o := tui.Options{Session: s, Screens: []screen.Screen{t}, Theme: theme.Options{}}
	if err := tui.Run(s.Ctx, o, tui.Terminal{In: os.Stdin, Out: os.Stdout}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
