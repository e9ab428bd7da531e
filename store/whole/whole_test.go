package whole

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func words(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// list is what stands in a folder.
func list(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// Both ways of writing a file hold the same contract: whole or not there, its
// owner's alone, in nobody's place, and nothing beside it.
func TestWrite(t *testing.T) {
	ways := map[string]func(string, func(io.Writer) error) error{
		"as the system can": Write,
		"under a passing name": func(path string, fill func(io.Writer) error) error {
			return passing(path, func(f *os.File) error { return fill(f) })
		},
	}
	for name, write := range ways {
		dir := t.TempDir()
		path := filepath.Join(dir, "a [b]*.db")
		if err := write(path, words("all of it")); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b, err := os.ReadFile(path)
		info, statErr := os.Stat(path)
		if err != nil || statErr != nil || string(b) != "all of it" || info.Mode().Perm() != 0o600 || list(t, dir) != "a [b]*.db" {
			t.Errorf("%s: %q, %v, %v; the folder holds %s", name, b, err, info.Mode(), list(t, dir))
		}
		if err := write(path, words("another")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: a file is overwritten: %v", name, err)
		}
		if b, _ := os.ReadFile(path); string(b) != "all of it" {
			t.Errorf("%s: it is %q now", name, b)
		}
		broken := errors.New("the source broke")
		err = write(filepath.Join(dir, "half"), func(w io.Writer) error {
			io.WriteString(w, "half of")
			return broken
		})
		if !errors.Is(err, broken) || list(t, dir) != "a [b]*.db" {
			t.Errorf("%s: %v; the folder holds %s", name, err, list(t, dir))
		}
		if err := write(filepath.Join(dir, "none", "x"), words("x")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: into a folder that is not there: %v", name, err)
		}
	}
}

// What a killed process left under a passing name goes with the next file of
// that name; what is being written, what is new, and what is not of that name
// stays.
func TestWhatWasLeftIsSwept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "koe[1].db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	now, old := info.ModTime(), info.ModTime().Add(-time.Hour)
	leave := func(name string, when time.Time) string {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(name, []byte("half"), 0o600), os.Chtimes(name, when, when)); err != nil {
			t.Fatal(err)
		}
		return name
	}
	leave(".koe[1].db.1.new", old)
	leave(".koe[1].db.2.new", now)
	held, err := os.OpenFile(leave(".koe[1].db.3.new", old), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := hold(held); err != nil {
		t.Fatal(err)
	}
	leave(".koe1.db.4.new", old)
	leave("koe[1].db.old", old)
	f, err := Passing(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	os.Remove(f.Name())
	if got := list(t, dir); got != ".koe1.db.4.new .koe[1].db.2.new .koe[1].db.3.new koe[1].db koe[1].db.old" {
		t.Errorf("left are %s", got)
	}
}
