package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koe/tui/action"
	"koe/tui/lang"
)

var updateReadme = flag.Bool("update-readme", false, "write the README's key table anew")

// TestTheReadmesKeysAreTheRegistrys holds the README's key table to the one
// that the interface itself is made from.
func TestTheReadmesKeysAreTheRegistrys(t *testing.T) {
	const from, to = "<!-- keys -->\n", "<!-- /keys -->"
	path := filepath.Join("..", "..", "README.md")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), from)
	table, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("the README has no %q … %q", from, to)
	}
	want := action.KeyTable(action.Table(), lang.For(lang.English)) + "\n"
	if table == want {
		return
	}
	if !*updateReadme {
		t.Fatal("the README's keys are not the registry's; go test ./cmd/koe -run Readme -update-readme writes them anew")
	}
	if err := os.WriteFile(path, []byte(before+from+want+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
