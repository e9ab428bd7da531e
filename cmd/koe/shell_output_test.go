package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// object reads the one JSON object that a command printed.
func object(t testing.TB, line string) map[string]any {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return got
}

// lacks are the fields of names that an object does not have.
func lacks(got map[string]any, names string) []string {
	var out []string
	for name := range strings.FieldsSeq(names) {
		if _, ok := got[name]; !ok {
			out = append(out, name)
		}
	}
	return out
}

// issueFields are what an issue has as JSON, whatever it is.
const issueFields = "number id received_at logged_at kind text tags customer severity state owner channel wish problem source external_id extra"

// Each command with what it prints for people; the desk goes on from one to
// the next.
func TestWhatCommandsSay(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, c := range []struct {
		args string // parted by |
		want string // a pattern of all it prints
	}{
		{"log|Charged twice for June #billing/double-charge !2 @tanaka", `#1\n`},
		{"log|--tag|請求/二重請求|--customer|田中商事|--severity|1|--channel|phone|--wish|refund|--kind|complaint|--at|2026-07-13T09:30|返金されない", `#2\n`},
		{"list", `#2 +2026-07-13 09:30 S1 new +- +#請求/二重請求 +返金されない\n#1 .* S2 new +- +#billing/double-charge +Charged twice for June\n`},
		{"list|--limit|1", `#2 .*\n1 shown, there are more: --limit N\n`},
		{"list|返金", `#2 .*返金されない\n`},
		{"list|--|-返金", `#1 .*\n`},
		{"list|担当:なし|タグ:請求|重大度<=2", `#2 .*\n`},
		{"list|owner:aya", `Nothing matches\.\n`},
		{"user|add|mori|--name|森 由美|--role|lead", `mori: lead\n`},
		{"user|list", `aya +admin +aya\nmori +lead +森 由美\n`},
		{"user|role|mori|leader", `mori: leader\n`},
		{"assign|1|2|#1|--to|mori", `2 issues changed\n`},
		{"assign|1|--to|mori", `It was so already\.\n`},
		{"assign|1|--to|none", `1 issue changed\n`},
		{"undo", `Undone: the owner \(1\)\.\n`},
		{"undo|--redo", `Done again \(1\)\.\n`},
		{"tag|1|2|--add|urgent", `2 issues changed\n`},
		{"tag|2|--remove|urgent", `1 issue changed\n`},
		{"state|2|resolved|--reason|返金した", `1 issue changed\n`},
		{"state|2|closed|--reason|goodwill", `1 issue changed\n`},
		{"show|2", `(?s)#2  S1  closed  2026-07-13 09:30\n\n返金されない\n\nCustomer +田中商事\nTags +#請求/二重請求\nOwner +mori\n.*History\n.*goodwill.*`},
		{"problem|new|Double charge|--tag|billing/double-charge|--owner|mori", `P-1\n`},
		{"link|1|P-1", `1 issue changed\n`},
		{"problem|act|P-1|Retry once|--kind|product|--due|2026-12-01", `P-1\n`},
		{"problem|list", `P-1 +acting +mori +billing/double-charge +\w+ +1  Double charge  Retry once\n`},
		{"problem|show|P-1", `(?s)P-1  acting  Double charge\n.*Retry once.*#1 .*`},
		{"unlink|1|P-1", `1 issue changed\n`},
		{"problem|stage|P-1|effective|--result|None since June", `P-1\n`},
		{"tags", `(?s).* 1  billing/double-charge .*`},
		{"tags|alias|二重|請求/二重請求", `Done; koe undo takes it back\.\n`},
		{"trends", `(?s)\d{4}-\d\d-\d\d, \d+ tags: last 7 days, and what is usual\n.*billing/double-charge.*`},
		{"check", `Nothing is hurt: 2 issues, \d+ entries read\.\nThe search index .+\.\n`},
		{"backup|copy.db", `Backed up to copy\.db\.\n`},
		{"--db|copy.db|list|返金", `#2 .*\n`},
		{"version", `koe .+\n`},
		{"--lang|ja|list|owner:aya", `.*ありません.*\n`},
		{"--lang|ja|undo", `元に戻しました：.*\n`},
	} {
		got := h.koe(strings.Split(c.args, "|")...)
		if !regexp.MustCompile(`^(?:` + c.want + `)$`).MatchString(got) {
			t.Errorf("koe %s\n got %q\nwant %q", strings.ReplaceAll(c.args, "|", " "), got, c.want)
		}
		for line := range strings.Lines(got) {
			if line != strings.TrimRight(line, " \n")+"\n" {
				t.Errorf("koe %s: a line ends in blanks: %q", c.args, line)
			}
		}
	}
}

// Each command with --json: one object a line, with the fields that scripts
// rely on.
func TestWhatCommandsSayInJSON(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("user", "add", "mori")
	for _, c := range []struct {
		args, fields string
		lines        int
	}{
		{"log|--json|Charged twice #billing/double-charge !2 @tanaka", issueFields, 1},
		{"log|--json|二つ目", issueFields, 1},
		{"list|--json", issueFields, 2},
		{"list|--json|nothing-like-it", "", 0},
		{"show|1|--json", issueFields + " events", 1},
		{"assign|1|--to|mori|--json", "id kind event at count issues", 1},
		{"assign|1|--to|mori|--json", "kind count", 1},
		{"tag|1|--add|x|--json", "kind issues", 1},
		{"state|1|pending|--reason|customer|--json", "kind issues", 1},
		{"undo|--json", "kind undid issues", 1},
		{"user|list|--json", "id name role", 2},
		{"user|role|mori|lead|--json", "id name role", 1},
		{"user|add|sato|--json", "id name role", 1},
		{"problem|new|Double charge|--json", "id title stage linked open", 1},
		{"problem|list|--json", "id title stage linked open", 1},
		{"problem|show|P-1|--json", "id title stage linked open", 1},
		{"link|1|P-1|--json", "kind issues", 1},
		{"tags|--json", "key path count", 3},
		{"tags|retire|x|--json", "kind", 1},
		{"check|--json", "issues entries hurt", 1},
	} {
		out := h.koe(strings.Split(c.args, "|")...)
		lines := slices.Collect(strings.Lines(out))
		if len(lines) != c.lines {
			t.Errorf("koe %s: %d lines: %q", c.args, len(lines), out)
		}
		for _, line := range lines {
			if missing := lacks(object(t, line), c.fields); len(missing) > 0 {
				t.Errorf("koe %s lacks %v: %s", c.args, missing, line)
			}
		}
	}
	one := object(t, h.koe("show", "1", "--json"))
	for field, want := range map[string]any{"number": 1.0, "text": "Charged twice", "severity": "S2", "state": "working", "owner": "mori", "customer": "tanaka", "problem": "P-1", "kind": "complaint"} {
		if one[field] != want {
			t.Errorf("%s is %v, want %v", field, one[field], want)
		}
	}
	for _, field := range []string{"received_at", "logged_at"} {
		if at, _ := one[field].(string); !regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`).MatchString(at) {
			t.Errorf("%s is %v, not RFC 3339", field, one[field])
		}
	}
}

// A tag of the trends has its daily counts of 91 days and its windows.
func TestTrendsInJSON(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("import", h.file("old.csv", oldComplaints()))
	rows := map[string]map[string]any{}
	for line := range strings.Lines(h.koe("trends", "--on", "2015-10-16", "--json")) {
		got := object(t, line)
		if missing := lacks(got, "tag on state q windows counts ratio since excess customers problem owner"); len(missing) > 0 {
			t.Fatalf("lacks %v: %s", missing, line)
		}
		if counts := got["counts"].([]any); len(counts) != 91 {
			t.Errorf("%d counts", len(counts))
		}
		days := map[float64]bool{}
		for _, w := range got["windows"].([]any) {
			w := w.(map[string]any)
			if missing := lacks(w, "days observed expected low high p"); len(missing) > 0 {
				t.Errorf("a window lacks %v: %s", missing, line)
			}
			days[w["days"].(float64)] = true
		}
		if !days[1] || !days[7] || !days[28] {
			t.Errorf("windows of %v days", days)
		}
		if got["on"] != "2015-10-16" {
			t.Errorf("on %v", got["on"])
		}
		rows[got["tag"].(string)] = got
	}
	rose := rows["Closing an account"]
	if rose == nil || rose["act_on"] != true || rose["since"] == nil || rose["excess"].(float64) < 20 {
		t.Errorf("what broke out: %v", rose)
	}
	if quiet := rows["Late fee"]; quiet == nil || quiet["look_at"] != false {
		t.Errorf("what is usual: %v", quiet)
	}
	out := h.koe("trends", "--on", "2015-10-16")
	if first := strings.Split(out, "\n")[1]; !strings.HasPrefix(first, "! Closing an account") {
		t.Errorf("what broke out should stand first:\n%s", out)
	}
	if out := h.koe("trends"); !strings.Contains(out, "--on 2015-10-16") {
		t.Errorf("old complaints should be said to be old:\n%s", out)
	}
}
