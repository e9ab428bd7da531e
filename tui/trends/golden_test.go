package trends

import (
	"testing"

	"koe/tui/screentest"
)

// What stands on the screen of a leader on the Monday of the design.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		return set(t, c, screentest.Rising(t, c.Lang))
	}
	scene := func(name string, keys []string, seen ...screentest.Case) screentest.Scene {
		return screentest.Scene{Name: name, Open: open, Keys: keys, Seen: seen}
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t,
		scene("overview", nil, en, ja, en.Wide(), ja.ASCII(), en.NoColor()),
		scene("compared", []string{"m", "w", "o", "G"}, en),
		scene("detail", []string{"enter"}, en, ja, en.Wide()),
		scene("words", []string{"enter", "pgdown"}, en),
		scene("owner", []string{"j", "a"}, en),
		scene("problem", []string{"l"}),
		scene("problems", []string{"P"}, en), // with the header of this screen
		scene("calls", []string{"C"}),
		scene("sheet", []string{"C", "G", "enter"}),
		scene("declined", []string{"x", "3"}),
		screentest.Scene{Name: "nothing-logged", Seen: []screentest.Case{en, ja}, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			d := screentest.NewDesk()
			d.TrendsNow.On = today
			return set(t, c, d)
		}},
	)
}
