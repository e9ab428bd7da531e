package text

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// What somebody said is kept as they said it; only what can harm a reader goes,
// and is counted.
func TestCleanSaid(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		left     int
	}{
		"plain":                  {"Charged twice\nfor June", "Charged twice\nfor June", 0},
		"Persian":                {"نمی\u200cخواهم", "نمی\u200cخواهم", 0},
		"Sinhala":                {"ශ\u0dca\u200dරී", "ශ\u0dca\u200dරී", 0},
		"a family":               {"👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f", 0},
		"a name's own glyph":     {"葛\U000e0100城", "葛\U000e0100城", 0},
		"a flag in tags":         {"\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 0},
		"half-width kana":        {"ｶﾞｽが止まる", "ｶﾞｽが止まる", 0},
		"marks apart":            {"か\u3099", "か\u3099", 0},
		"tabs and blanks":        {"a\tb\u00a0c\u3000d", "a\tb\u00a0c\u3000d", 0},
		"soft hyphen":            {"Kunden\u00addienst", "Kunden\u00addienst", 0},
		"gaiji":                  {"\ue000さん", "\ue000さん", 0},
		"line breaks":            {"a\r\nb\rc\u2028d\u0085e\vf", "a\nb\nc\nd\ne\nf", 0},
		"a colour":               {"\x1b[31mred\x1b[0m", "red", 9},
		"a colour in eight bits": {"\u009b31mred", "red", 4},
		"a title":                {"\x1b]0;owned\x07after", "after", 10},
		"a clipboard":            {"\x1b]52;c;QQ==\x1b\\x", "x", 13},
		"controls":               {"a\x00b\x07c\x7fd\u0090e", "abcde", 4},
		"an override":            {"abc\u202egnp.exe", "abcgnp.exe", 1},
		"isolates":               {"\u2067a\u2069", "a", 2},
		"an annotation":          {"\ufff9a\ufffab\ufffb", "ab", 3},
		"hidden tags":            {"a\U000e0041\U000e0042", "a", 2},
		"a flag without an end":  {"\U0001f3f4\U000e0067\U000e0062", "\U0001f3f4", 2},
		"noncharacters":          {"a\ufffe\U0001ffff\ufdd0", "a", 3},
		"a byte order mark":      {"\ufeffa", "a", 1},
	} {
		got, left, err := CleanSaid(c.in)
		if got != c.want || left != c.left || err != nil {
			t.Errorf("%s: %q, %d left out, %v; want %q, %d", name, got, left, err, c.want, c.left)
		}
		if n := LeftOut(c.in); n != c.left {
			t.Errorf("%s: %d left out", name, n)
		}
	}
	var bad *InvalidUTF8Error
	if _, _, err := CleanSaid("caf\xe9 au lait"); !errors.As(err, &bad) || bad.Offset != 3 {
		t.Errorf("%v", err)
	}
	if n := LeftOut("\x1b\xe9"); n != 0 {
		t.Errorf("%d left out of what is refused", n)
	}
}

func TestDrawable(t *testing.T) {
	for in, want := range map[string]string{
		"caf\xe9":                          "caf\ufffd",
		"\x1b[31mred\x1b[0m":               "red",
		"👨\u200d👩":                         "👨👩",
		"か\u3099":                          "が",
		"a\nb":                             "a\nb",
		"e" + strings.Repeat("\u0301", 50): "é" + strings.Repeat("\u0301", 8),
	} {
		if got := Drawable(in); got != want {
			t.Errorf("%q is drawn as %q, want %q", in, got, want)
		}
	}
	if got := DrawableLine("a\r\nb\xff"); got != "a b\ufffd" {
		t.Errorf("%q", got)
	}
}

// Whatever comes: what is kept is UTF-8 without what harms, cleaning again
// changes nothing, and folding finds the same in it as in what is drawn.
func FuzzCleanSaid(f *testing.F) {
	for _, s := range []string{"\x1b[31mred", "か\u3099ｶﾞ", "\U0001f3f4\U000e0067\U000e007f", "a\r\r\n", "\x1b\x1b[", "\u009d\u202e", "葛\U000e0100城"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, left, err := CleanSaid(s)
		if err != nil {
			if utf8.ValidString(s) {
				t.Fatalf("%q is refused: %v", s, err)
			}
			return
		}
		if !utf8.ValidString(got) || len(got) > len(s) || left < 0 {
			t.Fatalf("%q became %q, %d left out", s, got, left)
		}
		if again, more, err := CleanSaid(got); again != got || more != 0 || err != nil {
			t.Fatalf("%q, cleaned %q, cleaned again %q, %d left out", s, got, again, more)
		}
		for i := 0; i < len(got); {
			if n := flagLen(got[i:]); n > 0 {
				i += n
				continue
			}
			r, size := utf8.DecodeRuneInString(got[i:])
			if isHarmful(r) || r == '\r' {
				t.Fatalf("%q keeps %U", s, r)
			}
			i += size
		}
		last := rune(-1)
		for _, r := range Drawable(s) {
			// Joiners stand in scripts that are written with them, and a selector says which form
			// of an ideograph is meant, as in a name.
			form := unicode.Is(unicode.Han, last) && isVariationSelector(r)
			if r != '\n' && !isJoiner(r) && !form && (isHarmful(r) || isInvisible(r)) {
				t.Fatalf("%q draws %U", s, r)
			}
			last = r
		}
	})
}
