package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Whatever a text holds, what is drawn of it commands no terminal, is as wide as
// it was measured, and keeps the styles that koe gave it.
func TestTame(t *testing.T) {
	for in, want := range map[string]string{
		"plain 返金":                         "plain 返金",
		"\x1b[1;38:5:4mbold\x1b[0m 返金":     "\x1b[1;38:5:4mbold\x1b[0m 返金",
		"a\x1b[2Jb\x1b]0;t\x07c\x1bcd":     "abcd",
		"\x1b[31mred\u009b31m\x1b[m":       "\x1b[31mred\x1b[m",
		"a\tb\nc\rd":                       "a b c d",
		"👨\u200d👩\u200d👧 ❤\ufe0f":          "👨👩👧 ❤",
		"ｶﾞｽ":                              "ガス",
		"か\u3099":                          "が",
		"نمی\u200cخواهم":                   "نمی\u200cخواهم",
		"caf\xe9":                          "caf\ufffd",
		"\u202egnp\u2066":                  "gnp",
		"\x1b[31":                          "31",
		"\u06dd12":                         "12",
		"\u0903a":                          "a",
		"\u0d4e":                           "\ufffd",
		"e" + strings.Repeat("\u0301", 99): "é" + strings.Repeat("\u0301", 8),
	} {
		got := Cut(in, 1000, "…")
		if got != want {
			t.Errorf("%q is drawn as %q, want %q", in, got, want)
		}
		if Width(in) != ansi.StringWidth(got) {
			t.Errorf("%q is measured as %d columns and drawn in %d", in, Width(in), ansi.StringWidth(got))
		}
		if n := ansi.StringWidth(Fit(in, 7, "…")); n != 7 {
			t.Errorf("%q fills %d columns of 7", in, n)
		}
	}
	if got := Wrap("one\x1b[2J two\nthree\u202e", 40); len(got) != 2 || got[0] != "one two" || got[1] != "three" {
		t.Errorf("%q", got)
	}
}

func FuzzTame(f *testing.F) {
	for _, s := range []string{"\x1b[31mred", "\x1b[", "か\u3099", "👨\u200d👩", "\u009b2J", "a\xffb"} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = max(1, width%200)
		got := Fit(s, width, "…")
		if n := ansi.StringWidth(got); n != width {
			t.Fatalf("%q fills %d columns of %d", s, n, width)
		}
		rest := got
		for i := strings.IndexByte(rest, esc); i >= 0; i = strings.IndexByte(rest, esc) {
			n := styleLen(rest[i:])
			if n == 0 {
				t.Fatalf("%q is drawn as %q", s, got)
			}
			rest = rest[i+n:]
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' && r != esc || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e }) {
			t.Fatalf("%q is drawn as %q", s, got)
		}
	})
}
