package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/tui/lang"
)

// A command that is made and that nobody adds is named: it belongs in the list of
// root.go, or under its parent.
func TestEveryCommandIsAdded(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	made, called := map[string]bool{}, map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if strings.HasSuffix(n.Name.Name, "Command") && n.Recv != nil && n.Type.Results != nil {
					made[n.Name.Name] = true
				}
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
					called[sel.Sel.Name] = true
				}
			}
			return true
		})
	}
	for name := range made {
		if !called[name] {
			t.Errorf("nobody adds what %s makes", name)
		}
	}
	if len(made) < 26 {
		t.Errorf("only %d commands are found", len(made))
	}
}

// TestEveryCommandIsWhole names what a command forgot: its words in Japanese, an
// example that can be typed, what a shell is offered at its words and flags.
func TestEveryCommandIsWhole(t *testing.T) {
	p := inside("")
	root := p.rootCommand()
	root.AddCommand(append(p.commands(), p.helpCommand())...)
	for _, cmd := range append(everyCommand(root), root) {
		for _, forgot := range forgotten(p, cmd) {
			t.Errorf("%s: %s", cmd.CommandPath(), forgot)
		}
	}
}

var japaneseWords = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)

// capitalised says that help, which begins every phrase with a capital, would
// change a code in a Japanese one: it takes all up to the first blank for a word.
func capitalised(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return strings.ContainsFunc(first, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) })
}

// forgotten says what a command lacks.
func forgotten(p *program, cmd *cobra.Command) (lacks []string) {
	lack := func(what string) { lacks = append(lacks, what) }
	for _, l := range lang.All() {
		if w, ok := p.wordings[cmd][l]; !ok || w.short == "" {
			lack("help has no words for it in " + l.String())
		}
	}
	ja := p.wordings[cmd][lang.Japanese]
	if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
		lack("Short is no phrase")
	}
	if !japaneseWords.MatchString(ja.short) || strings.HasSuffix(ja.short, "。") {
		lack("p.inJapanese lacks a short phrase")
	}
	if capitalised(ja.short) {
		lack("help would capitalise its short phrase in Japanese: a blank goes before its first letter")
	}
	if (cmd.Long == "") != (ja.long == "") {
		lack("Long stands in one language only")
	}
	if cmd.Example == "" {
		lack("Example is missing")
	}
	for _, line := range examples(cmd.Example) {
		if wrong := untypable(line); wrong != "" {
			lack("the example " + strings.Join(line, " ") + ": " + wrong)
		}
	}
	if words := strings.Fields(strings.ReplaceAll(cmd.Use, "[flags]", "")); len(words) > 1 && cmd.ValidArgsFunction == nil {
		lack("it takes words: what is offered at them? ValidArgsFunction: p.offers(…), nil for nothing")
	}
	own := cmd.LocalNonPersistentFlags()
	own.AddFlagSet(cmd.PersistentFlags())
	own.VisitAll(func(f *pflag.Flag) {
		if f.Name == "json" || f.Name == "help" {
			return
		}
		if !japaneseWords.MatchString(ja.flags[f.Name]) {
			lack("p.inJapanese says nothing of --" + f.Name)
		}
		if capitalised(ja.flags[f.Name]) {
			lack("help would capitalise what p.inJapanese says of --" + f.Name + ": a blank goes before its first letter")
		}
		_, offers := cmd.GetFlagCompletionFunc(f.Name)
		if text := f.Value.Type() == "string" || f.Value.Type() == "stringArray"; text && !offers && !offersFiles(f) {
			lack("what is offered at --" + f.Name + "? p.offerAt, nil for nothing; takesFile for files")
		}
	})
	return lacks
}

// examples are the command lines of koe in an example, each in its words.
func examples(example string) [][]string {
	var all [][]string
	for line := range strings.Lines(example) {
		for _, command := range regexp.MustCompile(` && | \| | > `).Split(strings.TrimSpace(line), -1) {
			var words []string
			for _, m := range regexp.MustCompile(`'([^']*)'|(\S+)`).FindAllStringSubmatch(command, -1) {
				words = append(words, m[1]+m[2])
			}
			if len(words) > 0 && words[0] == "koe" {
				all = append(all, words[1:])
			}
		}
	}
	return all
}

// untypable says why a command line would not be understood, or nothing.
func untypable(line []string) string {
	p := inside("")
	root := p.rootCommand()
	root.AddCommand(append(p.commands(), p.helpCommand())...)
	cmd, rest, err := root.Find(line)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil {
		err = cmd.ValidateArgs(cmd.Flags().Args())
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestWhatIsForgottenIsNamed(t *testing.T) {
	p := inside("")
	bare := &cobra.Command{Use: "bare NUMBER", Short: "Does nothing", Long: "It does nothing.", Example: "  koe bare 1 && koe log --nothing x", Run: func(*cobra.Command, []string) {}}
	bare.Flags().String("to", "", "to whom")
	got := strings.Join(forgotten(p, bare), "\n")
	for _, want := range []string{"lacks a short phrase", "Long stands in one", "is no command of koe", "unknown flag: --nothing", "takes words", "says nothing of --to", "offered at --to"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not named:\n%s", want, got)
		}
	}
}

// Where the use of a command names something that the desk or koe knows, a shell
// is offered it.
func TestKnownValuesAreOffered(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	done(t, db, "log", "--customer", "田中商事", "二重に請求された #請求")
	done(t, db, "problem", "new", "Double charges", "--tag", "請求")
	root := inside(db).root()
	for _, cmd := range everyCommand(root) {
		_, takes, _ := strings.Cut(cmd.Use, " ")
		for _, known := range []string{"NUMBER", "PROBLEM", "QUERY", "CUSTOMER", "USER ROLE", "TAG", "FROM", "INTO"} {
			if strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(takes, "[flags] "), "["), known) && len(offered(t, db, append(strings.Fields(cmd.CommandPath())[1:], "")...)) == 0 {
				t.Errorf("%s takes %s and offers none", cmd.CommandPath(), known)
			}
		}
	}
}

// Help is in the language of the locale, and --lang has the last word.
func TestHelpSpeaksTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	const en, ja = "Write down what a customer said", "お客様のお申し出を記録する"
	for _, c := range []struct {
		locale string
		args   []string
		want   string
	}{
		{"C.UTF-8", []string{"--help"}, en}, {"ja_JP.UTF-8", []string{"--help"}, ja},
		{"C.UTF-8", []string{"--lang", "ja", "--help"}, ja}, {"ja_JP.UTF-8", []string{"--lang", "en", "--help"}, en},
		{"C.UTF-8", []string{"log", "--lang", "ja", "--help"}, "受付日時"}, {"ja_JP.UTF-8", []string{"log", "--help"}, "出力を JSON にする"},
		{"ja_JP.UTF-8", []string{"problem", "stage", "--help"}, "お客様の立場で納得できるか"}, {"C.UTF-8", []string{"log", "--lang", "xx", "--help"}, "he customer's name"},
	} {
		if out := h.with("LANG=" + c.locale).koe(c.args...); !strings.Contains(out, c.want) {
			t.Errorf("LANG=%s koe %v should say %q:\n%s", c.locale, c.args, c.want, out)
		}
	}
}
