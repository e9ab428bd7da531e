package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"koe/model"
)

// Events say who did what to which numbers, and none of the words.
func TestEventsHoldNoWords(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("user", "add", "mori", "--role", "lead")
	h.koe("log", "二重に請求された #請求 !2", "--customer", "田中商事")
	h.koe("assign", "1", "--to", "mori")
	h.koe("state", "1", "resolved", "--reason", "返金しました")
	h.koe("problem", "new", "カードの再試行", "--issue", "1")
	h.koe("undo")
	out := h.koe("events", "--json")
	for _, words := range []string{"請求", "田中", "返金", "カード"} {
		if strings.Contains(out, words) {
			t.Errorf("%q stands in\n%s", words, out)
		}
	}
	var all []model.Happened
	for line := range strings.Lines(out) {
		var e model.Happened
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	var verbs []string
	for i, e := range all {
		verbs = append(verbs, string(e.Verb))
		if e.Event != uint64(i+1) {
			t.Errorf("event %d stands in the place of %d", e.Event, i+1)
		}
	}
	if got, want := strings.Join(verbs, " "), "desk user user log assign state problem undo"; got != want {
		t.Fatalf("%s, want %s", got, want)
	}
	assign := all[4]
	if assign.Actor != "aya" || len(assign.Issues) != 1 || assign.Issues[0] != 1 {
		t.Errorf("%+v", assign)
	}
	if undo := all[7]; undo.Undoes != 7 {
		t.Errorf("%+v", undo)
	}
	if out := h.koe("events", "--since", "5", "--limit", "2", "--json"); strings.Count(out, "\n") != 2 || !strings.Contains(out, `"event":6`) {
		t.Errorf("after 5: %s", out)
	}
	if out := h.koe("events", "--limit", "3"); strings.Count(out, "\n") != 3 || !strings.HasPrefix(out, "6 ") {
		t.Errorf("the newest three: %s", out)
	}
	if a := h.try("", "events", "--since", "99"); a.code != 2 {
		t.Errorf("after an event that is not there: %+v", a)
	}
}

// Whoever follows is told of what others do, beside screens and after the holder
// has gone.
func TestEventsAreFollowed(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "before")
	cmd := h.command("events", "--follow", "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			lines <- s.Text()
		}
	}()
	next := func(want string) {
		t.Helper()
		select {
		case line := <-lines:
			if !strings.Contains(line, want) {
				t.Errorf("%s, want %s", line, want)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("nothing came, want %s", want)
		}
	}
	for !strings.Contains(h.koe("status"), "koe events") { // until it is there
	}
	h.koe("log", "one")
	next(`"issues":[2]`)
	h.koe("log", "two")
	next(`"issues":[3]`)
	h.koe("assign", "2", "3", "--to", "aya")
	next(`"issues":[2,3]`)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for line := range lines {
		t.Errorf("more: %s", line)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("when it is stopped: %v", err)
	}
}
