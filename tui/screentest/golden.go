package screentest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"koe/tui/widget"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares what stands in the window, and the cursor's place, with
// testdata/NAME-LANGUAGE-SIZE.golden. Every line must be exactly as wide as the window.
// Without colours the styles that are left are compared too.
func (s *Sitting) Golden(c Case, name string) {
	s.t.Helper()
	panel := s.Root.Draw()
	CheckWidths(s.t, panel.Lines, c.Size)
	Compare(s.t, goldenFile(name, c), Picture(panel, c.Theme.NoColor))
}

func goldenFile(name string, c Case) string {
	return filepath.Join("testdata", name+"-"+c.Name()+".golden")
}

// CheckWidths fails the test when lines do not fill the size exactly.
func CheckWidths(t testing.TB, lines []string, size widget.Size) {
	t.Helper()
	if len(lines) != size.Height {
		t.Errorf("%d lines where there should be %d", len(lines), size.Height)
	}
	for i, l := range lines {
		if w := widget.Width(l); w != size.Width {
			t.Errorf("line %d is %d columns wide, not %d: %q", i, w, size.Width, ansi.Strip(l))
		}
	}
}

// Picture is a panel as text for a golden file. Styles are left out, or written
// as their codes in ‹›.
func Picture(p widget.Panel, styles bool) string {
	var b strings.Builder
	for _, l := range p.Lines {
		if styles {
			l = strings.ReplaceAll(strings.ReplaceAll(l, "\x1b[m", "‹›"), "\x1b[", "‹")
			l = codesEnd(l)
		} else {
			l = ansi.Strip(l)
		}
		b.WriteString(strings.TrimRight(l, " "))
		b.WriteByte('\n')
	}
	if p.Cursor != nil {
		fmt.Fprintf(&b, "cursor: column %d, line %d\n", p.Cursor.X+1, p.Cursor.Y+1)
	}
	return b.String()
}

// codesEnd turns the m that ends each code into ›.
func codesEnd(l string) string {
	parts := strings.Split(l, "‹")
	for i, p := range parts[1:] {
		if !strings.HasPrefix(p, "›") {
			parts[i+1] = strings.Replace(p, "m", "›", 1)
		}
	}
	return strings.Join(parts, "‹")
}

// Compare compares text with a golden file, or writes it with -update.
func Compare(t testing.TB, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("there is no golden file yet; run the test with -update and read it: %v", err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run with -update, then read the difference):\n%s", path, difference(string(want), got))
	}
}

// difference lists the lines that are not the same.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	for i := range max(len(w), len(g)) {
		var a, c string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			c = g[i]
		}
		if a != c {
			fmt.Fprintf(&b, "%3d want %s\n    got  %s\n", i+1, a, c)
		}
	}
	return b.String()
}
