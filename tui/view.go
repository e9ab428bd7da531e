package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/theme"
	"koe/tui/widget"
)

// toastTime is how long a toast stays at least. After it, the next key press
// takes it away: no clock ticks at rest.
const toastTime = 3 * time.Second

// footerActions is how many of the screen's actions the footer shows; the
// fifth is the way to all others.
const footerActions = 4

func (r *Root) say(t screen.Toast) { r.toast, r.toastAt = t, r.session.Now() }

// readToast takes the toast away once it has stood long enough.
func (r *Root) readToast() {
	if r.toast.Text != "" && r.session.Now().Sub(r.toastAt) >= toastTime {
		r.toast = screen.Toast{}
	}
}

// View draws the whole window.
func (r *Root) View() tea.View {
	r.mu.Lock()
	defer r.mu.Unlock()
	v := tea.View{AltScreen: true, WindowTitle: "koe"}
	if r.size.Width == 0 || r.left {
		return v
	}
	panel := r.Draw()
	v.Content = strings.Join(panel.Lines, "\n")
	if c := panel.Cursor; c != nil {
		v.Cursor = tea.NewCursor(c.X, c.Y)
		v.Cursor.Shape = tea.CursorBar
		v.Cursor.Blink = false
	}
	return v
}

// Draw is the window as lines, each exactly as wide as the window, and the
// place of the cursor.
func (r *Root) Draw() widget.Panel {
	if r.tooSmall() {
		return r.finishLines(widget.Panel{Lines: widget.Wrap(r.session.Say.Common.TooSmall(r.size.Width, r.size.Height), max(1, r.size.Width))})
	}
	frame := r.Front().View(r.region())
	e := r.session.Theme.Glyphs.Ellipsis
	body := widget.Pad(frame.Lines, r.region(), e)
	cursor := frame.Cursor
	hints := r.hintsNow()
	if r.overlay != nil {
		sheet := r.overlay.View(r.region())
		over := min(len(sheet.Lines), len(body))
		copy(body[len(body)-over:], sheet.Lines)
		cursor, hints = sheet.Cursor, r.overlay.Hints()
		if cursor != nil {
			cursor = &widget.Point{X: cursor.X, Y: cursor.Y + len(body) - over}
		}
	}
	lines := append([]string{r.header(frame.Status)}, body...)
	lines = r.withToast(lines)
	lines = append(lines, r.footer(hints))
	if cursor != nil {
		cursor = &widget.Point{X: min(cursor.X, r.size.Width-1), Y: min(cursor.Y+1, r.size.Height-1)}
	}
	return r.finishLines(widget.Panel{Lines: lines, Cursor: cursor})
}

// finishLines makes every line fit the window, and plain where the terminal
// can draw nothing else.
func (r *Root) finishLines(p widget.Panel) widget.Panel {
	g := r.session.Theme.Glyphs
	p.Lines = widget.Pad(p.Lines, r.size, g.Ellipsis)
	if g.ASCII {
		for i, l := range p.Lines {
			p.Lines[i] = theme.Narrow(l)
		}
	}
	return p
}

// header names the screens, the one in front accented, and at the right who
// sits here and what the screen has to say.
func (r *Root) header(status []string) string {
	theme := r.session.Theme
	left := " " + theme.Strong.Render("koe")
	for _, s := range r.screens {
		d, ok := r.registry.Def(action.ID(s.ID()))
		if !ok {
			continue
		}
		style := theme.Dim
		if s.ID() == r.Front().ID() {
			style = theme.Front
		}
		left += "  " + style.Render(d.Keys[0]+" "+d.Short.In(r.session.Say.Lang))
	}
	who := r.session.Who.Name
	if r.session.Desk != "" {
		who += " " + theme.Glyphs.Note + " " + r.session.Desk
	}
	right, alarm := append([]string{who}, status...), ""
	switch {
	case r.session.Stopped() != nil:
		alarm = theme.Bad.Render(r.session.Say.Common.ReadOnly) + " "
	case len(r.urgent.open) > 0:
		alarm = theme.Bad.Render(r.session.Say.Common.Alarm(r.urgent.open[0], r.urgent.count, r.urgent.more)) + " "
	case r.session.BackupDays != nil && r.session.BackupDays() > 0:
		alarm = theme.Warn.Render(r.session.Say.Common.BackupOld(r.session.BackupDays())) + " "
	}
	for len(right) > 0 {
		joined := strings.Join(right, "   ")
		if room := r.size.Width - widget.Width(left) - widget.Width(alarm) - 4; widget.Width(joined) <= room {
			if alarm != "" {
				joined += "   "
			}
			return widget.Ends(left, theme.Dim.Render(joined)+" "+alarm, r.size.Width, theme.Glyphs.Ellipsis)
		}
		right = right[1:]
	}
	return widget.Ends(left, alarm, r.size.Width, theme.Glyphs.Ellipsis)
}

// withToast puts the rule above the footer, with the toast in it. A toast of
// several lines grows upwards over the screen.
func (r *Root) withToast(lines []string) []string {
	theme, width := r.session.Theme, r.size.Width
	if r.toast.Text == "" {
		return append(lines, theme.Rule.Render(widget.Rule(theme.Glyphs.Rule, "", "", width)))
	}
	sign, style := r.tone()
	wrapped := widget.Wrap(r.toast.Text, width-6)
	if len(wrapped) == 1 {
		rest := width - 5 - widget.Width(wrapped[0])
		return append(lines, theme.Rule.Render(theme.Glyphs.Rule)+" "+style.Render(sign+" "+wrapped[0])+" "+
			theme.Rule.Render(widget.Rule(theme.Glyphs.Rule, "", "", rest)))
	}
	lines = lines[:len(lines)-len(wrapped)]
	lines = append(lines, theme.Rule.Render(widget.Rule(theme.Glyphs.Rule, "", "", width)))
	for i, w := range wrapped {
		if i > 0 {
			sign = " "
		}
		lines = append(lines, "  "+style.Render(sign+" "+w))
	}
	return lines
}

// tone is a toast's sign and style.
func (r *Root) tone() (string, theme.Style) {
	theme := r.session.Theme
	switch r.toast.Tone {
	case screen.Done:
		return theme.Glyphs.Done, theme.Good
	case screen.Warn:
		return "!", theme.Warn
	case screen.Fail:
		return theme.Glyphs.Fail, theme.Bad
	}
	return theme.Glyphs.Note, theme.Strong
}

// hintsNow are the keys that matter now: the first of the screen's that can be
// done, and the way to all others.
func (r *Root) hintsNow() []widget.Hint {
	var hints []widget.Hint
	for _, a := range r.Front().Actions() {
		d, ok := r.registry.Def(a.ID)
		if !ok || a.Why != "" || quiet(a.ID) {
			continue
		}
		if hints = append(hints, widget.Hint{Key: d.Key(r.ascii()), Label: r.label(a, d)}); len(hints) == footerActions {
			break
		}
	}
	all := action.Help
	if r.Front().Typing() {
		all = action.Menu
	}
	d, _ := r.registry.Def(all)
	return append(hints, widget.Hint{Key: d.Key(r.ascii()), Label: d.Short.In(r.session.Say.Lang)})
}

// quiet are the actions everyone knows: they take no place in the footer.
func quiet(id action.ID) bool {
	switch id {
	case action.Up, action.Down, action.PageUp, action.PageDown, action.First, action.Last, action.NextField, action.PrevField:
		return true
	}
	return false
}

// footer writes the hints, the last one at the right end. Where they do not
// fit, the later ones go first, but never the last.
func (r *Root) footer(hints []widget.Hint) string {
	theme := r.session.Theme
	write := func(h widget.Hint) string { return theme.Accent.Render(h.Key) + " " + theme.Dim.Render(h.Label) }
	last := write(hints[len(hints)-1]) + " "
	hints = hints[:len(hints)-1]
	for {
		left := " "
		for i, h := range hints {
			if i > 0 {
				left += "   "
			}
			left += write(h)
		}
		if widget.Width(left)+2+widget.Width(last) <= r.size.Width || len(hints) == 0 {
			return widget.Ends(left, last, r.size.Width, theme.Glyphs.Ellipsis)
		}
		hints = hints[:len(hints)-1]
	}
}
