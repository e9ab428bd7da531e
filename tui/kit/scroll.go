package kit

import (
	"koe/tui/action"
	"koe/tui/widget"
)

// Scroll is how far a page of text is scrolled, and moves by the keys of lists.
type Scroll struct {
	top  int
	room int // lines of the last view
}

// Moved moves, and reports whether the action was about moving.
func (s *Scroll) Moved(id action.ID) bool {
	step := max(1, s.room-2)
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

// Window is the part of the lines that is in view in so many rows, and how many
// more there are below it.
func (s *Scroll) Window(lines []string, room int) (shown []string, below int) {
	s.room = room
	s.top = max(0, min(s.top, len(lines)-room))
	to := min(len(lines), s.top+room)
	return lines[s.top:to], len(lines) - to
}

// Page draws what is in view of a page under its head, with a margin of one
// column.
func (s *Scroll) Page(head string, body []string, size widget.Size, ellipsis string) []string {
	shown, _ := s.Window(body, size.Height-1)
	return append([]string{head}, widget.Pad(Margin(shown), widget.Size{Width: size.Width, Height: size.Height - 1}, ellipsis)...)
}

// Margin indents lines by a column.
func Margin(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = " " + l
	}
	return out
}
