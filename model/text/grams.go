package text

import (
	"slices"
	"unicode"
)

// Gram is one piece of folded text that an index lists: one to three characters, packed so that
// grams sort as their characters do and those that begin alike stand together.
//
//   - of Japanese, Chinese and Korean script: each character, and each pair of neighbours;
//   - of any other letters and digits: each run of three; and a whole word of one or two.
//
// Spaces, punctuation and symbols are in no gram.
type Gram uint64

const runeBits = 21

func pack(runes ...rune) Gram {
	var g Gram
	for i := range 3 {
		g <<= runeBits
		if i < len(runes) {
			g |= Gram(runes[i])
		}
	}
	return g
}

// Runes returns the gram's characters.
func (g Gram) Runes() []rune {
	out := make([]rune, 0, 3)
	for shift := 2 * runeBits; shift >= 0; shift -= runeBits {
		if r := rune(g >> shift & (1<<runeBits - 1)); r != 0 {
			out = append(out, r)
		}
	}
	return out
}

func (g Gram) String() string { return string(g.Runes()) }

// AppendGrams appends the distinct grams of a folded text, ascending, to dst: what a document is
// listed under. It allocates nothing where dst has room.
//
// For any two texts: where one folded text contains another, or a Pattern matches it, the other's
// query grams (AppendQueryGrams, Pattern.AppendGrams) are all among its grams.
func AppendGrams(dst []Gram, folded string) []Gram {
	from := len(dst)
	var w window
	for _, r := range folded {
		if c := classOf(r); c != w.class {
			dst = w.short(dst)
			w = window{class: c}
		}
		dst = w.document(dst, r)
	}
	return compact(w.short(dst), from)
}

// AppendQueryGrams appends the distinct grams that every document containing the folded text must
// have, ascending: pairs, single characters that stand alone, and threes. A word of one or two
// Latin letters gives none, as it may stand within a longer one: look through the dictionary of
// grams with Gram.Contains, or read the records.
func AppendQueryGrams(dst []Gram, folded string) []Gram {
	from := len(dst)
	var w window
	for _, r := range folded {
		if c := classOf(r); c != w.class {
			dst = w.alone(dst)
			w = window{class: c}
		}
		dst = w.query(dst, r)
	}
	return compact(w.alone(dst), from)
}

// ShortWords returns the distinct words of one or two Latin letters or digits in a folded text,
// which AppendQueryGrams leaves out.
func ShortWords(folded string) []string {
	var out []string
	start, n, class := 0, 0, other
	end := func(at int) {
		if class == letters && n < 3 && !slices.Contains(out, folded[start:at]) {
			out = append(out, folded[start:at])
		}
	}
	for i, r := range folded {
		if c := classOf(r); c != class {
			end(i)
			start, n, class = i, 0, c
		}
		n++
	}
	end(len(folded))
	return out
}

// Contains reports whether every document listed under g contains the short word: the union of the
// lists of all such grams is the list of documents that contain it.
func (g Gram) Contains(short string) bool {
	word, runes := []rune(short), g.Runes()
	if len(runes) == 0 || classOf(runes[0]) != letters {
		return false
	}
	for i := 0; i+len(word) <= len(runes); i++ {
		if slices.Equal(runes[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

type class uint8

const (
	other   class = iota // in no gram
	letters              // words of an alphabet, and digits
	dense                // scripts without spaces
)

func classOf(r rune) class {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return letters
		}
		return other
	case isHiragana(r), r >= 0x4e00 && r <= 0x9fff, r >= 0x3400 && r <= 0x4dbf, r == '々', r == '〆', r == '〇':
		return dense
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return dense
	case unicode.In(r, unicode.L, unicode.M, unicode.N):
		return letters
	}
	return other
}

// window holds the last characters of a run of one class.
type window struct {
	class class
	n     int // characters in the run so far
	a, b  rune
}

func (w *window) push(r rune) { w.a, w.b, w.n = w.b, r, w.n+1 }

func (w *window) document(dst []Gram, r rune) []Gram {
	if w.class == dense {
		dst = append(dst, pack(r))
	}
	return w.query(dst, r)
}

func (w *window) query(dst []Gram, r rune) []Gram {
	switch {
	case w.class == dense && w.n >= 1:
		dst = append(dst, pack(w.b, r))
	case w.class == letters && w.n >= 2:
		dst = append(dst, pack(w.a, w.b, r))
	}
	w.push(r)
	return dst
}

// short ends a run of a document: a word too short for three is listed whole.
func (w *window) short(dst []Gram) []Gram {
	switch {
	case w.class == letters && w.n == 1:
		dst = append(dst, pack(w.b))
	case w.class == letters && w.n == 2:
		dst = append(dst, pack(w.a, w.b))
	}
	return dst
}

// alone ends a run of a query: one character of a dense script is looked for by itself.
func (w *window) alone(dst []Gram) []Gram {
	if w.class == dense && w.n == 1 {
		dst = append(dst, pack(w.b))
	}
	return dst
}

func compact(dst []Gram, from int) []Gram {
	slices.Sort(dst[from:])
	return dst[:from+len(slices.Compact(dst[from:]))]
}
