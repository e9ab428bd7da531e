package text

import "unicode/utf8"

const (
	esc = 0x1b
	bel = 0x07
	can = 0x18
	sub = 0x1a
)

// escapeLen returns how many bytes of s, from its start, are a terminal's escape sequence (ECMA-48:
// CSI, OSC, DCS, SOS, PM, APC, and the short ones), in their 7-bit or 8-bit form; 0 if none begins
// here. Of a sequence that never ends, only the introducer counts: what follows it may be
// somebody's words.
//
// The decoder of github.com/charmbracelet/x/ansi reads what programs write to a terminal, byte by
// byte, and agrees on every whole 7-bit sequence in ASCII; a test holds the two together. On what
// people paste it is not enough: it does not see the 8-bit forms in UTF-8 (U+009B 31m), takes all
// that follows a sequence without an end, ends a title within a character that has the byte 9C
// (日本, whose rest is then no UTF-8), and leaves words of a control sequence whose parameters are
// not in order.
func escapeLen(s string) int {
	kind, body := introducer(s)
	switch kind {
	case 0:
		return 0
	case '[':
		return body + controlLen(s[body:])
	case ']', 'P', 'X', '^', '_':
		return body + stringLen(s[body:])
	}
	return body
}

// introducer names what begins at s by the letter after ESC, and says where its body starts.
func introducer(s string) (kind byte, body int) {
	if len(s) == 0 {
		return 0, 0
	}
	if s[0] == 0xc2 && len(s) > 1 {
		switch s[1] {
		case 0x9b:
			return '[', 2
		case 0x9d:
			return ']', 2
		case 0x90:
			return 'P', 2
		case 0x98:
			return 'X', 2
		case 0x9e:
			return '^', 2
		case 0x9f:
			return '_', 2
		}
		return 0, 0
	}
	if s[0] != esc {
		return 0, 0
	}
	i := 1
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i == len(s) || s[i] < 0x30 || s[i] > 0x7e {
		return esc, 1
	}
	if i > 1 {
		return esc, i + 1
	}
	return s[1], 2
}

// controlLen is the length of a control sequence's parameters, intermediates and final byte.
func controlLen(s string) int {
	i := 0
	for i < len(s) && s[i] >= 0x30 && s[i] <= 0x3f {
		i++
	}
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
		return i + 1
	}
	return 0
}

// stringLen is the length of a control string with its terminator, 0 if it has none. Another escape
// ends it too, as it does on a terminal, and is left for the next turn.
func stringLen(s string) int {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == bel || c == can || c == sub:
			return i + 1
		case c == esc:
			if i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
			return i
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0x9c:
			return i + 2
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return 0
}
