package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
)

// leaveTime is how long the screens have to keep what they hold.
const leaveTime = 3 * time.Second

// leave asks the root to end. Now means even if something cannot be kept: a
// signal does not ask twice.
type leave struct{ now bool }

// kept says that the screens have kept what they hold, or what failed.
type kept struct {
	failed *screen.Toast
	now    bool
}

// interrupt is Ctrl+C: once it warns, twice it leaves.
func (r *Root) interrupt() tea.Cmd {
	if r.armed || r.unkept {
		return r.leave(false)
	}
	r.armed = true
	r.say(screen.Toast{Tone: screen.Note, Text: r.session.Say.Common.LeaveAgain})
	return nil
}

// leave lets every screen keep what it holds and then ends the program.
func (r *Root) leave(now bool) tea.Cmd {
	if r.leaving && !now {
		return nil
	}
	r.leaving = true
	var cmds []tea.Cmd
	for _, s := range r.screens {
		if l, ok := s.(screen.Leaver); ok {
			if cmd := l.Leave(); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	again := r.unkept
	return func() tea.Msg { return kept{failed: keep(cmds), now: now || again} }
}

// keep runs the screens' commands within their time. It returns the first
// failure that one of them tells.
func keep(cmds []tea.Cmd) *screen.Toast {
	answers := make(chan tea.Msg, len(cmds))
	for _, cmd := range cmds {
		go func() { answers <- cmd() }()
	}
	limit := time.NewTimer(leaveTime)
	defer limit.Stop()
	for range cmds {
		select {
		case msg := <-answers:
			if t, ok := msg.(screen.Toast); ok && t.Tone == screen.Fail {
				return &t
			}
		case <-limit.C:
			return nil
		}
	}
	return nil
}

// finish ends the program, unless something could not be kept: then it says
// so, and leaving once more goes without it.
func (r *Root) finish(k kept) tea.Cmd {
	if k.failed != nil && !k.now {
		r.leaving, r.unkept = false, true
		r.say(*k.failed)
		return nil
	}
	r.left = true
	return tea.Quit
}
