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
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, open,
		screentest.Seen("first", screentest.Keys("j"), en, ja, en.Wide(), ja.ASCII()),
		screentest.Seen("opened", screentest.Keys("j enter"), en),
		screentest.Seen("owner", screentest.Keys("j a"), en),
		screentest.Seen("severity", screentest.Keys("s")),
		screentest.Seen("state", screentest.Keys("j S"), en),
		screentest.Seen("due", screentest.Keys("d f r i"), en),
		screentest.Seen("filter", screentest.Keys("/ ctrl+u o w n e r : m e space s e v x : space t"), en, ja),
		screentest.Seen("marked", screentest.Keys("space space a"), en.NoColor()),
		screentest.Seen("given", screentest.Keys("a enter")),
		screentest.Seen("tags", screentest.Keys("j t"), ja),
		screentest.Seen("all", screentest.Keys("j S p c end enter a enter x r / ctrl+u enter"), en),
		screentest.Seen("owned", screentest.Keys("A a enter"), en),
		screentest.Scene{Name: "nothing-logged", Seen: []screentest.Case{en, ja}, Open: func(t testing.TB, c screentest.Case) *screentest.Sitting {
			return set(t, c, screentest.NewDesk())
		}},
	)
}
