package main

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a person typed into their own shell, as an SSH client hands it on, and what
// koe is given.
func TestTheWordsOfALineOverSSH(t *testing.T) {
	for line, want := range map[string][]string{
		"":                            nil,
		"  \t ":                       nil,
		"list":                        {"list"},
		"list state:open  owner:none": {"list", "state:open", "owner:none"},
		"list 'state:open 返金'":        {"list", "state:open 返金"},
		`list "it's"`:                 {"list", "it's"},
		"list it's":                   {"list", "it's"},
		"list '":                      {"list", "'"},
		"list 'a b":                   {"list", "'a", "b"},
		"list ''":                     {"list", ""},
		"list 'a'b":                   {"list", "'a'b"},
		"export --query='a b' -":      {"export", "--query=a b", "-"},
		"list a;b $(id) `id` \\ &":    {"list", "a;b", "$(id)", "`id`", "\\", "&"},
		"list a\nb":                   {"list", "a\nb"},
		"show　1":                      {"show　1"}, // a wide blank parts nothing
	} {
		if got := (&sshLine{line}).words(); !slices.Equal(got, want) {
			t.Errorf("%q reads as %q, want %q", line, got, want)
		}
	}
	flags := newProgram().logCommand().Flags()
	for line, want := range map[string][]string{
		"":                    nil,
		"-":                   {"-"},
		"it's late":           {"--", "it's late"},
		"it's  'very'  late ": {"--", "it's  'very'  late"},
		`"it's late"`:         {"--", "it's late"},
		"'it's late'":         {"--", "it's late"},
		"二重に\n請求された #請求 !2":   {"--", "二重に\n請求された #請求 !2"},
		"--customer '田中 商事' --json late -x": {"--customer", "田中 商事", "--json", "--", "late -x"},
		"--severity=2 a":    {"--severity=2", "--", "a"},
		"-- -5 yen":         {"--", "-5 yen"},
		"--tag a; rm -rf /": {"--tag", "a;", "--", "rm -rf /"},
		"--json":            {"--json"},
		"--tag":             {"--tag"},
	} {
		if got := (&sshLine{line}).said(flags); !slices.Equal(got, want) {
			t.Errorf("log %q reads as %q, want %q", line, got, want)
		}
	}
}

// No letter of a line is lost but blanks and the quotes around words.
func TestTheWordsOfAnyLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOf(rapid.SampledFrom([]rune("ab返 \t'\"=-;$\n\\"))).Draw(t, "line")
		strip := strings.NewReplacer(" ", "", "\t", "", "'", "", `"`, "")
		if got := strip.Replace(strings.Join((&sshLine{line}).words(), "")); got != strip.Replace(line) {
			t.Fatalf("%q became %q", line, got)
		}
		if got := (&sshLine{line}).whole(); !strings.Contains(line, got) {
			t.Fatalf("%q became %q", line, got)
		}
	})
}
