package trends

import (
	"math"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

func TestTheSmallScreenAnswersFiveQuestions(t *testing.T) {
	for _, c := range []struct {
		c    screentest.Case
		want []string
	}{
		{screentest.English(), []string{"billing/double-charge jumped", "since Tue 30 Jun", "about 23 too many", "sato", "NO OWNER", "P-1 Long hold music worked", "worked, rate −68 % (95 %: −79 to −52)", "1 false flag in 10"}},
		{screentest.Japanese(), []string{"請求/二重請求が急増", "6/30(火)から", "約23件多い", "佐藤 美咲", "担当未定", "P-1「保留が長い」は効果あり", "件数は−68%（95%区間 −79〜−52%）", "閲覧10回に誤検知1回"}},
	} {
		s := set(t, c.c, screentest.Rising(t, c.c.Lang))
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

func TestDaysAndTheNewest(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.TrendsNow.Newest = today - 300
	s := set(t, screentest.English(), d)
	s.Want("The newest complaint here is of 2025/09/16. N looks from then.")
	s.Unwanted("Act on these") // nothing of it is left in the thirteen weeks shown
	s.Press("N")
	if q := d.AskedTrends[len(d.AskedTrends)-1]; q.On != today-300 {
		t.Errorf("asked for %v", q.On)
	}
	s.Unwanted("N looks from then")
	s.Press("]")
	if q := d.AskedTrends[len(d.AskedTrends)-1]; q.On != today-299 {
		t.Errorf("asked for %v", q.On)
	}
}

func TestNoDayAfterToday(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	n := len(d.AskedTrends)
	s.Press("]")
	s.Want("That day has not come yet.")
	s.Press("[")
	if q := d.AskedTrends[len(d.AskedTrends)-1]; len(d.AskedTrends) != n+1 || q.On != today-1 {
		t.Errorf("asked for %v", d.AskedTrends[n:])
	}
	s.Press("]") // today is asked for as today, so that it goes on with the day
	if q := d.AskedTrends[len(d.AskedTrends)-1]; q.On != 0 {
		t.Errorf("asked for %v", q.On)
	}
}

func TestFilter(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
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
	if q := d.AskedTrends[len(d.AskedTrends)-1]; q.Kind != model.KindRequest || q.On != model.Date(2026, 6, 1) {
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
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("[", "]", "z")
	if len(d.Looked) != 1 {
		t.Errorf("looked %v", d.Looked)
	}
	s.Want("Since Mon 6 Jul:")
	s.Want("delivery/late is bac")
}

// While the engine works, the answer before stays in view; nothing waits.
func TestTheOldAnswerStays(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	session := screentest.English().Session(t)
	session.Who.Role = model.Leader
	scr := New(Options{Session: session, Desk: d, NewID: d.NewID})
	s := screentest.Sit(t, screentest.English(), session, scr)
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
	d := screentest.Rising(t, lang.English)
	session := screentest.English().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: d.NewID})
	s := screentest.Sit(t, screentest.English(), session, scr)
	first := scr.overview.Ask()
	for range 5 {
		if scr.overview.Ask() != nil {
			t.Fatal("the same question was put twice at once")
		}
	}
	n := len(d.AskedTrends)
	s.Send(first().(tea.BatchMsg)[0]())
	if got := len(d.AskedTrends) - n; got != 2 {
		t.Errorf("asked %d times, not once and once more", got)
	}
}

// Behind another screen nobody waits for the engine.
func TestNothingIsAskedBehindAnotherScreen(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	session := screentest.English().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: d.NewID})
	scr.Update(screen.Changed{Hint: model.Hint{Event: 5}})
	if len(d.AskedTrends) != 0 || scr.Init() != nil {
		t.Errorf("asked %v", d.AskedTrends)
	}
}

// The desk's own movement is said once, and so is a change of categories.
func TestTheDesksOwnSignals(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.TrendsNow.Report = &trend.Report{Tested: 40,
		Common:     []trend.Common{{Days: 7, Factor: 1.4, Low: 1.2, High: 1.6, P: 1e-6, Signal: true}, {Days: 28, Factor: 1.2, Low: 1.1, High: 1.3, P: 1e-3, Signal: true}},
		Categories: &trend.Categories{On: (today - 3).ForEngine(), Born: make([]string, 12), Died: make([]string, 9)},
	}
	s := set(t, screentest.English(), d)
	s.Want("The whole desk: 1.4 times as many as usual in 7 days")
	s.Unwanted("1.2 times")
	s.Want("Categories changed on Fri 10 Jul: 12 tags began and 9 ended")
}

func TestLeaves(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Unwanted("name-on-invoice")
	s.Press("G", "k", "k", "k")
	s.Want("▸ ▸ billing")
	s.Press("L")
	s.Want("  name-on-invoice")
	s.Press("L")
	s.Unwanted("name-on-invoice")
}

func TestYoungAndYearless(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English().Wide(), d)
	s.Want("no year yet")
	s.Want("1 learning (under 21 days)")
	s.Press("G", "k", "k")
	s.Press("enter")
	s.Want("under 21 days of history: nothing can be said yet")
}

// What comes back for ever is named, however steady it is.
func TestTheChronicHead(t *testing.T) {
	for _, c := range []struct {
		c         screentest.Case
		few, says string
	}{
		{screentest.English(), "● 1 tag makes 52 % of all", "chronic: steady, and still 22 % of all complaints"},
		{screentest.Japanese(), "● 上位1タグで全体の52%", "高止まり：横ばいですが、苦情全体の22%を占めます"},
	} {
		s := set(t, c.c, screentest.Rising(t, c.c.Lang))
		s.Want(c.few)
		s.Press("j", "j", "j", "j", "enter")
		s.Want(c.says)
	}
}

func TestAnEmptyDesk(t *testing.T) {
	d := screentest.NewDesk()
	d.TrendsNow.On = today
	s := set(t, screentest.English(), d)
	s.Want("This desk is empty")
	s.Want("Press 1 and write down the first one.")
	s.Want("koe import FILE")
	s.Want("koe demo")
	s.Unwanted("false flag")
	s.Press("P")
	s.Want("This desk is empty")
	s.Press("esc", "C")
	s.Want("This desk is empty")
	s.Press("esc", "enter", "a", "l", "m", "w", "o", "z", "c")
	s.Want("Choose the row of a tag first.")
}

// A desk without complaints is not empty where something else was logged, and
// neither is one of which nothing is known yet.
func TestNotEmpty(t *testing.T) {
	d := screentest.NewDesk()
	d.TrendsNow.On = today
	d.Keep(&model.User{ID: "mori", Role: model.Agent})
	d.Must(t, screentest.Now(), "mori", model.Log{Draft: model.Draft{Text: "Thank you", Kind: model.KindPraise}})
	s := set(t, screentest.English(), d)
	s.Want("No complaints yet.")
	s.Unwanted("This desk is empty")

	d = screentest.NewDesk()
	d.FailTrends = &model.Fault{Code: model.Closing}
	s = set(t, screentest.English(), d)
	s.Want("This could not be read.")
	s.Unwanted("This desk is empty")
	s.Send(screen.To{Screen: screen.Trends, Msg: screen.Shown{}})
	s.Want("This desk is empty")
	s.Unwanted("This could not be read.")

	session := screentest.English().Session(t)
	waiting := New(Options{Session: session, Desk: screentest.NewDesk(), NewID: d.NewID})
	waiting.Update(screen.Shown{})
	for _, l := range waiting.View(widget.Size{Width: 80, Height: 21}).Lines {
		if strings.TrimSpace(l) != "" {
			t.Errorf("before the desk has answered it says %q", l)
		}
	}
}

func TestAFailedAnswerKeepsTheOld(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	d.FailTrends = &model.Fault{Code: model.Closing}
	s.Press("[")
	s.Want("Mon 13 Jul")
	s.Want("billing/double-charge")
	s.Press("[") // from the day in view, not from the one that failed
	if q := d.AskedTrends[len(d.AskedTrends)-1]; q.On != today-1 {
		t.Errorf("asked for %v", q.On)
	}
}

// Whoever comes back to the screen after a while sees the day as it is by then.
func TestComingBackAsksAnew(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	session := screentest.English().Session(t)
	now := screentest.Now()
	session.Now = func() time.Time { return now }
	scr := New(Options{Session: session, Desk: d, NewID: d.NewID})
	s := screentest.Sit(t, screentest.English(), session, scr)
	n := len(d.AskedTrends)
	s.Send(screen.Address(screen.Trends, func() tea.Msg { return screen.Shown{} })())
	if len(d.AskedTrends) != n {
		t.Error("asked anew at once")
	}
	now = now.Add(11 * time.Minute)
	s.Send(screen.Address(screen.Trends, func() tea.Msg { return screen.Shown{} })())
	if len(d.AskedTrends) != n+1 {
		t.Errorf("asked %d times after eleven minutes", len(d.AskedTrends)-n)
	}
}

// What an agent hears is first seen by the problem's owner, before they open
// anything.
func TestItsOwnerSeesWhatAgentsHear(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Unwanted("hears:") // P-2 is sato's
	s = set(t, screentest.English(), d, func(o *Options) { o.Session.Who.ID = "sato" })
	s.Want("On your P-2 mori hears: They all paid in the new app.")
}

// BenchmarkKey is a key press and the drawing after it, on a desk of 1,000 tags.
func BenchmarkKey(b *testing.B) {
	d := screentest.Rising(b, lang.Japanese)
	for i := range 1000 {
		m := screentest.Tags()[3+i%4]
		m.Ja, m.Parent = model.TagPath("区分"+string(rune('一'+i))+"/内容"), false
		d.TrendsNow.Rows = append(d.TrendsNow.Rows, m.Row(lang.Japanese))
	}
	c := screentest.Japanese().Wide()
	s := set(b, c, d)
	b.ResetTimer()
	for i := range b.N {
		s.Press([]string{"j", "j", "pgdown", "k"}[i%4])
		s.Root.Draw()
	}
}

// A problem that is back is said to have worked nowhere; one that was deferred
// until today is in the headline.
func TestBackAndLookAgainAreSaid(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.TrendsNow.Efforts[0].Returned = today - 3
	d.TrendsNow.Again = []model.Problem{{ID: 7, Title: "Late parcels", Stage: model.Deferred, Until: today}}
	s := set(t, screentest.English().Wide(), d)
	s.Want("P-7 Late parcels was deferred until Mon")
	s.Want("13 Jul: look again")
	s.Want("since Tue 2 Jun: declared fixed, and back since Fri 10 Jul; 10 a week usually")
	s.Unwanted("worked")
}

// Of a hundred actions those stand in front that are new or still open; the rest
// are one remark.
func TestOldActionsAreUnderTheirProblems(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	for i := range 100 {
		old := d.TrendsNow.Efforts[0]
		old.Problem = model.Problem{ID: model.ProblemID(50 + i), Title: "Old one", Stage: model.Effective}
		old.Action = model.Action{N: 1, Text: "done long ago", Effective: today - 200}
		d.TrendsNow.Efforts = append(d.TrendsNow.Efforts, old)
	}
	s := set(t, screentest.English(), d)
	s.Want("Did it work?  100 older under their problems (P)")
	s.Want("P-1 Long hold music")
	s.Unwanted("Old one")
}

// A comparison shows its two counts, and says where they were compared per open
// day; nothing against nothing is no missing year.
func TestComparisonsShowTheirCounts(t *testing.T) {
	d := screentest.Rising(t, lang.English)
	d.TrendsNow.Rows[0].VsMonth = trend.Change{Known: true, Now: 1197, Before: 1105, Ratio: 1}
	d.TrendsNow.Rows[0].VsYear = trend.Change{Known: true, Ratio: math.NaN()}
	d.TrendsNow.Rows[0].MonthToDate = trend.Change{Known: true, Now: 30, Before: 20, Ratio: 1.5}
	s := set(t, screentest.English().Wide(), d)
	s.Press("enter")
	s.Want("±0 % (1,197 against 1,105, per open day)")
	s.Want("+50 % (30 against 20)")
	s.Unwanted("no year yet")
}
