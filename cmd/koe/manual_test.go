package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/cmd/koe/manual"
	"koe/model/query"
	"koe/model/when"
	"koe/store/exchange"
	"koe/tui/action"
	"koe/tui/lang"
	"koe/tui/widget"
)

var updateManual = flag.Bool("update-manual", false, "write what the manual takes from the program anew")

// aboutWidth is how wide a page's first line may be, which stands beside its name in the list of
// pages.
const aboutWidth = 62

// eachPage calls fn for every page in every language, the list of pages too.
func eachPage(t *testing.T, fn func(t *testing.T, p manual.Page, l lang.Lang)) {
	for _, l := range lang.All() {
		for _, topic := range append(manual.Topics(), manual.Index) {
			t.Run(l.String()+"/"+topic, func(t *testing.T) {
				p, err := manual.Read(topic, l)
				if err != nil {
					t.Fatal(err)
				}
				fn(t, p, l)
			})
		}
	}
}

// program is the root with all that is added when it runs.
func testedRoot() *cobra.Command {
	root := newProgram().root()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range append(everyCommand(root), root) {
		cmd.InitDefaultHelpFlag()
	}
	return root
}

func TestEachPageReadsWellAt80Columns(t *testing.T) {
	eachPage(t, func(t *testing.T, p manual.Page, l lang.Lang) {
		if p.Title == "" || p.About == "" || widget.Width(p.About) > aboutWidth && p.Topic != manual.Index {
			t.Errorf("the title is %q and the first line %q, which takes %d columns; %d fit", p.Title, p.About, widget.Width(p.About), aboutWidth)
		}
		for _, bold := range []bool{false, true} {
			for _, line := range manual.Render(p.Blocks, manual.Width, bold) {
				if widget.Width(line) > manual.Width {
					t.Errorf("%d columns: %q", widget.Width(line), line)
				}
			}
		}
	})
}

// The folders hold the pages of the list and no others.
func TestEveryPageIsATopic(t *testing.T) {
	want := []string{manual.Index + ".md"}
	for _, topic := range manual.Topics() {
		want = append(want, topic+".md")
	}
	slices.Sort(want)
	for _, l := range lang.All() {
		var got []string
		files, err := os.ReadDir(filepath.Join("manual", l.String()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			got = append(got, f.Name())
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s has %v, should have %v", l, got, want)
		}
	}
}

// What the pages take from the program is the program's.
func TestTheManualSaysWhatTheProgramSays(t *testing.T) {
	for _, l := range lang.All() {
		c := lang.For(l)
		fill(t, manual.Index, l, "topics", topicTable(t, l))
		fill(t, "keys", l, "keys", strings.ReplaceAll(action.KeyTable(action.Table(), c), "### ", "## "))
		fill(t, "queries", l, "fields", fieldTable(l))
	}
}

// fill holds a part of a page, which stands between two comments, to what the program makes of it.
func fill(t *testing.T, topic string, l lang.Lang, name, want string) {
	t.Helper()
	path := filepath.Join("manual", l.String(), topic+".md")
	from, to := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), from)
	is, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%s has no %q … %q", path, from, to)
	}
	if want = "\n" + want + "\n"; is == want {
		return
	}
	if !*updateManual {
		t.Errorf("the %s of %s are not the program's; go test ./cmd/koe -run Manual -update-manual writes them anew", name, path)
		return
	}
	if err := os.WriteFile(path, []byte(before+from+want+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// topicTable lists the pages, each with its first line.
func topicTable(t *testing.T, l lang.Lang) string {
	t.Helper()
	s := lang.Say("| Page | What it is about |\n| --- | --- |\n", "| ページ | 内容 |\n| --- | --- |\n").In(l)
	for _, topic := range manual.Topics() {
		p, err := manual.Read(topic, l)
		if err != nil {
			t.Fatal(err)
		}
		s += "| [" + topic + "](" + topic + ".md) | " + p.About + " |\n"
	}
	return s
}

// fieldTable lists the fields of the filter language.
func fieldTable(l lang.Lang) string {
	s := lang.Say("| Field | What it asks | Such as |\n| --- | --- | --- |\n", "| 項目 | 内容 | 値・例 |\n| --- | --- | --- |\n").In(l)
	for _, f := range query.Fields() {
		name, about, values := string(f.Field), f.English, strings.Join(firstOf(f, f.Values), ", ")
		if l == lang.Japanese {
			name, about, values = f.Japanese, f.Meaning, strings.Join(firstOf(f, f.JapaneseValues()), "、")
		}
		s += "| `" + name + "` | " + about + " | " + values + " |\n"
	}
	return s
}

// firstOf are the values of a field as the table has room for them. All those of a fixed list stand
// in a table of their own, which the program makes.
func firstOf(f query.Info, values []string) []string {
	if len(f.Fixed()) == 0 {
		return values
	}
	return append(values[:2:2], "…")
}

var (
	flagInText = regexp.MustCompile(`(?:^|[^-\w])--([a-z][a-z-]*)`)
	codeSpan   = regexp.MustCompile("`([^`]+)`")
)

// Every command and every flag that a page names is there, and every command line of an example
// could be run.
func TestTheManualNamesOnlyWhatIsThere(t *testing.T) {
	root := testedRoot()
	eachPage(t, func(t *testing.T, p manual.Page, l lang.Lang) {
		source, err := manual.Source(p.Topic, l)
		if err != nil {
			t.Fatal(err)
		}
		namesOnlyWhatIsThere(t, root, source)
	})
	t.Run("README", func(t *testing.T) {
		b, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
		if err != nil {
			t.Fatal(err)
		}
		namesOnlyWhatIsThere(t, root, string(b))
	})
}

func namesOnlyWhatIsThere(t *testing.T, root *cobra.Command, source string) {
	t.Helper()
	known := map[string]bool{}
	for _, cmd := range append(everyCommand(root), root) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
		cmd.PersistentFlags().VisitAll(func(f *pflag.Flag) { known[f.Name] = true })
	}
	for _, m := range flagInText.FindAllStringSubmatch(source, -1) {
		if !known[m[1]] {
			t.Errorf("--%s is no flag of any command", m[1])
		}
	}
	for _, b := range manual.Parse(source) {
		for _, span := range codeIn(b) {
			if rest, ok := strings.CutPrefix(span, "koe "); ok {
				commandIsThere(t, root, rest, false)
			}
		}
		for _, line := range b.Lines {
			if strings.HasPrefix(line, "--map ") {
				line = "koe import FILE " + line
			}
			if rest, ok := strings.CutPrefix(line, "koe "); ok {
				commandIsThere(t, root, rest, true)
			}
		}
	}
}

// codeIn lists the pieces of code within a block's texts.
func codeIn(b manual.Block) []string {
	text := b.Text
	for _, row := range b.Rows {
		text += " " + strings.Join(row, " ")
	}
	var all []string
	for _, m := range codeSpan.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// commandIsThere holds a command line to the commands. One in a block of code must be whole; one
// within a sentence may lack words.
func commandIsThere(t *testing.T, root *cobra.Command, line string, whole bool) {
	t.Helper()
	words := shellWords(line)
	if len(words) == 0 || words[0] == strings.ToUpper(words[0]) {
		return // koe COMMAND
	}
	cmd, rest, err := root.Find(words)
	if err != nil {
		t.Errorf("koe %s: %v", line, err)
		return
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Changed = false })
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("koe %s: %v", line, err)
		return
	}
	args := cmd.Flags().Args()
	if cmd.HasSubCommands() && len(args) > 0 && args[0] == strings.ToLower(args[0]) && !strings.Contains(cmd.Use, "[") {
		t.Errorf("koe %s: %q is no command of %s", line, args[0], cmd.CommandPath())
	}
	if whole {
		if err := cmd.ValidateArgs(args); err != nil {
			t.Errorf("koe %s: %v", line, err)
		}
		if name := cmd.Name(); name == "list" || name == "export" {
			if _, err := query.Parse(strings.Join(args, " ")); err != nil {
				t.Errorf("koe %s: %v", line, err)
			}
		}
	}
}

// shellWords splits a command line up to the next pipe, with its quotes taken off.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	quote, open := rune(0), false
	end := func() {
		if open {
			words = append(words, word.String())
		}
		word.Reset()
		open = false
	}
	for _, r := range line {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote, open = r, true
		case r == quote:
			quote = 0
		case quote == 0 && r == '|':
			end()
			return words
		case quote == 0 && r == ' ':
			end()
		default:
			word.WriteRune(r)
			open = true
		}
	}
	end()
	return words
}

// The queries that the page on queries names can be read.
func TestTheManualsQueriesAreRead(t *testing.T) {
	for _, l := range lang.All() {
		p, err := manual.Read("queries", l)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range p.Blocks {
			for _, q := range codeIn(b) {
				if _, err := query.Parse(q); strings.Contains(q, ":") && !strings.HasPrefix(q, "koe ") && err != nil {
					t.Errorf("%s: %s: %v", l, q, err)
				}
			}
		}
	}
}

// The days and times of the first table of the page on dates can be read.
func TestTheManualsDatesAreRead(t *testing.T) {
	for _, l := range lang.All() {
		p, err := manual.Read("dates", l)
		if err != nil {
			t.Fatal(err)
		}
		first := slices.IndexFunc(p.Blocks, func(b manual.Block) bool { return b.Kind == manual.Table })
		typed := codeIn(p.Blocks[first])
		if len(typed) < 30 {
			t.Errorf("%s: the table holds only %d", l, len(typed))
		}
		for _, typed := range typed {
			if _, err := when.Read(typed); err != nil {
				t.Errorf("%s: %s: %v", l, typed, err)
			}
		}
	}
}

// The pages on the shell and on imports leave nothing out.
func TestTheManualIsWhole(t *testing.T) {
	root := testedRoot()
	for _, l := range lang.All() {
		shell, err := manual.Source("shell", l)
		if err != nil {
			t.Fatal(err)
		}
		for _, cmd := range everyCommand(root) {
			if cmd.IsAvailableCommand() && cmd.Parent().Name() != "completion" && (cmd.Runnable() && !cmd.HasSubCommands()) && !strings.Contains(shell, "`"+cmd.CommandPath()) {
				t.Errorf("%s: the page on the shell does not name %s", l, cmd.CommandPath())
			}
		}
		imports, err := manual.Source("import", l)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append(exchange.Formats(), listFormats()...) {
			if !strings.Contains(imports, "`"+f[0]+"`") {
				t.Errorf("%s: the page on imports does not name the format %s", l, f[0])
			}
		}
		for _, f := range exchange.Fields() {
			if !strings.Contains(imports, "`"+string(f)+"`") {
				t.Errorf("%s: the page on imports does not name the field %s", l, f)
			}
		}
	}
}

// koe help shows each page in the reader's language, and koe man writes each.
func TestHelpShowsEveryPage(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("man", "--output", h.path("man"))
	for _, l := range lang.All() {
		reader := h.with("LANG=" + l.String() + "_XX.UTF-8")
		list := reader.koe("help")
		for _, topic := range manual.Topics() {
			p, err := manual.Read(topic, l)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(list, topic) || !strings.Contains(list, beginningOf(p.About)) {
				t.Errorf("%s: koe help does not list %s", l, topic)
			}
			if out := reader.koe("help", topic); !strings.HasPrefix(out, "\n"+p.Title+"\n") || strings.Contains(out, "\x1b") {
				t.Errorf("%s: koe help %s begins %q", l, topic, beginningOf(out))
			}
			file := filepath.Join(h.path("man"), manFolder(l), "man7", "koe-"+topic+".7")
			if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), ".TH KOE\\-"+strings.ToUpper(topic)+" 7 ") || strings.Count(string(b), "\n.SH ") < 2 {
				t.Errorf("%s: the man page of %s: %v, %q", l, topic, err, beginningOf(string(b)))
			}
		}
	}
	if out := h.koe("help", "検索条件", "--lang", "ja"); !strings.HasPrefix(out, "\n検索条件\n") {
		t.Errorf("a page is not found by its title: %q", beginningOf(out))
	}
	if out := h.koe("help", "problem", "stage"); !strings.Contains(out, "--as-customer") {
		t.Errorf("a command without a page is not explained: %q", out)
	}
	if b, err := os.ReadFile(filepath.Join(h.path("man"), "man1", "koe.1")); err != nil || !strings.Contains(string(b), "koe-log(7)") {
		t.Errorf("koe(1) does not name the other pages: %v", err)
	}
}

// A page that is not there is refused, with the one that may have been meant.
func TestAnUnknownPageIsRefused(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, c := range []struct{ args, said string }{
		{"help|serach", `has no page "serach"; did you mean koe help search?`},
		{"help|calib", "did you mean koe help calibration?"},
		{"help|asign", "did you mean koe help assign?"},
		{"help|zzzzzz", `has no page "zzzzzz"; koe help lists them`},
		{"help|serach|--lang|ja", "「serach」のページはありません。koe help search のことですか。"},
		{"man|queri", "did you mean koe help queries?"},
	} {
		if a := h.try("", strings.Split(c.args, "|")...); a.code != 2 || !strings.Contains(a.err, c.said) || a.out != "" {
			t.Errorf("koe %s: exit %d, said %q", c.args, a.code, a.err)
		}
	}
}

func beginningOf(s string) string { return s[:min(len(s), 60)] }
