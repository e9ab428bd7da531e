package main

import (
	"bufio"
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"koe/tui/lang"
)

// Whoever reads only the beginning of a list is told nothing on standard
// error, however much would follow.
func TestABrokenPipeIsQuiet(t *testing.T) {
	t.Parallel()
	h := newHome(t).demo(lang.English)
	for _, args := range [][]string{{"list", "--limit", "0", "--json"}, {"list", "--limit", "20000"}, {"export"}, {"export", "--format", "jsonl"}} {
		cmd := h.command(args...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line == "" {
			t.Errorf("koe %v: %q, %v", args, line, err)
		}
		out.Close()
		var exit *exec.ExitError
		if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		if errs.Len() > 0 {
			t.Errorf("koe %v said %q", args, errs.String())
		}
	}
	if out := h.koe("check"); !strings.HasPrefix(out, "Nothing is hurt") {
		t.Error(out)
	}
}
