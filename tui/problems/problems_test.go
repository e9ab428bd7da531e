package problems

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend/effect"
	"koe/tui/kit"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// figures are the engine's as the desk was given them.
type figures struct{ d *screentest.Desk }

func (f figures) now() model.Trends {
	t, _ := f.d.Trends(context.Background(), model.TrendQuery{})
	return t
}

func (f figures) On() model.Day { return screentest.Monday() }

func (f figures) Effort(id model.ProblemID, n int) *model.Effort {
	for _, e := range f.now().Efforts {
		if e.Problem.ID == id && e.Action.N == n {
			return &e
		}
	}
	return nil
}

func (f figures) RowOf(path model.TagPath) *model.TrendRow {
	for _, r := range f.now().Rows {
		if r.Path == path {
			return &r
		}
	}
	return nil
}

func (f figures) Tags() []model.TagPath {
	var tags []model.TagPath
	for _, r := range f.now().Rows {
		tags = append(tags, r.Path)
	}
	return tags
}

// acts are the acts on problems over some pages.
func acts(p *kit.Pages, d *screentest.Desk) *Acts {
	return New(Options{
		Pages: p, Desk: d, Figures: figures{d},
		Issues: func(q string) tea.Cmd { return screen.Say(screen.Note, q) },
		Calls: func(p *model.Problem, path model.TagPath) tea.Cmd {
			return screen.Say(screen.Note, "calls about "+p.ID.String()+" and "+string(path))
		},
	})
}

// set opens the list of problems before a leader. P-2, the double charge,
// stands first, and then P-1.
func set(t testing.TB, c screentest.Case, d *screentest.Desk, change ...func(*screen.Session)) *screentest.Sitting {
	t.Helper()
	return screentest.SitAt(t, c, d, func(p *kit.Pages) tea.Cmd { return acts(p, d).OpenList() }, change...)
}

// What stands on the pages.
func TestScenes(t *testing.T) {
	open := func(t testing.TB, c screentest.Case) *screentest.Sitting {
		return set(t, c, screentest.Rising(t, c.Lang))
	}
	en, ja := screentest.English(), screentest.Japanese()
	screentest.Play(t, open,
		screentest.Seen("list", nil, en, ja.Wide()),
		screentest.Seen("problem", screentest.Keys("enter"), en, ja, en.Wide()),
		screentest.Seen("worked", screentest.Keys("j enter")),
		screentest.Seen("declined", screentest.Keys("x 7"), en),
		screentest.Seen("due", screentest.Keys("f 1 x ctrl+s"), en),
		screentest.Seen("told", screentest.Keys("x 5 x ctrl+s ctrl+s")),
	)
}

// An action in force is told with what it did.
func TestAnActionInForce(t *testing.T) {
	s := set(t, screentest.English(), screentest.Rising(t, lang.English))
	s.Press("j", "enter")
	s.Want("process · abe · in force since Tue 2 Jun")
	s.Want("since Tue 2 Jun: worked, rate −68 % (95 %: −79 to −52)")
}

// Before the day of judging the verdict is how it goes so far; one that changed
// says what was said before.
func TestAVerdictBeforeItsDayAndOneThatChanged(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	judge := screentest.Monday() + 15
	d.Must(t, screentest.Now(), "aya", model.EditAction{Problem: 1, N: 1, JudgeOn: &judge})
	s := set(t, screentest.English(), d)
	s.Press("j", "enter")
	s.Want("since Tue 2 Jun: so far worked, rate −68 % (95 %: −79 to −52); judged on")

	d = screentest.Rising(t, lang.English)
	d.Must(t, screentest.Now(), model.SystemUser, model.Raise{Day: screentest.Monday() - 10, Judged: []model.Judged{{Problem: 1, N: 1, Verdict: "no-clear-change"}}})
	d.Must(t, screentest.Now(), model.SystemUser, model.Raise{Day: screentest.Monday() - 3, Judged: []model.Judged{{Problem: 1, N: 1, Verdict: "worked"}}})
	s = set(t, screentest.English(), d)
	s.Press("j", "enter")
	s.Want("no clear change on")
	s.Want("Fri 3 Jul, worked since Fri 10 Jul;")
}

// A cancelled action stays, with the reason; one that is late says so.
func TestAnActionIsCancelledAndOneIsOverdue(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	due := screentest.Monday() - 4
	d.Must(t, screentest.Now(), "aya", model.EditAction{Problem: 2, N: 1, Due: &due})
	s := set(t, screentest.English(), d)
	s.Want("acting · overdue")
	s.Press("enter")
	s.Want("overdue since Thu 9 Jul")
	s.Press("e", "1", "x")
	s.Type("the bank did it")
	s.Press("ctrl+s")
	if c := screentest.Last[model.CancelAction](t, d); c.Problem != 2 || c.N != 1 || c.Reason != "the bank did it" {
		t.Errorf("cancelled %+v", c)
	}
	s.Want("cancelled: the bank did it")
	s.Unwanted("overdue")
}

func TestTheOnsetIsPutRight(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("e", "s")
	s.Type("2026-06-20")
	s.Press("ctrl+s")
	if c := screentest.Last[model.EditProblem](t, d); c.Problem != 2 || c.Since == nil || *c.Since != model.Date(2026, 6, 20) {
		t.Errorf("changed %+v", c)
	}
	s.Press("enter")
	s.Want("Rising since  Sat 20 Jun")
}

// Whoever closes as effective what was measured as worse is asked why.
func TestEffectiveAgainstWorseAsksWhy(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.TrendsNow.Efforts[0].Effect.Verdict = effect.Worse
	s := set(t, screentest.English(), d)
	s.Press("j", "x", "5")
	s.Type("quieter")
	s.Press("ctrl+s")
	s.Want("Its action was measured as worse: why is it effective all the same?")
	s.Type("a sale brought twice the calls")
	s.Press("ctrl+s", "ctrl+s", "ctrl+s", "enter")
	if c := screentest.Last[model.SetStage](t, d); c.Stage != model.Effective || c.Reason != "a sale brought twice the calls" || c.Result != "quieter" {
		t.Errorf("closed %+v", c)
	}
}

func TestOwnerOfAProblem(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("a")
	s.Type("abe")
	s.Press("enter")
	if c := screentest.Last[model.OwnProblem](t, d); c.Owner != "abe" || c.Problem != 2 {
		t.Errorf("gave %+v", c)
	}
	s.Want("P-2: owner abe")
	s.Press("enter", "a")
	s.Want("NO OWNER")
	s.Press("end", "up", "down", "down", "down", "down", "enter")
	if c := screentest.Last[model.OwnProblem](t, d); c.Owner != "" {
		t.Errorf("gave %+v", c)
	}
}

// Closing a problem asks for the result in words and proposes what those who
// brought it up are told.
func TestClosingProposesWhatWeDid(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("enter", "x", "5")
	s.Want("What came of it")
	s.Press("ctrl+s")
	s.Want("What came of it") // it takes words
	s.Type("No second charge since Thursday.")
	s.Press("ctrl+s")
	s.Want("You told us about billing/double-charge.")
	s.Press("ctrl+s")
	s.Want("Who is to be told?")
	s.Want("Tanaka Shoji")
	s.Want("mori")
	s.Press("enter")
	c := screentest.Last[model.SetStage](t, d)
	if c.Stage != model.Effective || c.Result != "No second charge since Thursday." || len(c.Tell) != 2 || c.Tell[0].Who != model.TellCustomers || c.Tell[1].Who != model.TellAgents {
		t.Errorf("closed with %+v", c)
	}
	if want := "You told us about billing/double-charge. We did this: block the second authorisation. No second charge since Thursday."; c.Tell[0].Note != want {
		t.Errorf("the note is %q", c.Tell[0].Note)
	}
	s.Press("r", "1")
	if c := screentest.Last[model.Tell](t, d); c.Who != model.TellCustomers {
		t.Errorf("told %+v", c)
	}
	s.Press("pgdown")
	s.Want("told Mon 13 Jul by aya")
}

// Not acting is weighed against what customers said.
func TestDecliningAsksAsTheCustomer(t *testing.T) {
	d := screentest.Rising(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("x", "8")
	s.Want("お客様の立場で納得できますか")
	s.Want("エラーが出たのでもう一度支払ったら")
	s.Want("六月分がまた二重に引き落とされています")
	s.Press("n")
	s.Type("返金が遅い")
	s.Press("ctrl+s")
	s.Type("次の版で直す")
	s.Press("ctrl+s")
	s.Want("見直す日")
	s.Press("down", "down", "enter")
	c := screentest.Last[model.SetStage](t, d)
	if c.Stage != model.Deferred || c.AsCustomer != "納得できない：返金が遅い" || c.Reason != "次の版で直す" || c.Until != screentest.Monday()+14 {
		t.Errorf("deferred with %+v", c)
	}
}

func TestAnAgentsLine(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("enter", "n", "h")
	s.Type("again three of them this morning")
	s.Press("enter", "enter")
	if c := screentest.Last[model.Hear](t, d); c.Problem != 2 || c.Text != "again three of them this morning" {
		t.Errorf("heard %+v", c)
	}
	s.Press("n", "d")
	s.Type("we wait for the fix")
	s.Press("ctrl+s")
	if c := screentest.Last[model.SetStage](t, d); c.Stage != model.Acting || c.Reason != "we wait for the fix" {
		t.Errorf("decided %+v", c)
	}
	s.Press("G")
	s.Want("Because: we wait for the fix")
}

func TestEditAProblem(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("enter", "e", "m")
	s.Type("It comes back within two days.")
	s.Press("ctrl+s")
	if c := screentest.Last[model.EditProblem](t, d); c.Tell == nil || *c.Tell != "It comes back within two days." {
		t.Errorf("changed %+v", c)
	}
	s.Want("✓ predict")
	s.Press("e", "r")
	s.Type("tag:billing (")
	s.Press("ctrl+s")
	s.Want("^")
	s.Press("esc", "e", "t")
	s.Type("late")
	s.Press("enter")
	if c := screentest.Last[model.EditProblem](t, d); c.Tag == nil || *c.Tag != "delivery/late" {
		t.Errorf("changed %+v", c)
	}
}

// The days of an action are chosen, typed, or taken away.
func TestTheDaysOfAnAction(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("e", "1", "d")
	s.Type("2026-08-01")
	s.Want("2026/08/01")
	s.Press("enter")
	s.Want("Enter again saves it.")
	s.Press("enter")
	if c := screentest.Last[model.EditAction](t, d); c.N != 1 || c.Due == nil || *c.Due != model.Date(2026, 8, 1) {
		t.Errorf("changed %+v", c)
	}
	s.Press("e", "1", "d")
	s.Type("soon")
	s.Want("^ this is no day")
	s.Press("ctrl+s", "ctrl+u", "end")
	s.Press("down", "down", "down", "down", "enter")
	if c := screentest.Last[model.EditAction](t, d); c.Due == nil || *c.Due != 0 {
		t.Errorf("changed %+v", c)
	}
	s.Press("e", "1", "f", "down", "enter")
	if c := screentest.Last[model.EditAction](t, d); c.Effective == nil || *c.Effective != screentest.Monday()-1 {
		t.Errorf("changed %+v", c)
	}
}

// A problem leads to its issues and to the calls about it, and can be put off
// until it is worse than now.
func TestWhereAProblemLeads(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("enter", "enter")
	s.Want("problem:P-2")
	s.Press("c")
	s.Want("calls about P-2 and billing/double-charge")
	s.Press("z")
	if c := screentest.Last[model.EditProblem](t, d); c.SnoozeAbove == nil || *c.SnoozeAbove != 3.4 {
		t.Errorf("put off %+v", c)
	}
	s.Press("z")
	if c := screentest.Last[model.EditProblem](t, d); c.SnoozeAbove == nil || *c.SnoozeAbove != 0 {
		t.Errorf("brought back %+v", c)
	}
}

// Who may not lead a problem is told so; a line any agent can add.
func TestRights(t *testing.T) {
	s := set(t, screentest.Japanese(), screentest.Rising(t, lang.Japanese), screentest.As("mori", model.Agent))
	s.Press("a")
	s.Want("統括以上の権限が必要です")
	s.Press("n")
	s.Want("現場の声（一行）")
	s.Press("esc", "enter", "x")
	s.Want("統括以上の権限が必要です")
}

// The finished stand behind those that are worked on.
func TestFinishedOnesStandLast(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.SetStage{Problem: 2, Stage: model.Declined, Reason: "too few", AsCustomer: "Yes: fine"})
	s := set(t, screentest.English(), d)
	if lines := s.Lines(); !strings.Contains(lines[3], "P-1") || !strings.Contains(lines[4], "P-2") {
		t.Errorf("P-1 should stand first:\n%s", s.Text())
	}
	s.Press("j", "n", "d")
	s.Type("still")
	s.Press("ctrl+s")
	s.Want("This problem is closed; S moves it on again.")
}

// What waits for a decision stands first and says what for.
func TestWhatWaitsStandsFirst(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.SetStage{Problem: 1, Stage: model.Deferred, Reason: "after the move", AsCustomer: "Yes: fine", Until: screentest.Monday()})
	s := set(t, screentest.English(), d)
	if lines := s.Lines(); !strings.Contains(lines[3], "P-1") || !strings.Contains(lines[3], "deferred · look again") {
		t.Errorf("P-1 should stand first:\n%s", s.Text())
	}
	d = screentest.Rising(t, lang.Japanese)
	d.Must(t, screentest.Now(), "aya", model.SetStage{Problem: 1, Stage: model.Effective, Result: "静かになった"})
	d.Must(t, screentest.Now(), model.SystemUser, model.Recur{Problem: 1, On: screentest.Monday()})
	s = set(t, screentest.Japanese(), d)
	if lines := s.Lines(); !strings.Contains(lines[3], "P-1") || !strings.Contains(lines[3], "再発") {
		t.Errorf("P-1 should stand first:\n%s", s.Text())
	}
}

// A rule is given with what it catches by now said first; linking that is a
// choice, and what stays elsewhere is told.
func TestARuleSaysWhatItCatches(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.Log{Draft: model.Draft{Text: "Paid three times", Tags: []model.TagPath{"billing"}}})
	s := set(t, screentest.English(), d)
	s.Press("enter", "e", "r")
	s.Type("owner:me")
	s.Press("ctrl+s")
	s.Want("a rule is nobody's")
	s.Press("ctrl+u")
	s.Type("tag:billing")
	s.Press("ctrl+s")
	s.Want("It catches 3 issues: 1 in no problem, 2 linked here")
	s.Press("l")
	if c := screentest.Last[model.EditProblem](t, d); c.Rule == nil || *c.Rule != "tag:billing" || !c.Catch {
		t.Errorf("changed %+v", c)
	}
}

// Put off beside another problem of its tag, it does not say that the tag is.
func TestPutOffBesideAnother(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	row := &d.TrendsNow.Rows[0]
	row.Others = []model.Problem{{ID: 9, Title: "Another", Stage: model.Acting}}
	s := set(t, screentest.English(), d)
	s.Press("enter", "z")
	s.Want("P-2 is put off; its tag stays, as P-9 is not")
}
