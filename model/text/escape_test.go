package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// TestEscapesAgreeWithTheTerminals holds escapeLen against the decoder of the library that draws
// our screens, on whole 7-bit sequences.
func TestEscapesAgreeWithTheTerminals(t *testing.T) {
	ranged := func(from, to byte, most int) *rapid.Generator[string] {
		return rapid.Map(rapid.SliceOfN(rapid.ByteRange(from, to), 0, most), func(b []byte) string { return string(b) })
	}
	one := func(from, to byte) *rapid.Generator[string] {
		return rapid.Map(rapid.ByteRange(from, to), func(b byte) string { return string(b) })
	}
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string, g *rapid.Generator[string]) string { return g.Draw(rt, name) }
		prefix := rapid.SampledFrom([]string{"", "?", "<", "=", ">"})
		params := rapid.StringMatching(`[0-9;:]{0,8}`)
		control := func(introducer string) string {
			return introducer + draw("prefix", prefix) + draw("parameters", params) + draw("intermediates", ranged(' ', '/', 2)) + draw("final", one('@', '~'))
		}
		words := rapid.StringMatching(`[ -~]{0,20}`)
		var s string
		switch kind := rapid.SampledFrom([]string{"CSI", "OSC", "DCS", "SOS", "PM", "APC", "short"}).Draw(rt, "kind"); kind {
		case "CSI":
			s = control("\x1b[")
		case "OSC":
			s = "\x1b]" + draw("words", words) + rapid.SampledFrom([]string{"\x07", "\x1b\\"}).Draw(rt, "end")
		case "DCS":
			s = control("\x1bP") + draw("words", words) + "\x1b\\"
		case "short":
			s = "\x1b" + draw("intermediates", ranged(' ', '/', 2)) + draw("final", one('0', '~'))
			if strings.ContainsAny(s[len(s)-1:], "[]PX^_") {
				return // an introducer; after intermediates it is none, though the decoder takes it for one
			}
		default:
			s = map[string]string{"SOS": "\x1bX", "PM": "\x1b^", "APC": "\x1b_"}[kind] + draw("words", words) + "\x1b\\"
		}
		text := s + draw("after", rapid.StringMatching(`[a-z返金]{0,5}`))
		_, _, want, _ := ansi.DecodeSequence(text, ansi.NormalState, nil)
		if got := escapeLen(text); got != want || got != len(s) {
			rt.Fatalf("%q is %d bytes of escape sequence, the decoder says %d, made were %d", text, got, want, len(s))
		}
	})
}

// TestEscapesThatPeoplePaste are those of which the library's decoder would leave remains, or take
// somebody's words.
func TestEscapesThatPeoplePaste(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"8-bit forms in UTF-8", "a\u009b31mb\u009d0;evil\u009cc\u0090q#0\u009cd\u0098x\u009ce\u009ex\u009cf\u009fx\u009cg", "abcdefg"},
		{"8-bit form that is none", "a\u0085b\u00a9c", "a\nb©c"},
		{"a title of Japanese", "a\x1b]0;日本\x07b", "ab"},
		{"a title of Japanese ended by ST", "a\x1b]0;日本\x1b\\b", "ab"},
		{"a device control string of Japanese", "a\x1bP1q本\x1b\\b", "ab"},
		{"a string ended by BEL that is no title", "a\x1b_evil\x07b", "ab"},
		{"a title without an end", "a\x1b]0;返金してほしい", "a0;返金してほしい"},
		{"a string without an end before another sequence", "a\x1bPwords\x1b[31mred", "ared"},
		{"parameters in no order", "a\x1b[1?31mb", "ab"},
		{"intermediates and then words", "a\x1b[1 返", "a1 返"},
		{"a sequence cut short", "a\x1b[31", "a31"},
		{"a character set cut short", "a\x1b(", "a("},
	} {
		got, err := CleanBlock(c.in)
		if err != nil || got != c.want || !utf8.ValidString(got) {
			t.Errorf("%s: %q cleans to %q, %v, want %q", c.name, c.in, got, err, c.want)
		}
	}
}
