package screentest

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"koe/tui/theme"
)

// A Scene is something worth seeing: a screen as somebody opens it, and what
// they press.
type Scene struct {
	Name string
	// Open opens the screen; nil is as the scenes beside it.
	Open func(t testing.TB, c Case) *Sitting
	Keys []string
	// Seen are the cases in which what stands on the screen is compared with a
	// golden file, for somebody to read.
	Seen []Case
}

// Seen is a scene after some keys, and the cases in which it is compared.
func Seen(name string, keys []string, seen ...Case) Scene {
	return Scene{Name: name, Keys: keys, Seen: seen}
}

// Keys writes keys by their names, with a space between.
func Keys(names string) []string { return strings.Fields(names) }

// Play plays scenes of a screen that open opens. In every case each one fills
// its window exactly, and has neither signs nor colours that the terminal of
// that case does not draw; in the cases in which it is seen it looks as its
// golden file. A golden file that no scene is compared with fails the test.
func Play(t *testing.T, open func(t testing.TB, c Case) *Sitting, scenes ...Scene) {
	t.Helper()
	seen := map[string]bool{}
	for _, scene := range scenes {
		for _, c := range scene.Seen {
			seen[goldenFile(scene.Name, c)] = true
		}
	}
	kept, err := filepath.Glob(filepath.Join("testdata", "*.golden"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range kept {
		if !seen[file] {
			t.Errorf("no scene is compared with %s", file)
		}
	}
	for _, scene := range scenes {
		if scene.Open == nil {
			scene.Open = open
		}
		t.Run(scene.Name, func(t *testing.T) {
			for _, c := range Cases() {
				s := scene.play(t, c)
				holds(t, scene.Name+" in "+c.Name(), s, c)
			}
			for _, c := range scene.Seen {
				scene.play(t, c).Golden(c, scene.Name)
			}
		})
	}
}

func (s Scene) play(t *testing.T, c Case) *Sitting {
	t.Helper()
	at := s.Open(t, c)
	at.Press(s.Keys...)
	return at
}

// colours are the codes that paint: everything but bold, faint, underlined,
// reversed and back to plain.
var colours = regexp.MustCompile(`\x1b\[[0-9;:]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]`)

// holds checks what has to hold of every scene.
func holds(t *testing.T, what string, s *Sitting, c Case) {
	t.Helper()
	panel := s.Root.Draw()
	if len(panel.Lines) != c.Size.Height {
		t.Errorf("%s: %d lines", what, len(panel.Lines))
	}
	for i, l := range panel.Lines {
		plain := ansi.Strip(l)
		switch {
		case ansi.StringWidth(l) != c.Size.Width:
			t.Errorf("%s: line %d is %d columns wide: %q", what, i+1, ansi.StringWidth(l), plain)
		case strings.ContainsAny(plain, "\n\t\x1b"):
			t.Errorf("%s: line %d moves the cursor: %q", what, i+1, plain)
		case c.Theme.Glyphs.ASCII && theme.Narrow(plain) != plain:
			t.Errorf("%s: line %d has a sign of uncertain width: %q", what, i+1, plain)
		case c.Theme.NoColor && colours.MatchString(l):
			t.Errorf("%s: line %d is painted: %q", what, i+1, l)
		}
	}
	if p := panel.Cursor; p != nil && (p.X < 0 || p.Y < 0 || p.X >= c.Size.Width || p.Y >= c.Size.Height) {
		t.Errorf("%s: the cursor is at %v", what, *p)
	}
}
