package search

import (
	"unicode/utf8"
)

// terms takes the text terms of folded words, some of them more than once.
type terms interface {
	word(letters []byte)
	pair(k kind, a, b rune) // two letters, or two characters of a dense script; or one, or a sign, b being 0
	next(bucket uint16)     // two words with nothing but signs between them
}

// eachWord gives all text terms of folded words and reports whether any of the text is of a dense
// script.
func eachWord(folded []byte, to terms) (hasDense bool) {
	var before, between []byte // the word before, if signs alone stand between
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		this := folded[r.start:r.end]
		switch r.script {
		case letters:
			to.word(this)
			eachPair(this, kindPair, to)
			if before != nil {
				to.next(bucket(before, between, this))
			}
			before = this
		case dense:
			hasDense, before = true, nil
			eachPair(this, kindDense, to)
		case signs:
			between = this
			eachSign(this, to)
		}
		i = r.end
	}
	return hasDense
}

// buckets is how many lists all the words that follow each other share: enough that a phrase of
// frequent words leaves few issues to look at that do not have it.
const buckets = 1 << 16

// bucket is the list of two words that follow each other with those signs between, by FNV-1a.
func bucket(a, between, b []byte) uint16 {
	const offset, prime = 2166136261, 16777619
	h := uint32(offset)
	for _, s := range [...][]byte{a, between, b} {
		for _, c := range s {
			h = (h ^ uint32(c)) * prime
		}
	}
	return uint16(h ^ h>>16)
}

func bucketKey(dst []byte, b uint16) []byte { return append(dst, byte(kindNext), byte(b>>8), byte(b)) }

// eachPair gives the neighbours in a run and, for a dense one, each character too.
func eachPair(run []byte, k kind, to terms) {
	last := rune(-1)
	for i := 0; i < len(run); {
		c, size := rune(run[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(run[i:])
		}
		if k == kindDense {
			to.pair(k, c, 0)
		}
		if last >= 0 {
			to.pair(k, last, c)
		}
		last, i = c, i+size
	}
}

// eachSign gives the signs except white space.
func eachSign(run []byte, to terms) {
	for i := 0; i < len(run); {
		c, size := utf8.DecodeRune(run[i:])
		if c != ' ' && c != '\n' {
			to.pair(kindSign, c, 0)
		}
		i += size
	}
}

// pairKey is the key of a pair, or of a single character.
func pairKey(dst []byte, k kind, a, b rune) []byte {
	dst = utf8.AppendRune(append(dst, byte(k)), a)
	if b != 0 {
		dst = utf8.AppendRune(dst, b)
	}
	return dst
}
