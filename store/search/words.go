package search

import (
	"unicode/utf8"
)

// eachWord calls term with each text term of folded words, some of them more than once; key is scratch to build it in.
// It reports whether any of the text is of a dense script.
func eachWord(folded []byte, key []byte, term func(key []byte)) (hasDense bool) {
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		switch r.script {
		case letters:
			term(append(append(key[:0], byte(kindWord)), folded[r.start:r.end]...))
			eachPair(folded[r.start:r.end], kindPair, key, term)
		case dense:
			hasDense = true
			eachDense(folded[r.start:r.end], key, term)
		}
		i = r.end
	}
	return hasDense
}

func eachDense(run []byte, key []byte, term func(key []byte)) {
	for i := 0; i < len(run); {
		_, size := utf8.DecodeRune(run[i:])
		term(append(append(key[:0], byte(kindDense)), run[i:i+size]...))
		i += size
	}
	eachPair(run, kindDense, key, term)
}

// eachPair lists the neighbours of a run.
func eachPair(run []byte, k kind, key []byte, term func(key []byte)) {
	_, size := utf8.DecodeRune(run)
	for i := 0; i+size < len(run); {
		_, next := utf8.DecodeRune(run[i+size:])
		term(append(append(key[:0], byte(k)), run[i:i+size+next]...))
		i, size = i+size, next
	}
}
