package tui

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/screen"
)

// A hold keeps what is typed while an act is on its way to the question that
// it puts. Who types on without looking, or over a slow line, means the words
// for the question; on the list they would be keys, and acts.
type hold struct {
	act   int       // counts the acts, so that the commands of an old one hold nothing
	under int       // commands of the act that are under way
	typed []tea.Msg // keys and pastes since, in order
}

// A step is what a command of an act came back with.
type step struct {
	act  int
	said tea.Msg
}

// begin starts to hold for an act's command and all that follows from it, until
// it has put its question, has said how it went or has nothing under way.
func (r *Root) begin(cmd tea.Cmd) tea.Cmd {
	r.end()
	return r.under(cmd)
}

func (r *Root) end() {
	r.hold.act++
	r.hold.under = 0
}

func (r *Root) under(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	r.hold.under++
	act := r.hold.act
	return func() tea.Msg { return step{act, cmd()} }
}

// held keeps a key or a paste for later, if there is something to wait for.
func (r *Root) held(msg tea.Msg) bool {
	if r.hold.under == 0 {
		return false
	}
	r.hold.typed = append(r.hold.typed, msg)
	return true
}

// step hands on what a command of an act came back with, and then what was
// typed meanwhile, once nothing is held for.
func (r *Root) step(s step) tea.Cmd {
	mine := s.act == r.hold.act
	if mine {
		r.hold.under--
	}
	var cmds []tea.Cmd
	switch said := s.said.(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range said {
			if mine {
				cmd = r.under(cmd)
			}
			cmds = append(cmds, cmd)
		}
	case screen.Open, screen.Toast, screen.Go, screen.Addressed:
		before := r.overlay
		cmd := r.update(said)
		_, told := said.(screen.Toast)
		switch {
		case !mine:
		case told || r.overlay != before:
			r.end()
		default:
			cmd = r.under(cmd)
		}
		cmds = append(cmds, cmd)
	default:
		cmds = append(cmds, func() tea.Msg { return said }) // the program's own
	}
	for r.hold.under == 0 && len(r.hold.typed) > 0 {
		msg := r.hold.typed[0]
		r.hold.typed = r.hold.typed[1:]
		cmd := r.update(msg)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}
