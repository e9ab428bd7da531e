package main

import (
	"strings"
	"testing"

	"koe/tui/lang"
)

func TestWhoLeavesTheDesk(t *testing.T) {
	inBoth(t, func(t *testing.T, h *home, say *lang.Catalogue) {
		for _, who := range []string{"mori", "sato"} {
			h.koe("user", "add", who, "--role", "leader")
		}
		h.koe("log", "Charged twice")
		h.koe("log", "Nobody rang back")
		h.koe("assign", "1", "2", "--to", "mori")
		h.koe("problem", "new", "Retries charge twice", "--issue", "1", "--owner", "mori")

		a := h.try("", "user", "disable", "mori")
		if want := "koe: " + say.Together.HandOver("mori", 2, 1) + "\n"; a.code != 1 || a.err != want {
			t.Errorf("without --to: %+v, want %q", a, want)
		}
		if out := h.koe("user", "list"); !strings.Contains(out, "mori") {
			t.Errorf("it was done all the same: %s", out)
		}
		if out, want := h.koe("user", "disable", "mori", "--to", "sato"), say.Together.Left("mori", 2, 1, "sato")+"\n"; out != want {
			t.Errorf("%q, want %q", out, want)
		}
		if out := h.koe("list", "owner:sato"); strings.Count(out, "\n") != 2 {
			t.Errorf("sato has: %s", out)
		}
		if out := h.koe("user", "list"); strings.Contains(out, "mori") {
			t.Errorf("who left is listed: %s", out)
		}
		if a := h.as("mori").try("", "list"); a.code != 1 || a.out != "" {
			t.Errorf("who left is let in: %+v", a)
		}
		if out, want := h.koe("user", "disable", "mori", "--to", "sato"), say.Shell.NothingToDo+"\n"; out != want {
			t.Errorf("again: %q, want %q", out, want)
		}
		h.koe("undo")
		if out := h.koe("list", "owner:mori"); strings.Count(out, "\n") != 2 {
			t.Errorf("taken back, mori has: %s", out)
		}
		if a := h.try("", "user", "disable", "aya", "--to", "sato"); a.code != 1 || a.out != "" {
			t.Errorf("oneself: %+v", a)
		}
	})
}
