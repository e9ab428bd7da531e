package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"koe/cmd/internal/drive"
	"koe/model/testday"
)

// built is the program under test: these tests run it as a person does, with a
// clock that stands where theirs does when it is started.
var built string

// clock is the day of these tests, running on, so that what is done later has a
// later time.
var clock = testday.Clock()

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "koe-test-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		built = filepath.Join(dir, "koe")
		if out, err := exec.Command("go", "build", "-tags", "koetest", "-o", built, ".").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// A home is an empty home folder with a person in it, on a machine in the zone
// of the tests.
type home struct {
	t    testing.TB
	dir  string
	user string
	env  []string
}

func newHome(t testing.TB) *home { return &home{t: t, dir: t.TempDir(), user: "aya"} }

// as is the same home with somebody else at the keyboard.
func (h *home) as(user string) *home {
	other := *h
	other.user = user
	return &other
}

// with is the same home with more in its environment.
func (h *home) with(env ...string) *home {
	other := *h
	other.env = append(append([]string{}, h.env...), env...)
	return &other
}

func (h *home) environ() []string {
	return append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + h.dir, "XDG_DATA_HOME=", "KOE_DB=", "NO_COLOR=", "KOE_USER=" + h.user, "LANG=C.UTF-8",
		"TZ=" + testday.ZoneName(), "KOE_TEST_NOW=" + clock().Format(time.RFC3339Nano),
	}, h.env...)
}

// path is a file in the home.
func (h *home) path(name string) string { return filepath.Join(h.dir, name) }

// database is where koe keeps the desk when nobody says otherwise.
func (h *home) database() string { return h.path(".local/share/koe/koe.db") }

// file writes a file into the home.
func (h *home) file(name, content string) string {
	h.t.Helper()
	if err := os.WriteFile(h.path(name), []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return h.path(name)
}

// An answer is what a command said.
type answer struct {
	out, err string
	code     int
}

// command is koe with its arguments, ready to run.
func (h *home) command(args ...string) *exec.Cmd {
	cmd := exec.Command(built, args...)
	cmd.Env = h.environ()
	cmd.Dir = h.dir
	return cmd
}

// try runs a command of the shell.
func (h *home) try(stdin string, args ...string) answer {
	h.t.Helper()
	cmd := h.command(args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		h.t.Fatal(err)
	}
	return answer{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// koe runs a command that must be done, and gives what it printed.
func (h *home) koe(args ...string) string {
	h.t.Helper()
	a := h.try("", args...)
	if a.code != 0 || a.err != "" {
		h.t.Fatalf("koe %q: exit %d\n%s%s", args, a.code, a.out, a.err)
	}
	return a.out
}

// open starts the screens and waits until the Log screen stands there.
func (h *home) open(o drive.Options, args ...string) *drive.Term {
	h.t.Helper()
	o.Env, o.Dir = h.environ(), h.dir
	d := drive.Start(h.t, o, built, args...)
	d.Until(" koe  1 ")
	d.Idle()
	return d
}
