package trends

import (
	"slices"
	"strings"
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/stage"
	"koe/tui/widget"
)

// last is the newest command that the desk took.
func last[C model.Command](t *testing.T, d *fakeDesk) C {
	t.Helper()
	if len(d.given) == 0 {
		t.Fatal("the desk was given no command")
	}
	c, ok := d.given[len(d.given)-1].(C)
	if !ok {
		t.Fatalf("the last command is %#v", d.given[len(d.given)-1])
	}
	return c
}

// A reader who has nothing but the small screen finds what rises, since when,
// how many too many, whose it is, and whether the action worked.
func TestOwnerOfATagMakesItsProblem(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("j", "a")
	s.Want("Owner of the problem  billing/refund-delay")
	s.Type("sato")
	s.Press("enter")
	c := last[model.NewProblem](t, d)
	if c.Owner != "sato" || c.Tag != "billing/refund-delay" || c.Since != 20612 {
		t.Errorf("made %+v", c)
	}
	s.Want("P-3 made: billing/refund-delay")
	s.Press("l")
	s.Want("P-3  billing/refund-delay")
}

func TestOwnerOfAProblem(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("a")
	s.Type("abe")
	s.Press("enter")
	if c := last[model.OwnProblem](t, d); c.Owner != "abe" || c.Problem != 2 {
		t.Errorf("gave %+v", c)
	}
	s.Press("a")
	s.Want("NO OWNER")
	s.Press("end", "up", "down", "down", "down", "down", "enter")
	if c := last[model.OwnProblem](t, d); c.Owner != "" {
		t.Errorf("gave %+v", c)
	}
}

func TestLinkMakesAProblemWithItsIssues(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("j", "l", "enter")
	s.Want("Name of the problem")
	s.Press("ctrl+u")
	s.Type("Refunds late")
	s.Press("ctrl+s")
	c := last[model.NewProblem](t, d)
	if c.Title != "Refunds late" || c.Owner != "aya" || !slices.Equal(c.Issues, []model.Number{20114}) {
		t.Errorf("made %+v; only issues without a problem are linked", c)
	}
}

func TestLinkToAProblemThatIsThere(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("j", "l", "down", "enter")
	if c := last[model.Link](t, d); c.Problem != 2 || !slices.Equal(c.Issues, []model.Number{20114}) {
		t.Errorf("linked %+v", c)
	}
}

func TestActionThenInForce(t *testing.T) {
	d := setScene(t, lang.Japanese)
	s := set(t, japanese(), d)
	s.Press("f", "1")
	s.Type("承認を一回にする")
	s.Press("ctrl+s")
	s.Want("期限")
	s.Type("7/20")
	s.Want("2026/07/20")
	s.Press("enter") // it may have ended a conversion
	s.Want("もう一度 Enter で保存します")
	s.Press("enter")
	if c := last[model.AddAction](t, d); c.Problem != 2 || c.Type != model.ActionProduct || c.Due != today+7 || c.Owner != "sato" {
		t.Errorf("added %+v", c)
	}
	s.Press("e", "2", "f")
	s.Want("実施日")
	s.Press("down", "enter")
	if c := last[model.EditAction](t, d); c.N != 2 || c.Effective == nil || *c.Effective != today-1 {
		t.Errorf("changed %+v", c)
	}
}

func TestAnActionWithoutAProblemSaysWhatToDo(t *testing.T) {
	s := set(t, english(), setScene(t, lang.English))
	s.Press("j", "f")
	s.Want("No problem is made of this yet: l makes one")
}

// Closing a problem asks for the result in words and proposes what those who
// brought it up are told.
func TestClosingProposesWhatWeDid(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("l", "x", "1")
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
	c := last[model.SetStage](t, d)
	if c.Stage != model.Effective || c.Result != "No second charge since Thursday." || len(c.Tell) != 2 || c.Tell[0].Who != model.TellCustomers || c.Tell[1].Who != model.TellAgents {
		t.Errorf("closed with %+v", c)
	}
	if want := "You told us about billing/double-charge. We did this: block the second authorisation. No second charge since Thursday."; c.Tell[0].Note != want {
		t.Errorf("the note is %q", c.Tell[0].Note)
	}
	s.Press("r", "1")
	if c := last[model.Tell](t, d); c.Who != model.TellCustomers {
		t.Errorf("told %+v", c)
	}
	s.Press("pgdown")
	s.Want("told Mon 13 Jul by aya")
}

// Not acting is weighed against what customers said.
func TestDecliningAsksAsTheCustomer(t *testing.T) {
	d := setScene(t, lang.Japanese)
	s := set(t, japanese(), d)
	s.Press("x", "4")
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
	c := last[model.SetStage](t, d)
	if c.Stage != model.Deferred || c.AsCustomer != "納得できない：返金が遅い" || c.Reason != "次の版で直す" || c.Until != today+14 {
		t.Errorf("deferred with %+v", c)
	}
}

// What is put off is out of the way until it is worse than now; what is
// dangerous never is.
func TestSnoozeUntilItWorsens(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("z")
	if c := last[model.EditProblem](t, d); c.SnoozeAbove == nil || *c.SnoozeAbove != 3.4 {
		t.Fatalf("put off %+v", c)
	}
	s.Want("Put off: it comes back above 3.4 times the usual")
	if at := position(s, "billing/double-charge  "); at < position(s, "Everything else") {
		t.Errorf("what is put off still stands above everything else:\n%s", s.Text())
	}
	d.trends.Rows[0].Ratio = 3.6
	s.Send(screen.Changed{Hint: model.Hint{Event: 1000}})
	if at := position(s, "billing/double-charge  "); at > position(s, "Everything else") {
		t.Errorf("what is worse than when it was put off should be back:\n%s", s.Text())
	}
	d.trends.Rows[0].Ratio, d.trends.Rows[0].S1 = 1, 2
	s.Send(screen.Changed{Hint: model.Hint{Event: 1001}})
	if at := position(s, "billing/double-charge  "); at > position(s, "Everything else") {
		t.Errorf("what is dangerous is never out of sight:\n%s", s.Text())
	}
}

// position is the line in which a text stands.
func position(s *stage.Stage, text string) int {
	return slices.IndexFunc(s.Lines(), func(l string) bool { return strings.Contains(l, text) })
}

func TestACallKeepsOutcomeAndWords(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("c")
	s.Want("Calls to make about billing/double-charge")
	s.Unwanted("Maria Lopez") // hers is about something else
	s.Press("G", "enter")
	s.Want("06-1234-0001")
	s.Want("Charged twice for June again")
	s.Want("ring back on Saturday")
	s.Want("I am sorry")
	s.Press("c", "r")
	s.Type("thank you for calling yourself")
	s.Press("ctrl+s")
	c := last[model.AddContact](t, d)
	if c.About.Key != "20112" || c.Outcome != model.Reached || c.Words != "thank you for calling yourself" {
		t.Errorf("kept %+v", c)
	}
	s.Want("thank you for calling yourself")
	s.Press("esc", "esc", "l", "G")
	s.Press("pgup")
	s.Want("leaders spoke to 1 customer, you to 1")
}

// The desk hears of a look once a day, and the sentences still tell what is new
// since the look before.
// While the engine works, the answer before stays in view; nothing waits.
// A busy desk does not starve the screen: a change while an answer is under way
// asks once more after it.
// Behind another screen nobody waits for the engine.
func TestWhatIsNotAllowedSaysWhy(t *testing.T) {
	s := set(t, japanese(), setScene(t, lang.Japanese), as(model.Agent))
	s.Press("a")
	s.Want("統括以上の権限が必要です")
	s.Press("l", "n")
	s.Want("現場の声（一行）") // any agent can add a line
	s.Press("esc", "x")
	s.Want("統括以上の権限が必要です")
}

func TestAnAgentsLine(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d, as(model.Leader))
	s.Press("l", "n", "h")
	s.Type("again three of them this morning")
	s.Press("enter", "enter")
	if c := last[model.Hear](t, d); c.Problem != 2 || c.Text != "again three of them this morning" {
		t.Errorf("heard %+v", c)
	}
	s.Press("n", "d")
	s.Type("we wait for the fix")
	s.Press("ctrl+s")
	if c := last[model.SetStage](t, d); c.Stage != model.Acting || c.Reason != "we wait for the fix" {
		t.Errorf("decided %+v", c)
	}
	s.Press("G")
	s.Want("Because: we wait for the fix")
}

func TestEditAProblem(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("l", "e", "m")
	s.Type("It comes back within two days.")
	s.Press("ctrl+s")
	if c := last[model.EditProblem](t, d); c.Tell == nil || *c.Tell != "It comes back within two days." {
		t.Errorf("changed %+v", c)
	}
	s.Want("✓ predict")
	s.Press("e", "r")
	s.Type("tag:billing (")
	s.Press("ctrl+s")
	s.Want("^")
	s.Press("esc")
}

func TestAProblemOfWords(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("P", "l")
	s.Type("Letters nobody understands")
	s.Press("ctrl+s")
	if c := last[model.NewProblem](t, d); c.Title != "Letters nobody understands" {
		t.Errorf("made %+v", c)
	}
	s.Want("P-3  Letters nobody understands")
	s.Press("esc")
	s.Want("Problems")
	s.Press("esc")
	s.Want("Act on these")
}

// A write that takes too long is not said to have failed, and is asked about
// again under the same ID.
func TestASlowWriteIsStillSaving(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	d.slow = 1
	s.Press("z")
	s.Want("Put off")
	if n := len(d.given); n != 1 {
		t.Errorf("the desk took %d commands", n)
	}
}

func TestUndo(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("z", "u")
	last[model.Undo](t, d)
	s.Want("Taken back: a change of the problem, P-2.")
	if p, _ := (facts{d: d}).Problem(2); p.Snooze != 0 {
		t.Errorf("still put off above %v", p.Snooze)
	}
}

func TestWriteAsMarkdown(t *testing.T) {
	book := &notebook{}
	s := set(t, english(), setScene(t, lang.English), func(o *Options) { o.Folder = book })
	s.Press("p")
	s.Want("Written to Trends 2026-07-13.md")
	for _, want := range []string{"# Trends Mon 13 Jul", "- **billing/double-charge** 31 in 7 days where 2–16 are usual, since Tue 30 Jun; about 23 too many", "**P-1 Long hold music** since Tue 2 Jun: worked", "| contact/wait-time | 22 | 11–34 |"} {
		if !strings.Contains(book.text, want) {
			t.Errorf("%q is not written:\n%s", want, book.text)
		}
	}
	// What a customer said stays what they said: ****4471 is no markup.
	if want := `Charged twice for June again, card \*\*\*\*4471.`; !strings.Contains(book.text, want) {
		t.Errorf("%q is not written:\n%s", want, book.text)
	}
	for _, keys := range [][]string{{"enter", "p"}, {"esc", "l", "p"}, {"esc", "P", "p"}, {"esc", "C", "p"}, {"enter", "p"}} {
		book.text = ""
		s.Press(keys...)
		if !strings.HasPrefix(book.text, "# ") || strings.Contains(book.text, "\x1b") {
			t.Errorf("%v wrote %q", keys, book.text)
		}
	}
}

// The desk's own movement is said once, and so is a change of categories.
// What comes back for ever is named, however steady it is.
// What an agent hears is first seen by the problem's owner, before they open
// anything.
// BenchmarkKey is a key press and the drawing after it, on a desk of 1,000 tags.
// A detail acts on its own tag, whatever has come under the cursor behind it.
func TestTheDetailActsOnItsOwnTag(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("j", "enter")
	s.Want("─ billing/refund-delay")
	d.trends.Rows[1].Listed, d.trends.Rows[1].LookAt = false, false // folded under its parent now
	s.Send(screen.Changed{Hint: model.Hint{Event: 1000}})
	s.Press("a")
	s.Want("Owner of the problem  billing/refund-delay")
}

// A problem without a tag has the calls of its own issues.
func TestCallsOfAProblemWithoutATag(t *testing.T) {
	d := setScene(t, lang.English)
	r := d.must(t, "aya", model.NewProblem{Title: "Sparks", Issues: []model.Number{20114}})
	for i := range d.calls {
		if d.calls[i].Row.Issue.Number == 20114 {
			d.calls[i].Row.Issue.Problem = r.Problem
		}
	}
	s := set(t, english(), d)
	s.Press("P", "g", "enter", "c")
	s.Want("Calls to make about P-3 Sparks")
	s.Want("Maria Lopez")
	s.Unwanted("Tanaka Shoji")
}

// Where a tag has more complaints than are read, what was counted is told from
// what was read, in both languages.
func TestACutBreakdownSaysSo(t *testing.T) {
	for _, c := range []struct {
		lang        lang.Lang
		stage       stage.Case
		cut, before string
	}{
		{lang.English, english(), "of the newest 20,000 only", "before of the newest 19,000 only"},
		{lang.Japanese, japanese(), "最新の20,000件のみ", "その前 最新の19,000件のみ"},
	} {
		d := setScene(t, c.lang)
		d.trends.Rows[0].Customers, d.trends.Rows[0].CustomersAtLeast = 9000, true
		d.detail.Breakdown.Cut, d.detail.Breakdown.Newest = true, 20_000
		d.detail.Before.Cut, d.detail.Before.Newest = true, 19_000
		s := set(t, c.stage, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		for by, want := range []int{1, 1, 2, 2} { // by channel, segment, product, hour: beside the customers, and under what was read
			if got := strings.Count(s.Text(), c.cut); got != want {
				t.Errorf("breakdown %d says %q %d times, want %d:\n%s", by, c.cut, got, want, s.Text())
			}
			s.Press("b")
		}
		d.detail.Breakdown.Cut = false
		s = set(t, c.stage, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		s.Want(c.before)
		d.detail.Before.Cut = false
		s = set(t, c.stage, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		s.Unwanted(c.before)
	}
}
