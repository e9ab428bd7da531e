package trends

import (
	"slices"
	"strings"
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

// A reader who has nothing but the small screen finds what rises, since when,
// how many too many, whose it is, and whether the action worked.
func TestOwnerOfATagMakesItsProblem(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "a")
	s.Want("Owner of the problem  billing/refund-delay")
	s.Type("sato")
	s.Press("enter")
	c := screentest.Last[model.NewProblem](t, d)
	if c.Owner != "sato" || c.Tag != "billing/refund-delay" || c.Since != 20612 {
		t.Errorf("made %+v", c)
	}
	s.Want("P-3 made: billing/refund-delay")
	s.Press("l")
	s.Want("P-3  billing/refund-delay")
}

func TestLinkMakesAProblemWithItsIssues(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "l", "enter")
	s.Want("Name of the problem")
	s.Press("ctrl+u")
	s.Type("Refunds late")
	s.Press("ctrl+s")
	c := screentest.Last[model.NewProblem](t, d)
	if c.Title != "Refunds late" || c.Owner != "aya" || !slices.Equal(c.Issues, []model.Number{20114}) {
		t.Errorf("made %+v; only issues without a problem are linked", c)
	}
}

func TestLinkToAProblemThatIsThere(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "l", "down", "enter")
	if c := screentest.Last[model.Link](t, d); c.Problem != 2 || !slices.Equal(c.Issues, []model.Number{20114}) {
		t.Errorf("linked %+v", c)
	}
}

// A problem without a tag takes the tag of what is linked to it in the same act,
// so that one undo takes both back.
func TestLinkGivesTheTagInOneAct(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.NewProblem{Title: "Of words alone", Owner: "aya"})
	s := set(t, screentest.English(), d)
	given := len(d.Given)
	s.Press("j", "l")
	s.Type("words alone")
	s.Press("enter")
	if c := screentest.Last[model.Link](t, d); c.Problem != 3 || c.Tag != "billing/refund-delay" || len(d.Given) != given+1 {
		t.Errorf("linked %+v, in %d acts", c, len(d.Given)-given)
	}
}

func TestActionThenInForce(t *testing.T) {
	d := screentest.Rising(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("f", "1")
	s.Type("承認を一回にする")
	s.Press("ctrl+s")
	s.Want("期限")
	s.Type("7/20")
	s.Want("2026/07/20")
	s.Press("enter") // it may have ended a conversion
	s.Want("もう一度 Enter で保存します")
	s.Press("enter")
	s.Want("見込む減少率（%）") // what is usual stands there
	s.Press("backspace", "backspace")
	s.Type("１２０")
	s.Press("enter")
	s.Want("1〜99 の数字、または空欄")
	s.Press("backspace", "backspace", "backspace")
	s.Type("４０％")
	s.Press("ctrl+s")
	s.Want("判定日")
	s.Want("実施から8週間")
	s.Press("enter")
	if c := screentest.Last[model.AddAction](t, d); c.Problem != 2 || c.Type != model.ActionProduct || c.Due != today+7 || c.Owner != "sato" || c.Expected != 40 || c.JudgeOn != today+7+56 {
		t.Errorf("added %+v", c)
	}
	s.Press("e", "2", "f")
	s.Want("実施日")
	s.Press("down", "enter")
	if c := screentest.Last[model.EditAction](t, d); c.N != 2 || c.Effective == nil || *c.Effective != today-1 {
		t.Errorf("changed %+v", c)
	}
}

func TestAnActionWithoutAProblemSaysWhatToDo(t *testing.T) {
	s := set(t, screentest.English(), screentest.Rising(t, lang.English))
	s.Press("j", "f")
	s.Want("No problem is made of this yet: l makes one")
}

// What is put off is out of the way until it is worse than now; what is
// dangerous never is.
func TestSnoozeUntilItWorsens(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("z")
	if c := screentest.Last[model.EditProblem](t, d); c.SnoozeAbove == nil || *c.SnoozeAbove != 3.4 {
		t.Fatalf("put off %+v", c)
	}
	s.Want("Put off: it comes back above 3.4 times the usual")
	if at := position(s, "billing/double-charge  "); at < position(s, "Everything else") {
		t.Errorf("what is put off still stands above everything else:\n%s", s.Text())
	}
	d.TrendsNow.Rows[0].Ratio = 3.6
	s.Send(screen.Changed{Hint: model.Hint{Event: 1000}})
	if at := position(s, "billing/double-charge  "); at > position(s, "Everything else") {
		t.Errorf("what is worse than when it was put off should be back:\n%s", s.Text())
	}
	d.TrendsNow.Rows[0].Ratio, d.TrendsNow.Rows[0].S1 = 1, 2
	s.Send(screen.Changed{Hint: model.Hint{Event: 1001}})
	if at := position(s, "billing/double-charge  "); at > position(s, "Everything else") {
		t.Errorf("what is dangerous is never out of sight:\n%s", s.Text())
	}
}

// position is the line in which a text stands.
func position(s *screentest.Sitting, text string) int {
	return slices.IndexFunc(s.Lines(), func(l string) bool { return strings.Contains(l, text) })
}

func TestACallKeepsOutcomeAndWords(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
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
	c := screentest.Last[model.AddContact](t, d)
	if c.About.Key != "20112" || c.Outcome != model.Reached || c.Words != "thank you for calling yourself" {
		t.Errorf("kept %+v", c)
	}
	s.Want("thank you for calling yourself")
	s.Press("esc", "esc", "l", "G")
	s.Press("pgup")
	s.Want("leaders spoke to 1 customer, you to 1")
}

func TestWhatIsNotAllowedSaysWhy(t *testing.T) {
	s := set(t, screentest.Japanese(), screentest.Rising(t, lang.Japanese), as(model.Agent))
	s.Press("a")
	s.Want("統括以上の権限が必要です")
	s.Press("l", "n")
	s.Want("現場の声（一行）") // any agent can add a line
	s.Press("esc", "x")
	s.Want("統括以上の権限が必要です")
}

func TestAProblemOfWords(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("P", "l")
	s.Type("Letters nobody understands")
	s.Press("ctrl+s")
	if c := screentest.Last[model.NewProblem](t, d); c.Title != "Letters nobody understands" {
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
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	d.Slow = 1
	s.Press("z")
	s.Want("Put off")
	if n := len(d.Given); n != 1 {
		t.Errorf("the desk took %d commands", n)
	}
}

func TestUndo(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("z", "u")
	screentest.Last[model.Undo](t, d)
	s.Want("Taken back: a change of the problem, P-2.")
	if p := screentest.RecordOf(d, &model.Problem{ID: 2}); p.Snooze != 0 {
		t.Errorf("still put off above %v", p.Snooze)
	}
}

func TestWriteAsMarkdown(t *testing.T) {
	book := &screentest.Notebook{}
	s := set(t, screentest.English(), screentest.Rising(t, lang.English), func(o *Options) { o.Folder = book })
	s.Press("p")
	s.Want("Written to Trends 2026-07-13.md")
	for _, want := range []string{"# Trends Mon 13 Jul", "- **billing/double-charge** 31 in 7 days where 2–16 are usual, since Tue 30 Jun; about 23 too many", "**P-1 Long hold music** since Tue 2 Jun: worked", "| contact/wait-time | 22 | 11–34 |"} {
		if !strings.Contains(book.Text, want) {
			t.Errorf("%q is not written:\n%s", want, book.Text)
		}
	}
	// What a customer said stays what they said: ****4471 is no markup.
	if want := `Charged twice for June again, card \*\*\*\*4471.`; !strings.Contains(book.Text, want) {
		t.Errorf("%q is not written:\n%s", want, book.Text)
	}
	for _, keys := range [][]string{{"enter", "p"}, {"esc", "l", "p"}, {"esc", "P", "p"}, {"esc", "C", "p"}, {"enter", "p"}} {
		book.Text = ""
		s.Press(keys...)
		if !strings.HasPrefix(book.Text, "# ") || strings.Contains(book.Text, "\x1b") {
			t.Errorf("%v wrote %q", keys, book.Text)
		}
	}
}

// A detail acts on its own tag, whatever has come under the cursor behind it.
func TestTheDetailActsOnItsOwnTag(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "enter")
	s.Want("─ billing/refund-delay")
	d.TrendsNow.Rows[1].Listed, d.TrendsNow.Rows[1].LookAt = false, false // folded under its parent now
	s.Send(screen.Changed{Hint: model.Hint{Event: 1000}})
	s.Press("a")
	s.Want("Owner of the problem  billing/refund-delay")
}

// A problem without a tag has the calls of its own issues.
func TestCallsOfAProblemWithoutATag(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	r := d.Must(t, screentest.Now(), "aya", model.NewProblem{Title: "Sparks", Issues: []model.Number{20114}})
	for i := range d.CallsToMake {
		if d.CallsToMake[i].Row.Issue.Number == 20114 {
			d.CallsToMake[i].Row.Issue.Problem = r.Problem
		}
	}
	s := set(t, screentest.English(), d)
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
		sat         screentest.Case
		cut, before string
	}{
		{lang.English, screentest.English(), "of the newest 20,000 only", "before of the newest 19,000 only"},
		{lang.Japanese, screentest.Japanese(), "最新の20,000件のみ", "その前 最新の19,000件のみ"},
	} {
		d := screentest.Rising(t, c.lang)
		d.TrendsNow.Rows[0].Customers, d.TrendsNow.Rows[0].CustomersAtLeast = 9000, true
		d.Detail.Breakdown.Cut, d.Detail.Breakdown.Newest = true, 20_000
		d.Detail.Before.Cut, d.Detail.Before.Newest = true, 19_000
		s := set(t, c.sat, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		for by, want := range []int{1, 1, 2, 2} { // by channel, segment, product, hour: beside the customers, and under what was read
			if got := strings.Count(s.Text(), c.cut); got != want {
				t.Errorf("breakdown %d says %q %d times, want %d:\n%s", by, c.cut, got, want, s.Text())
			}
			s.Press("b")
		}
		d.Detail.Breakdown.Cut = false
		s = set(t, c.sat, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		s.Want(c.before)
		d.Detail.Before.Cut = false
		s = set(t, c.sat, d)
		s.Resize(widget.Size{Width: 80, Height: 60})
		s.Press("enter")
		s.Unwanted(c.before)
	}
}

// "Did it work?" calls those of the tag as it is called by now, whatever the
// problem was made of.
func TestCallsOfARenamedTag(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	e := &d.TrendsNow.Efforts[0]
	e.Problem.Tag, e.Path = "calls/music", "billing/double-charge"
	s := set(t, screentest.English(), d)
	s.Press("j", "j", "j", "c")
	s.Want("Calls to make about billing/double-charge")
	s.Unwanted("Nobody is waiting")
}
