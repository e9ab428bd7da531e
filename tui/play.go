package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// endTime is how long a program that was told to end may take before it is
// ended without being asked: a terminal that takes no more output holds it up.
const endTime = 500 * time.Millisecond

// errTerminalGone says that the terminal was closed or the line to it lost.
var errTerminalGone = errors.New("the terminal is gone")

// ErrNotKept says that something which was typed could not be kept at the end, or that
// it is not known whether it was.
var ErrNotKept = errors.New("not all that was typed could be kept")

// Play runs the program of a root until the person leaves or ctx ends. However
// it ends (a signal, a lost terminal, a panic, a terminal that takes no more
// output), the screens keep what they hold before Play returns; it fails with
// [ErrNotKept] where one could not, and nobody chose to leave it behind.
func Play(ctx context.Context, p *tea.Program, root *Root) error {
	over := make(chan error, 1)
	go func() {
		_, err := p.Run()
		over <- err
	}()
	var err error
	select {
	case err = <-over:
	case <-ctx.Done():
		err = end(p, over)
	}
	if kept := root.keepAtEnd(); !kept {
		return ErrNotKept
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("the interface stopped: %w", err)
	}
	return nil
}

// end asks a program to end, then kills it, then gives it up.
func end(p *tea.Program, over <-chan error) error {
	go p.Send(leave{now: true})
	select {
	case err := <-over:
		return err
	case <-time.After(endTime):
	}
	go p.Kill() // it waits for the terminal too
	select {
	case err := <-over:
		return err
	case <-time.After(endTime / 5):
		return nil
	}
}

// keepAtEnd has the screens keep what came in since they last did, and what
// they hold where the program ended without asking them. It reports whether all is
// kept, or was left behind by choice.
func (r *Root) keepAtEnd() (kept bool) {
	cmds, chosen, asked := r.heldAtEnd()
	failed, known := keep(cmds)
	return chosen || asked && failed == nil && known
}

// heldAtEnd are the commands that keep what the screens hold, whether the person left
// by themselves, and whether all screens could be asked: the panic that ended the
// program may have left one in pieces.
func (r *Root) heldAtEnd() (cmds []tea.Cmd, chosen, asked bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer func() { _ = recover() }()
	chosen = r.left && r.unkept // they were told, and left once more
	return r.lastWords(), chosen, true
}

// watched is a terminal's input that tells when it has come to its end.
type watched struct {
	*os.File
	gone func(error)
}

// Read reads from the terminal.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.File.Read(p)
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) || n == 0 && len(p) > 0 && err == nil {
		if err == nil {
			err = io.EOF
		}
		w.gone(err)
	}
	return n, err
}

// restorer remembers how the terminal is set, and sets it so again: whoever was
// given up could not do it.
func restorer(t Terminal) func() {
	state, err := term.GetState(t.In.Fd())
	if err != nil {
		return func() {}
	}
	return func() { _ = term.Restore(t.In.Fd(), state) }
}
