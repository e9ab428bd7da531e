package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings together what people mean to be the same, for search: compatibility forms (NFKC),
// letter case, katakana and hiragana (as hiragana), half-width and full-width, Latin letters with
// and without their marks (é = e, ø = o, ß = ss, and every dotted or dotless i = i), dashes, wave
// dashes and quotes, old and new forms of the characters common in names (髙橋 = 高橋), ヶ and ヵ
// read as か, ゝ and ゞ written out, and any run of white space as one space. A dash after kana is
// a long vowel mark, elsewhere a long vowel mark is a dash; several in a row are one. Characters
// that draw nothing vanish.
//
// A final ー that one person writes and another leaves out (サーバ, サーバー) is kept here, because
// what is final in a short text may stand inside a longer one; Compile and Key bring those
// together.
//
// Folding twice is folding once.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)+8), s))
}

// AppendFold appends the folded form of s to dst. What dst holds already does not change how s is
// folded.
func AppendFold(dst []byte, s string) []byte {
	f := folder{dst: dst, start: len(dst)}
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && plain[c] != 0 {
			f.dst = append(f.dst, plain[c])
			i++
			continue
		}
		i += f.next(s[i:])
	}
	return f.dst
}

// plain gives the folded form of ASCII letters, digits and signs that do not depend on what is
// before them, 0 for others.
var plain = func() (t [utf8.RuneSelf]byte) {
	for c := byte('!'); c <= '~'; c++ {
		t[c] = c
		if c >= 'A' && c <= 'Z' {
			t[c] = c + 'a' - 'A'
		}
	}
	t['-'] = 0
	return t
}()

// Key is the folded form of a whole name, for tags and other things found by equality: folded,
// trimmed, and without the final long vowel mark of a kana word of three sounds or more (JIS Z
// 8301: サーバー = サーバ, but キー and エラー stay).
func Key(s string) string {
	key := cutMarks(s)
	for {
		again := cutMarks(key)
		if again == key {
			return key
		}
		key = again
	}
}

// cutMarks is one step of Key: what a mark stood between may fold anew once it is gone.
func cutMarks(s string) string {
	folded := strings.Trim(Fold(s), " ")
	cut := func(i, n int) bool { return isOptionalMark(folded[:i], folded[i+n:]) }
	const n = len("ー")
	var b strings.Builder
	from := 0
	for i := 0; i < len(folded); {
		at := strings.Index(folded[i:], "ー")
		if at < 0 {
			break
		}
		if i += at; cut(i, n) {
			b.WriteString(folded[from:i])
			from = i + n
		}
		i += n
	}
	if from == 0 {
		return folded
	}
	b.WriteString(folded[from:])
	return b.String()
}

// isOptionalMark reports whether a long vowel mark between before and after is one that some leave
// out: at the end of a kana run with three kana or more before it.
func isOptionalMark(before, after string) bool {
	if r, _ := utf8.DecodeRuneInString(after); isHiragana(r) {
		return false
	}
	return endsInKana(before, 3)
}

func endsInKana(s string, n int) bool {
	for ; n > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(s)
		if !isHiragana(r) {
			return false
		}
		s = s[:len(s)-size]
	}
	return true
}

// isFolded reports whether s is ASCII text that folding leaves alone.
func isFolded(s string) bool {
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c >= 'A' && c <= 'Z' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return true
}

// folder appends folded characters. Its only state is what it has appended.
type folder struct {
	dst   []byte
	start int
}

// next folds the character at the start of s and returns its length there.
func (f *folder) next(s string) int {
	if c := s[0]; c < utf8.RuneSelf {
		f.ascii(c)
		return 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		return 1
	}
	f.rune(r)
	return size
}

func (f *folder) ascii(c byte) {
	switch {
	case plain[c] != 0:
		f.dst = append(f.dst, plain[c])
	case c == ' ' || c >= '\t' && c <= '\r':
		f.space()
	case c == '-':
		f.dash('-')
	}
}

// rune folds what is frequent by range; the rest goes through the normalisation tables.
func (f *folder) rune(r rune) {
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r))
	case r >= 'ぁ' && r <= 'ゖ', r >= 'ァ' && r <= 'ヶ':
		f.kana(hiragana(r))
	case r >= 0x4e00 && r <= 0x9fff:
		f.put(newForm(r))
	case r >= 0xff01 && r <= 0xff5e:
		f.ascii(byte(r - 0xff01 + '!'))
	case r >= halfKanaFirst && r <= halfKanaLast:
		f.rune(halfKana[r-halfKanaFirst])
	case r == longVowel:
		f.dash(longVowel)
	case r == iterate || r == 'ヽ':
		f.iterate(false)
	case r == iterateDak || r == 'ヾ':
		f.iterate(true)
	case r == combiningVoiced || r == spacingVoiced || r == halfVoiced:
		f.mark(voiced, spacingVoiced)
	case r == combiningSemiVoiced || r == spacingSemiVoiced || r == halfSemiVoiced:
		f.mark(semiVoiced, spacingSemiVoiced)
	default:
		f.rare(r)
	}
}

func (f *folder) put(r rune) { f.dst = utf8.AppendRune(f.dst, r) }

// last is the last character appended, -1 if there is none.
func (f *folder) last() rune {
	if len(f.dst) == f.start {
		return -1
	}
	r, _ := utf8.DecodeLastRune(f.dst[f.start:])
	return r
}

func (f *folder) space() {
	if f.last() != ' ' {
		f.dst = append(f.dst, ' ')
	}
}

// kana appends a hiragana, ヵ and ヶ as か: 1ヶ月, 1ヵ月 and 1か月 are one.
func (f *folder) kana(r rune) {
	if r == 'ゕ' || r == 'ゖ' {
		r = 'か'
	}
	f.put(r)
}

// dash appends a long vowel mark after kana and a dash elsewhere; typed is what stands where
// nothing came before.
func (f *folder) dash(typed rune) {
	switch last := f.last(); {
	case last == longVowel:
	case isHiragana(last), last == -1 && typed == longVowel:
		f.put(longVowel)
	default:
		f.put('-')
	}
}

// mark joins a voicing mark with the kana before it.
func (f *folder) mark(join func(rune) rune, spacing rune) {
	if r := join(f.last()); r != 0 {
		f.replaceLast(r)
		return
	}
	f.put(spacing)
}

// iterate writes out ゝ and ゞ: いすゞ is いすず.
func (f *folder) iterate(dakuten bool) {
	last := f.last()
	if !isHiragana(last) || last == longVowel {
		if dakuten {
			f.put(iterateDak)
		} else {
			f.put(iterate)
		}
		return
	}
	r := unvoiced(last)
	if v := voiced(r); dakuten && v != 0 {
		r = v
	}
	f.put(r)
}

func (f *folder) replaceLast(r rune) {
	_, size := utf8.DecodeLastRune(f.dst)
	f.dst = utf8.AppendRune(f.dst[:len(f.dst)-size], r)
}

// rare folds any other character: decomposed for compatibility, without Latin marks, in lower case.
func (f *folder) rare(r rune) {
	if s := respell(r); s != "" {
		for _, part := range s {
			f.rune(part)
		}
		return
	}
	switch {
	case isLatinMark(r), isVariationSelector(r), isInvisible(r) && !isLineBreak(r):
		return
	case unicode.IsSpace(r):
		f.space()
		return
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFKD.Properties(buf[:n]).Decomposition(); d != nil && string(d) != string(buf[:n]) {
		for _, part := range string(d) {
			f.rune(part)
		}
		return
	}
	if l := unicode.ToLower(unicode.ToUpper(r)); l != r && unicode.ToLower(unicode.ToUpper(l)) == l {
		f.rune(l)
		return
	}
	f.put(newForm(r))
}
