// Package widget holds the pieces screens are made of: a text field, a list, a
// picker, sparklines and charts, columns, rules, and the overlays that stand in
// front of a screen.
//
// A widget draws lines. Every line a widget returns has exactly the display
// width it was asked for, measured by this package alone ([Width], [Fit]), so
// that Japanese and Latin text align and nothing shears the screen. Widgets do
// no I/O and keep no clock.
package widget

import tea "charm.land/bubbletea/v2"

// Size is a region of the screen, in columns and rows.
type Size struct{ Width, Height int }

// Point is a place within a region: column and row from its top left, from 0.
type Point struct{ X, Y int }

// Panel is what a widget drew: its lines, and where the terminal's cursor
// belongs, or nil when nothing in it takes text.
type Panel struct {
	Lines  []string
	Cursor *Point
}

// Overlay stands in front of the screen and takes its keys until it closes.
type Overlay interface {
	// Update takes a message: a key press as it came, a paste, or an answer.
	Update(msg tea.Msg) Outcome
	// View draws the overlay across the given width, in at most its height. It
	// stands at the foot of the screen, over what the screen shows there.
	View(size Size) Panel
	// Hints are its keys, for the footer.
	Hints() []Hint
}

// Closes reports whether a key, in Bubble Tea's name for it, takes an overlay
// away and changes nothing: the way back, the key that opened the menu, and the
// one that people press to get out of anything.
func Closes(key string) bool {
	switch key {
	case "esc", "ctrl+g", "ctrl+c":
		return true
	}
	return false
}

// Outcome is what an overlay's update came to.
type Outcome struct {
	Close  bool    // the overlay is done
	Result tea.Msg // for whoever opened it; handed over after closing
	Cmd    tea.Cmd
}

// Hint is one key and what it does, for the footer.
type Hint struct{ Key, Label string }
