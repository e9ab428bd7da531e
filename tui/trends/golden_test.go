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
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, open,
		screentest.Seen("overview", nil, en, ja, en.Wide(), ja.ASCII(), en.NoColor()),
		screentest.Seen("compared", screentest.Keys("m w o G"), en),
		screentest.Seen("detail", screentest.Keys("enter"), en, ja, en.Wide()),
		screentest.Seen("words", screentest.Keys("enter pgdown"), en),
		screentest.Seen("owner", screentest.Keys("j a"), en),
		screentest.Seen("problem", screentest.Keys("l")),
		screentest.Seen("problems", screentest.Keys("P"), en), // with the header of this screen
		screentest.Seen("calls", screentest.Keys("C")),
		screentest.Seen("sheet", screentest.Keys("C G enter")),
		screentest.Seen("declined", screentest.Keys("x 7")),
		screentest.Scene{Name: "nothing-logged", Seen: []screentest.Case{en, ja}, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			d := screentest.NewDesk()
			d.TrendsNow.On = today
			return set(t, c, d)
		}},
	)
}
