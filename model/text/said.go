package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanSaid makes what somebody said fit to keep, as they said it: joiners inside emoji, Persian
// and Sinhala, half-width kana, variation selectors, soft hyphens and typographic spaces stay,
// and nothing is composed. Left out is what can only harm whoever reads it on a terminal: escape
// sequences, whole; controls but line feed and tab; what overrides the direction of writing;
// annotations, tags outside a flag, and noncharacters. left counts the characters left out. Line
// breaks of every kind become LF, which leaves nothing out.
//
// What stays may still be more than a terminal can lay out: [Drawable] is for the screen. Text that
// is not UTF-8 gives an *InvalidUTF8Error. Cleaning twice is cleaning once.
func CleanSaid(s string) (clean string, left int, err error) {
	if isPlainASCII(s, '\n') {
		return s, 0, nil
	}
	if err := checkUTF8(s); err != nil {
		return "", 0, err
	}
	if !hasHarm(s) {
		return s, 0, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if n := escapeLen(s[i:]); n > 0 {
			left += utf8.RuneCountInString(s[i : i+n])
			i += n
			continue
		}
		if n := flagLen(s[i:]); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i:], "\n") {
				b.WriteByte('\n')
			}
		case isLineBreak(r):
			b.WriteByte('\n')
		case isHarmful(r):
			left++
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), left, nil
}

// Drawable makes any string safe to lay out on a terminal in one way whatever draws it: as
// [CleanBlock] does, and bytes that are no UTF-8 show as U+FFFD. Where several lines do not fit,
// [DrawableLine].
func Drawable(s string) string { return drawable(s, '\n') }

// DrawableLine is [Drawable] with every line break as a space.
func DrawableLine(s string) string { return drawable(s, ' ') }

func drawable(s string, lineBreak rune) string {
	out, err := clean(s, lineBreak, true)
	if err != nil {
		out, _ = clean(strings.ToValidUTF8(s, "\ufffd"), lineBreak, true)
	}
	return standsAlone(out)
}

// standsAlone makes a text that joins neither what is drawn before it nor what
// is drawn after it: a mark at its start has nothing to stand on, and a few
// letters of old scripts are measured as one with whatever follows.
func standsAlone(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r >= 0x300 && unicode.Is(unicode.M, r) })
	if strings.ContainsFunc(s, joinsNext) {
		s = strings.Map(func(r rune) rune {
			if joinsNext(r) {
				return utf8.RuneError
			}
			return r
		}, s)
	}
	return s
}

// joinsNext reports a letter that Unicode's segmentation (UAX 29, Prepend) takes
// together with the one after it.
func joinsNext(r rune) bool {
	switch r {
	case 0x0d4e, 0x111c2, 0x111c3, 0x113d1, 0x1193f, 0x11941, 0x11d46, 0x11f02:
		return true
	}
	return r >= 0x11a84 && r <= 0x11a89
}

// DrawnAsIs reports whether [Drawable] surely leaves a character alone wherever it stands: ASCII,
// plain Latin, kana, kanji, hangul, full-width forms, and signs. It is quick, and does not know
// all.
func DrawnAsIs(r rune) bool {
	switch {
	case r < 0x300:
		return r >= ' ' && r < 0x7f || r > 0xa0 && r != 0xad
	case r >= 0x3000 && r <= 0x9fff:
		return (r < 0x302a || r > 0x302f) && r != 0x3099 && r != 0x309a
	case r >= 0xff01 && r <= 0xff60, r >= 0xac00 && r <= 0xd7a3, r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e, r >= 0x2500 && r <= 0x25ff:
		return true
	}
	return false
}

func hasHarm(s string) bool {
	for i := 0; i < len(s); {
		if n := flagLen(s[i:]); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\r' || r != '\n' && isLineBreak(r) || isHarmful(r) {
			return true
		}
		i += size
	}
	return false
}

// isHarmful reports whether a character in what somebody said can do nothing for a reader and
// something against one.
func isHarmful(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0xa0:
		return r < ' ' || r >= 0x7f
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x206f: // overrides, embeddings, isolates, deprecated
		return true
	case r >= 0xfff9 && r <= 0xfffb, r == 0xfeff:
		return true
	case r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return true
	}
	return r >= 0xe0000 && r <= 0xe00ff
}

// Tags spell the region of a flag after a black flag, and end with a tag of their own.
const (
	blackFlag = 0x1f3f4
	tagFirst  = 0xe0020
	tagLast   = 0xe007f
	maxTags   = 8 // the longest region has six letters
)

// flagLen is the length of a flag that is spelled in tags at the start of s, 0 where there is none.
func flagLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r != blackFlag {
		return 0
	}
	for tags := 0; tags <= maxTags; tags++ {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r < tagFirst || r > tagLast {
			return 0
		}
		if n += size; r == tagLast {
			if tags == 0 {
				return 0
			}
			return n
		}
	}
	return 0
}

// LeftOut counts what [CleanSaid] would leave out of s; a text that is not UTF-8 counts nothing.
func LeftOut(s string) int {
	_, n, err := CleanSaid(s)
	if err != nil {
		return 0
	}
	return n
}
