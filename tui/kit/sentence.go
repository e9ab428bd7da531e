package kit

import (
	"strings"

	"koe/tui/widget"
)

// A Sentence is made of parts of which the first must all stand and the others
// only where there is room.
type Sentence struct {
	Parts []string
	Must  int
}

// Fit is the sentence in one line of the width: what must stand, and as much
// of the rest, in its order, as there is room for.
func (s Sentence) Fit(width int, join, ellipsis string) string {
	line := strings.Join(s.Parts[:s.Must], join)
	for _, more := range s.Parts[s.Must:] {
		if next := line + join + more; widget.Width(next) <= width {
			line = next
		}
	}
	return widget.Cut(line, width, ellipsis)
}

// Wrap is the whole sentence.
func (s Sentence) Wrap(width int, join string) []string {
	return widget.Wrap(strings.Join(s.Parts, join), width)
}
