package triage

import (
	"strings"
	"testing"
	"time"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
	"koe/tui/widget"
)

func TestFilter(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("/")
	s.Want("state:open owner:none snooze:none")
	s.Type("sev<=2")
	s.Press("enter")
	s.Want("state:open owner:none snooze:none sev<=2 · 3")
	s.Want("most urgent first")
	s.Press("/", "ctrl+u")
	s.Type("parcel")
	s.Press("enter")
	s.Want("parcel · 2")
	s.Want("newest first")
	s.Press("/", "ctrl+u")
	s.Want("typed before")
	s.Press("down", "down", "enter") // the older of the two
	s.Want("sev<=2 · 3")
	s.Press("esc")
	s.Want("parcel · 2")
	s.Press("esc", "esc")
	s.Want("Open, without an owner · 7")
}

// A fault stands under its place; Enter does not show what cannot be read.
func TestFilterFault(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("/", "ctrl+u")
	s.Type("担当:自分 重大:9 返金")
	s.Want("\n            ^^^^\n")
	s.Want("「重大」という項目はありません")
	s.Press("enter")
	s.Want("表示する条件")
	s.Press("ctrl+u")
	s.Type("重大度:")
	s.Unwanted("値を入力してください") // it is being typed
	s.Press("enter")
	s.Want("値を入力してください")
	s.Press("esc")
	s.Want("担当者未定のお申し出 · 7")
}

// Japanese keys, completion in one's own language, and the desk's own names.
func TestFilterCompletes(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	d.Must(t, screentest.Now(), "aya", model.Assign{Issues: []model.Number{heater}, Owner: "sato"})
	s := set(t, screentest.Japanese(), d)
	s.Press("/", "ctrl+u")
	s.Want("担当:")
	s.Type("担")
	s.Press("tab")
	s.Type("sa")
	s.Press("tab")
	s.Want("▸ 担当:sato")
	s.Press("enter")
	s.Want("担当:sato · 1")
	s.Want("ヒーター")
}

func TestCustomerHistory(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	d.Must(t, screentest.Now(), "aya", model.SetState{Issues: []model.Number{parcel}, State: model.Closed, CloseReason: model.ReasonExplained})
	s := set(t, screentest.Japanese(), d)
	s.Press("end", "k", "i") // the second call about the parcel
	s.Want("鈴木花子様のお申し出 · 2")
	s.Want("S3  完了")
	s.Want("S3  未対応") // whole, though the other state is shorter
	s.Want("新しい順")
	s.Press("esc")
	s.Want("担当者未定のお申し出 · 6")
	s.Press("g", "j", "j", "j", "i")
	s.Want("お客様を確認できていません")
}

// Enter opens the issue, with all its words and its whole story; acts go to
// it, and Esc goes back to the list.
func TestOpen(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j")
	s.Unwanted("mori logged it by phone")
	s.Press("enter")
	s.Want("mori logged it by phone")
	s.Unwanted("#20114")
	s.Press("a", "enter")
	s.Want("working · aya")
	s.Want("2 more lines: PgDn")
	s.Press("pgdown")
	s.Want("aya took it")
	s.Press("n")
	s.Type("Bank was asked")
	s.Press("ctrl+s", "end")
	s.Want(`aya noted: "Bank was asked"`)
	s.Press("esc")
	s.Want("Open, without an owner · 6")
	s.Unwanted("#20112 ")
}

// Only what is near the view is asked for; the end of the list brings more.
func TestPages(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 200)
	s := set(t, screentest.English(), d)
	s.Want("· 207")
	if n := len(d.AskedIssues); n != 1 || d.AskedIssues[0].Limit != pageRows {
		t.Errorf("%d questions at first, %+v", n, d.AskedIssues)
	}
	pageDown(s, 10)
	lists := d.AskedIssues
	if got := lists[len(lists)-1]; got.After == "" || got.Limit != pageRows {
		t.Errorf("the next page was asked for by %+v", got)
	}
	s.Press("G")
	selected(t, s, invoice) // the only S4
	s.Press("a", "enter")
	s.Want("· 206")
	selected(t, s, 20317)
}

// pageDown turns pages, each drawn before the next: a page is what was in view.
func pageDown(s *screentest.Sitting, n int) {
	for range n {
		s.Press("pgdown")
		s.Root.Draw()
	}
}

// A view longer than what is kept fresh: a change asks for the part in view,
// and the selection stays.
func TestLongView(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 700)
	s := set(t, screentest.English(), d)
	pageDown(s, 130)
	s.Press("k", "k")
	selected(t, s, 20816)
	s.Press("a", "enter")
	selected(t, s, 20817)
	s.Want("· 706")
	lists := d.AskedIssues
	if got := lists[len(lists)-1]; got.After == "" {
		t.Errorf("all of the list was asked for: %+v", got)
	}
	s.Press("k")
	if n := len(d.AskedIssues); n != len(lists) {
		t.Errorf("a step within what is there asked %d questions", n-len(lists))
	}
	s.Press("home") // what stands there may be of long ago
	if n := len(d.AskedIssues); n != len(lists)+1 {
		t.Errorf("the top of a long list asked %d questions", n-len(lists))
	}
	selected(t, s, heater)
}

func TestMarking(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 200)
	s := set(t, screentest.English(), d)
	s.Press("j", "j", "j", "*")
	s.Want("2 marked") // the parcel, twice
	s.Press("esc")
	s.Unwanted("marked")
	s.Press("shift+down", "shift+down", "V", "j")
	s.Want("3 marked")
	s.Press("A")
	s.Want("207 marked")
	s.Press("a", "enter")
	s.Want("owner aya: 207 issues?")
	s.Press("y")
	s.Want("207 issues: owner aya.")
	s.Press("u")
	s.Want("Taken back: the owner, 207 issues.")
	s.Want("· 207")
}

// More than one act is done to are not marked, and it is said.
func TestMarkLimit(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, markLimit+5)
	s := set(t, screentest.English(), d)
	s.Press("A")
	s.Want("1,000 marked")
	s.Want("The first 1,000 are marked")
}

// With an input method on, the same keys do the same.
func TestFullWidthKeys(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("ｊ", "ｓ", "１")
	if d.MustIssue(t, charged).Severity != model.S1 {
		t.Error("full-width keys should work on lists")
	}
}

// Another screen may send a query along.
func TestShow(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Send(Show{Query: "tag:delivery/late"})
	s.Want("tag:delivery/late · 2")
	s.Press("y")
	s.Want("Copied #20117.")
	s.Press("o")
	s.Want("oldest first")
	selected(t, s, parcel)
}

// Rows that came at once, for the end of the view, stay when one is acted on.
func TestLoadedAtOnceStays(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 700)
	s := set(t, screentest.English(), d)
	s.Press("G", "k", "k")
	selected(t, s, 20816)
	s.Press("s", "4")
	selected(t, s, 20817)
	s.Press("G")
	selected(t, s, 20816) // an S4 now, and newer than the other
}

// A list that comes to the front after a while is asked for again: what was
// put off may be back.
func TestComesBackToFront(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	now := screentest.Now()
	s := set(t, screentest.English(), d, func(s *screen.Session) { s.Now = func() time.Time { return now } })
	asked := len(d.AskedIssues)
	s.Send(screen.To{Screen: screen.Triage, Msg: screen.Shown{}})
	if len(d.AskedIssues) != asked {
		t.Error("asked again at once")
	}
	now = now.Add(2 * staleTime)
	s.Send(screen.To{Screen: screen.Triage, Msg: screen.Shown{}})
	if len(d.AskedIssues) != asked+1 {
		t.Error("not asked again after a while")
	}
}

// A desk on which nothing was ever logged says so and what to do, told apart
// from a view that nothing matches and from an answer that failed or is still
// to come.
func TestAnEmptyDesk(t *testing.T) {
	d := screentest.NewDesk()
	d.Keep(&model.User{ID: "aya", Name: "aya", Role: model.Lead})
	s := set(t, screentest.English(), d)
	for _, want := range []string{"This desk is empty", "Press 1 and write down the first one.", "leave koe (q)", "koe import FILE", "koe demo"} {
		s.Want(want)
	}
	s.Unwanted("Every open issue has an owner")
	s.Press("/", "ctrl+u")
	s.Type("parcel")
	s.Press("enter")
	s.Want("This desk is empty")

	r := d.Must(t, screentest.Now(), "aya", model.Log{Draft: model.Draft{Text: "The heater sparked"}})
	s.Send(screen.Changed{Hint: model.Hint{Event: r.Event}})
	s.Want("No issue matches.")
	s.Press("esc")
	s.Want("The heater sparked")
	r = d.Must(t, screentest.Now(), "aya", model.Undo{})
	s.Send(screen.Changed{Hint: model.Hint{Event: r.Event}})
	s.Want("Every open issue has an owner")

	failed := screentest.NewDesk()
	failed.FailIssues = &model.Fault{Code: model.Closing}
	s = set(t, screentest.English(), failed)
	s.Want("This could not be read.")
	s.Unwanted("This desk is empty")
	failed.FailIssues = nil
	s.Send(screen.To{Screen: screen.Triage, Msg: screen.Shown{}})
	s.Want("This desk is empty")

	waiting := New(screentest.NewDesk(), screentest.English().Session(t), d.NewID)
	waiting.Init()
	if lines := waiting.View(widget.Size{Width: 80, Height: 21}).Lines; !strings.Contains(lines[1], "Loading") {
		t.Errorf("before the desk has answered it says %q", lines[1])
	}
}
