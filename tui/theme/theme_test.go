package theme

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// Every sign is one column wide in both sets, and the ASCII set is ASCII.
func TestGlyphsAreOneColumn(t *testing.T) {
	for _, g := range []Glyphs{Unicode(), ASCII()} {
		signs := append([]string{g.Rule, g.Column, g.Pointer, g.Mark, g.Up, g.Rise, g.Down, g.Done, g.Fail, g.Note, g.Ellipsis, g.Arrow,
			g.Dash, g.Minus, g.Unknown, g.Dot, g.Band, g.Over, g.Open, g.Shut}, g.Bars[:]...)
		for i, s := range signs {
			if ansi.StringWidth(s) != 1 {
				t.Errorf("sign %d, %q, has %d columns", i, s, ansi.StringWidth(s))
			}
			if g.ASCII && (len(s) != 1 || s[0] >= 0x80) {
				t.Errorf("sign %d, %q, is not ASCII", i, s)
			}
		}
	}
}

// Without colours there are weights and underlines only; with them, the
// terminal's own sixteen.
func TestColours(t *testing.T) {
	all := func(th *Theme) string {
		var b strings.Builder
		for _, s := range []Style{th.Plain, th.Strong, th.Dim, th.Accent, th.Selected, th.Front, th.Marked, th.Good, th.Warn, th.Bad, th.Rule} {
			b.WriteString(s.Render("x"))
		}
		return b.String()
	}
	for _, code := range []string{"[3", "[4m", ";3", "[9", ";9", "38;", "48;"} {
		if got := all(New(Options{NoColor: true})); strings.Contains(got, "\x1b"+code) && code != "[4m" {
			t.Errorf("colour %q without colours: %q", code, got)
		}
	}
	for _, light := range []bool{false, true} {
		got := all(New(Options{Light: light}))
		if strings.Contains(got, "38;") || strings.Contains(got, "48;") {
			t.Errorf("a colour beyond the sixteen: %q", got)
		}
		if !strings.Contains(got, "3") {
			t.Errorf("no colour at all: %q", got)
		}
	}
	if New(Options{}).Accent.Render("x") == New(Options{Light: true}).Accent.Render("x") {
		t.Error("the accent should be readable on a light background too")
	}
	if got := New(Options{}).Bad.Render(""); got != "" {
		t.Errorf("nothing painted is %q", got)
	}
}

func TestNarrow(t *testing.T) {
	for in, want := range map[string]string{
		"abc": "abc", "返金…": "返金~", "①②": "12", "─│→": "-|>", "※注": "*注", "Я": "?", "×3": "x3", "“x”": "\"x\"", "10℃": "10C", "Ⅲ": "I", "": "",
	} {
		if got := Narrow(in); got != want {
			t.Errorf("%q becomes %q, should be %q", in, got, want)
		}
	}
}

// After Narrow nothing is left of which terminals disagree how wide it is, and
// the width that koe reckons with stays.
func TestNarrowLeavesNothingAmbiguous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.Rune()).Draw(t, "text")
		got := Narrow(s)
		for _, r := range got {
			if r >= 0x80 && width.LookupRune(r).Kind() == width.EastAsianAmbiguous {
				t.Fatalf("%q is left in %q", r, got)
			}
		}
	})
	for r := rune(0x80); r < 0x30000; r++ {
		// Marks and private characters have no width of their own to keep.
		if s := string(r); ambiguous(r) && ansi.StringWidth(s) == 1 && ansi.StringWidth(Narrow(s)) != 1 {
			t.Errorf("%q becomes %q", s, Narrow(s))
		}
	}
}

func TestParseChoice(t *testing.T) {
	for s, want := range map[string]Choice{"": Auto, "auto": Auto, "unicode": ForceUnicode, "ascii": ForceASCII} {
		if got, err := ParseChoice(s); got != want || err != nil {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	if _, err := ParseChoice("emoji"); err == nil {
		t.Error("emoji is no choice")
	}
}

// terminal answers a probe in pieces.
type terminal struct {
	written string
	answers []string
	fail    error
}

func (t *terminal) Write(p []byte) (int, error) { t.written += string(p); return len(p), t.fail }

func (t *terminal) ReadFor(p []byte, _ time.Duration) (int, error) {
	if len(t.answers) == 0 {
		return 0, nil
	}
	n := copy(p, t.answers[0])
	t.answers = t.answers[1:]
	return n, nil
}

func TestProbe(t *testing.T) {
	for name, c := range map[string]struct {
		answers []string
		ascii   bool
		typed   string
	}{
		"one column":               {[]string{"\x1b[12;2R"}, false, ""},
		"two columns":              {[]string{"\x1b[12;3R"}, true, ""},
		"in pieces":                {[]string{"\x1b[1", "2;3", "R"}, true, ""},
		"no answer":                {nil, false, ""},
		"keys typed meanwhile":     {[]string{"返", "金\x1b[5;2Rx"}, false, "返金x"},
		"keys typed and no answer": {[]string{"ab"}, false, "ab"},
	} {
		term := &terminal{answers: c.answers}
		g, typed := Probe(term, time.Hour)
		if g.ASCII != c.ascii || string(typed) != c.typed {
			t.Errorf("%s: ASCII %v, typed %q", name, g.ASCII, typed)
		}
		if !strings.HasSuffix(term.written, "\r\x1b[K") {
			t.Errorf("%s: the line should be wiped: %q", name, term.written)
		}
	}
	if g, _ := Probe(&terminal{fail: errors.New("gone")}, time.Hour); g.ASCII {
		t.Error("a terminal that takes nothing gets Unicode")
	}
}
