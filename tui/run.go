package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/mattn/go-runewidth"

	"koe/tui/theme"
)

// Terminal is where a session runs.
type Terminal struct {
	In, Out *os.File
	Glyphs  theme.Choice
	Env     []string // the environment as os.Environ has it; nil is the program's own
}

// ErrNoTerminal says that koe's screens need a terminal to stand on.
var ErrNoTerminal = errors.New("koe's screens need a terminal; in a script, use the commands that koe --help lists")

// Run shows the screens on a terminal until the person leaves, ctx ends (a
// signal, as a rule) or the terminal is gone. The screens keep what they hold
// however it ends, and the terminal is left as it was found, after a panic too.
func Run(ctx context.Context, o Options, t Terminal) error {
	if !term.IsTerminal(t.In.Fd()) || !term.IsTerminal(t.Out.Fd()) {
		return ErrNoTerminal
	}
	glyphs, typed := chooseGlyphs(t)
	o.Theme.Glyphs = glyphs
	o.Session.Theme = theme.New(o.Theme)
	root, err := New(o)
	if err != nil {
		return err
	}
	ctx, gone := context.WithCancelCause(ctx)
	defer gone(nil)
	in := &watched{File: t.In, gone: func(err error) { gone(fmt.Errorf("%w: %w", errTerminalGone, err)) }}
	p := NewProgram(root, tea.WithInput(in), tea.WithOutput(t.Out), withEnv(t.Env))
	go func() {
		for _, msg := range keysOf(typed) {
			p.Send(msg)
		}
	}()
	restore := restorer(t)
	defer restore()
	return Play(ctx, p, root)
}

// NewProgram is the Bubble Tea program of one session, on whatever input and
// output the options name. [Play] runs it: koe ends programs itself, since a
// signal handler of the library and a context that ends stand in each other's
// way.
func NewProgram(root *Root, opts ...tea.ProgramOption) *tea.Program {
	oneWidthTable()
	all := []tea.ProgramOption{tea.WithoutSignalHandler(), tea.WithFPS(120), tea.WithFilter(keepFirst)}
	return tea.NewProgram(root, append(all, opts...)...)
}

// oneWidthTable makes the width table that the libraries share agree with the
// one koe measures with, whatever the locale. It is process-wide, so it is set
// once, before anything is drawn.
var oneWidthTable = sync.OnceFunc(func() {
	runewidth.DefaultCondition.EastAsianWidth = false
})

// keepFirst lets a signal end the program only after the screens have kept what
// they hold.
func keepFirst(m tea.Model, msg tea.Msg) tea.Msg {
	root, ok := m.(*Root)
	if !ok || root.left {
		return msg
	}
	switch msg.(type) {
	case tea.QuitMsg, tea.InterruptMsg:
		return leave{now: true}
	}
	return msg
}

func withEnv(env []string) tea.ProgramOption {
	if env == nil {
		env = os.Environ()
	}
	return tea.WithEnvironment(env)
}

// chooseGlyphs settles which signs to draw with, asking the terminal where it
// was not said. What was typed meanwhile comes back.
func chooseGlyphs(t Terminal) (theme.Glyphs, []byte) {
	if g, said := t.Glyphs.Said(); said {
		return g, nil
	}
	state, err := term.MakeRaw(t.In.Fd())
	if err != nil {
		return theme.Unicode(), nil
	}
	defer func() { _ = term.Restore(t.In.Fd(), state) }()
	return theme.Probe(tty{t.In, t.Out}, theme.ProbeTime)
}

// keysOf reads the keys a terminal sent.
func keysOf(sent []byte) []tea.Msg {
	var (
		d    uv.EventDecoder
		msgs []tea.Msg
	)
	for len(sent) > 0 {
		n, event := d.Decode(sent)
		if n <= 0 {
			break
		}
		if press, ok := event.(uv.KeyPressEvent); ok {
			msgs = append(msgs, tea.KeyPressMsg(press))
		}
		sent = sent[n:]
	}
	return msgs
}
