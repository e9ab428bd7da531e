package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// clocks are the only places that look at the machine's clock, and why. None of
// them but the first two learns a day from it: the rest measure how long
// something takes.
var clocks = []struct{ files, why string }{
	{"cmd/koe/clock.go", "the day of a released program"},
	{"model/testday/testday.go", "runs on from the day that tests stand on"},
	{"cmd/koe/clock_koetest.go", "runs on from the moment that a test sets"},

	{"tui/theme/probe.go", "a terminal's answer is waited for, not long"},
	{"tui/tty_unix.go", "a terminal's answer is waited for, not long"},
	{"store/kv/bolt/snapshot.go", "how long a snapshot is open"},
	{"store/kv/bolt/copy.go", "how long a snapshot is open"},

	{"tui/hints_test.go", "its clock is that of a bubble"},
	{"cmd/koe/load_test.go", "how long keys take is measured"},
	{"cmd/internal/drive/*.go", "a real program is waited for, and given up when it hangs"},
	{"cmd/koe/kill_test.go", "a command is killed in the middle of its work"},
	{"cmd/koe/end_test.go", "how long an ending takes is logged"},
	{"cmd/koe/bringup_test.go", "a start is killed in the middle of its work"},
	{"cmd/koe/restore_test.go", "a command is killed in the middle of its work"},
	{"store/*/bench_test.go", "benchmarks measure"},
	{"store/*/bench_*_test.go", "benchmarks measure"},
	{"store/kv/bolt/bench_test.go", "benchmarks measure"},
	{"store/search/thread_other_test.go", "benchmarks measure"},
}

// TestWhoLooksAtTheClock holds everything else, tests and program alike, to
// clocks that are handed in: a test that passes today passes on any day.
func TestWhoLooksAtTheClock(t *testing.T) {
	used := map[string]bool{}
	eachFile(t, func(rel string, parsed *ast.File) {
		looks := looksAtClock(parsed)
		if len(looks) == 0 {
			return
		}
		for _, c := range clocks {
			if ok, err := path.Match(c.files, rel); err != nil {
				t.Fatal(err)
			} else if ok {
				used[c.files] = true
				return
			}
		}
		t.Errorf("%s calls %s: take a clock that is handed in; in a test that of koe/model/testday", rel, strings.Join(looks, ", "))
	})
	for _, c := range clocks {
		if !used[c.files] {
			t.Errorf("%s is allowed to look at the clock (%s) and does not", c.files, c.why)
		}
	}
}

// looksAtClock names the calls of a file that read the machine's clock; also
// where one is handed on by its name.
func looksAtClock(f *ast.File) []string {
	var found []string
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Until") {
			found = append(found, "time."+s.Sel.Name)
		}
		return true
	})
	return found
}

// eachFile hands fn every Go file of the project, with its path from the root.
func eachFile(t *testing.T, fn func(rel string, parsed *ast.File)) {
	t.Helper()
	root, seen := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && file != root:
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go"):
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		fn(filepath.ToSlash(rel), parsed)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Fatalf("only %d files were read; is this the root of the project?", seen)
	}
}

func TestALookAtTheClockIsSeen(t *testing.T) {
	for body, want := range map[string]string{
		"_ = time.Now()":                 "[time.Now]",
		"x := Run{Clock: time.Now}":      "[time.Now]",
		"_ = time.Since(began)":          "[time.Since]",
		"_ = time.Until(end)":            "[time.Until]",
		"time.Sleep(time.Second); now()": "[]",
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() { "+body+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(looksAtClock(f)); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}
