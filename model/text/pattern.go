package text

import (
	"slices"
	"strings"
)

// Pattern is a term made ready to be looked for in folded texts. It matches wherever the folded
// term stands, and also where a kana word of three sounds or more in it has a final long vowel mark
// that the text leaves out, or the other way about: サーバ障害 finds サーバー障害, エラー finds
// システムエラー. Its zero value matches everything.
type Pattern struct {
	pieces []string // in order, each but the first after the one before or after ー
}

// Compile folds a term and makes a pattern of it. White space at its ends does not count.
func Compile(term string) Pattern {
	folded := strings.Trim(Fold(term), " ")
	if folded == "" {
		return Pattern{}
	}
	var p Pattern
	from := 0
	prev := rune(-1)
	for i, r := range folded {
		if i > from && isHiragana(prev) && !isHiragana(r) {
			if end := wordEnd(folded, from, i); end > 0 {
				p.pieces = append(p.pieces, folded[from:end])
				from = i
			}
		}
		prev = r
	}
	if end := wordEnd(folded, from, len(folded)); end > 0 && strings.HasSuffix(folded, "ー") {
		return Pattern{append(p.pieces, folded[from:end])}
	}
	p.pieces = append(p.pieces, folded[from:])
	return p
}

// wordEnd returns where the kana word that ends at end stops without an optional mark; 0 if its end
// is not optional.
func wordEnd(s string, from, end int) int {
	word := strings.TrimSuffix(s[from:end], "ー")
	if !endsInKana(word, 3) {
		return 0
	}
	return from + len(word)
}

// Match reports whether the pattern stands in a folded text.
func (p Pattern) Match(folded string) bool {
	start, _ := p.Find(folded)
	return start >= 0
}

// Find returns the byte range of the first place where the pattern stands in a folded text, -1 and
// -1 if none.
func (p Pattern) Find(folded string) (start, end int) {
	if len(p.pieces) == 0 {
		return 0, 0
	}
	for at := 0; ; at++ {
		i := strings.Index(folded[at:], p.pieces[0])
		if i < 0 {
			return -1, -1
		}
		at += i
		if end = p.tail(folded, at+len(p.pieces[0])); end >= 0 {
			return at, end
		}
	}
}

// tail follows the pieces after the first and returns the end of the last, -1 if they do not
// follow.
func (p Pattern) tail(folded string, at int) int {
	for _, piece := range p.pieces[1:] {
		rest := strings.TrimPrefix(folded[at:], "ー")
		if !strings.HasPrefix(rest, piece) {
			return -1
		}
		at = len(folded) - len(rest) + len(piece)
	}
	return at
}

// AppendGrams appends the distinct grams that every text the pattern matches must have, ascending.
// See AppendQueryGrams.
func (p Pattern) AppendGrams(dst []Gram) []Gram {
	from := len(dst)
	for _, piece := range p.pieces {
		dst = AppendQueryGrams(dst, piece)
	}
	return compact(dst, from)
}

// ShortWords returns the words of one or two letters that the pattern's grams leave out. See
// ShortWords.
func (p Pattern) ShortWords() []string {
	var out []string
	for _, piece := range p.pieces {
		for _, word := range ShortWords(piece) {
			if !slices.Contains(out, word) {
				out = append(out, word)
			}
		}
	}
	return out
}

// IsEmpty reports whether the pattern matches everything, as one made of white space alone does.
func (p Pattern) IsEmpty() bool { return len(p.pieces) == 0 }

// String returns the folded text the pattern looks for, without optional marks.
func (p Pattern) String() string { return strings.Join(p.pieces, "") }
