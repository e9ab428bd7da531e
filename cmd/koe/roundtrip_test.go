package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A full export brought into an empty desk is, exported again, the same file to
// the letter: numbers, states, owners, problems, notes and all.
func TestFullExportComesBack(t *testing.T) {
	first, second := filepath.Join(t.TempDir(), "koe.db"), filepath.Join(t.TempDir(), "koe.db")
	done(t, first, "user", "add", "mori", "--name", "森 由美")
	for _, args := range [][]string{
		{"log", "--customer", "田中商事", "--channel", "phone", "--wish", "refund", "6月分が二重に請求された。\n返金してほしい #請求/二重請求 #電話 !2"},
		{"log", "--kind", "praise", "--at", "2026-01-05T09:30", `=cmd|' /C calc'!A0 "quoted", and a tab	here`},
		{"log", "--customer", "Abe", `Nobody rang back #a\/b/c #"hold music"`},
		{"log", "Double entry"},
		{"assign", "1", "--to", "mori"},
		{"state", "1", "pending", "--reason", "customer", "--until", "2027-01-01"},
		{"state", "3", "resolved", "--reason", "Called back at three"},
		{"state", "3", "closed", "--reason", "goodwill"},
		{"state", "4", "withdrawn", "--reason", "saved twice"},
		{"problem", "new", "Double charges", "--tag", "請求/二重請求", "--issue", "1"},
		{"tag", "3", "--add", "請求/返金"},
	} {
		done(t, first, args...)
	}
	want := done(t, first, "export", "--full", "--format", "jsonl")
	if strings.Count(want, "\n") != 4 {
		t.Fatalf("4 issues should be exported:\n%s", want)
	}
	if out, err := run(t, second, want, "import", "-"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := done(t, second, "export", "--full", "--format", "jsonl"); got != want {
		t.Errorf("the second export is not the first:\n%s\n%s", want, got)
	}
	if out := done(t, second, "check"); !strings.Contains(out, "Nothing is hurt") {
		t.Error(out)
	}
	out, err := run(t, second, want, "import", "--json", "-")
	if err != nil || !strings.Contains(out, `"issues":0`) || !strings.Contains(out, `"already":4`) {
		t.Errorf("the same again: %s %v", out, err)
	}
}
