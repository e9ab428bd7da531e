package main

import (
	"path/filepath"
	"testing"

	"koe/cmd/internal/drive"
	"koe/tui/lang"
)

// A lead backs the desk up without leaving the screens, and the copy opens as
// a desk of its own with everything in it.
func TestBackupFromTheScreens(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		h.koe("log", "二重に請求された #請求")
		d := h.open(drive.Options{})
		d.Press("ctrl+g", "2")
		d.Until("#1")
		d.Press("B")
		d.Until(filepath.Base(h.database())[:3] + "-2")
		leave(d)
		copies, err := filepath.Glob(h.path(".local/share/koe/koe-*.db"))
		if err != nil || len(copies) != 1 {
			t.Fatalf("%v, %v: want one copy", copies, err)
		}
		h.koe("check", "--db", copies[0])
		if got := h.koe("list", "--db", copies[0], "二重"); got == "" {
			t.Error("the copy has no issue")
		}
	})
}
