package main

import (
	"encoding/json"
	"strings"
	"testing"

	"koe/tui/lang"
)

// An action is expected to do something, judged on a day, and cancelled with a
// reason; the onset is put right.
func TestAnActionInTheShell(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice #billing")
	if said := h.koe("problem", "new", "Double charges", "--tag", "billing", "--since", "2026-06-20"); said != "P-1\n" {
		t.Fatalf("said %q", said)
	}
	h.koe("problem", "act", "P-1", "Retry only once", "--due", "+7d", "--expected", "40", "--judge-on", "+70d")
	var p struct {
		Since   string
		Actions []struct {
			Expected_drop   int
			Due, Judge_on   string
			Effective       string
			Text, Cancelled string
		}
	}
	show := func() {
		t.Helper()
		p.Actions = nil
		if err := json.Unmarshal([]byte(h.koe("problem", "show", "P-1", "--json")), &p); err != nil {
			t.Fatal(err)
		}
	}
	show()
	if a := p.Actions[0]; a.Expected_drop != 40 || a.Due == "" || a.Judge_on == "" || p.Since != "2026-06-20" {
		t.Fatalf("%+v", p)
	}
	planned := p.Actions[0].Judge_on
	h.koe("problem", "act", "P-1", "Retry only once", "--effective", "today")
	show()
	if a := p.Actions[0]; a.Effective == "" || a.Judge_on >= planned {
		t.Errorf("in force a week early, it is judged a week early: %+v, was %s", a, planned)
	}
	if said := h.koe("problem", "show", "P-1"); !strings.Contains(said, "in force since "+p.Actions[0].Effective+", expected -40 %, judged on "+p.Actions[0].Judge_on) {
		t.Errorf("said %q", said)
	}
	h.koe("problem", "edit", "P-1", "--since", "2026-06-25", "--title", "Charged twice")
	h.koe("problem", "cancel", "P-1", "1", "--reason", "the bank did it")
	show()
	if p.Since != "2026-06-25" || p.Actions[0].Cancelled != "the bank did it" {
		t.Errorf("%+v", p)
	}
	if said := h.koe("problem", "show", "P-1", "--lang", "ja"); !strings.Contains(said, "中止：the bank did it") {
		t.Errorf("said %q", said)
	}
	for _, c := range []struct{ args, said string }{
		{"problem|act|P-1|x|--expected|120", `"120" is no expected drop; use a drop of 1 to 99 per cent`},
		{"problem|act|P-1|x|--effective|today|--judge-on|today", "use a day after the action is in force"},
		{"problem|cancel|P-1|1", "the reason is missing"},
		{"problem|cancel|P-1|one", `"one" is no number of an action`},
		{"problem|cancel|P-1|9|--reason|x", "use the number of one of its actions"},
		{"problem|edit|P-1", "what? --since DAY"},
		{"problem|new|x|--tag|biling", `nothing was ever logged under the tag "biling"; did you mean "billing"?`},
		{"problem|edit|P-1|--tag|zebra", `nothing was ever logged under the tag "zebra"; koe tags lists them`},
	} {
		if a := h.try("", strings.Split(c.args, "|")...); a.code == 0 || !strings.Contains(strings.ToLower(a.err), strings.ToLower(c.said)) {
			t.Errorf("%s: exit %d, %q", c.args, a.code, a.err)
		}
	}
}

// The shell says what the screens say of an action in force, and gives scripts
// its numbers.
func TestVerdictsInTheShell(t *testing.T) {
	t.Parallel()
	h := newHome(t).demo(lang.English)
	if said := h.koe("trends", "--limit", "1"); !strings.Contains(said, ", 40 tags:") || !strings.Contains(said, "Did it work?") || !strings.Contains(said, ": worked, rate -") || !strings.Contains(said, "the rest of the desk ") {
		t.Errorf("said %q", said)
	}
	if a := h.try("", "problem", "new", "Late refunds", "--tag", "billing/refund-delay"); a.out != "P-3\n" || !strings.HasPrefix(a.err, "rising since 20") {
		t.Errorf("the onset that was taken is not said: %q %q", a.out, a.err)
	}
	if said := h.koe("problem", "show", "P-1"); !strings.Contains(said, ": worked, rate -") {
		t.Errorf("said %q", said)
	}
	found := false
	for line := range strings.Lines(h.koe("trends", "--json")) {
		var row struct {
			Tag      string
			Vs_month struct {
				Known       bool
				Now, Before int
			}
			Efforts []struct {
				Problem, Verdict string
				Low, High, Desk  float64
				Final            bool
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		for _, e := range row.Efforts {
			found = true
			if row.Tag != "contact/hold-music" || e.Verdict != "worked" || e.High >= 1 || e.Low <= 0 || e.Desk <= 0 || !e.Final || !row.Vs_month.Known || row.Vs_month.Before == 0 {
				t.Errorf("%+v", row)
			}
		}
	}
	if !found {
		t.Error("no action is among the rows")
	}
}

// The numbers that scripts get of a tag are those of the issues that the shell
// lists.
func TestTrendsAgreeWithTheList(t *testing.T) {
	t.Parallel()
	h := newHome(t).demo(lang.English)
	checked := 0
	for line := range strings.Lines(h.koe("trends", "--json")) {
		var row struct {
			Tag      string
			On       string
			Parent   string
			Windows  []struct{ Days, Observed int }
			Vs_month struct {
				Now, Before              int
				From, From_then, To_then string
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Parent == "" || checked == 8 {
			continue
		}
		checked++
		listed := func(from, to string) int {
			q := `primary:"` + row.Tag + `" kind:complaint -state:withdrawn since:` + from + ` until:` + to
			return strings.Count(h.koe("list", q, "--limit", "0", "--json"), "\n")
		}
		if n := listed(row.Vs_month.From, row.On); n != row.Vs_month.Now {
			t.Errorf("%s: %d in 28 days, %d are listed", row.Tag, row.Vs_month.Now, n)
		}
		if n := listed(row.Vs_month.From_then, row.Vs_month.To_then); n != row.Vs_month.Before {
			t.Errorf("%s: %d in the 28 days before, %d are listed", row.Tag, row.Vs_month.Before, n)
		}
		for _, w := range row.Windows {
			if w.Days == 28 && w.Observed != row.Vs_month.Now {
				t.Errorf("%s: %d and %d in the same 28 days", row.Tag, w.Observed, row.Vs_month.Now)
			}
		}
	}
	if checked < 8 {
		t.Errorf("%d tags are checked", checked)
	}
}

// The list says what waits, how the tag moves and what was begun last.
func TestTheListOfProblems(t *testing.T) {
	t.Parallel()
	h := newHome(t).demo(lang.English)
	h.koe("problem", "act", "P-2", "Ask the bank", "--due", "yesterday")
	first, _, _ := strings.Cut(h.koe("problem", "list"), "\n")
	for _, part := range []string{"P-2", "acting (overdue)", "stone", "billing/double-charge", "spiking", "Double charge when the card retries", "Ask the bank"} {
		if !strings.Contains(first, part) {
			t.Errorf("%q has no %q", first, part)
		}
	}
	if said := h.koe("problem", "list", "--json"); !strings.Contains(said, `"trend":"falling"`) {
		t.Errorf("said %s", said)
	}
}

// A rule says what it catches, links it where that is asked for, and links what
// comes from then on; a link out of another problem says so first.
func TestARuleInTheShell(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.koe("log", "Charged twice #billing")
	h.koe("log", "Charged three times #billing")
	a := h.try("", "problem", "new", "Double charges", "--rule", "tag:billing")
	if a.out != "P-1\n" || a.err != "It catches 2 issues: 2 in no problem; --catch-up links those in no problem.\n" {
		t.Errorf("said %q and %q", a.out, a.err)
	}
	h.koe("log", "Charged again #billing")
	if said := h.koe("problem", "show", "P-1"); !strings.Contains(said, "tag:billing (links what comes)") || !strings.Contains(said, "1 linked, 1 open") {
		t.Errorf("said %q", said)
	}
	if a := h.try("", "problem", "edit", "P-1", "--rule", "tag:billing", "--catch-up", "--lang", "ja"); a.err != "P-1：2件を紐づけました。今後も条件に該当するものを紐づけます。\n" {
		t.Errorf("said %q", a.err)
	}
	if said := h.koe("problem", "show", "P-1"); !strings.Contains(said, "3 linked, 3 open") {
		t.Errorf("said %q", said)
	}
	h.koe("problem", "new", "Another", "--issue", "1", "--move")
	for _, c := range []struct{ args, said string }{
		{"link|2|3|P-2", "#2 is linked to P-1, and others are linked elsewhere; --move moves them"},
		{"problem|new|x|--issue|2", "#2 is linked to P-1; --move moves it"},
		{"problem|edit|P-1|--rule|owner:me", `a rule is nobody's, so there is no "me" in it; name the person`},
		{"problem|edit|P-1|--rule||--catch-up", "--catch-up links what a rule catches"},
	} {
		if a := h.try("", strings.Split(c.args, "|")...); a.code == 0 || !strings.Contains(strings.ToLower(a.err), strings.ToLower(c.said)) {
			t.Errorf("%s: exit %d, %q", c.args, a.code, a.err)
		}
	}
	h.koe("link", "2", "3", "P-2", "--move")
	h.koe("problem", "edit", "P-1", "--rule", "")
	h.koe("log", "Charged again #billing")
	if said := h.koe("problem", "show", "P-2"); !strings.Contains(said, "3 linked") {
		t.Errorf("said %q", said)
	}
}
