package trends

import (
	"koe/tui/action"
	"koe/tui/widget"

	tea "charm.land/bubbletea/v2"
)

// A page is one of the views of the screen. The pages lie on each other: Esc
// takes the upper one away.
type page interface {
	// ask asks for what the page shows, anew.
	ask() tea.Cmd
	// lines draws the page in exactly the size.
	lines(size widget.Size) []string
	// actions are those of the page, most important first; back and undo are
	// the screen's.
	actions() []action.Action
	// do does one of them.
	do(action.Do) tea.Cmd
	// markdown is the page as text, under a title that makes a file's name.
	markdown() (title, text string)
}

// scroll is how far a page of text is scrolled, and moves by the keys of lists.
type scroll struct {
	top  int
	page int // lines of the last view
}

// moved moves and reports whether the action was about moving.
func (s *scroll) moved(id action.ID) bool {
	step := max(1, s.page-2)
	switch id {
	case action.Up:
		s.top--
	case action.Down:
		s.top++
	case action.PageUp:
		s.top -= step
	case action.PageDown:
		s.top += step
	case action.First:
		s.top = 0
	case action.Last:
		s.top = 1 << 20
	default:
		return false
	}
	s.top = max(0, s.top) // the drawing knows the end
	return true
}

// window is the part of the lines in view, with a margin of one column.
func (s *scroll) window(lines []string, size widget.Size, ellipsis string) []string {
	s.page = size.Height
	s.top = max(0, min(s.top, len(lines)-size.Height))
	out := lines[s.top:min(len(lines), s.top+size.Height)]
	return widget.Pad(out, size, ellipsis)
}
