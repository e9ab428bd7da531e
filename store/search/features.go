package search

import (
	"strings"
	"unicode/utf8"

	"koe/model/text"
)

// likeRunes is how much of a text is compared: what somebody typed first says what it is about.
const likeRunes = 200

// head is the beginning of a text that is compared, folded.
func head(s string) string {
	n := 0
	for i := range s {
		if n == 4*likeRunes { // folding shortens little; no need to fold 64 KiB
			s = s[:i]
			break
		}
		n++
	}
	s, n = text.Fold(s), 0
	for i := range s {
		if n == likeRunes {
			return s[:i]
		}
		n++
	}
	return s
}

// eachFeature gives what texts are compared by: the stems of words and the runs of four letters in
// them, and the ideographs and pairs of dense scripts. Each comes as often as it stands there.
func eachFeature(folded string, fn func(feature string)) {
	for i := 0; i < len(folded); {
		r := nextRun(folded, i)
		run := folded[r.start:r.end]
		switch r.script {
		case letters:
			if s := stem(run); len(s) > 1 {
				fn("w" + s)
			}
			eachFour(" "+run+" ", fn)
		case dense:
			eachNeighbour(run, fn)
		}
		i = r.end
	}
}

func eachFour(word string, fn func(string)) {
	for i := range word {
		n := i
		for range 4 {
			if n >= len(word) {
				return
			}
			_, size := utf8.DecodeRuneInString(word[n:])
			n += size
		}
		fn("g" + word[i:n])
	}
}

func eachNeighbour(run string, fn func(string)) {
	last := -1
	for i, r := range run {
		if isIdeograph(r) {
			fn("c" + string(r))
		}
		if last >= 0 {
			fn("b" + run[last:i+utf8.RuneLen(r)])
		}
		last = i
	}
}

func isIdeograph(r rune) bool { return r >= 0x3400 && r <= 0x9fff }

// stem takes the endings off a word that English words of one family differ by. It need not be
// right, only the same.
func stem(w string) string {
	for _, end := range [...]string{"ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ies", "ied", "ed", "er", "es", "ly", "s", "e", "y"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 3 {
			w = s
			break
		}
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] { // cancell, stopp
		w = w[:n-1]
	}
	return w
}
