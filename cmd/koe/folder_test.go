package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// A page is written under its own name, and never over another.
func TestFolderNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"koe-p-12-二重請求-etc.md", "koe-p-12-二重請求-etc-2.md"} {
		path, err := folder(dir).Write(context.Background(), "P-12  二重請求／../etc", "# page\n")
		if err != nil || path != filepath.Join(dir, want) {
			t.Fatalf("written to %s, %v; want %s", path, err, want)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != "# page\n" {
			t.Errorf("%s holds %q, %v", path, text, err)
		}
	}
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{"Trends 2026-07-13": "koe-trends-2026-07-13", "": "koe", "…": "koe", "傾向 2026-07-13": "koe-傾向-2026-07-13"} {
		if got := fileName(title); got != want {
			t.Errorf("%q is kept as %q, not %q", title, got, want)
		}
	}
}
