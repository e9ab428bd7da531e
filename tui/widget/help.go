package widget

import (
	tea "charm.land/bubbletea/v2"

	"koe/tui/action"
	"koe/tui/lang"
	"koe/tui/theme"
)

// HelpSection is one heading of the help and its lines.
type HelpSection struct {
	Title string
	Lines []HelpLine
}

// HelpLine is an action: its keys, what it does, and why not now.
type HelpLine struct{ Keys, Text, Why string }

// Help shows all keys of a screen. It scrolls where they do not fit.
type Help struct {
	sections []HelpSection
	top      int
	rows     int // of the last view
	total    int
	say      *lang.Catalogue
	theme    *theme.Theme
}

// NewHelp makes the help.
func NewHelp(sections []HelpSection, say *lang.Catalogue, theme *theme.Theme) *Help {
	return &Help{sections: sections, say: say, theme: theme}
}

// Update takes a key.
func (h *Help) Update(msg tea.Msg) Outcome {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Outcome{}
	}
	key := action.Fold(press.String())
	if Closes(key) {
		return Outcome{Close: true}
	}
	by := 0
	switch key {
	case "?", "q", "enter": // nothing is typed or chosen here
		return Outcome{Close: true}
	case "up", "k":
		by = -1
	case "down", "j":
		by = 1
	case "pgup":
		by = -h.rows
	case "pgdown", "space":
		by = h.rows
	case "home":
		by = -h.total
	case "end":
		by = h.total
	}
	h.top = min(max(h.top+by, 0), max(0, h.total-h.rows))
	return Outcome{}
}

// Hints are the keys for the footer.
func (h *Help) Hints() []Hint {
	c := h.say.Common
	return []Hint{{h.theme.Glyphs.UpDown, c.Move}, {"Esc", c.Close}}
}

// View draws the part of the help that is in view.
func (h *Help) View(size Size) Panel {
	lines := h.lines(size.Width)
	h.total, h.rows = len(lines), max(1, size.Height-1)
	h.top = min(h.top, max(0, h.total-h.rows))
	to := min(len(lines), h.top+h.rows)
	remark := ""
	if to < len(lines) {
		remark = h.say.Common.More
	}
	shown := append([]string(nil), lines[h.top:to]...)
	for len(shown) < h.rows {
		shown = append(shown, "")
	}
	return Panel{Lines: sheet(h.say.Common.Help, remark, shown, size.Width, h.theme)}
}

func (h *Help) lines(width int) []string {
	keyed := 0
	for _, s := range h.sections {
		for _, l := range s.Lines {
			keyed = max(keyed, Width(l.Keys))
		}
	}
	keyed = min(keyed, width/3)
	e := h.theme.Glyphs.Ellipsis
	var out []string
	for i, s := range h.sections {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, "  "+h.theme.Strong.Render(s.Title))
		for _, l := range s.Lines {
			line := "  " + h.theme.Accent.Render(Fit(l.Keys, keyed, e)) + "  "
			if l.Why != "" {
				line += h.theme.Dim.Render(l.Text + "  " + l.Why)
			} else {
				line += l.Text
			}
			out = append(out, line)
		}
	}
	return out
}
