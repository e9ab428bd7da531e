package search

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"koe/model"
)

func inspect(t *testing.T, path string, w *world, deep bool) Inspection {
	t.Helper()
	in, err := Inspect(context.Background(), path, w.desk, w, deep)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// A sound index is found sound, as it was built, as it followed changes, and
// where the records went on without it; nothing is changed by looking.
func TestInspectASoundIndex(t *testing.T) {
	w, path, rnd := built(t, 400)
	if in := inspect(t, path, w, true); in != (Inspection{There: true, Event: uint64(len(w.changes)), Issues: 400}) {
		t.Errorf("as built: %+v", in)
	}
	x := Open(Options{Path: path, Desk: w.desk, Source: w})
	for range 150 { // some changed, some new, some gone
		i := someIssue(rnd)
		i.Number = model.Number(1 + rnd.IntN(400))
		if rnd.IntN(3) == 0 {
			i.Number = 0
		}
		w.put(i)
	}
	catchUpWith(t, x, w)
	x.Close()
	if in := inspect(t, path, w, true); in.Hurt != "" || in.Behind != 0 || in.Issues != len(w.issues) {
		t.Errorf("after changes: %+v of %d", in, len(w.issues))
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		w.put(someIssue(rnd))
	}
	if in := inspect(t, path, w, true); in.Hurt != "" || in.Behind != 30 {
		t.Errorf("behind: %+v", in)
	}
	if after, err := os.ReadFile(path); err != nil || !slices.Equal(before, after) {
		t.Errorf("looking changed the file: %v", err)
	}
	if in := inspect(t, path+"-none", w, true); in != (Inspection{}) {
		t.Errorf("where there is none: %+v", in)
	}
}

// Of a hurt index it is said; one that is whole and lists something else than the
// records say is found by a deep look.
func TestInspectAHurtIndex(t *testing.T) {
	w, path, rnd := built(t, 200)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, v, err := openFile(path, w.desk)
	if err != nil {
		t.Fatal(err)
	}
	f.close()
	from, size := int(v.parts[0].at.from), len(v.parts[0].seg.bytes)
	for range 60 {
		hurt := slices.Clone(file)
		at := from + rnd.IntN(size)
		hurt[at] ^= byte(1 + rnd.IntN(255))
		if err := os.WriteFile(path, hurt, 0o600); err != nil {
			t.Fatal(err)
		}
		if in := inspect(t, path, w, false); in.Hurt+in.Anew == "" {
			t.Errorf("byte %d of %d: %+v", at-from, size, in)
		}
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	other := newWorld()
	other.desk = model.ID{9}
	if in := inspect(t, path, other, false); !strings.Contains(in.Anew, "another desk") {
		t.Errorf("of another desk: %+v", in)
	}
	w.issues[7].Text = "something that nobody said before" // beside the events
	if in := inspect(t, path, w, false); in.Hurt != "" {
		t.Errorf("by its checksums: %+v", in)
	}
	if in := inspect(t, path, w, true); in.Hurt != "of the issues #1 to #32768 it lists something else than they say" {
		t.Errorf("by comparing: %+v", in)
	}
}
