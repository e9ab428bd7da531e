package tui

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// press finds out what a key press means and does it: an overlay takes all
// keys; else the registry says which action it is; what is no action is text.
func (r *Root) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key != "ctrl+c" && key != "ctrl+q" && r.held(msg) {
		return nil
	}
	r.readToast()
	if key != "ctrl+c" {
		r.armed = false
	}
	if key != "ctrl+c" && key != "ctrl+q" {
		r.unkept = false
	}
	if r.tooSmall() {
		if def, ok := r.registry.Find(key, true); ok && (def.ID == action.Interrupt || def.ID == action.Quit) {
			return r.do(def.ID, key)
		}
		return r.blind(msg)
	}
	if r.overlay != nil && key != "ctrl+q" {
		return r.overlaid(msg)
	}
	typing := r.Front().Typing()
	if !typing {
		key = action.Fold(key)
	}
	if def, ok := r.registry.Find(key, typing); ok && (r.owns(def.ID) || r.has(def.ID)) {
		return r.do(def.ID, key)
	}
	return r.tell(r.front, msg)
}

// owns reports whether the root itself does an action.
func (r *Root) owns(id action.ID) bool {
	switch id {
	case action.Menu, action.Palette, action.Interrupt, action.Quit, action.Leave, action.Help:
		return true
	case action.GoLog, action.GoTriage, action.GoTrends:
		return r.find(screen.ID(id)) >= 0
	case action.Backup:
		return r.backup != nil
	}
	return false
}

// has reports whether the screen in front has an action, possible or not.
func (r *Root) has(id action.ID) bool {
	_, ok := r.now(id)
	return ok
}

// now is an action as the screen in front has it at the moment.
func (r *Root) now(id action.ID) (action.Action, bool) {
	for _, a := range r.Front().Actions() {
		if a.ID == id {
			return a, true
		}
	}
	return action.Action{}, false
}

// do does an action, or says why it cannot be done now.
func (r *Root) do(id action.ID, key string) tea.Cmd {
	switch id {
	case action.Menu:
		r.open(r.menu(), "")
	case action.Palette:
		r.open(r.palette(), "")
	case action.Help:
		r.open(r.help(), "")
	case action.Interrupt:
		return r.interrupt()
	case action.Quit, action.Leave:
		return r.leave(false)
	case action.Backup:
		return r.backUp()
	case action.GoLog, action.GoTriage, action.GoTrends:
		return r.goTo(screen.Go{To: screen.ID(id)})
	default:
		return r.ask(id, key)
	}
	return nil
}

// ask has the screen in front do an action.
func (r *Root) ask(id action.ID, key string) tea.Cmd {
	a, ok := r.now(id)
	if !ok {
		return nil
	}
	if a.Why != "" {
		r.say(screen.Toast{Tone: screen.Note, Text: a.Why})
		return nil
	}
	cmd := r.tell(r.front, action.Do{ID: id, Key: key})
	if def, _ := r.registry.Def(id); def.Asks && !r.Front().Typing() {
		return r.begin(cmd)
	}
	return cmd
}

// blind takes a key pressed, or a text pasted, in a window too small to show
// what it does: text goes where it would have gone, and nothing else is done.
func (r *Root) blind(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok && press.Text == "" && press.Code != tea.KeyBackspace {
		return nil
	}
	switch {
	case r.overlay == nil && r.Front().Typing():
		return r.tell(r.front, msg)
	case r.overlay != nil && widget.TakesText(r.overlay):
		return r.overlaid(msg)
	}
	return nil
}
