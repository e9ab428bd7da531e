package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/tui/widget"
)

// commentWidth is how wide a line of comment may be, a tab counting as four columns.
const commentWidth = 100

// TestCommentsHaveOneWidth finds lines of comment that are wider than the house's width.
func TestCommentsHaveOneWidth(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if width := widget.Width(strings.ReplaceAll(line, "\t", "    ")); strings.HasPrefix(strings.TrimSpace(line), "//") && width > commentWidth {
				t.Errorf("%s:%d: the comment takes %d columns; wrap it at %d", path, n, width, commentWidth)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
