package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"koe/tui/lang"
)

// audited runs koe audit and gives what came of each backup.
func (h *home) audited(files ...string) (results map[string]string, a answer) {
	h.t.Helper()
	a = h.try("", append([]string{"audit", "--json"}, files...)...)
	var said struct {
		Broken  uint64
		Backups []compared
	}
	if err := json.Unmarshal([]byte(a.out), &said); err != nil {
		h.t.Fatalf("%v: %+v", err, a)
	}
	results = map[string]string{}
	for _, b := range said.Backups {
		results[b.File] = b.Result
	}
	return results, a
}

func TestAnAuditComparesWithBackups(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "one")
	first := h.path("first.db")
	h.koe("backup", first)
	h.koe("log", "two")
	h.koe("backup", "--daily")
	h.koe("log", "three")
	other := newHome(t)
	other.koe("log", "of another desk")
	foreign, none := h.path("foreign.db"), h.path("none.db")
	other.koe("backup", foreign)

	results, a := h.audited(first, foreign, none, h.file("notes.txt", strings.Repeat("no database ", 1000)))
	if a.code != 0 {
		t.Errorf("%+v", a)
	}
	daily := 0
	for file, result := range results {
		want := map[string]string{first: agrees, foreign: otherDesk, none: unread, h.path("notes.txt"): unread}[file]
		if want == "" { // the daily one
			daily++
			want = agrees
		}
		if result != want {
			t.Errorf("%s: %s, want %s", file, result, want)
		}
	}
	if daily != 1 {
		t.Errorf("%d daily backups", daily)
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a backup that is not there was made")
	}
	for l, say := range map[string]*lang.Catalogue{"en": lang.For(lang.English), "ja": lang.For(lang.Japanese)} {
		if out := h.koe("--lang", l, "audit"); !strings.HasPrefix(out, say.Audit.Whole(5)) || strings.Count(out, "\n") != 3 {
			t.Errorf("%s: %s", l, out)
		}
	}

	// An older backup is put in the place and work goes on: the newer one has
	// another history from there on.
	later := h.path("later.db")
	h.koe("backup", later)
	h.koe("restore", first)
	if results, a := h.audited(later); results[later] != isNewer || a.code != 0 {
		t.Errorf("a newer one: %v, %+v", results, a)
	}
	for range 4 {
		h.koe("log", "a different one")
	}
	if results, a := h.audited(later); results[later] != differs || a.code != 1 || !strings.Contains(a.err, "is not what it was") {
		t.Errorf("another history: %v, %+v", results, a)
	}
}

// A history that somebody rewrote as a whole, so that each event follows, is told by
// a backup from before.
func TestARewrittenHistoryShows(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "one")
	before, err := os.ReadFile(h.database())
	if err != nil {
		t.Fatal(err)
	}
	h.koe("log", "two")
	backup := h.path("b.db")
	h.koe("backup", backup)
	if err := os.WriteFile(h.database(), before, 0o600); err != nil { // whoever has the keys of the machine can
		t.Fatal(err)
	}
	h.koe("log", "two, but otherwise")
	h.koe("log", "three")
	results, a := h.audited(backup)
	if results[backup] != differs || a.code != 1 {
		t.Errorf("%v, %+v", results, a)
	}
	if strings.Contains(a.out, `"broken"`) {
		t.Errorf("the rewritten chain is whole in itself: %s", a.out)
	}
}
