package trends

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/stage"
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
func TestTheSmallScreenAnswersFiveQuestions(t *testing.T) {
	for _, c := range []struct {
		c    stage.Case
		want []string
	}{
		{english(), []string{"billing/double-charge jumped", "since Tue 30 Jun", "about 23 too many", "sato", "NO OWNER", "P-1 Long hold music worked", "worked, 0.32 times the rate before (95 %: 0.21–0.48)", "1 false flag in 10"}},
		{japanese(), []string{"請求/二重請求が急増", "6/30(火)から", "約23件多い", "佐藤 美咲", "担当未定", "P-1 保留が長いは効果あり", "実施前の0.32倍（95%区間 0.21–0.48）", "誤検知10回に1回"}},
	} {
		s := set(t, c.c, setScene(t, c.c.Lang))
		text := strings.ReplaceAll(s.Text(), "\n ", "") // a sentence may go on in the next line
		if c.c.Lang == lang.English {
			text = strings.ReplaceAll(s.Text(), "\n ", " ")
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%q cannot be read from the screen:\n%s", want, s.Text())
			}
		}
	}
}

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

func TestDaysAndTheNewest(t *testing.T) {
	d := setScene(t, lang.English)
	d.trends.Newest = today - 300
	s := set(t, english(), d)
	s.Want("The newest complaint here is of 2025/09/16. N looks from then.")
	s.Unwanted("Act on these") // nothing of it is left in the thirteen weeks shown
	s.Press("N")
	if q := d.asked[len(d.asked)-1]; q.On != today-300 {
		t.Errorf("asked for %v", q.On)
	}
	s.Unwanted("N looks from then")
	s.Press("]")
	if q := d.asked[len(d.asked)-1]; q.On != today-299 {
		t.Errorf("asked for %v", q.On)
	}
}

func TestNoDayAfterToday(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	n := len(d.asked)
	s.Press("]")
	s.Want("That day has not come yet.")
	s.Press("[")
	if q := d.asked[len(d.asked)-1]; len(d.asked) != n+1 || q.On != today-1 {
		t.Errorf("asked for %v", d.asked[n:])
	}
	s.Press("]") // today is asked for as today, so that it goes on with the day
	if q := d.asked[len(d.asked)-1]; q.On != 0 {
		t.Errorf("asked for %v", q.On)
	}
}

func TestFilter(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("/")
	s.Type("ＢＩＬＬ late")
	s.Press("enter")
	s.Want("No tag has these words")
	s.Press("esc", "/")
	s.Type("hold")
	s.Press("enter")
	s.Want("contact/hold-music")
	s.Unwanted("billing/double-charge  ")
	s.Press("esc", "/")
	s.Type("kind:request on:2026-06-01")
	s.Press("enter")
	if q := d.asked[len(d.asked)-1]; q.Kind != model.RequestKind || q.On != model.Date(2026, 6, 1) {
		t.Errorf("asked for %+v", q)
	}
	s.Want("counting: request")
	s.Press("/", "ctrl+u")
	s.Type("on:yesterdayish")
	s.Press("enter")
	s.Want("on:yesterdayish is not known here")
}

// The desk hears of a look once a day, and the sentences still tell what is new
// since the look before.
func TestOneLook(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Press("[", "]", "z")
	if len(d.looked) != 1 {
		t.Errorf("looked %v", d.looked)
	}
	s.Want("Since Mon 6 Jul:")
	s.Want("delivery/late is bac")
}

// While the engine works, the answer before stays in view; nothing waits.
func TestTheOldAnswerStays(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	session.Who.Role = model.Leader
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	s := stage.Set(t, english(), session, scr)
	scr.overview.lookFrom(today - 1) // asked, not answered
	s.Want("Mon 13 Jul")
	s.Unwanted("working out")
	s.Send(late{gen: scr.overview.gen})
	s.Want("working out Sun 12 Jul")
	s.Press("j", "j")
	s.Want("billing/refund-delay")
}

// A busy desk does not starve the screen: a change while an answer is under way
// asks once more after it.
func TestChangesWhileAnswering(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	s := stage.Set(t, english(), session, scr)
	first := scr.overview.ask()
	for range 5 {
		if scr.overview.ask() != nil {
			t.Fatal("the same question was put twice at once")
		}
	}
	n := len(d.asked)
	s.Send(first().(tea.BatchMsg)[0]())
	if got := len(d.asked) - n; got != 2 {
		t.Errorf("asked %d times, not once and once more", got)
	}
}

// Behind another screen nobody waits for the engine.
func TestNothingIsAskedBehindAnotherScreen(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	scr.Update(screen.Changed{Hint: model.Hint{Event: 5}})
	if len(d.asked) != 0 || scr.Init() != nil {
		t.Errorf("asked %v", d.asked)
	}
}

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
	s.Want("Undone")
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
func TestTheDesksOwnSignals(t *testing.T) {
	d := setScene(t, lang.English)
	d.trends.Report = &trend.Report{Tested: 40,
		Common:     []trend.Common{{Days: 7, Factor: 1.4, Low: 1.2, High: 1.6, P: 1e-6, Signal: true}, {Days: 28, Factor: 1.2, Low: 1.1, High: 1.3, P: 1e-3, Signal: true}},
		Categories: &trend.Categories{On: engineDay(today - 3), Born: make([]string, 12), Died: make([]string, 9)},
	}
	s := set(t, english(), d)
	s.Want("The whole desk: 1.4 times as many as usual in 7 days")
	s.Unwanted("1.2 times")
	s.Want("Categories changed on Fri 10 Jul: 12 tags began and 9 ended")
}

func TestLeaves(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Unwanted("name-on-invoice")
	s.Press("G", "k", "k", "k")
	s.Want("▸ ▸ billing")
	s.Press("L")
	s.Want("  name-on-invoice")
	s.Press("L")
	s.Unwanted("name-on-invoice")
}

func TestYoungAndYearless(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, stage.Case{Name: "wide", Lang: lang.English, Size: stage.Cases()[4].Size}, d)
	s.Want("no year yet")
	s.Want("1 learning (under 21 days)")
	s.Press("G", "k", "k")
	s.Press("enter")
	s.Want("under 21 days of history: nothing can be said yet")
}

// What comes back for ever is named, however steady it is.
func TestTheChronicHead(t *testing.T) {
	for _, c := range []struct {
		c         stage.Case
		few, says string
	}{
		{english(), "● 1 tag makes 52 % of all", "chronic: steady, and still 22 % of all complaints"},
		{japanese(), "● 上位1タグで全体の52%", "高止まり：横ばいですが、苦情全体の22%を占めます"},
	} {
		s := set(t, c.c, setScene(t, c.c.Lang))
		s.Want(c.few)
		s.Press("j", "j", "j", "j", "enter")
		s.Want(c.says)
	}
}

func TestAnEmptyDesk(t *testing.T) {
	d := newFakeDesk()
	d.trends.On = today
	s := set(t, english(), d)
	s.Want("No complaints yet.")
	s.Press("enter", "a", "l", "m", "w", "o", "z", "c")
	s.Want("No row is selected.")
}

func TestAFailedAnswerKeepsTheOld(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	d.fail = &model.Fault{Code: model.Closing}
	s.Press("[")
	s.Want("Mon 13 Jul")
	s.Want("billing/double-charge")
}

// What an agent hears is first seen by the problem's owner, before they open
// anything.
func TestItsOwnerSeesWhatAgentsHear(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Unwanted("hears:") // P-2 is sato's
	s = set(t, english(), d, func(o *Options) { o.Session.Who.ID = "sato" })
	s.Want("On your P-2 mori hears: They all paid in the new app.")
}

// BenchmarkKey is a key press and the drawing after it, on a desk of 1,000 tags.
func BenchmarkKey(b *testing.B) {
	d := setScene(b, lang.Japanese)
	for i := range 1000 {
		m := scene[3+i%4]
		m.ja, m.parent = model.TagPath("区分"+string(rune('一'+i))+"/内容"), false
		d.trends.Rows = append(d.trends.Rows, m.row(lang.Japanese))
	}
	c := japanese()
	c.Size = stage.Cases()[4].Size
	s := set(b, c, d)
	b.ResetTimer()
	for i := range b.N {
		s.Press([]string{"j", "j", "pgdown", "k"}[i%4])
		s.Root.Draw()
	}
}

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
