package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each language has a code of its own, is told by it, and has its catalogue; a
// message beside what it is about is there in each.
func TestEveryLanguageIsSpoken(t *testing.T) {
	said := Say("a", "b").All()
	for _, l := range All() {
		is := table()[l]
		if is.code == "" || is.catalogue == nil {
			t.Fatalf("language %d has no code or no catalogue in the table", l)
		}
		if got, err := Parse(is.code); got != l || err != nil {
			t.Errorf("%s is read as %v, %v", is.code, got, err)
		}
		if got := For(l); got.Lang != l {
			t.Errorf("the catalogue of %s is that of %v", l, got.Lang)
		}
		if said[l] == "" {
			t.Errorf("Say takes no words in %s", l)
		}
	}
}

// asking are the places outside of this package that ask which language it is: a
// man page is set otherwise where blanks part the words, and the made-up desk
// has tags and people in two.
var asking = []string{"cmd/koe/demo.go", "cmd/koe/man.go", "cmd/koe/manual/roff.go", "store/demo/language.go", "tui/screentest/rising.go", "tui/screentest/unowned.go"}

// What depends on the language is in the catalogue, or said by [Say]: what asks
// for Japanese, else speaks English, a third language would miss in silence.
func TestNobodyElseAsksForALanguage(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
		path, _ := filepath.Rel(root, name)
		path = filepath.ToSlash(path)
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || slices.Contains(asking, path) {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			return err
		}
		asked := func(all ...ast.Expr) {
			for _, e := range all {
				if sel, ok := e.(*ast.SelectorExpr); ok {
					e = sel.Sel
				}
				if is, ok := e.(*ast.Ident); ok && (is.Name == "English" || is.Name == "Japanese") {
					t.Errorf("%s:%d asks whether it is %s", path, set.Position(is.Pos()).Line, is.Name)
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					asked(n.X, n.Y)
				}
			case *ast.CaseClause:
				asked(n.List...)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
