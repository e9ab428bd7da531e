package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"koe/tui/theme"
)

// words are texts as they stand on a desk's screen: Japanese, Latin, mixed,
// styled, with signs that are wide, narrow, ambiguous and combining.
func words() *rapid.Generator[string] {
	pieces := []string{"返金", "されない", "。", "、", "「", "」", "Charged ", "twice", " ", "a", "ー", "①", "…", "が", "é", "👍", "アプリ", "(", ")", "!", "１", "#", "/", "─"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
	})
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{
		{"返金", 6, "返金  "}, {"返金", 4, "返金"}, {"返金", 3, "返…"}, {"返金されない", 5, "返金…"}, {"返金されない", 6, "返金… "},
		{"abc", 2, "a…"}, {"abc", 0, ""}, {"", 3, "   "}, {"返", 1, "…"},
	} {
		if got := Fit(c.s, c.width, "…"); got != c.want {
			t.Errorf("Fit(%q, %d) is %q, should be %q", c.s, c.width, got, c.want)
		}
	}
	if got := FitRight("1,234", 8, "…"); got != "   1,234" {
		t.Errorf("FitRight is %q", got)
	}
}

func TestFitHasTheWidth(t *testing.T) {
	theme := theme.New(theme.Options{})
	rapid.Check(t, func(t *rapid.T) {
		s, width := words().Draw(t, "text"), rapid.IntRange(0, 40).Draw(t, "width")
		if rapid.Bool().Draw(t, "styled") {
			s = theme.Bad.Render(s) + s
		}
		for name, got := range map[string]string{"Fit": Fit(s, width, "…"), "FitRight": FitRight(s, width, "…"), "Ends": Ends(s, s, width, "…"), "Rule": Rule("─", s, s, width)} {
			if Width(got) != width {
				t.Fatalf("%s of %q in %d columns has %d: %q", name, s, width, Width(got), got)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s     string
		width int
		want  string
	}{
		{"Charged twice for June", 13, "Charged twice|for June"},
		{"返金されません。困ります。", 8, "返金され|ません。|困りま|す。"},
		{"返金されない。", 12, "返金されな|い。"},
		{"JuneのCharge", 6, "Juneの|Charge"},
		{"one\ntwo", 10, "one|two"},
		{"", 10, ""},
		{"averyverylongword", 5, "avery|veryl|ongwo|rd"},
		{"申出は「返金」です", 8, "申出は|「返金」|です"},
		{"返金（済み）です", 6, "返金|（済|み）で|す"},
		{"返金", 1, "返|金"}, // nothing narrower can be done
	} {
		if got := strings.Join(Wrap(c.s, c.width), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) is %q, should be %q", c.s, c.width, got, c.want)
		}
	}
}

// Wrapping loses nothing but spaces at the ends of lines, and no line is too
// wide where a line can hold a wide character at all.
func TestWrapKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, width := words().Draw(t, "text"), rapid.IntRange(4, 40).Draw(t, "width")
		lines := Wrap(s, width)
		for _, l := range lines {
			if Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := strings.Join(lines, ""); bare(got) != bare(s) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

func TestRule(t *testing.T) {
	if got := Rule("─", "Known and open", "as you type", 44); got != "─ Known and open ───────────── as you type ─" {
		t.Errorf("%q", got)
	}
	theme := theme.New(theme.Options{})
	if got := ansi.Strip(TitledRule("Known and open", "as you type", 44, theme)); got != "─ Known and open ───────────── as you type ─" {
		t.Errorf("%q", got)
	}
}

func TestPad(t *testing.T) {
	got := Pad([]string{"返金", "too long for it", "left out"}, Size{6, 2}, "…")
	if strings.Join(got, "|") != "返金  |too l…" {
		t.Errorf("%q", got)
	}
	if got := Pad(nil, Size{3, 2}, "…"); strings.Join(got, "|") != "   |   " {
		t.Errorf("%q", got)
	}
}

// TestCutOfALongTextIsTheCutOfAllOfIt holds the short way to the long one.
func TestCutOfALongTextIsTheCutOfAllOfIt(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("Charged twice for June. ", 60), strings.Repeat("返金されない。", 90), strings.Repeat("e\u0301a\u0308", 200),
		strings.Repeat("が\u3099", 100), strings.Repeat("👨‍👩‍👧 ", 80), "short", "", strings.Repeat("\u0301", 400),
	} {
		for _, width := range []int{1, 2, 7, 40, 80} {
			want := tame(s)
			if Width(s) > width {
				want = ansi.Truncate(want, width, "…")
			}
			if got := Cut(s, width, "…"); got != want {
				t.Errorf("Cut(%.12q…, %d) = %q, want %q", s, width, got, want)
			}
		}
	}
}
