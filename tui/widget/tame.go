package widget

import (
	"strings"
	"unicode/utf8"

	"koe/model/text"
)

// tame makes a line safe to draw wherever it comes from: nothing in it but
// styling codes (SGR) commands the terminal, and terminals agree on how wide it
// is. All that is measured, cut, wrapped or laid out here is tamed first, so that
// what is measured is what is drawn; records hold what people said, a file's name
// or an error may hold anything.
func tame(s string) string {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7f:
			i++
		case c == esc:
			n := styleLen(s[i:])
			if n == 0 {
				return tamed(s)
			}
			i += n
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if !text.DrawnAsIs(r) {
				return tamed(s)
			}
			i += size
		}
	}
	return s
}

// tamed is the slow way: all between the styling codes is made drawable.
func tamed(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	from := 0
	for i := 0; i < len(s); {
		n := 0
		if s[i] == esc {
			n = styleLen(s[i:])
		}
		if n == 0 {
			i++
			continue
		}
		b.WriteString(text.DrawableLine(s[from:i]))
		b.WriteString(s[i : i+n])
		i += n
		from = i
	}
	b.WriteString(text.DrawableLine(s[from:]))
	return b.String()
}

const esc = 0x1b

// styleLen is the length of the styling code at the start of s, 0 where there is
// none: ESC [ digits, colons and semicolons, m.
func styleLen(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case (c < '0' || c > '9') && c != ';' && c != ':':
			return 0
		}
	}
	return 0
}
