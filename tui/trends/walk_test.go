package trends

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/stage"
	"koe/tui/theme"
	"koe/tui/widget"
)

// Whatever is pressed, in whatever window, every page fills exactly its region,
// and no line of it is wider: long names in any script, many flags, no history.
func TestEveryPageFillsItsRegion(t *testing.T) {
	keys := []string{"j", "k", "G", "g", "pgup", "pgdown", "enter", "esc", "l", "P", "C", "c", "m", "w", "o", "b", "L", "[", "]", "z", "N", "a", "x", "S", "e", "f", "n", "r", "1", "y", "down", "ctrl+s", "u", "p"}
	rapid.Check(t, func(rt *rapid.T) {
		c := stage.Case{Lang: rapid.SampledFrom(lang.All()).Draw(rt, "language"), Theme: theme.Options{Glyphs: rapid.SampledFrom([]theme.Glyphs{theme.Unicode(), theme.ASCII()}).Draw(rt, "glyphs"), NoColor: rapid.Bool().Draw(rt, "no colour")}}
		c.Size = widget.Size{Width: rapid.IntRange(60, 200).Draw(rt, "width"), Height: rapid.IntRange(20, 60).Draw(rt, "height")}
		d := setScene(t, c.Lang)
		for range rapid.IntRange(0, 12).Draw(rt, "more rows") {
			d.trends.Rows = append(d.trends.Rows, anyRow(rt))
		}
		session := c.Session(t)
		session.Who.Role = rapid.SampledFrom(model.AllRoles()).Draw(rt, "role")
		scr := New(Options{Session: session, Desk: d, NewID: freshID, Folder: &notebook{}})
		s := stage.Set(t, c, session, scr)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 25).Draw(rt, "keys") {
			s.Press(k)
			size := widget.Size{Width: c.Size.Width, Height: c.Size.Height - 3}
			lines := scr.View(size).Lines
			if len(lines) != size.Height {
				rt.Fatalf("after %q: %d lines where there should be %d", k, len(lines), size.Height)
			}
			for _, l := range lines {
				if widget.Width(l) != size.Width || strings.Contains(l, "\n") {
					rt.Fatalf("after %q a line is %d columns wide, not %d: %q", k, widget.Width(l), size.Width, l)
				}
			}
			stage.CheckWidths(t, s.Root.Draw().Lines, c.Size)
		}
	})
}

// anyRow is a row that nobody would think of.
func anyRow(rt *rapid.T) model.TrendRow {
	m := made{
		state: trend.State(rapid.IntRange(0, 7).Draw(rt, "state")), lookAt: rapid.Bool().Draw(rt, "flagged"), parent: rapid.Bool().Draw(rt, "parent"),
		week: rapid.IntRange(0, 99999).Draw(rt, "week"), high: rapid.IntRange(0, 99999).Draw(rt, "high"), tooMany: rapid.Float64Range(-10, 1e5).Draw(rt, "too many"),
		month: rapid.Float64Range(0, 300).Draw(rt, "month"), year: rapid.Float64Range(0, 300).Draw(rt, "year"), s1: rapid.IntRange(0, 2).Draw(rt, "s1"),
		since: today - model.Day(rapid.IntRange(0, 900).Draw(rt, "since")), rate: rapid.Float64Range(0, 500).Draw(rt, "rate"), ratio: rapid.Float64Range(0, 500).Draw(rt, "ratio"),
		reason: trend.Reason{Observed: rapid.IntRange(0, 9999).Draw(rt, "observed"), Days: rapid.SampledFrom([]int{0, 1, 7, 28}).Draw(rt, "days"), Common: 1.5},
	}
	m.en = model.TagPath(rapid.StringMatching(`[a-zあ-ん漢字ー]{1,30}(/[a-zァ-ヶ漢字]{1,30})?`).Draw(rt, "tag"))
	return m.row(lang.English)
}

// Sizes change under one's hands without a word.
func TestResizing(t *testing.T) {
	for _, c := range stage.Cases()[:2] {
		s := set(t, c, setScene(t, c.Lang))
		s.Press("G", "enter")
		for width := 60; width <= 200; width += 7 {
			c.Size = widget.Size{Width: width, Height: 20 + width%40}
			s.Resize(c.Size)
			stage.CheckWidths(t, s.Root.Draw().Lines, c.Size)
			s.Press("esc")
			stage.CheckWidths(t, s.Root.Draw().Lines, c.Size)
			s.Press("enter")
		}
	}
}
