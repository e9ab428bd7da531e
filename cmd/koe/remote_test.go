package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/tui/lang"
	"koe/tui/serve"
)

// onTheMachineAlone are the commands that are not run over SSH.
var onTheMachineAlone = []string{"serve", "audit", "check", "compact", "repair", "restore", "index", "backtest", "calibrate", "effect", "demo", "man"}

// A new command says whether it is run over SSH.
func TestEveryCommandIsOverSSHOrNot(t *testing.T) {
	for _, c := range append(newProgram().commands(), newProgram().helpCommand()) {
		if slices.Contains(overSSH, c.Name()) == slices.Contains(onTheMachineAlone, c.Name()) {
			t.Errorf("koe %s: in overSSH, or in the list of this test", c.Name())
		}
	}
}

// visitorsProgram is a program of somebody over SSH, with no desk behind it.
func visitorsProgram() (*program, *bytes.Buffer) {
	var errs bytes.Buffer
	v := &visitor{house: &house{clock: func() time.Time { panic("nothing here has a time") }}, guest: serve.Guest{User: "mori", Lang: lang.English}}
	return v.remote(strings.NewReader(""), &bytes.Buffer{}, &errs), &errs
}

// Whatever names a file is refused, at every command, and so is whatever would say
// who acts or on which database.
func TestNoPathCrossesSSH(t *testing.T) {
	root := func() *cobra.Command {
		p, _ := visitorsProgram()
		root, _, err := p.remoteRoot("list")
		if err != nil {
			t.Fatal(err)
		}
		return root
	}
	refused := func(cmd *cobra.Command, args ...string) {
		t.Helper()
		var no *notOverSSHError
		if err := noPaths(cmd, args); !errors.As(err, &no) {
			t.Errorf("%s %v: %v", cmd.CommandPath(), args, err)
		}
	}
	files := 0
	for i, cmd := range everyCommand(root()) {
		if from := filesFrom(cmd); from >= 0 {
			files++
			refused(cmd, append(make([]string, from), "/etc/passwd")...)
			refused(cmd, append(make([]string, from), "-", "x")...)
			if err := noPaths(cmd, append(make([]string, from), "-")); err != nil {
				t.Errorf("%s -: %v", cmd.CommandPath(), err)
			}
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if offersFiles(f) {
				names = append(names, f.Name)
			}
		})
		for _, name := range append(names, "db") {
			cmd := everyCommand(root())[i]
			if cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
				continue
			}
			files++
			if err := cmd.ParseFlags([]string{"--" + name, "/etc/passwd"}); err != nil {
				t.Fatal(err)
			}
			refused(cmd)
		}
	}
	if files < 30 {
		t.Errorf("only %d places for files were tried", files)
	}
}

// A line that is too long, and lines that are none.
func TestLinesThatAreNotRun(t *testing.T) {
	for line, want := range map[string]string{
		"log " + strings.Repeat("x", mostLine): "a command over SSH may be",
		"__complete show 1":                    "is not run over SSH",
		"koe restore x":                        "is not run over SSH",
		"completion bash":                      "is no command of koe",
		"nonsense":                             "is no command of koe",
		"list --db=x":                          "--db is not taken over SSH",
		"list --as mori":                       "--as is not taken over SSH",
		"--as mori list":                       "--as is not taken over SSH",
		"import - --as cfpb --rejects=x":       "--rejects is not taken over SSH",
		"list \x1b[31m --x\x1b]0;t\a":          "is no flag",
	} {
		p, errs := visitorsProgram()
		if code := p.run(t.Context(), line); code != 2 || !strings.Contains(errs.String(), want) || strings.ContainsAny(errs.String(), "\x1b\a") {
			t.Errorf("%.60q: exit %d, %q", line, code, errs)
		}
	}
	for line, want := range map[string]string{"list it's": "koe list", "koe log x": "koe log", "restore x": "something else", "": "something else", "二重": "something else"} {
		if got := does(line); got != want {
			t.Errorf("%q does %q", line, got)
		}
	}
}
