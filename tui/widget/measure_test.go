package widget

import (
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// Every character that is measured alone is as wide as the library says.
func TestMeasureOfEveryCharacter(t *testing.T) {
	n := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if w := loneWidth(r); w > 0 {
			n++
			if got := ansi.StringWidth(string(r)); got != w {
				t.Errorf("%U %c is %d wide, not %d", r, r, got, w)
			}
		}
	}
	if n < 20_000 {
		t.Errorf("only %d characters are measured alone", n)
	}
}

// However characters, marks and styling codes follow each other, the quick way and
// the library agree.
func TestMeasureIsTheLibrarys(t *testing.T) {
	pieces := []string{
		"a", " ", "返", "か", "ガ", "ー", "。", "Ａ", "é", "─", "▇", "…", "“", "·", "\x1b[1m", "\x1b[38;5;4m", "\x1b[0m", "\x1b[m", "\x1b[4:3m",
		"\u3099", "\u0301", "\ufe0f", "\u200d", "ﾞ", "ｶ", "👩", "🇯", "🇵", "한", "ᆨ", "กำ", "ा", "\u0600", "▶", "☎", "①", "\x1b", "\x1b[", "\x1b]0;t\a", "\n", "\x7f", "\xff",
	}
	rapid.Check(t, func(t *rapid.T) {
		s := ""
		for _, p := range rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces") {
			s += p
		}
		if got, want := measure(s), ansi.StringWidth(s); got != want {
			t.Fatalf("%q is %d wide, not %d", s, got, want)
		}
	})
}

func FuzzMeasure(f *testing.F) {
	f.Add("返金 \x1b[1mabc\x1b[0m ▁▂▃")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := measure(s), ansi.StringWidth(s); got != want {
			t.Fatalf("%q is %d wide, not %d", s, got, want)
		}
	})
}
