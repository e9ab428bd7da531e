package trends

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
		{"overview", nil},
		{"compared", []string{"m", "w", "o", "G"}},
		{"detail", []string{"enter"}},
		{"words", []string{"enter", "pgdown"}},
		{"problem", []string{"l"}},
		{"problems", []string{"P"}},
		{"calls", []string{"C"}},
		{"sheet", []string{"C", "G", "enter"}},
		{"owner", []string{"j", "a"}},
		{"declined", []string{"x", "3"}},
	}
	for _, c := range screentest.Cases() {
		for _, scene := range scenes {
			t.Run(scene.name+"/"+c.Name, func(t *testing.T) {
				s := set(t, c, screentest.Rising(t, c.Lang))
				s.Press(scene.keys...)
				s.Golden(c, scene.name)
			})
		}
	}
}
