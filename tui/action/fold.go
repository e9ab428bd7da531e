package action

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reads a key of a list as it was meant when an input method was left on:
// full-width letters, digits and signs as their half-width ones, and by hand
// the three keys that an input method turns into Japanese punctuation. Keys
// with names, such as "enter" or "ctrl+s", stay as they are.
func Fold(key string) string {
	r, size := utf8.DecodeRuneInString(key)
	if size != len(key) || r < utf8.RuneSelf {
		return key
	}
	switch r {
	case '「', '『':
		return "["
	case '」', '』':
		return "]"
	case '・', '／':
		return "/"
	case '。', '．':
		return "."
	case '、', '，':
		return ","
	case '　':
		return "space"
	case 'ー', '－', '―':
		return "-"
	}
	folded := norm.NFKC.String(key)
	if len(folded) == 1 {
		return folded
	}
	return key
}
