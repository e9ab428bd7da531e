package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"koe/model"
)

// What changes a problem has words in the problem's history in every language:
// an event without words is left out of it.
func TestEveryActOnAProblemIsTold(t *testing.T) {
	acts := actsOnProblems(t)
	if len(acts) < 8 {
		t.Errorf("only %d commands change a problem: %q", len(acts), acts)
	}
	for _, l := range All() {
		for _, verb := range acts {
			if For(l).Trends.Problems.Story[verb] == "" {
				t.Errorf("%v: the command %q changes a problem and has no words in Trends.Problems.Story", l, verb)
			}
		}
	}
}

// actsOnProblems are the verbs of the commands that ask in the model's source,
// in deciding, for a problem to change.
func actsOnProblems(t *testing.T) (acts []model.Verb) {
	t.Helper()
	files, err := filepath.Glob("../../model/*.go")
	if err != nil {
		t.Fatal(err)
	}
	words, verbs, changing := map[string]model.Verb{}, map[string]string{}, []string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if of, ok := n.Type.(*ast.Ident); ok && of.Name == "Verb" && len(n.Values) == 1 {
					word, _ := strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
					words[n.Names[0].Name] = model.Verb(word)
				}
			case *ast.FuncDecl:
				switch of := receiver(n); {
				case of == "":
				case n.Name.Name == "Verb":
					if r, ok := n.Body.List[0].(*ast.ReturnStmt); ok {
						verbs[of] = r.Results[0].(*ast.Ident).Name
					}
				case n.Name.Name == "decide" && calls(n.Body, "problem"):
					changing = append(changing, of)
				}
			}
			return true
		})
	}
	for _, of := range changing {
		acts = append(acts, words[verbs[of]])
	}
	return acts
}

// receiver is the type that a method is of, where it is no pointer.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of, _ := f.Recv.List[0].Type.(*ast.Ident)
	if of == nil {
		return ""
	}
	return of.Name
}

// calls reports whether a method of this name is called.
func calls(body *ast.BlockStmt, method string) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			sel, ok := call.Fun.(*ast.SelectorExpr)
			found = found || ok && sel.Sel.Name == method
		}
		return !found
	})
	return found
}
