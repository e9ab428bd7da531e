package theme

import (
	"strings"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Narrow replaces the characters that some terminals draw two columns wide and
// others one by ones that every terminal draws alike, each by one that takes
// the one column koe reckons with. It is for such terminals only, and for what
// is drawn, never for what is kept.
func Narrow(s string) string {
	if !hasAmbiguous(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !ambiguous(r) {
			return r
		}
		return narrow(r)
	}, s)
}

func hasAmbiguous(s string) bool { return strings.IndexFunc(s, ambiguous) >= 0 }

func ambiguous(r rune) bool {
	return r >= 0x80 && width.LookupRune(r).Kind() == width.EastAsianAmbiguous
}

// narrow is what a character looks like in ASCII.
func narrow(r rune) rune {
	switch r {
	case '“', '”', '″':
		return '"'
	case '‘', '’', '′', '´':
		return '\''
	case '–', '—', '―', '‐', '−', '─', '━':
		return '-'
	case '│', '┃', '‖':
		return '|'
	case '…', '‥':
		return '~'
	case '·', '•', '‧', '※', '★', '☆', '●', '◎', '◆', '◇':
		return '*'
	case '○', '°':
		return 'o'
	case '■', '□':
		return '#'
	case '→', '⇒':
		return '>'
	case '←':
		return '<'
	case '↑', '▲', '△':
		return '^'
	case '↓', '▼', '▽':
		return 'v'
	case '×':
		return 'x'
	case '÷':
		return '/'
	case '±':
		return '+'
	}
	// ① is 1, Ⅲ begins with I, ℃ has a C: the first of what the character is
	// made of that is ASCII.
	for _, part := range norm.NFKD.String(string(r)) {
		if part > ' ' && part < 0x7f {
			return part
		}
	}
	return '?'
}
