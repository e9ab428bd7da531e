package action_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"koe/tui/action"
)

// An action is in the table, a screen has it, and the same screen does it, or
// what that screen is made with: read from the source, since a key that does
// nothing looks like any other.
func TestEveryActionIsHadAndDone(t *testing.T) {
	ids := actionIDs(t)
	defs := map[action.ID]bool{}
	for _, d := range action.Table() {
		defs[d.ID] = true
	}
	for name, id := range ids {
		if !defs[id] {
			t.Errorf("action.%s is in no list of the table", name)
		}
	}
	all := packagesOfScreens(t, ids)
	root := all["koe/tui"] // does some for every screen
	everywhere := map[string]bool{}
	for path, p := range all {
		had, done := maps.Clone(p.had), maps.Clone(p.done)
		maps.Copy(done, root.done)
		for other, q := range all {
			if p.imports[other] || q.imports[path] {
				maps.Copy(had, q.had)
			}
			if p.imports[other] {
				maps.Copy(done, q.done)
			}
		}
		maps.Copy(everywhere, p.had)
		for _, name := range slices.Sorted(maps.Keys(p.had)) {
			if !done[name] {
				t.Errorf("%s has action.%s and does not do it", path, name)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(p.done)) {
			if !had[name] {
				t.Errorf("%s does action.%s and never has it", path, name)
			}
		}
	}
	for name := range ids {
		if !everywhere[name] {
			t.Errorf("action.%s is had by no screen", name)
		}
	}
}

// actionIDs are the names of the actions in Go, each with what it stands for.
func actionIDs(t *testing.T) map[string]action.ID {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "table.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]action.ID{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "ID" {
				ids[spec.Names[0].Name] = action.ID(strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`))
			}
		}
		return true
	})
	return ids
}

// A screenPackage is what a package of the interface has and does of the actions.
type screenPackage struct{ imports, had, done map[string]bool }

// packagesOfScreens reads the interface's source.
func packagesOfScreens(t *testing.T, ids map[string]action.ID) map[string]screenPackage {
	t.Helper()
	all := map[string]screenPackage{}
	err := filepath.WalkDir("..", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		path := filepath.ToSlash(filepath.Join("koe/tui", filepath.Dir(name[len("../"):])))
		if all[path].had == nil {
			all[path] = screenPackage{map[string]bool{}, map[string]bool{}, map[string]bool{}}
		}
		knows := false // elsewhere action is a variable's name
		for _, spec := range file.Imports {
			imported := strings.Trim(spec.Path.Value, `"`)
			all[path].imports[imported] = true
			knows = knows || imported == "koe/tui/action"
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil && knows {
				all[path].read(f, ids)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// read notes what a function has, where it returns actions, and what it does,
// where it asks which action it is.
func (p screenPackage) read(f *ast.FuncDecl, ids map[string]action.ID) {
	name := func(e ast.Expr) string {
		if sel, ok := e.(*ast.SelectorExpr); ok && ids[sel.Sel.Name] != "" {
			if of, ok := sel.X.(*ast.Ident); ok && of.Name == "action" {
				return sel.Sel.Name
			}
		}
		return ""
	}
	note := func(where map[string]bool, all ...ast.Expr) {
		for _, e := range all {
			if n := name(e); n != "" {
				where[n] = true
			}
		}
	}
	asked := p.done
	switch f.Name.Name {
	case "owns": // the root's
		asked = p.had
	case "hidden", "quiet": // how it is shown
		asked = map[string]bool{}
	}
	lists := returnsActions(f)
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause:
			note(asked, n.List...)
		case *ast.BinaryExpr:
			note(asked, n.X, n.Y)
		case *ast.CallExpr:
			if lists {
				note(p.had, n.Args...)
			}
		case *ast.KeyValueExpr:
			if lists {
				note(p.had, n.Value)
			}
		case *ast.AssignStmt:
			if lists {
				note(p.had, n.Rhs...)
			}
		}
		return true
	})
}

// returnsActions reports whether a function says which actions there are.
func returnsActions(f *ast.FuncDecl) bool {
	if f.Type.Results == nil {
		return false
	}
	return slices.ContainsFunc(f.Type.Results.List, func(r *ast.Field) bool {
		e := r.Type
		if list, ok := e.(*ast.ArrayType); ok {
			e = list.Elt
		}
		sel, ok := e.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Action"
	})
}
