package text

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestCleanBlock(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Charged twice.\nAgain.", "Charged twice.\nAgain."},
		{"Japanese", "二重に請求された。\n返金してほしい　とのこと", "二重に請求された。\n返金してほしい　とのこと"},
		{"half-width kana", "ｶﾞｿﾘﾝ ﾊﾟｰﾃｨｰ｡｢ｳﾞ｣", "ガソリン パーティー。「ヴ」"},
		{"half-width wa row", "ﾜﾞｦﾞ", "ヷヺ"},
		{"voicing mark that joins nothing", "ｱﾞ ﾟ", "ア゛ ゜"},
		{"half-width mark on a full-width kana", "カﾞ", "ガ"},
		{"decomposed", "e\u0301 か\u3099", "é が"},
		{"line ends", "a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"tab and typographic spaces", "a\tb\u00a0c\u2003d", "a b c d"},
		{"controls", "a\x00b\x07c\x7fd\u0080e", "abcde"},
		{"colour", "\x1b[1;31mred\x1b[0m", "red"},
		{"title ended by BEL", "a\x1b]0;evil\x07b", "ab"},
		{"title ended by ST", "a\x1b]0;evil\x1b\\b", "ab"},
		{"title that never ends keeps the words", "a\x1b]0;words", "a0;words"},
		{"device control string", "a\x1bPq#0\x1b\\b", "ab"},
		{"8-bit CSI", "a\u009b31mb", "ab"},
		{"8-bit OSC", "a\u009d0;evil\u009cb", "ab"},
		{"character set", "a\x1b(Bb\x1b=c", "abc"},
		{"escape at the end", "a\x1b", "a"},
		{"escape before Japanese", "a\x1b返金", "a返金"},
		{"incomplete CSI keeps the words", "a\x1b[返金", "a返金"},
		{"cancelled string", "a\x1b]0;evil\x18b", "ab"},
		{"bidirectional", "a\u202eb\u2066c\u200ed\u061ce", "abcde"},
		{"zero width", "\ufeffa\u200bb\u200dc\u2060d\u00ade", "abcde"},
		{"fillers", "a\u3164b\u115fc\uffa0d", "abcd"},
		{"tags and noncharacters", "a\U000e0041b\ufffec\U0001ffffd", "abcd"},
		{"emoji selector", "☎\ufe0f", "☎"},
		{"name variants keep theirs", "葛\U000e0100城 辻\ufe00", "葛\U000e0100城 辻\ufe00"},
		{"gaiji", "\ue000", "\ue000"},
		{"too many marks", "a" + strings.Repeat("\u0315", 60) + "b", "a" + strings.Repeat("\u0315", 8) + "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := CleanBlock(c.in)
			if err != nil || got != c.want {
				t.Errorf("CleanBlock(%q) = %q, %v, want %q", c.in, got, err, c.want)
			}
		})
	}
}

func TestCleanLineHasNoLineBreak(t *testing.T) {
	got, err := CleanLine("a\r\nb\n\u2028c")
	if want := "a b  c"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestInvalidUTF8SaysWhere(t *testing.T) {
	for _, c := range []struct {
		in                   string
		offset, line, column int
	}{
		{"\xff", 0, 1, 1},
		{"返金\n会\xe3\x81", 10, 2, 2},
		{"a\ufffdb\xc0", 5, 1, 4},
		{"\xed\xa0\x80", 0, 1, 1}, // a lone surrogate
	} {
		_, err := CleanBlock(c.in)
		var e *InvalidUTF8Error
		if !errors.As(err, &e) || *e != (InvalidUTF8Error{c.offset, c.line, c.column}) {
			t.Errorf("CleanBlock(%q): %v, want byte %d, line %d, column %d", c.in, err, c.offset, c.line, c.column)
		}
	}
}

func TestLimitRefusesAndNeverCuts(t *testing.T) {
	if err := (Limit{Runes: 2, Bytes: 6}).Check("返金"); err != nil {
		t.Errorf("two characters in a limit of two: %v", err)
	}
	for _, c := range []struct {
		limit Limit
		want  TooLongError
	}{
		{Limit{Runes: 1}, TooLongError{2, 1, "characters"}},
		{Limit{Bytes: 5}, TooLongError{6, 5, "bytes"}},
	} {
		var e *TooLongError
		if err := c.limit.Check("返金"); !errors.As(err, &e) || *e != c.want {
			t.Errorf("%+v: got %v, want %v", c.limit, err, &c.want)
		}
	}
	if err := (Limit{}).Check(strings.Repeat("x", 1<<20)); err != nil {
		t.Errorf("no limit: %v", err)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "ｶﾞ", "\x1b[31mred", "\x1b]0;t\x07", "a\u202eb", "e\u0301\u0344", "\xff", "\r\n", "葛\U000e0100", "\u1100\u1161\u11a8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		block, err := CleanBlock(s)
		if (err == nil) != utf8.ValidString(s) {
			t.Fatalf("CleanBlock(%q): %v", s, err)
		}
		if err != nil {
			return
		}
		if again, err := CleanBlock(block); err != nil || again != block {
			t.Errorf("%q cleans to %q and then to %q, %v", s, block, again, err)
		}
		if !norm.NFC.IsNormalString(block) {
			t.Errorf("%q is not composed: %q", s, block)
		}
		for _, r := range block {
			if r != '\n' && unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control) || unicode.In(r, unicode.Zl, unicode.Zp) {
				t.Errorf("%q keeps %U", s, r)
			}
		}
		line, err := CleanLine(s)
		if err != nil || strings.Contains(line, "\n") {
			t.Errorf("CleanLine(%q) = %q, %v", s, line, err)
		}
	})
}
