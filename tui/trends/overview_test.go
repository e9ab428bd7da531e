package trends

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/stage"
)

func TestTheSmallScreenAnswersFiveQuestions(t *testing.T) {
	for _, c := range []struct {
		c    stage.Case
		want []string
	}{
		{english(), []string{"billing/double-charge jumped", "since Tue 30 Jun", "about 23 too many", "sato", "NO OWNER", "P-1 Long hold music worked", "worked, 0.32 times the rate before (95 %: 0.21–0.48)", "1 false flag in 10"}},
		{japanese(), []string{"請求/二重請求が急増", "6/30(火)から", "約23件多い", "佐藤 美咲", "担当未定", "P-1「保留が長い」は効果あり", "実施前の0.32倍（95%区間 0.21〜0.48）", "閲覧10回に誤検知1回"}},
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
	if q := d.asked[len(d.asked)-1]; q.Kind != model.KindRequest || q.On != model.Date(2026, 6, 1) {
		t.Errorf("asked for %+v", q)
	}
	s.Want("counting: request")
	s.Press("/", "ctrl+u")
	s.Type("on:yesterdayish")
	s.Press("enter")
	s.Want("on:yesterdayish is not known here")
}

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

func TestChangesWhileAnswering(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	s := stage.Set(t, english(), session, scr)
	first := scr.overview.Ask()
	for range 5 {
		if scr.overview.Ask() != nil {
			t.Fatal("the same question was put twice at once")
		}
	}
	n := len(d.asked)
	s.Send(first().(tea.BatchMsg)[0]())
	if got := len(d.asked) - n; got != 2 {
		t.Errorf("asked %d times, not once and once more", got)
	}
}

func TestNothingIsAskedBehindAnotherScreen(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	scr.Update(screen.Changed{Hint: model.Hint{Event: 5}})
	if len(d.asked) != 0 || scr.Init() != nil {
		t.Errorf("asked %v", d.asked)
	}
}

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
	s.Want("Choose the row of a tag first.")
}

func TestAFailedAnswerKeepsTheOld(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	d.fail = &model.Fault{Code: model.Closing}
	s.Press("[")
	s.Want("Mon 13 Jul")
	s.Want("billing/double-charge")
	s.Press("[") // from the day in view, not from the one that failed
	if q := d.asked[len(d.asked)-1]; q.On != today-1 {
		t.Errorf("asked for %v", q.On)
	}
}

// Whoever comes back to the screen after a while sees the day as it is by then.
func TestComingBackAsksAnew(t *testing.T) {
	d := setScene(t, lang.English)
	session := english().Session(t)
	now := stage.Now()
	session.Now = func() time.Time { return now }
	scr := New(Options{Session: session, Desk: d, NewID: freshID})
	s := stage.Set(t, english(), session, scr)
	n := len(d.asked)
	s.Send(screen.Address(screen.Trends, func() tea.Msg { return screen.Shown{} })())
	if len(d.asked) != n {
		t.Error("asked anew at once")
	}
	now = now.Add(11 * time.Minute)
	s.Send(screen.Address(screen.Trends, func() tea.Msg { return screen.Shown{} })())
	if len(d.asked) != n+1 {
		t.Errorf("asked %d times after eleven minutes", len(d.asked)-n)
	}
}

func TestItsOwnerSeesWhatAgentsHear(t *testing.T) {
	d := setScene(t, lang.English)
	s := set(t, english(), d)
	s.Unwanted("hears:") // P-2 is sato's
	s = set(t, english(), d, func(o *Options) { o.Session.Who.ID = "sato" })
	s.Want("On your P-2 mori hears: They all paid in the new app.")
}

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
