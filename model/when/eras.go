package when

import (
	"strings"
	"unicode/utf8"
)

// eras are the names of Japanese eras, the newest first, with the year before their first.
var eras = [...]struct {
	name, ligature string
	letter         byte
	before         int
}{
	{"令和", "㋿", 'r', 2018},
	{"平成", "㍻", 'h', 1988},
	{"昭和", "㍼", 's', 1925},
	{"大正", "㍽", 't', 1911},
	{"明治", "㍾", 'm', 1867},
}

// CutEra cuts the name of an era off a date that begins with one, 令和8年, 令8.7.13, R8.7.13, and
// gives the year before the era's first. A single letter or sign is one only before a digit. Folded
// texts and others are read alike.
func CutEra(s string) (before int, rest string, ok bool) {
	for _, e := range eras {
		for _, name := range [...]string{e.name, e.ligature} {
			if rest, ok := strings.CutPrefix(s, name); ok {
				return e.before, rest, true
			}
		}
		_, size := utf8.DecodeRuneInString(e.name)
		rest, ok := strings.CutPrefix(s, e.name[:size])
		if !ok && s != "" && s[0]|0x20 == e.letter {
			rest, ok = s[1:], true
		}
		if ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return e.before, rest, true
		}
	}
	return 0, s, false
}
