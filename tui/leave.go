package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
)

// leaveTime is how long the screens have to keep what they hold.
const leaveTime = 3 * time.Second

// quietTime is how long no key may come in before a program that was told to
// end does: what was typed just before is still on its way through the reader.
// It waits for that so many times at most.
const (
	quietTime  = 20 * time.Millisecond
	quietTries = 10
)

// leave asks the root to end. Now means even if something cannot be kept: a
// signal does not ask twice.
type leave struct{ now bool }

// pause says that a moment of [quietTime] is over, that so many keys had come
// before it, and how often it may be waited for again.
type pause struct {
	typed uint64
	tries int
}

// settle waits until no key comes in any more.
func (r *Root) settle(tries int) tea.Cmd {
	typed := r.typed
	return tea.Tick(quietTime, func(time.Time) tea.Msg { return pause{typed, tries} })
}

// settled ends the program if no key came in meanwhile.
func (r *Root) settled(q pause) tea.Cmd {
	if q.typed != r.typed && q.tries > 0 {
		return r.settle(q.tries - 1)
	}
	return r.leave(true)
}

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
	again := screen.Toast{Tone: screen.Note, Text: r.session.Say.Common.LeaveAgain}
	if r.anyUnkept() {
		again = screen.Toast{Tone: screen.Warn, Text: r.session.Say.Common.LeaveUnkept}
	}
	r.say(again)
	return nil
}

// anyUnkept reports whether a screen could not keep what it holds.
func (r *Root) anyUnkept() bool {
	for _, s := range r.screens {
		if l, ok := s.(screen.Leaver); ok && l.Unkept() {
			return true
		}
	}
	return false
}

// leave lets every screen keep what it holds and then ends the program.
func (r *Root) leave(now bool) tea.Cmd {
	if r.leaving && !now {
		return nil
	}
	r.leaving = true
	cmds, again := r.lastWords(), r.unkept
	return func() tea.Msg {
		failed, _ := keep(cmds) // what is not known in time is on its way, and asked again at the end
		return kept{failed: failed, now: now || again}
	}
}

// lastWords are the commands that keep what the screens hold at this moment.
func (r *Root) lastWords() []tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.screens {
		if l, ok := s.(screen.Leaver); ok {
			if cmd := l.Leave(); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	return cmds
}

// keep runs the screens' commands within their time. It returns the first
// failure that one of them tells, and whether all of them have told how they ended.
func keep(cmds []tea.Cmd) (failed *screen.Toast, known bool) {
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
				return &t, true
			}
		case <-limit.C:
			return nil, false
		}
	}
	return nil, true
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
