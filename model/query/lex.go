package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner walks over a query. Signs count as their plain forms wherever they stand outside quotes.
type scanner struct {
	src string
	at  int
}

// sign folds a full-width or typographic sign to the plain one the language knows.
func sign(r rune) rune {
	switch r {
	case '≦', '≤', '≧', '≥', '≠':
		return r
	case '”', '“', '„', '＂', '〝', '〟':
		return '“'
	case '「', '｢':
		return '「'
	case '」', '｣':
		return '」'
	case '－', '−', '‐', '–', '—', '―':
		return '-'
	case '∶':
		return ':'
	}
	if r >= '！' && r <= '～' && !unicode.In(r, unicode.L, unicode.N) {
		return r - '！' + '!'
	}
	return r
}

// isMinus reports whether a character denies a term at its start. An input method types ー where -
// was meant.
func isMinus(r rune) bool { return sign(r) == '-' || r == 'ー' || r == 'ｰ' }

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

func (s *scanner) peek() (rune, int) {
	if s.at >= len(s.src) {
		return -1, 0
	}
	r, size := utf8.DecodeRuneInString(s.src[s.at:])
	return sign(r), size
}

func (s *scanner) skipBlanks() {
	for s.at < len(s.src) {
		r, size := utf8.DecodeRuneInString(s.src[s.at:])
		if !isBlank(r) {
			return
		}
		s.at += size
	}
}

// bare takes the characters up to a blank, a parenthesis or a quote, or one that stop names.
func (s *scanner) bare(stop string) string {
	from := s.at
	for s.at < len(s.src) {
		r, size := s.peek()
		if isBlank(r) || strings.ContainsRune(`()"“「」|&`, r) || stop != "" && strings.ContainsRune(stop, r) {
			break
		}
		s.at += size
	}
	return s.src[from:s.at]
}

// bareValue is bare, with parentheses that close again before a blank: (株)田中商事.
func (s *scanner) bareValue() string {
	from, depth := s.at, 0
	for s.at < len(s.src) {
		r, size := s.peek()
		switch {
		case isBlank(r) || strings.ContainsRune(`"“「」|&`, r):
			return s.src[from:s.at]
		case r == '(':
			if !s.closes() {
				return s.src[from:s.at]
			}
			depth++
		case r == ')':
			if depth == 0 {
				return s.src[from:s.at]
			}
			depth--
		}
		s.at += size
	}
	return s.src[from:s.at]
}

// closes reports whether the parenthesis here closes again within the word.
func (s *scanner) closes() bool {
	depth := 0
	for _, r := range s.src[s.at:] {
		switch r = sign(r); {
		case isBlank(r) || strings.ContainsRune(`"“「」|&`, r):
			return false
		case r == '(':
			depth++
		case r == ')':
			if depth--; depth == 0 {
				return true
			}
		}
	}
	return false
}

// quoted takes a quoted text if one begins here. closed is false if it never ends.
func (s *scanner) quoted() (value string, is, closed bool) {
	opening, size := s.peek()
	ends := `"`
	switch opening {
	case '"':
	case '“':
		ends = `"“`
	case '「':
		ends = `」`
	default:
		return "", false, true
	}
	full := size > 1
	s.at += size
	var b strings.Builder
	for s.at < len(s.src) {
		r, size := utf8.DecodeRuneInString(s.src[s.at:])
		s.at += size
		if r == '\\' && !full && s.at < len(s.src) && (s.src[s.at] == '"' || s.src[s.at] == '\\') {
			b.WriteByte(s.src[s.at])
			s.at++
			continue
		}
		if !full && r == '"' || full && strings.ContainsRune(ends, sign(r)) {
			return b.String(), true, true
		}
		b.WriteRune(r)
	}
	return "", true, false
}

// comparison takes the sign between a field and its value if one stands here: : = < <= > >= != and
// their wide forms. Text is as it was typed, cmp "" if there is none; not denies the test.
func (s *scanner) comparison() (cmp Cmp, not bool, typed string) {
	from := s.at
	r, size := s.peek()
	switch r {
	case ':', '=':
		s.at += size
		cmp = Eq
		if next, size := s.peek(); r == ':' && (next == '<' || next == '>') {
			s.at += size
			cmp = s.order(next)
		}
	case '<', '>':
		s.at += size
		cmp = s.order(r)
	case '≦', '≤':
		s.at += size
		cmp = Le
	case '≧', '≥':
		s.at += size
		cmp = Ge
	case '≠':
		s.at += size
		cmp, not = Eq, true
	case '!':
		s.at += size
		if next, size := s.peek(); next == '=' {
			s.at += size
			cmp, not = Eq, true
			break
		}
		s.at = from
	}
	return cmp, not, s.src[from:s.at]
}

// order reads the rest of < or >.
func (s *scanner) order(r rune) Cmp {
	cmp := Cmp(r)
	if next, size := s.peek(); next == '=' {
		s.at += size
		cmp += "="
	}
	return cmp
}
