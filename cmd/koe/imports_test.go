package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestWhoKnowsWhom reads the import graph and holds the house to it: cmd knows
// tui and store, both know model, model knows nothing of ours outside model;
// tui never knows store; only store/kv/bolt knows bbolt; and the engine and the
// words know nobody.
func TestWhoKnowsWhom(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && file != root {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		seen++
		from := path.Dir(filepath.ToSlash(rel))
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := forbidden(from, to, strings.HasSuffix(file, "_test.go")); why != "" {
				t.Errorf("%s imports %s: %s", rel, to, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Fatalf("only %d files were read; is this the root of the project?", seen)
	}
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
	} {
		if got := forbidden(c.from, c.to, false) == ""; got != c.ok {
			t.Errorf("%s importing %s: allowed %v, want %v", c.from, c.to, got, c.ok)
		}
	}
}
