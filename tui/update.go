package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"koe/model/text"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// chosen is an action picked in the menu or the palette.
type chosen struct{ id action.ID }

// Update takes one message. It does no I/O and nothing slow.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r, r.update(msg)
}

func (r *Root) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		r.typed++
		return r.press(msg)
	case tea.PasteMsg:
		r.typed++
		return r.paste(msg)
	case tea.KeyReleaseMsg:
		return nil
	case tea.WindowSizeMsg:
		return r.resize(widget.Size{Width: msg.Width, Height: msg.Height})
	case tea.BackgroundColorMsg:
		r.theme.Light = !msg.IsDark()
		r.restyle()
	case tea.ColorProfileMsg:
		r.theme.NoColor = r.theme.NoColor || msg.Profile <= colorprofile.ASCII
		r.restyle()
	case screen.Toast:
		r.say(msg)
	case screen.Open:
		r.open(msg.Overlay, r.Front().ID())
	case screen.Go:
		return r.goTo(msg)
	case screen.Changed:
		return tea.Batch(r.changed(msg), r.listen(r.pause))
	case step:
		return r.step(msg)
	case leave:
		if msg.now {
			return r.settle(quietTries)
		}
		return r.leave(false)
	case pause:
		return r.settled(msg)
	case kept:
		return r.finish(msg)
	case screen.To:
		return r.deliver(msg.Screen, msg.Msg)
	case screen.Addressed:
		if msg.For() == rootID {
			return r.takeUrgent(msg)
		}
		return r.deliver(msg.For(), msg)
	default:
		return r.tell(r.front, msg)
	}
	return nil
}

// deliver hands a message to the screen it is for. What screens say to the
// root through [screen.Address] is the root's own.
func (r *Root) deliver(to screen.ID, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nil:
		return nil
	case screen.Toast, screen.Go:
		return r.update(msg)
	case screen.Open:
		r.open(msg.Overlay, to)
		return nil
	}
	if i := r.find(to); i >= 0 {
		return r.tell(i, msg)
	}
	return nil
}

// restyle makes the theme anew from what the terminal has told.
func (r *Root) restyle() {
	r.theme.Glyphs = r.session.Theme.Glyphs
	r.session.Theme = theme.New(r.theme)
}

// resize tells every screen its region and, the first time, the front one that
// it is in front.
func (r *Root) resize(size widget.Size) tea.Cmd {
	size.Width, size.Height = min(size.Width, maxWidth), min(size.Height, maxHeight)
	r.size = size
	if r.tooSmall() {
		return nil
	}
	cmd := r.tellAll(screen.Resize{Size: r.region()})
	if r.shown {
		return cmd
	}
	r.shown = true
	return tea.Batch(cmd, r.tell(r.front, screen.Shown{}))
}

// tooSmall reports whether the window cannot hold a screen. Before its size is
// known, it is taken to be able to: keys typed that early are not lost.
func (r *Root) tooSmall() bool {
	return r.size.Width > 0 && (r.size.Width < minWidth || r.size.Height < minHeight)
}

// changed tells the screen in front that something was committed. The others are
// told when they come to the front: nobody looks at them, and on a busy desk each
// would ask anew every second.
func (r *Root) changed(msg screen.Changed) tea.Cmd {
	for i := range r.screens {
		if i != r.front {
			r.missed[i] = msg
		}
	}
	cmds := []tea.Cmd{r.tell(r.front, msg), r.standing()}
	if msg.Urgent || msg.Event == 0 {
		cmds = append(cmds, r.askUrgent())
	}
	return tea.Batch(cmds...)
}

// standing says why the desk takes no changes when it begins to take none, and that
// it takes them again.
func (r *Root) standing() tea.Cmd {
	f := r.session.Stopped()
	was := r.stopped
	switch r.stopped = f != nil; {
	case f != nil && !was:
		return screen.SayError(r.session.Say, f)
	case f == nil && was:
		return screen.Say(screen.Done, r.session.Say.Common.SavesAgain)
	}
	return nil
}

// region is the size of a screen: all but the header, the rule and the footer.
func (r *Root) region() widget.Size {
	return widget.Size{Width: r.size.Width, Height: r.size.Height - 3}
}

// goTo brings a screen to the front and hands it what was sent along.
func (r *Root) goTo(to screen.Go) tea.Cmd {
	i := r.find(to.To)
	if i < 0 {
		return nil
	}
	var cmds []tea.Cmd
	if i != r.front {
		cmds = append(cmds, r.tell(r.front, screen.Hidden{}))
		r.front, r.overlay = i, nil
		if missed, ok := r.missed[i]; ok {
			delete(r.missed, i)
			cmds = append(cmds, r.tell(i, missed))
		}
		cmds = append(cmds, r.tell(i, screen.Shown{}))
	}
	if to.Msg != nil {
		cmds = append(cmds, r.tell(i, to.Msg))
	}
	return tea.Batch(cmds...)
}

func (r *Root) paste(msg tea.PasteMsg) tea.Cmd {
	if r.held(msg) {
		return nil
	}
	if r.tooSmall() {
		return r.blind(msg)
	}
	cmd := r.pasteHere(msg)
	if n := text.LeftOut(msg.Content); n > 0 {
		return tea.Batch(cmd, screen.Say(screen.Note, r.session.Say.Common.LeftOut(n)))
	}
	return cmd
}

func (r *Root) pasteHere(msg tea.PasteMsg) tea.Cmd {
	if r.overlay != nil {
		return r.overlaid(msg)
	}
	return r.tell(r.front, msg)
}
