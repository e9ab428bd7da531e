package triage

import (
	"testing"

	"koe/tui/screentest"
)

// What stands on the screen of a lead on a Monday morning.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		return set(t, c, screentest.Unowned(t, c.Lang))
	}
	scene := func(name string, keys []string, seen ...screentest.Case) screentest.Scene {
		return screentest.Scene{Name: name, Open: open, Keys: keys, Seen: seen}
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t,
		scene("first", []string{"j"}, en, ja, en.Wide(), ja.ASCII()),
		scene("opened", []string{"j", "enter"}, en),
		scene("owner", []string{"j", "a"}, en),
		scene("severity", []string{"s"}),
		scene("state", []string{"j", "S"}, en),
		scene("due", []string{"d", "f", "r", "i"}, en),
		scene("filter", []string{"/", "ctrl+u", "o", "w", "n", "e", "r", ":", "m", "e", "space", "s", "e", "v", "x", ":", "space", "t"}, en, ja),
		scene("marked", []string{"space", "space", "a"}, en.NoColor()),
		scene("given", []string{"a", "enter"}),
		scene("tags", []string{"j", "t"}, ja),
		scene("all", []string{"j", "S", "p", "c", "end", "enter", "a", "enter", "x", "r", "/", "ctrl+u", "enter"}, en),
		scene("owned", []string{"A", "a", "enter"}, en),
		screentest.Scene{Name: "nothing-logged", Seen: []screentest.Case{en, ja}, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			return set(t, c, screentest.NewDesk())
		}},
	)
}
