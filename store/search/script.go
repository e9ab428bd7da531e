package search

import (
	"unicode/utf8"

	"koe/model/text"
)

// script says how a character of folded text is listed.
type script uint8

const (
	signs   script = iota // not at all
	letters               // as a part of its word
	dense                 // by itself and with its neighbour, as in Japanese
)

// scriptOf agrees with the grams of model/text, which is asked about whatever is rare.
func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return letters
		}
		return signs
	case r >= 'ぁ' && r <= 'ゖ', r >= 0x4e00 && r <= 0x9fff:
		return dense
	}
	var grams [4]text.Gram
	s := string(r)
	if len(text.AppendQueryGrams(grams[:0], s)) > 0 {
		return dense
	}
	if len(text.AppendGrams(grams[:0], s)) > 0 {
		return letters
	}
	return signs
}

// A run is a stretch of folded text in one script.
type run struct {
	script     script
	start, end int // bytes
}

// nextRun is the run that begins at byte i of s.
func nextRun[T string | []byte](s T, i int) run {
	r := run{start: i}
	for first := true; i < len(s); first = false {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			var buf [utf8.UTFMax]byte
			n := copy(buf[:], s[i:])
			c, size = utf8.DecodeRune(buf[:n])
		}
		switch k := scriptOf(c); {
		case first:
			r.script = k
		case k != r.script:
			r.end = i
			return r
		}
		i += size
	}
	r.end = i
	return r
}
