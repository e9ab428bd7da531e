// Package theme is how koe looks: the terminal's own sixteen colours, two
// weights, one accent, and the signs it draws with. Colour never carries a
// meaning alone: whatever is coloured also has a sign or a word, so that the
// same screen reads without colour.
package theme

import "github.com/charmbracelet/x/ansi"

// Theme is the set of styles a session draws with. It is a value that nobody
// changes: another background makes another theme.
type Theme struct {
	Glyphs Glyphs

	Plain    Style // what one reads
	Strong   Style // what one reads first; headings
	Dim      Style // what may be overlooked: labels, hints, what was long ago
	Accent   Style // the one accent: where one is, what one can do
	Selected Style // the row the next key acts on
	Front    Style // the name of the screen in front
	Marked   Style // rows marked for one act
	Good     Style // done, worked, falling
	Warn     Style // soon due, rising
	Bad      Style // overdue, S1, refused
	Rule     Style // lines between regions
}

// Style paints one piece of one line.
type Style struct{ s ansi.Style }

// Render paints text, which has one line and no tabs. An empty text stays
// empty, so that a style never leaves stray codes behind.
func (s Style) Render(text string) string {
	if text == "" || len(s.s) == 0 {
		return text
	}
	return s.s.Styled(text)
}

// Options say what the terminal can do and the person wants.
type Options struct {
	Light   bool // the terminal's background is light
	NoColor bool // NO_COLOR, or a terminal without colours
	Glyphs  Glyphs
}

// New makes the theme.
func New(o Options) *Theme {
	t := &Theme{Glyphs: o.Glyphs}
	if t.Glyphs.Rule == "" {
		t.Glyphs = Unicode()
	}
	t.Strong = Style{ansi.Style{}.Bold()}
	t.Selected = Style{ansi.Style{}.Bold()}
	// Faint, and not bright black: some terminals draw that as their black, and
	// then what is dim cannot be read at all.
	t.Dim = Style{ansi.Style{}.Faint()}
	t.Rule = t.Dim
	if o.NoColor {
		// Weight and reverse video are all that is left; the signs do the rest.
		t.Accent = Style{ansi.Style{}.Bold()}
		t.Front = Style{ansi.Style{}.Bold().Underline(true)}
		t.Bad = Style{ansi.Style{}.Bold()}
		return t
	}
	accent, warn := ansi.Cyan, ansi.Yellow
	if o.Light {
		// Cyan and yellow are hard to read on white.
		accent, warn = ansi.Blue, ansi.Magenta
	}
	t.Accent = Style{ansi.Style{}.ForegroundColor(accent)}
	t.Selected = Style{ansi.Style{}.Bold().ForegroundColor(accent)}
	t.Front = t.Selected
	t.Marked = Style{ansi.Style{}.ForegroundColor(accent)}
	t.Good = Style{ansi.Style{}.ForegroundColor(ansi.Green)}
	t.Warn = Style{ansi.Style{}.ForegroundColor(warn)}
	t.Bad = Style{ansi.Style{}.Bold().ForegroundColor(ansi.Red)}
	return t
}
