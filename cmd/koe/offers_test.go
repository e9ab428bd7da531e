package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"koe/model/words"
	"koe/store/exchange"
	"koe/store/kv/bolt"
	"koe/tui/lang"
)

// offered is what a shell is offered after some words, without the remarks.
func offered(t *testing.T, db string, words ...string) []string {
	t.Helper()
	var out []string
	all := strings.Split(strings.TrimSpace(done(t, db, append([]string{"__complete"}, words...)...)), "\n")
	for _, line := range all[:len(all)-1] { // the last is the directive
		value, _, _ := strings.Cut(line, "\t")
		out = append(out, value)
	}
	return out
}

func TestTheShellIsOfferedTheDesk(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	done(t, db, "user", "add", "mori")
	for range 12 {
		done(t, db, "log", "--customer", "田中商事", "二重に請求された #請求/二重請求")
	}
	done(t, db, "problem", "new", "Double charges", "--tag", "請求")
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"show", "1"}, "1 12 11 10"},
		{[]string{"show", "#12"}, "#12"},
		{[]string{"show", "12", ""}, ""},
		{[]string{"assign", "3", "--to", ""}, "aya mori none"},
		{[]string{"--as", "mo"}, "mori"},
		{[]string{"tag", "3", "--remove", "請"}, "請求 請求/二重請求"},
		{[]string{"log", "--customer", "田"}, "田中商事"},
		{[]string{"state", "3", "w"}, "working withdrawn"},
		{[]string{"state", "3", "closed", "--reason", "good"}, "goodwill"},
		{[]string{"state", "3", "pending", "--reason", ""}, strings.Join(words.Waiting.Codes(), " ")},
		{[]string{"link", "3", "P"}, "P-1"},
		{[]string{"problem", "stage", "P-1", "act"}, "acting"},
		{[]string{"user", "role", "mori", "lead"}, "lead leader"},
		{[]string{"list", "owner:mo"}, "owner:mori"},
		{[]string{"list", "state:open tag:請"}, "state:open tag:請求 state:open tag:請求/二重請求"},
		{[]string{"list", "chan"}, "channel:"},
		{[]string{"import", "--as", "cu"}, "customers"},
		{[]string{"import", "--map", "rec"}, "received_at= received_time="},
		{[]string{"import", "--dates", ""}, "ymd mdy dmy"},
		{[]string{"tags", "merge", "請求", "請求/"}, "請求/二重請求"},
	} {
		if got := strings.Join(offered(t, db, c.words...), " "); got != c.want {
			t.Errorf("koe %q: %q, want %q", c.words, got, c.want)
		}
	}
}

// Where another koe holds the file, or there is none, a shell is offered what
// needs no desk, and no file is made.
func TestAShellNeverWaits(t *testing.T) {
	db := filepath.Join(t.TempDir(), "koe.db")
	if got := offered(t, db, "show", ""); len(got) != 0 {
		t.Errorf("without a desk: %q", got)
	}
	if found, _ := filepath.Glob(db + "*"); len(found) > 0 {
		t.Errorf("completing made %q", found)
	}
	done(t, db, "log", "Nobody rang back #callback")
	engine, err := bolt.Open(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if got := offered(t, db, "show", ""); len(got) != 0 {
		t.Errorf("while another koe has it: %q", got)
	}
	if got := offered(t, db, "state", "1", "cl"); !slices.Equal(got, []string{"closed"}) {
		t.Errorf("while another koe has it: %q", got)
	}
}

// A shell is offered files where a command wants one, and nowhere else.
func TestFilesOnlyWhereFilesStand(t *testing.T) {
	files := map[string]bool{"koe --db": true, "koe export --output": true, "koe import --rejects": true, "koe demo --keep": true, "koe man --output": true, "koe serve --host-key": true, "koe user add --key": true, "koe user edit --key": true, "koe effect --contacts": true}
	root := inside("").root()
	for _, cmd := range append(everyCommand(root), root) {
		path := cmd.CommandPath()
		if wants := strings.Contains(cmd.Use, "FILE") || strings.Contains(cmd.Use, "repair NEW") || strings.Contains(cmd.Use, ".csv"); wants != (filesFrom(cmd) >= 0) {
			t.Errorf("%s: wants files %v", path, wants)
		}
		if from := filesFrom(cmd); from >= 0 {
			if _, d := cmd.ValidArgsFunction(cmd, make([]string, from), ""); d != cobra.ShellCompDirectiveDefault {
				t.Errorf("%s: offers no files at word %d", path, from)
			}
		} else if _, d := cmd.ValidArgsFunction(cmd, nil, ""); d == cobra.ShellCompDirectiveDefault {
			t.Errorf("%s: offers files and takes none", path)
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name := path + " --" + f.Name
			if offersFiles(f) != (files[name] || cmd != root && f.Name == "db") {
				t.Errorf("%s: offers files %v", name, offersFiles(f))
			}
			if _, set := cmd.GetFlagCompletionFunc(f.Name); set == offersFiles(f) {
				t.Errorf("%s: offers something else %v", name, set)
			}
			delete(files, name)
		})
	}
	if len(files) > 0 {
		t.Errorf("there are no flags %v", files)
	}
}

// Every field that a column can fill has a name on the mapping screen.
func TestEveryFieldHasAName(t *testing.T) {
	for _, l := range lang.All() {
		for _, f := range exchange.Fields() {
			if lang.For(l).Mapping.Fields[string(f)] == "" {
				t.Errorf("%s: %s has no name", l, f)
			}
		}
	}
}
