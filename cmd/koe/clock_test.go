package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"koe/model/testday"
)

// The day of the program is the tests' to set, and nobody else's: a program that
// is built as it is released does not even hold the name of the variable.
func TestOnlyTestsSetTheClock(t *testing.T) {
	t.Parallel()
	released := filepath.Join(t.TempDir(), "koe")
	if out, err := exec.Command("go", "build", "-o", released, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	const then = "KOE_TEST_NOW=2001-02-03T04:05:06Z"
	logged := func(program string) string {
		h := newHome(t).with(then)
		for _, args := range [][]string{{"log", "Charged twice"}, {"show", "1", "--json"}} {
			cmd := h.command(args...)
			cmd.Path = program
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%s %v: %v", program, args, err)
			}
			if args[0] == "show" {
				at, _ := object(t, string(out))["logged_at"].(string)
				return at
			}
		}
		return ""
	}
	if at := logged(built); len(at) < 10 || at[:10] != "2001-02-03" {
		t.Errorf("the program of the tests goes by %s", at)
	}
	if at := logged(released); len(at) < 4 || at[:4] <= "2001" {
		t.Errorf("the released program goes by %s", at)
	}
	for program, want := range map[string]bool{built: true, released: false} {
		b, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("KOE_TEST_")) != want {
			t.Errorf("%s should name the variable: %v", program, want)
		}
	}
}

// The demo's screens take its day for today, and say on which day they stand.
func TestTheDemoStandsOnItsDay(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, c := range []struct {
		args []string
		code int
	}{{[]string{"demo", "--on", "soon"}, 2}, {[]string{"demo", "--on", "1066-10-14"}, 2}} {
		if a := h.try("", c.args...); a.code != c.code || a.out != "" {
			t.Errorf("koe %v: %+v", c.args, a)
		}
	}
	h.koe("demo", "--on", testday.Day(), "--keep", "kept.db")
	if out := h.as(demoLeader).koe("--db", "kept.db", "desk", "--json"); object(t, out)["name"] != "demo "+testday.Now().Format("2006/01/02") {
		t.Error(out)
	}
}

// A machine whose clock stands before 1970, or far beyond, takes calls, lists
// them and is whole; nothing panics.
func TestAClockThatStandsWrong(t *testing.T) {
	t.Parallel()
	for _, now := range []string{"0001-01-01T00:00:00Z", "1969-12-31T23:59:58Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"} {
		h := newHome(t).with("KOE_TEST_NOW="+now, "TZ=UTC")
		if out := h.koe("log", "Charged twice #billing"); out != "#1\n" {
			t.Errorf("%s: %s", now, out)
		}
		h.koe("assign", "1", "--to", "aya")
		for _, c := range []string{"list", "list|due:3d", "list|since:7d", "show|1", "trends", "export|--format|jsonl", "customers", "tags", "problem|list", "undo"} {
			h.koe(strings.Split(c, "|")...)
		}
		if out := h.koe("check"); !strings.Contains(out, "Nothing is hurt") {
			t.Errorf("%s: %s", now, out)
		}
	}
}
