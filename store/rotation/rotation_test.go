package rotation

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

func days(t *testing.T, r Rotation) (out []string) {
	t.Helper()
	all, err := r.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		out = append(out, c.Day)
	}
	return out
}

func write(path string) error { return os.WriteFile(path, []byte("copy"), 0o600) }

// One copy a day is kept, so many days, and nothing else in the folder is
// touched; a copy that fails takes no older one away.
func TestMake(t *testing.T) {
	r := Rotation{Dir: filepath.Join(t.TempDir(), "made", "backups"), Base: "koe", Keep: 3}
	others := []string{"koe-2026-07-13-2.db", "other-2026-07-13.db", "koe-2026-13-99.db", "notes.txt"}
	for n := range 5 {
		at := noon.AddDate(0, 0, n)
		if path, err := r.Make(at.Format(time.DateOnly), at, write); err != nil || filepath.Base(path) != "koe-"+at.Format(time.DateOnly)+".db" {
			t.Fatal(path, err)
		}
		if n == 0 {
			for _, name := range others {
				if err := write(filepath.Join(r.Dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	want := []string{"2026-07-17", "2026-07-16", "2026-07-15"}
	if got := days(t, r); !slices.Equal(got, want) {
		t.Errorf("kept %v", got)
	}
	full := errors.New("the disk is full")
	if _, err := r.Make("2026-07-18", noon, func(string) error { return full }); !errors.Is(err, full) || !slices.Equal(days(t, r), want) {
		t.Errorf("after a failure: %v, %v", err, days(t, r))
	}
	for _, name := range others {
		if _, err := os.Stat(filepath.Join(r.Dir, name)); err != nil {
			t.Error(err)
		}
	}
	// A clock that was set back: the copy that was just made stays.
	if path, err := r.Make("2020-01-01", noon, write); err != nil {
		t.Error(err)
	} else if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// A copy is due on a day that has none, where something was changed since the
// newest.
func TestDue(t *testing.T) {
	r := Rotation{Dir: t.TempDir(), Base: "koe", Keep: 7}
	due := func(day string, changed time.Time) bool {
		t.Helper()
		is, err := r.Due(day, changed)
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if !due("2026-07-13", noon) {
		t.Error("the first is not due")
	}
	if _, err := r.Make("2026-07-13", noon, write); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day     string
		changed time.Time
		want    bool
	}{
		{"2026-07-13", noon.Add(time.Hour), false},
		{"2026-07-14", noon.Add(time.Hour), true},
		{"2026-07-14", noon.Add(-time.Hour), false},
		{"2026-07-12", noon.Add(time.Hour), false},
	} {
		if got := due(c.day, c.changed); got != c.want {
			t.Errorf("on %s, changed at %s: due is %v", c.day, c.changed, got)
		}
	}
	if got := days(t, Rotation{Dir: filepath.Join(r.Dir, "none")}); got != nil {
		t.Errorf("a folder that is not there holds %v", got)
	}
}
