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
	scene := func(name string, keys []string, seen ...screentest.Case) screentest.Scene {
		return screentest.Scene{Name: name, Open: open, Keys: keys, Seen: seen}
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t,
		scene("log", nil),
		scene("log-menu", []string{"ctrl+g"}, en, en.NoColor()),
		scene("log-left", []string{"esc"}),
		scene("triage", []string{"ctrl+g", "2", "j", "j", "space", "j"}, en, ja.ASCII()),
		scene("triage-help", []string{"ctrl+g", "2", "?"}, en, ja),
		scene("triage-palette", []string{"ctrl+g", "2", "ctrl+p"}, en),
		scene("triage-picker", []string{"ctrl+g", "2", "a", "さ"}, ja),
		scene("triage-confirm", []string{"ctrl+g", "2", "x"}, en),
		scene("triage-prompt", []string{"ctrl+g", "2", "n", "。", "enter"}, en.Wide()),
		scene("triage-why", []string{"ctrl+g", "2", "u"}, en),
		scene("interrupt", []string{"ctrl+c"}),
	)
}
