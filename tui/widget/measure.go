package widget

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// measure is how many columns a tame text takes. A frame measures every line a few
// times, and the library looks for clusters of characters at each place: where all
// that a text has are styling codes and characters that never join others, adding up
// is enough. A test holds both ways to each other.
func measure(s string) int {
	columns := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= ' ' && c < 0x7f:
			columns++
			i++
		case c == esc:
			n := styleLen(s[i:])
			if n == 0 {
				return ansi.StringWidth(s)
			}
			i += n
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			w := loneWidth(r)
			if w == 0 {
				return ansi.StringWidth(s)
			}
			columns += w
			i += size
		}
	}
	return columns
}

// loneWidth is the width of a character that stands for itself whatever is around it;
// 0 of one that may join others, and of those that are not often drawn.
func loneWidth(r rune) int {
	switch {
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30ff, r >= 0x4e00 && r <= 0x9fff, // kana and ideographs
		r >= 0x3001 && r <= 0x3011, r == 0x3000, r == 0x301c, r >= 0xff01 && r <= 0xff60: // 、。「」, full-width forms
		return 2
	case r >= 0x2500 && r <= 0x259f, // rules and sparklines
		r >= 0x2013 && r <= 0x2014, r >= 0x2018 && r <= 0x201f, r == 0x2026, r == 0x2212,
		r == 0xb7, r == 0xd7, r >= 0xc0 && r <= 0x24f,
		r == 0x25b2, r == 0x25b3, r == 0x25b8, r == 0x25cf, r == 0x2190, r == 0x2192, r == 0x2717:
		return 1
	}
	return 0
}
