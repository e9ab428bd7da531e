package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"
)

// Every type that decides is in the list of commands, once, with a word of its
// own.
func TestEveryCommandIsListed(t *testing.T) {
	listed, words := map[string]bool{}, map[Verb]string{}
	for _, c := range commands {
		name := reflect.TypeOf(c).Name()
		if listed[name] {
			t.Errorf("%s stands twice in the list of commands", name)
		}
		listed[name] = true
		if other := words[c.Verb()]; other != "" {
			t.Errorf("%s and %s have the same word, %q", name, other, c.Verb())
		}
		words[c.Verb()] = name
	}
	for _, name := range deciding(t) {
		if !listed[name] {
			t.Errorf("%s is a command and stands not in the list of commands", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s stands in the list of commands and has no decide of its own", name)
	}
}

// deciding finds the types with a method decide in the package's source.
func deciding(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "decide" {
				continue
			}
			of := f.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			names = append(names, of.(*ast.Ident).Name)
		}
	}
	return names
}
