package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// spoil hurts a value in the middle of a database's file: the words of an issue.
func spoil(t *testing.T, path, words string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := bytes.ReplaceAll(b, []byte(words), []byte(strings.Repeat("#", len(words))))
	if bytes.Equal(b, spoiled) {
		t.Fatalf("%q does not stand in %s", words, path)
	}
	if err := os.WriteFile(path, spoiled, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The drill: a backup, work that goes on, damage, what the check says of it, and
// the backup back in its place, with what it replaced beside it.
func TestRestoreDrill(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice #billing @Tanaka")
	h.koe("assign", "1", "--to", "aya")
	backup := h.path("monday.db")
	h.koe("backup", backup)
	h.koe("log", "Late again #delivery")
	h.koe("log", "Later still #delivery")

	said := h.koe("restore", "--dry-run", backup)
	if !strings.Contains(said, "2 acts since ") || !strings.Contains(said, "would go, 2 issues among them.") || !strings.Contains(said, "nothing was changed") {
		t.Errorf("what would go: %s", said)
	}
	if out := h.koe("list"); strings.Count(out, "\n") != 3 {
		t.Errorf("a dry run changed something:\n%s", out)
	}
	spoil(t, h.database(), "Late again")
	if a := h.try("", "check"); a.code != 1 || !strings.Contains(a.out, "checksum") {
		t.Errorf("the check finds nothing: %+v", a)
	}
	if a := h.try("", "backup", h.path("hurt.db")); a.code != 1 || strings.Contains(a.out, "Backed up") {
		t.Errorf("a hurt database is backed up: %+v", a)
	}
	said = h.koe("restore", backup)
	if !strings.Contains(said, "What it replaced is kept as "+h.database()+".before-restore-2026-11-22-1000.") {
		t.Errorf("%s", said)
	}
	if out := h.koe("check"); !strings.Contains(out, "Nothing is hurt: 1 issue") {
		t.Error(out)
	}
	if out := h.koe("list", "owner:aya tag:billing"); !strings.Contains(out, "Charged twice") {
		t.Errorf("it is not as it was backed up:\n%s", out)
	}
	if out := h.koe("log", "And on it goes"); out != "#2\n" {
		t.Error(out)
	}
	kept, err := os.ReadFile(h.database() + ".before-restore-2026-11-22-1000")
	if err != nil || !bytes.Contains(kept, []byte("Later still")) {
		t.Errorf("what was replaced is not there: %v", err)
	}
}

// What a restore would change is told apart: the same state, a newer one, one
// that went another way, another desk, no desk yet.
func TestWhatARestoreWouldChange(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "One")
	early, late, other := h.path("early.db"), h.path("late.db"), h.path("other.db")
	h.koe("backup", early)
	h.koe("log", "Two")
	h.koe("backup", late)
	h.koe("--db", other, "log", "Another desk's")
	want := func(file, say string) {
		t.Helper()
		if out := h.koe("restore", "--dry-run", file); !strings.Contains(out, say) {
			t.Errorf("%s: %s; want %q", filepath.Base(file), out, say)
		}
	}
	want(late, "It is the state that the database has now.")
	want(other, "It is of another desk: all of the database would go.")
	h.koe("restore", early)
	want(late, "It has 1 act more than the database, 1 issue among them; no act would go.")
	h.koe("log", "Another two")
	want(late, "went another way than the database")
	if out := h.koe("--db", h.path("new/koe.db"), "restore", late); out != late+" was checked and is the database now.\n" {
		t.Error(out)
	}
	if out := h.koe("--db", h.path("new/koe.db"), "list"); strings.Count(out, "\n") != 2 {
		t.Error(out)
	}
}

// A copy that is hurt, of another program, missing, or the database itself is
// refused, and the database stays as it is; so does one that another koe has open.
func TestWhatIsNotRestored(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice")
	hurt := h.path("hurt.db")
	h.koe("backup", hurt)
	spoil(t, hurt, "Charged twice")
	for file, say := range map[string]string{
		hurt: hurt + " is hurt (", h.file("notes.txt", strings.Repeat("notes ", 1000)): "is no koe database", h.path("none.db"): "no such file", h.database(): "is the database itself",
	} {
		a := h.try("", "restore", file)
		if a.code == 0 || !strings.Contains(a.err, say) {
			t.Errorf("%s: %+v; want %q", file, a, say)
		}
	}
	if a := h.try("", "--lang", "ja", "restore", hurt); !strings.Contains(a.err, "破損しているため") {
		t.Errorf("%+v", a)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(h.database()), "*before*"))
	hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(h.database()), ".*.new"))
	if err != nil || len(left)+len(hidden) != 0 {
		t.Errorf("beside the database stand %v %v", left, hidden)
	}
	if out := h.koe("list"); !strings.Contains(out, "Charged twice") {
		t.Error(out)
	}
}

// Compacting keeps everything and leaves no remains of what was deleted; killed
// at any point, it and a restore leave a whole database and nothing beside it.
func TestKilledWhileReplacing(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for n := range 30 {
		h.koe("log", fmt.Sprintf("Charged twice for the month %d", n))
	}
	backup := h.path("b.db")
	h.koe("backup", backup)
	began := time.Now()
	if out := h.koe("compact"); !strings.HasPrefix(out, "Compacted: ") {
		t.Error(out)
	}
	whole := time.Since(began) // so long one takes here
	r := rand.New(rand.NewPCG(5, 6))
	for round := range *killRounds {
		args := [][]string{{"compact"}, {"restore", backup}}[round%2]
		cmd := h.command(args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(1.2*r.Float64()*float64(whole)), func() { cmd.Process.Kill() })
		cmd.Wait() // killed, or done
		timer.Stop()
		if out := h.koe("list"); strings.Count(out, "\n") != 30 {
			t.Fatalf("round %d, %v: %d issues", round, args, strings.Count(out, "\n"))
		}
	}
	if out := h.koe("check"); !strings.Contains(out, "Nothing is hurt: 30 issues") {
		t.Error(out)
	}
}
