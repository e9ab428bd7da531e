package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is how many combining marks may stand on one character. No living script needs more;
// stacks of hundreds overdraw their neighbours' rows.
const maxMarks = 8

// Limit bounds a text. A zero field does not bound. Text beyond it is refused, never cut.
type Limit struct {
	Runes int // characters, as people count them in a field
	Bytes int // UTF-8 bytes, as a record counts them
}

// InvalidUTF8Error says where a text stops being UTF-8.
type InvalidUTF8Error struct {
	Offset int // bytes from the start
	Line   int // from 1; lines end at LF
	Column int // from 1, in characters
}

func (e *InvalidUTF8Error) Error() string {
	return fmt.Sprintf("not UTF-8 text at byte %d (line %d, column %d)", e.Offset, e.Line, e.Column)
}

// TooLongError says that text is longer than its limit. Unit is "characters" or "bytes".
type TooLongError struct {
	Length, Limit int
	Unit          string
}

func (e *TooLongError) Error() string {
	return fmt.Sprintf("%d %s where at most %d are kept", e.Length, e.Unit, e.Limit)
}

// Check returns a *TooLongError if s is beyond the limit.
func (l Limit) Check(s string) error {
	if l.Bytes > 0 && len(s) > l.Bytes {
		return &TooLongError{Length: len(s), Limit: l.Bytes, Unit: "bytes"}
	}
	if l.Runes > 0 && len(s) > l.Runes {
		if n := utf8.RuneCountInString(s); n > l.Runes {
			return &TooLongError{Length: n, Limit: l.Runes, Unit: "characters"}
		}
	}
	return nil
}

// CleanLine makes s fit for one line: as CleanBlock does, with every line break turned into a
// space, and without the joiners.
func CleanLine(s string) (string, error) { return clean(s, ' ', false) }

// CleanBlock makes s fit to keep and to draw on a terminal, over several lines. Characters are
// composed (NFC), half-width kana made full-width with their marks joined. Escape sequences are
// removed whole, and so are control, bidirectional and other invisible characters, noncharacters,
// and variation selectors except on an ideograph, where they are part of a name. Joiners and
// non-joiners stay after a letter of a script that needs them, as Persian and Sinhala do; those
// of emoji go, since terminals do not agree on how wide what they join is. CR, CR LF, NEL, VT, FF
// and the Unicode separators become LF; tabs and typographic spaces become a space, the
// ideographic space stays. Nothing is trimmed, so it may be used on what is pasted into the
// middle of a field.
//
// Text that is not UTF-8 gives an *InvalidUTF8Error; length is checked by Limit.Check. Cleaning
// twice is cleaning once.
func CleanBlock(s string) (string, error) { return clean(s, '\n', true) }

func clean(s string, lineBreak rune, joiners bool) (string, error) {
	if isPlainASCII(s, lineBreak) {
		return s, nil
	}
	if err := checkUTF8(s); err != nil {
		return "", err
	}
	return capMarks(norm.NFC.String(rewrite(s, lineBreak, joiners))), nil
}

// isPlainASCII reports whether s is clean at a glance, as nearly all Latin text is.
func isPlainASCII(s string, lineBreak rune) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < ' ' || c > '~') && (c != '\n' || lineBreak != '\n') {
			return false
		}
	}
	return true
}

func checkUTF8(s string) error {
	if utf8.ValidString(s) {
		return nil
	}
	e := &InvalidUTF8Error{Line: 1, Column: 1}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				e.Offset = i
				break
			}
		}
		e.Column++
		if r == '\n' {
			e.Line, e.Column = e.Line+1, 1
		}
	}
	return e
}

// rewrite drops and replaces character by character; composing comes after it.
func rewrite(s string, lineBreak rune, joiners bool) string {
	var b strings.Builder
	b.Grow(len(s))
	last := rune(-1) // the last character kept
	put := func(r rune) { b.WriteRune(r); last = r }
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if n := escapeLen(s[i:]); n > 0 {
			i += n
			continue
		}
		i += size
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i:], "\n") {
				put(lineBreak)
			}
		case isLineBreak(r):
			put(lineBreak)
		case r == '\t' || (r != '\u3000' && unicode.Is(unicode.Zs, r)):
			put(' ')
		case isVariationSelector(r):
			if unicode.Is(unicode.Han, last) && r != '\ufe0e' && r != '\ufe0f' {
				put(r)
			}
		case isJoiner(r) && joiners && unicode.In(last, joining...):
			put(r)
		case isInvisible(r):
		case r == halfVoiced || r == halfSemiVoiced:
			put(fullMark(r, last))
		case r >= halfKanaFirst && r <= halfKanaLast:
			put(halfKana[r-halfKanaFirst])
		default:
			put(r)
		}
	}
	return b.String()
}

// capMarks drops combining marks beyond maxMarks on one character. It keeps a composed text
// composed.
func capMarks(s string) string {
	marks, over := 0, false
	for _, r := range s {
		if marks = nextMarks(marks, r); marks > maxMarks {
			over = true
			break
		}
	}
	if !over {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks = 0
	for _, r := range s {
		if marks = nextMarks(marks, r); marks <= maxMarks {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func nextMarks(marks int, r rune) int {
	if r < 0x300 || !unicode.Is(unicode.M, r) {
		return 0
	}
	return marks + 1
}

func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

func isVariationSelector(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180d || r == 0x180f
}

// joining are the scripts that are written with joiners and non-joiners.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
	unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Balinese,
}

// isJoiner reports whether a character says that its neighbours join, or do not.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// isInvisible reports whether a character draws nothing of its own, so that it could hide, reorder
// or command: controls, bidirectional marks, zero-width characters and fillers, tags,
// noncharacters, and unassigned ones that are set aside to be invisible. Private-use characters
// stay: they are the gaiji of names.
func isInvisible(r rune) bool {
	switch {
	case r < 0x300:
		return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xad
	case unicode.Is(unicode.Cf, r):
		return true // the signs before Arabic numbers too, whose width no two terminals agree on
	case r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return true
	case r >= 0xe0000 && r <= 0xe0fff:
		return true
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return true
	}
	return false
}
