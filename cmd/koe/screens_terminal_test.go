package main

import (
	"regexp"
	"strings"
	"testing"

	"koe/cmd/internal/drive"
	"koe/tui/lang"
)

// The window may have any size from 60x20 to 200x60, and change under the hands.
func TestAnySizeWhileTyping(t *testing.T) {
	t.Parallel()
	h := newHome(t).with("LANG=ja_JP.UTF-8")
	d := h.open(drive.Options{})
	typed := ""
	sizes := [][2]int{{60, 20}, {200, 60}, {80, 24}, {120, 34}, {61, 21}, {60, 20}}
	for i, piece := range []string{"返金", "されない", "と", "怒って", "いる", "。"} {
		d.Type(piece)
		typed += piece
		d.Resize(sizes[i][0], sizes[i][1])
		d.Idle()
		d.Until(typed)
		d.CursorAfter(typed)
		lines := d.Lines()
		if len(lines) != sizes[i][1] || !strings.Contains(lines[len(lines)-1], "Ctrl+G") {
			t.Errorf("at %v the footer is not in the last line:\n%s", sizes[i], d.Screen())
		}
	}
	d.Press("ctrl+g", "2")
	for _, size := range sizes {
		d.Resize(size[0], size[1])
		d.Idle()
		d.Until(lang.For(lang.Japanese).Triage.FirstTitle)
	}
	d.Resize(40, 10)
	d.Idle()
	d.Resize(80, 24)
	d.Idle()
	d.Press("ctrl+g", "1")
	d.CursorAfter(typed)
}

// coloured finds a sequence that asks for a colour.
var coloured = regexp.MustCompile(`\x1b\[(?:[0-9]*;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]*)*m`)

func TestNoColor(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"": true, "1": false} {
		h := newHome(t).with("NO_COLOR=" + value)
		h.koe("log", "Charged twice #billing !1")
		d := h.open(drive.Options{})
		d.Type("Again #billing ")
		d.Press("ctrl+g", "2", "enter", "s", "esc", "ctrl+g", "3")
		if got := coloured.MatchString(d.Output()); got != want {
			t.Errorf("with NO_COLOR=%q colours: %v", value, got)
		}
	}
}

// With ASCII glyphs nothing outside of it is in the frame; words stay words.
func TestASCIIGlyphs(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for range 3 {
		h.koe("log", "Charged twice", "--tag", "billing/refund", "--customer", "Tanaka")
	}
	d := h.open(drive.Options{Width: 120, Height: 34}, "--glyphs", "ascii")
	for _, keys := range [][]string{nil, {"tab"}, {"ctrl+g"}, {"2"}, {"enter"}, {"a"}, {"esc", "?"}, {"esc", "ctrl+g", "3"}, {"enter"}} {
		d.Press(keys...)
		for _, r := range d.Screen() {
			if r > 126 {
				t.Fatalf("after %v %q stands in the frame:\n%s", keys, r, d.Screen())
			}
		}
	}
}
