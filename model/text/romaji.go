package text

import (
	"strings"
	"unicode/utf8"
)

// rows gives the syllables of each consonant with the vowels a, i, u, e, o; a space where there is
// none.
var rows = map[string]string{
	"": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
	"m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ   を", "g": "がぎぐげご", "z": "ざじずぜぞ",
	"d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "x": "ぁぃぅぇぉ", "l": "ぁぃぅぇぉ",
	"xy": "ゃ ゅ ょ", "ly": "ゃ ゅ ょ",
}

// glides gives the first kana of consonants that a small kana follows, and which row the small one
// is from.
var glides = map[string]struct {
	kana  string
	small string
}{
	"ky": {"き", "ゃぃゅぇょ"}, "gy": {"ぎ", "ゃぃゅぇょ"}, "sy": {"し", "ゃぃゅぇょ"}, "sh": {"し", "ゃ ゅぇょ"},
	"zy": {"じ", "ゃぃゅぇょ"}, "jy": {"じ", "ゃぃゅぇょ"}, "j": {"じ", "ゃ ゅぇょ"}, "ty": {"ち", "ゃぃゅぇょ"},
	"ch": {"ち", "ゃ ゅぇょ"}, "cy": {"ち", "ゃぃゅぇょ"}, "dy": {"ぢ", "ゃぃゅぇょ"}, "ny": {"に", "ゃぃゅぇょ"},
	"hy": {"ひ", "ゃぃゅぇょ"}, "by": {"び", "ゃぃゅぇょ"}, "py": {"ぴ", "ゃぃゅぇょ"}, "my": {"み", "ゃぃゅぇょ"},
	"ry": {"り", "ゃぃゅぇょ"}, "f": {"ふ", "ぁぃ ぇぉ"}, "v": {"ゔ", "ぁぃ ぇぉ"}, "ts": {"つ", "ぁぃ ぇぉ"},
	"th": {"て", "ゃぃゅぇょ"}, "dh": {"で", "ゃぃゅぇょ"},
}

// RomajiToHiragana reads romaji as an input method does, Hepburn (shi, chi, tsu) and Kunrei (si,
// ti, tu) alike: seikyu is せいきゅ, kokkai is こっかい. kana is what could be read and rest the
// letters at the end that are no syllable yet, so that a half-typed word can be completed; an n
// there is ん already where a consonant follows, and rest otherwise. ok is false where a letter in
// the middle fits no syllable: it was not romaji. - and ー are long vowels; kana stays as it is.
func RomajiToHiragana(s string) (kana, rest string, ok bool) {
	s = Fold(s)
	var b strings.Builder
	for len(s) > 0 {
		if r, size := utf8.DecodeRuneInString(s); isHiragana(r) || r == '-' || r == '\'' {
			switch r {
			case '-':
				b.WriteRune(longVowel)
			case '\'':
			default:
				b.WriteRune(r)
			}
			s = s[size:]
			continue
		}
		syllable, n := readSyllable(s)
		if n == 0 {
			return b.String(), s, canBegin(s)
		}
		b.WriteString(syllable)
		s = s[n:]
	}
	return b.String(), "", true
}

// readSyllable reads one syllable and the letters it took, 0 if there is none.
func readSyllable(s string) (syllable string, n int) {
	if len(s) > 1 && s[0] == s[1] && strings.IndexByte("kstchgzdbpfjmryvw", s[0]) >= 0 || strings.HasPrefix(s, "tch") {
		return "っ", 1
	}
	for n := min(3, len(s)-1); n >= 0; n-- {
		v := strings.IndexByte("aiueo", s[n])
		if v < 0 {
			continue
		}
		if kana := kanaOf(s[:n], v); kana != "" {
			return kana, n + 1
		}
	}
	if s[0] == 'n' && len(s) > 1 && strings.IndexByte("aiueoy", s[1]) < 0 {
		if s[1] == 'n' && (len(s) == 2 || strings.IndexByte("aiueoy", s[2]) < 0) {
			return "ん", 2
		}
		return "ん", 1
	}
	if s[0] == 'm' && len(s) > 1 && strings.IndexByte("bmp", s[1]) >= 0 {
		return "ん", 1
	}
	return "", 0
}

// kanaOf is the syllable of a consonant, or none, and the vowel numbered v.
func kanaOf(consonant string, v int) string {
	switch {
	case consonant == "sh" && v == 1, consonant == "ch" && v == 1, consonant == "j" && v == 1, consonant == "f" && v == 2,
		consonant == "v" && v == 2, consonant == "ts" && v == 2:
		return glides[consonant].kana
	case (consonant == "xt" || consonant == "xts" || consonant == "lt") && v == 2:
		return "っ"
	}
	if row, ok := rows[consonant]; ok {
		return strings.TrimSpace(string([]rune(row)[v]))
	}
	if g, ok := glides[consonant]; ok {
		if small := strings.TrimSpace(string([]rune(g.small)[v])); small != "" {
			return g.kana + small
		}
	}
	return ""
}

// canBegin reports whether more letters could make a syllable of these.
func canBegin(s string) bool {
	if s == "n" || s == "xt" || s == "xts" || s == "lt" || s == "t" || s == "c" {
		return true
	}
	for c := range rows {
		if c != "" && strings.HasPrefix(c, s) {
			return true
		}
	}
	for c := range glides {
		if strings.HasPrefix(c, s) {
			return true
		}
	}
	return false
}
