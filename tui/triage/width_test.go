package triage

import (
	"testing"

	"pgregory.net/rapid"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// Whatever is pressed at whatever size, every line fills the window exactly
// and nothing panics.
func TestEveryLineFits(t *testing.T) {
	keys := []string{"j", "k", "j", "j", "enter", "esc", "space", "V", "*", "A", "g", "G", "pgdown", "a", "s", "S", "t", "d", "z", "l", "r", "x", "n", "c", "e",
		"i", "y", "u", "U", ".", "o", "/", "tab", "down", "up", "ctrl+s", "ctrl+u", "返", "金", "7", "1", "p", ":", "(", "?"}
	desks := map[lang.Lang]func() *screentest.Desk{}
	for _, l := range lang.All() {
		desks[l] = func() *screentest.Desk {
			d := screentest.Unowned(t, l)
			long := "長い言葉が切れ目なくどこまでも続くお申し出ですが最後まで読めるはずですAndAWordThatHasNoEndAndGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn"
			d.Must(t, screentest.Now(), "mori", model.Log{Draft: model.Draft{Text: long + "\n" + long, Customer: long, Product: long, Tags: []model.TagPath{model.TagPath(long)}}})
			return d
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(screentest.Cases()).Draw(rt, "case")
		size := func(label string) widget.Size {
			return widget.Size{Width: rapid.IntRange(60, 200).Draw(rt, label+" width"), Height: rapid.IntRange(20, 60).Draw(rt, label+" height")}
		}
		c.Size = size("first")
		s := set(t, c, desks[c.Lang]())
		for range rapid.IntRange(1, 12).Draw(rt, "presses") {
			s.Press(rapid.SampledFrom(keys).Draw(rt, "key"))
			if rapid.IntRange(0, 5).Draw(rt, "resize") == 0 {
				c.Size = size("next")
				s.Resize(c.Size)
			}
			region := widget.Size{Width: c.Size.Width, Height: c.Size.Height - 3}
			lines := s.Root.Front().View(region).Lines
			if len(lines) != region.Height {
				rt.Errorf("%d lines where there should be %d", len(lines), region.Height)
			}
			for i, l := range lines {
				if w := widget.Width(l); w != region.Width {
					rt.Errorf("line %d is %d columns wide, not %d: %q", i, w, region.Width, l)
				}
			}
			s.Root.Draw()
		}
	})
}
