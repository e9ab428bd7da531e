package triage

import (
	"testing"

	"koe/tui/screentest"
)

// What stands on the screen in every case.
func TestGolden(t *testing.T) {
	scenes := []struct {
		name string
		keys []string
	}{
		{"first", []string{"j"}},
		{"opened", []string{"j", "enter"}},
		{"owner", []string{"j", "a"}},
		{"severity", []string{"s"}},
		{"state", []string{"j", "S"}},
		{"due", []string{"d", "f", "r", "i"}},
		{"filter", []string{"/", "ctrl+u", "o", "w", "n", "e", "r", ":", "m", "e", "space", "s", "e", "v", "x", ":", "space", "t"}},
		{"marked", []string{"space", "space", "a"}},
		{"given", []string{"a", "enter"}},
		{"tags", []string{"j", "t"}},
		{"all", []string{"j", "S", "p", "c", "end", "enter", "a", "enter", "x", "r", "/", "ctrl+u", "enter"}},
		{"empty", []string{"A", "a", "enter"}},
	}
	for _, c := range screentest.Cases() {
		for _, scene := range scenes {
			t.Run(scene.name+"/"+c.Name, func(t *testing.T) {
				s := set(t, c, screentest.Unowned(t, c.Lang))
				s.Press(scene.keys...)
				s.Golden(c, scene.name)
			})
		}
	}
}
