package main

import (
	"go/ast"
	"path"
	"strconv"
	"strings"
	"testing"
)

// TestWhoKnowsWhom reads the import graph and holds the house to it: cmd knows
// tui and store, both know model, model knows nothing of ours outside model;
// tui never knows store; only store/kv/bolt knows bbolt; and the engine and the
// words know nobody.
func TestWhoKnowsWhom(t *testing.T) {
	eachFile(t, func(rel string, parsed *ast.File) {
		for _, spec := range parsed.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := forbidden(path.Dir(rel), to, strings.HasSuffix(rel, "_test.go")); why != "" {
				t.Errorf("%s imports %s: %s", rel, to, why)
			}
		}
	})
}

// forbidden says why a package may not import another, or nothing.
func forbidden(from, to string, test bool) string {
	if to == "go.etcd.io/bbolt" && from != "store/kv/bolt" {
		return "only store/kv/bolt knows bbolt"
	}
	to, ours := strings.CutPrefix(to, "koe/")
	if !ours {
		return ""
	}
	if to == "model/testday" && !test {
		return "model/testday is for tests"
	}
	within := func(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }
	for _, rule := range []struct{ room, knows, why string }{
		{"model/text", "model/text", "model/text knows nothing of ours"},
		{"model/trend", "model/trend", "model/trend knows nothing of ours"},
		{"model", "model", "model knows nothing of ours outside model"},
	} {
		if within(from, rule.room) && !within(to, rule.knows) {
			return rule.why
		}
	}
	switch {
	case within(from, "store") && !within(to, "store") && !within(to, "model"):
		return "store knows model and no more"
	case within(from, "tui") && !within(to, "tui") && !within(to, "model") && !test:
		return "tui knows model and no more"
	case within(from, "tui") && within(to, "store"):
		return "tui never knows store"
	}
	return ""
}

func TestTheRulesForbid(t *testing.T) {
	for _, c := range []struct {
		from, to string
		ok       bool
	}{
		{"tui/triage", "koe/store/desk", false},
		{"store/desk", "koe/tui/lang", false},
		{"model", "koe/store", false},
		{"model/trend", "koe/model", false},
		{"model/text", "koe/model", false},
		{"store", "go.etcd.io/bbolt", false},
		{"store/kv/bolt", "go.etcd.io/bbolt", true},
		{"cmd/koe", "koe/store/desk", true},
		{"tui/triage", "koe/model/query", true},
		{"model/query", "koe/model/text", true},
		{"cmd/koe", "koe/model/testday", false},
	} {
		if got := forbidden(c.from, c.to, false) == ""; got != c.ok {
			t.Errorf("%s importing %s: allowed %v, want %v", c.from, c.to, got, c.ok)
		}
	}
}
