package trends

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/screentest"
	"koe/tui/theme"
	"koe/tui/widget"
)

// Whatever is pressed, in whatever window, every page fills exactly its region,
// and no line of it is wider: long names in any script, many flags, no history.
func TestEveryPageFillsItsRegion(t *testing.T) {
	keys := []string{"j", "k", "G", "g", "pgup", "pgdown", "enter", "esc", "l", "P", "C", "c", "m", "w", "o", "b", "L", "[", "]", "z", "N", "a", "x", "S", "e", "f", "n", "r", "1", "y", "down", "ctrl+s", "u", "p"}
	rapid.Check(t, func(rt *rapid.T) {
		c := screentest.Case{Lang: rapid.SampledFrom(lang.All()).Draw(rt, "language"), Theme: theme.Options{Glyphs: rapid.SampledFrom([]theme.Glyphs{theme.Unicode(), theme.ASCII()}).Draw(rt, "glyphs"), NoColor: rapid.Bool().Draw(rt, "no colour")}}
		c.Size = widget.Size{Width: rapid.IntRange(60, 200).Draw(rt, "width"), Height: rapid.IntRange(20, 60).Draw(rt, "height")}
		d := screentest.Rising(t, c.Lang)
		for range rapid.IntRange(0, 12).Draw(rt, "more rows") {
			d.TrendsNow.Rows = append(d.TrendsNow.Rows, anyRow(rt))
		}
		session := c.Session(t)
		session.Who.Role = rapid.SampledFrom(model.AllRoles()).Draw(rt, "role")
		scr := New(Options{Session: session, Desk: d, NewID: d.NewID, Folder: &screentest.Notebook{}})
		s := screentest.Sit(t, c, session, scr)
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
			screentest.CheckWidths(t, s.Root.Draw().Lines, c.Size)
		}
	})
}

// anyRow is a row that nobody would think of.
func anyRow(rt *rapid.T) model.TrendRow {
	m := screentest.Made{
		State: trend.State(rapid.IntRange(0, 7).Draw(rt, "state")), LookAt: rapid.Bool().Draw(rt, "flagged"), Parent: rapid.Bool().Draw(rt, "parent"),
		Week: rapid.IntRange(0, 99999).Draw(rt, "week"), High: rapid.IntRange(0, 99999).Draw(rt, "high"), TooMany: rapid.Float64Range(-10, 1e5).Draw(rt, "too many"),
		Month: rapid.Float64Range(0, 300).Draw(rt, "month"), Year: rapid.Float64Range(0, 300).Draw(rt, "year"), S1: rapid.IntRange(0, 2).Draw(rt, "s1"),
		Since: today - model.Day(rapid.IntRange(0, 900).Draw(rt, "since")), Rate: rapid.Float64Range(0, 500).Draw(rt, "rate"), Ratio: rapid.Float64Range(0, 500).Draw(rt, "ratio"),
		Reason: trend.Reason{Observed: rapid.IntRange(0, 9999).Draw(rt, "observed"), Days: rapid.SampledFrom([]int{0, 1, 7, 28}).Draw(rt, "days"), Common: 1.5},
	}
	m.En = model.TagPath(rapid.StringMatching(`[a-zあ-ん漢字ー]{1,30}(/[a-zァ-ヶ漢字]{1,30})?`).Draw(rt, "tag"))
	return m.Row(lang.English)
}

// Sizes change under one's hands without a word.
func TestResizing(t *testing.T) {
	for _, c := range []screentest.Case{screentest.English(), screentest.Japanese()} {
		s := set(t, c, screentest.Rising(t, c.Lang))
		s.Press("G", "enter")
		for width := 60; width <= 200; width += 7 {
			c.Size = widget.Size{Width: width, Height: 20 + width%40}
			s.Resize(c.Size)
			screentest.CheckWidths(t, s.Root.Draw().Lines, c.Size)
			s.Press("esc")
			screentest.CheckWidths(t, s.Root.Draw().Lines, c.Size)
			s.Press("enter")
		}
	}
}
