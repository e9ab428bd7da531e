package tui_test

import (
	"testing"

	"koe/tui/screentest"
)

// Each overlay over a small sample screen, in every case.
func TestGoldenOverlays(t *testing.T) {
	scenes := []struct {
		name string
		keys []string
	}{
		{"log", nil},
		{"log-menu", []string{"ctrl+g"}},
		{"log-left", []string{"esc"}},
		{"triage", []string{"ctrl+g", "2", "j", "j", "space", "j"}},
		{"triage-help", []string{"ctrl+g", "2", "?"}},
		{"triage-palette", []string{"ctrl+g", "2", "ctrl+p"}},
		{"triage-picker", []string{"ctrl+g", "2", "a", "さ"}},
		{"triage-confirm", []string{"ctrl+g", "2", "x"}},
		{"triage-prompt", []string{"ctrl+g", "2", "n", "。", "enter"}},
		{"triage-why", []string{"ctrl+g", "2", "u"}},
		{"interrupt", []string{"ctrl+c"}},
	}
	for _, c := range screentest.Cases() {
		for _, scene := range scenes {
			t.Run(scene.name+"/"+c.Name, func(t *testing.T) {
				session := c.Session(t)
				s := screentest.Sit(t, c, session, newForm(session), newRows(session, 60))
				s.Type("六月分が二重に請求されました。\nCharged twice.")
				s.Press(scene.keys...)
				s.Golden(c, scene.name)
			})
		}
	}
}
