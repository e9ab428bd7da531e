package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// open puts an overlay in front, in the place of one that is there.
func (r *Root) open(o widget.Overlay, opener screen.ID) { r.overlay, r.opener = o, opener }

// overlaid hands a message to the overlay, and its result to who opened it.
func (r *Root) overlaid(msg tea.Msg) tea.Cmd {
	out := r.overlay.Update(msg)
	if out.Close {
		r.overlay = nil
	}
	if out.Result == nil {
		return out.Cmd
	}
	if pick, ok := out.Result.(chosen); ok {
		return tea.Batch(out.Cmd, r.do(pick.id, ""))
	}
	cmd := r.deliver(r.opener, out.Result)
	if out.Close && r.overlay == nil && !r.Front().Typing() {
		cmd = r.begin(cmd) // the next question may follow
	}
	return tea.Batch(out.Cmd, cmd)
}

// present lists the actions there are now: the screen's, in its order, then
// the root's.
func (r *Root) present() []action.Action {
	list := append([]action.Action(nil), r.Front().Actions()...)
	listed := make(map[action.ID]bool)
	for _, a := range list {
		listed[a.ID] = true
	}
	for _, d := range r.registry.Defs() {
		if r.owns(d.ID) && !listed[d.ID] {
			list = append(list, action.Can(d.ID))
		}
	}
	return list
}

// label is what an action is called at the moment.
func (r *Root) label(a action.Action, d action.Def) string {
	if a.Label != "" {
		return a.Label
	}
	return d.Short.In(r.session.Say.Lang)
}

// menu is the Ctrl+G menu: everything that has a letter in it.
func (r *Root) menu() widget.Overlay {
	have := make(map[action.ID]action.Action)
	for _, a := range r.present() {
		have[a.ID] = a
	}
	var choices []widget.Choice
	for _, d := range menuOrder(r.registry.Defs()) {
		a, ok := have[d.ID]
		if !ok {
			continue
		}
		c := widget.Choice{Key: d.Menu, Label: r.label(a, d), Why: a.Why, Result: chosen{d.ID}}
		if key := d.Key(r.ascii()); key != d.Menu {
			c.Detail = key
		}
		choices = append(choices, c)
	}
	return widget.NewMenu(r.session.Say.Common.Menu, choices, r.session.Say, r.session.Theme)
}

// menuOrder lists the actions with a letter as the design has them: those of
// the form, the screens, then palette, help and leaving.
func menuOrder(defs []action.Def) []action.Def {
	var form, screens, rest []action.Def
	for _, d := range defs {
		switch {
		case d.Menu == "":
		case d.Scope == action.Form:
			form = append(form, d)
		case d.Menu >= "1" && d.Menu <= "9":
			screens = append(screens, d)
		default:
			rest = append(rest, d)
		}
	}
	return append(append(form, screens...), rest...)
}

// palette finds an action by its name.
func (r *Root) palette() widget.Overlay {
	say := r.session.Say
	var items []widget.Item
	for _, a := range r.present() {
		d, ok := r.registry.Def(a.ID)
		if !ok || hidden(a.ID) {
			continue
		}
		items = append(items, widget.Item{
			Key: string(a.ID), Label: d.Long.In(say.Lang), Detail: d.AllKeys(r.ascii()), Why: a.Why,
			Match: strings.Join(d.Short.All(), " ") + " " + a.Label,
		})
	}
	return widget.NewPicker(widget.PickerOptions{
		Title: say.Common.Palette,
		Items: items,
		Done: func(p widget.Picked) tea.Msg {
			return chosen{action.ID(p.Keys[0])}
		},
	}, say, r.session.Theme)
}

// hidden are the actions that make no sense by name: moving, and the overlays
// themselves.
func hidden(id action.ID) bool {
	switch id {
	case action.Up, action.Down, action.PageUp, action.PageDown, action.First, action.Last, action.Back,
		action.NextField, action.PrevField, action.Menu, action.Palette, action.Interrupt, action.Leave:
		return true
	}
	return false
}

// help shows every key there is on this screen, by where it holds.
func (r *Root) help() widget.Overlay {
	say := r.session.Say
	have := make(map[action.ID]action.Action)
	for _, a := range r.present() {
		have[a.ID] = a
	}
	var sections []widget.HelpSection
	for _, scope := range []action.Scope{action.Form, action.Lists, action.Everywhere} {
		var lines []widget.HelpLine
		for _, d := range r.registry.Defs() {
			if a, ok := have[d.ID]; ok && d.Scope == scope {
				lines = append(lines, widget.HelpLine{Keys: d.AllKeys(r.ascii()), Text: d.Long.In(say.Lang), Why: a.Why})
			}
		}
		if len(lines) > 0 {
			sections = append(sections, widget.HelpSection{Title: action.ScopeName(scope, say), Lines: lines})
		}
	}
	return widget.NewHelp(sections, say, r.session.Theme)
}

func (r *Root) ascii() bool { return r.session.Theme.Glyphs.ASCII }
