package tui_test

import (
	"testing"

	"koe/tui/screentest"
)

// Each overlay over a small sample screen.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		session := c.Session(t)
		s := screentest.Sit(t, c, session, newForm(session), newRows(session, 60))
		s.Type("六月分が二重に請求されました。\nCharged twice.")
		return s
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, open,
		screentest.Seen("log", nil),
		screentest.Seen("log-menu", screentest.Keys("ctrl+g"), en, en.NoColor()),
		screentest.Seen("log-left", screentest.Keys("esc")),
		screentest.Seen("triage", screentest.Keys("ctrl+g 2 j j space j"), en, ja.ASCII()),
		screentest.Seen("triage-help", screentest.Keys("ctrl+g 2 ?"), en, ja),
		screentest.Seen("triage-palette", screentest.Keys("ctrl+g 2 ctrl+p"), en),
		screentest.Seen("triage-picker", screentest.Keys("ctrl+g 2 a さ"), ja),
		screentest.Seen("triage-confirm", screentest.Keys("ctrl+g 2 x"), en),
		screentest.Seen("triage-prompt", screentest.Keys("ctrl+g 2 n 。 enter"), en.Wide()),
		screentest.Seen("triage-why", screentest.Keys("ctrl+g 2 u"), en),
		screentest.Seen("interrupt", screentest.Keys("ctrl+c")),
	)
}
