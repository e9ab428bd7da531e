package main

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// texts are the texts of all issues, in their order.
func (h *home) texts() []string {
	h.t.Helper()
	var out []string
	for _, i := range h.issues() {
		out = append(out, i["text"].(string))
	}
	slices.Sort(out)
	return out
}

const phoneCalls = "いつ,内容,お名前\n2026-07-01,返金されない,田中商事\n2026-07-02,電話がつながらない,\n2026-07-02,電話がつながらない,\n"

// callColumns are the flags that read such a file.
var callColumns = []string{"--map", "received_at=いつ", "--map", "text=内容", "--map", "customer=お名前"}

func (h *home) importCalls(args ...string) map[string]any {
	h.t.Helper()
	return object(h.t, h.koe(append(append([]string{"import", "calls.csv", "--json"}, callColumns...), args...)...))
}

// The same file twice adds nothing, equal rows are all kept, a dry run changes
// nothing, and an import is one step of undo.
func TestImport(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.file("calls.csv", phoneCalls)
	before := h.koe("list", "--json")
	if got := h.importCalls("--dry-run"); got["issues"] != 3.0 || got["dry_run"] != true {
		t.Errorf("%v", got)
	}
	if after := h.koe("list", "--json"); after != before {
		t.Errorf("a dry run changed something:\n%s", after)
	}
	got := h.importCalls()
	if missing := lacks(got, "file format encoding rows issues already rejected first last from to map seconds"); len(missing) > 0 || got["issues"] != 3.0 || got["rows"] != 3.0 {
		t.Errorf("lacks %v: %v", missing, got)
	}
	want := []string{"返金されない", "電話がつながらない", "電話がつながらない"}
	slices.Sort(want)
	if got := h.texts(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := h.importCalls(); got["issues"] != 0.0 || got["already"] != 3.0 {
		t.Errorf("the same file again: %v", got)
	}
	if out := h.koe("undo"); !strings.Contains(out, "(3)") {
		t.Errorf("undo: %q", out)
	}
	if got := h.texts(); len(got) != 0 {
		t.Errorf("after undo: %q", got)
	}
	if got := h.importCalls(); got["issues"] != 3.0 {
		t.Errorf("importing again after undo: %v", got)
	}
	if got := h.texts(); !slices.Equal(got, want) {
		t.Errorf("after importing again: %q", got)
	}
	h.koe("check")
	if out := h.koe(append([]string{"import", "calls.csv", "--dry-run"}, callColumns...)...); !strings.Contains(out, "nothing was changed") {
		t.Errorf("%s", out)
	}
}

// Rows that cannot be read go to the rejects file with line and reason, the
// others go in; mended, that file can be imported.
func TestRejectsAreMended(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.file("bad.csv", "when,what\n2026-07-01,fine\nnever,lost its date\n2026-07-03,fine too\n")
	columns := []string{"--map", "received_at=when", "--map", "text=what"}
	out := h.koe(append([]string{"import", "bad.csv", "--rejects", "rejects.csv"}, columns...)...)
	if !strings.Contains(out, "line 3: ") || !strings.Contains(out, "2 issues in") {
		t.Errorf("%s", out)
	}
	rejects, err := os.ReadFile(h.path("rejects.csv"))
	if err != nil || !strings.Contains(string(rejects), "lost its date") || strings.Contains(string(rejects), "fine") {
		t.Fatalf("%v: %s", err, rejects)
	}
	if a := h.try("", append([]string{"import", "bad.csv", "--rejects", "rejects.csv"}, columns...)...); a.code != 1 || !strings.Contains(a.err, "already there") {
		t.Errorf("rejects were written over: %+v", a)
	}
	h.file("rejects.csv", strings.ReplaceAll(string(rejects), "never", "2026-07-02"))
	h.koe(append([]string{"import", "rejects.csv"}, columns...)...)
	if got := h.texts(); !slices.Equal(got, []string{"fine", "fine too", "lost its date"}) {
		t.Errorf("%q", got)
	}
}

// What a full export wrote comes back the same on an empty desk.
func TestExportComesBack(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("import", h.file("old.csv", oldComplaints()))
	h.koe("log", "二重に請求された #請求 !1 @田中商事", "--wish", "refund", "--channel", "phone")
	h.koe("state", "1", "working")
	h.koe("export", "--full", "--format", "jsonl", "--output", "all.jsonl")
	other := newHome(t)
	b, err := os.ReadFile(h.path("all.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	other.koe("import", other.file("all.jsonl", string(b)))
	mine, theirs := h.issues(), other.issues()
	if len(mine) != len(theirs) {
		t.Fatalf("%d issues became %d", len(mine), len(theirs))
	}
	byText := func(issues []map[string]any) map[string]map[string]any {
		out := map[string]map[string]any{}
		for _, i := range issues {
			out[i["id"].(string)] = i
		}
		return out
	}
	came := byText(theirs)
	for id, i := range byText(mine) {
		for field := range strings.FieldsSeq("received_at logged_at kind text tags customer severity state owner channel wish extra source external_id") {
			if !reflect.DeepEqual(i[field], came[id][field]) {
				t.Fatalf("%s of %v became %v", field, i, came[id])
			}
		}
	}
	if a := h.koe("export", "請求"); strings.Count(a, "\n") != 2 || !strings.HasPrefix(a, "\ufeff") {
		t.Errorf("a query's CSV: %q", a)
	}
	for line := range strings.Lines(h.koe("export", "--format", "jsonl")) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("%s", line)
		}
	}
}
