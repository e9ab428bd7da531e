package triage

import (
	"fmt"
	"strings"
	"testing"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/screen"
	"koe/tui/screentest"
)

// The list begins with S1, then what is due first, then what waits longest.
const (
	heater  = model.Number(20114) // S1
	charged = model.Number(20112) // S2, due, with a promise and a problem
	refund  = model.Number(20116) // S2
	parcel  = model.Number(20111) // S3, delivery/late
	invoice = model.Number(20115) // S4, without customer's tag
	second  = model.Number(20117) // S3, delivery/late
)

// selected fails the test unless the pointer stands on the issue.
func selected(t *testing.T, s *screentest.Sitting, n model.Number) {
	t.Helper()
	for _, l := range s.Lines() {
		if strings.HasPrefix(l, "▸") && strings.Contains(l[:min(len(l), 20)], n.String()) {
			return
		}
	}
	t.Errorf("%s should be selected:\n%s", n, s.Text())
}

// An owner is a key, a few letters and Enter; the next issue is selected, and a
// dot does the same to it.
func TestGiveOwnerAndRepeat(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("a")
	s.Type("sat")
	s.Press("enter")
	if i := d.MustIssue(t, heater); i.Owner != "sato" || i.State != model.Working {
		t.Errorf("owner %q, state %s", i.Owner, i.State)
	}
	s.Unwanted(heater.String() + "  S1")
	selected(t, s, charged)
	s.Press(".")
	if i := d.MustIssue(t, charged); i.Owner != "sato" {
		t.Errorf("the dot gave it to %q", i.Owner)
	}
	selected(t, s, refund)
	s.Want("#20112: owner sato. u takes it back.")
}

// Undo brings the issue back and selects it; redo does it again.
func TestUndoAndRedo(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "a", "enter")
	if d.MustIssue(t, charged).Owner != "aya" {
		t.Fatal("oneself is not the first in the picker")
	}
	s.Press("u")
	if d.MustIssue(t, charged).Owner != "" {
		t.Error("not undone")
	}
	s.Want("Taken back: the owner, #20112.")
	selected(t, s, charged)
	s.Press("U")
	if d.MustIssue(t, charged).Owner != "aya" {
		t.Error("not redone")
	}
	s.Press("U")
	s.Want("Nothing was undone just now.")
}

// Marked issues are one command, and one step of undo.
func TestMarkedIsOneCommand(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	before := len(d.Events())
	s.Press("space", "j", "space", "a", "s", "a", "t", "enter")
	if d.MustIssue(t, heater).Owner != "sato" || d.MustIssue(t, refund).Owner != "sato" || d.MustIssue(t, charged).Owner != "" {
		t.Error("the marked ones, and only those, should have an owner")
	}
	if n := len(d.Events()) - before; n != 1 {
		t.Errorf("%d events", n)
	}
	s.Want("2 issues: owner sato.")
	s.Unwanted("marked")
	s.Press("u")
	if d.MustIssue(t, heater).Owner != "" || d.MustIssue(t, refund).Owner != "" {
		t.Error("one undo should take both back")
	}
}

// More than twenty ask once, with the number; the act's own key is no yes.
func TestManyAskOnce(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.AddMany(t, 30)
	s := set(t, screentest.English(), d)
	s.Press("A")
	s.Want("37 marked")
	s.Press("a", "enter")
	s.Want("owner aya: 37 issues?")
	s.Press("a", "enter") // Enter is no
	if d.MustIssue(t, heater).Owner != "" {
		t.Error("done without a yes")
	}
	s.Press("a", "enter", "y")
	if d.MustIssue(t, heater).Owner != "aya" || d.MustIssue(t, 20140).Owner != "aya" {
		t.Error("not done after a yes")
	}
	s.Want("Every open issue has an owner.")
}

// Closing asks for the reason, with the number, and for nothing else.
func TestClose(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("space", "space", "x")
	s.Want("Close 2 issues: why?")
	s.Press("g")
	if i := d.MustIssue(t, heater); i.State != model.Closed || i.CloseReason != model.ReasonGoodwill {
		t.Errorf("%s, %s", i.State, i.CloseReason)
	}
	s.Want("2 issues: closed, goodwill.")
}

func TestSeverityAndState(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "s", "1")
	if d.MustIssue(t, charged).Severity != model.S1 {
		t.Error("severity not set")
	}
	s.Press("g", "S", "p", "t")
	s.Type("wed 9:00")
	s.Press("enter")
	s.Want("Wed 15 Jul 09:00")
	s.Press("enter")
	top := d.MustIssue(t, charged) // S1 and due before the heater
	if top.State != model.Pending || top.Waiting.On != model.WaitingThird || top.Waiting.Until != moment(15, 9) {
		t.Errorf("%s, %+v", top.State, top.Waiting)
	}
	s.Press("r")
	s.Type("Fitter comes on Tuesday")
	s.Press("ctrl+s")
	if i := d.MustIssue(t, heater); i.State != model.Resolved || i.Answer != "Fitter comes on Tuesday" {
		t.Errorf("%s, %q", i.State, i.Answer)
	}
	s.Press("S", "d")
	s.Type("saved twice")
	s.Press("ctrl+s")
	if i := d.MustIssue(t, refund); i.State != model.Withdrawn || i.Reason != "saved twice" {
		t.Errorf("%s, %q", i.State, i.Reason)
	}
}

// A prompt for data takes Enter twice: the first may end a conversion.
func TestAnswerTakesTwoEnters(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("r")
	s.Press("enter", "enter") // nothing said yet
	s.Type("交換品を手配しました")
	s.Press("enter")
	if d.MustIssue(t, heater).State != model.New {
		t.Error("one Enter should not save")
	}
	s.Want("もう一度 Enter で保存します")
	s.Press("enter")
	if d.MustIssue(t, heater).Answer != "交換品を手配しました" {
		t.Error("two Enters should")
	}
}

func TestTags(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	tags := func(n model.Number) string {
		var keys []string
		for _, k := range d.MustIssue(t, n).Tags {
			keys = append(keys, string(k))
		}
		return strings.Join(keys, " ")
	}
	s.Press("end", "t") // the invoice has no tag: one is added at once
	s.Type("refund")
	s.Press("enter")
	if tags(invoice) != "billing/refund-delay" {
		t.Errorf("tags %q", tags(invoice))
	}
	s.Press("end", "t")
	s.Type("invoice/layout")
	s.Want("New tag invoice/layout")
	s.Press("enter", "p")
	if tags(invoice) != "invoice/layout billing/refund-delay" {
		t.Errorf("tags %q", tags(invoice))
	}
	s.Press("end", "t", "down", "enter", "p")
	if tags(invoice) != "billing/refund-delay invoice/layout" {
		t.Errorf("tags %q", tags(invoice))
	}
	s.Press("end", "t", "enter", "r")
	if tags(invoice) != "invoice/layout" {
		t.Errorf("tags %q", tags(invoice))
	}
	s.Press("end", "t")
	s.Type("late")
	s.Press("enter")
	s.Want("put it in the place of invoice/layout")
	s.Press("r")
	if tags(invoice) != "delivery/late" {
		t.Errorf("tags %q", tags(invoice))
	}
}

func TestDueAndSnooze(t *testing.T) {
	d := screentest.Unowned(t, lang.Japanese)
	s := set(t, screentest.Japanese(), d)
	s.Press("j", "j", "d")
	s.Want("7/13(月) 17:00  残り8時間")
	s.Press("enter")
	if got := d.MustIssue(t, refund).Due; got != moment(13, 17) {
		t.Errorf("due %v", got.Time(screentest.Zone()))
	}
	s.Press("d")
	s.Type("あした15時")
	s.Want("7/14(火) 15:00  残り30時間")
	s.Press("enter")
	if d.MustIssue(t, parcel).Due != 0 {
		t.Error("one Enter on what was typed should not save")
	}
	s.Press("enter")
	if got := d.MustIssue(t, parcel).Due; got != moment(14, 15) {
		t.Errorf("due %v", got.Time(screentest.Zone()))
	}
	s.Press("d")
	s.Type("そのうち")
	s.Want("日時を読み取れません")
	s.Press("enter", "enter", "esc")
	s.Press("home", "z")
	s.Type("来週")
	s.Press("ctrl+s")
	if got := d.MustIssue(t, heater).Snooze; got != moment(20, 9) {
		t.Errorf("snoozed until %v", got.Time(screentest.Zone()))
	}
	s.Unwanted("ヒーター")
	s.Press("u")
	selected(t, s, heater)
	s.Press("j", "d")
	s.Type("なし")
	s.Want("期限なし")
	s.Press("ctrl+s")
	if got := d.MustIssue(t, charged).Due; got != 0 {
		t.Errorf("due %v", got.Time(screentest.Zone()))
	}
}

func TestLink(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("l")
	s.Type("double")
	s.Press("enter")
	if d.MustIssue(t, heater).Problem != 1 {
		t.Error("not linked")
	}
	s.Press("l", "end", "down", "enter") // the last item unlinks
	if d.MustIssue(t, charged).Problem != 0 {
		t.Error("not unlinked")
	}
	s.Press("l")
	s.Type("Refunds late")
	s.Want("There is no such problem. This takes the role leader")
	s.Press("esc")

	leader := set(t, screentest.English(), d, screentest.As("abe", model.Leader))
	leader.Press("j", "j", "space", "space", "l")
	leader.Type("Refunds late")
	leader.Press("enter")
	p := screentest.RecordOf(d, &model.Problem{ID: 2})
	if p == nil || p.Title != "Refunds late" || d.MustIssue(t, refund).Problem != 2 {
		t.Errorf("no problem was made: %+v", p)
	}
	leader.Want("P-2 made of 2 issues.")
}

func TestNoteContactEditPromise(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("n")
	s.Type("Fire brigade was there")
	s.Press("ctrl+s")
	if notes := d.MustIssue(t, heater).Notes; len(notes) != 1 || notes[0].Text != "Fire brigade was there" {
		t.Errorf("notes %+v", notes)
	}
	s.Press("home", "c", "m")
	s.Type("Please ring again")
	s.Press("ctrl+s")
	v, _ := d.Issue(t.Context(), heater)
	if len(v.Contacts) != 1 || v.Contacts[0].Outcome != model.LeftMessage || v.Contacts[0].Words != "Please ring again" || v.Contacts[0].Channel != model.Phone {
		t.Errorf("contacts %+v", v.Contacts)
	}
	s.Press("home", "e", "u")
	s.Type(" Ruiz")
	s.Press("ctrl+s", "home", "e", "w", "1", "home", "e", "k", "2")
	v, _ = d.Issue(t.Context(), heater)
	if v.Customer != "Maria Lopez Ruiz" || v.Issue.Wish != model.WishRefund || v.Issue.Kind != model.KindRequest {
		t.Errorf("%q, %s, %s", v.Customer, v.Issue.Wish, v.Issue.Kind)
	}
	s.Press("home", "e", "o")
	s.Type("fitter rings")
	s.Press("ctrl+s")
	s.Press("enter")
	if p, ok := d.MustIssue(t, heater).NextPromise(); !ok || p.Text != "fitter rings" || p.By != moment(13, 17) {
		t.Errorf("promise %+v", p)
	}
	s.Press("home", "e", "y")
	if _, open := d.MustIssue(t, heater).NextPromise(); open {
		t.Error("the promise is not kept")
	}
	s.Press("space", "space", "n")
	s.Want("one issue at a time")
}

// What somebody may not do is there, with the reason.
func TestRights(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.Assign{Issues: []model.Number{heater}, Owner: "mori"})
	agent := set(t, screentest.English(), d, screentest.As("sato", model.Agent))
	agent.Press("a")
	agent.Want("This takes the role lead")
	agent.Press("s")
	agent.Want("belongs to someone else")
	agent.Press("t", "esc", "space", "space", "t")
	agent.Want("This takes the role lead")
	if e := d.Events()[len(d.Events())-1]; e.Actor != "aya" {
		t.Errorf("%s by %s", e.Verb, e.Actor)
	}
	reader := set(t, screentest.Japanese(), d, screentest.As("view", model.ReadOnly))
	reader.Press("n")
	reader.Want("この操作にはオペレーター以上の権限が必要です")
	reader.Press("esc", "u")
	reader.Want("この操作にはオペレーター以上の権限が必要です")
}

// A name nobody has is offered as a new person, where the role may add one.
func TestNewOwner(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	admin := set(t, screentest.English(), d, screentest.As("root", model.Admin))
	admin.Press("a")
	admin.Type("Tanaka")
	admin.Want("Add Tanaka to the desk as an agent")
	admin.Press("enter")
	u := screentest.RecordOf(d, &model.User{ID: "tanaka"})
	if u == nil || u.Role != model.Agent || d.MustIssue(t, heater).Owner != "tanaka" {
		t.Errorf("user %+v, owner %q", u, d.MustIssue(t, heater).Owner)
	}
	lead := set(t, screentest.English(), d)
	lead.Press("a")
	lead.Type("Suzuki")
	lead.Want("Suzuki is not on this desk. This takes the role admin")
	lead.Press("enter")
	if u := screentest.RecordOf(d, &model.User{ID: "suzuki"}); u != nil {
		t.Error("a lead added a person")
	}
}

// The picker shows how much room each person has: their open issues.
func TestRoom(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	d.Must(t, screentest.Now(), "aya", model.Assign{Issues: []model.Number{heater, refund}, Owner: "sato"})
	s := set(t, screentest.English(), d)
	s.Press("a")
	s.Want("sato      2 open")
	s.Want("aya (me)  0 open")
}

// A command that is not known to be saved is asked after, not given twice.
func TestStillSaving(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	before := len(d.Events())
	d.Slow = 1
	s.Press("a", "enter")
	s.Want("#20114: owner aya.")
	if n := len(d.Events()) - before; n != 1 {
		t.Errorf("%d events", n)
	}
}

// What is refused leaves the marks as they were.
func TestRefusedKeepsMarks(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("space", "space", "a")
	d.Must(t, screentest.Now(), "abe", model.Assign{Issues: []model.Number{heater}, Owner: "abe"})
	d.Remove(&model.User{ID: "sato"})
	s.Type("sato")
	s.Press("enter")
	s.Want("There is no user sato on this desk")
	s.Want("2 marked")
}

// Somebody else's commit comes in under the selection, which stays.
func TestChangedByOthers(t *testing.T) {
	d := screentest.Unowned(t, lang.English)
	s := set(t, screentest.English(), d)
	s.Press("j", "j")
	selected(t, s, refund)
	r := d.Must(t, screentest.Now(), "abe", model.Assign{Issues: []model.Number{heater}, Owner: "abe"})
	s.Send(screen.Changed{Hint: model.Hint{Event: r.Event, Verb: r.Verb}})
	s.Unwanted("heater")
	selected(t, s, refund)
	s.Press("space", "space")
	s.Want("2 marked")
	r = d.Must(t, screentest.Now(), "abe", model.Assign{Issues: []model.Number{refund}, Owner: "abe"})
	s.Send(screen.Changed{Hint: model.Hint{Event: r.Event, Verb: r.Verb}})
	s.Want("1 marked")
	asked := len(d.AskedIssues)
	s.Send(screen.Changed{Hint: model.Hint{Event: r.Event, Verb: r.Verb}})
	if len(d.AskedIssues) != asked {
		t.Error("the same commit was asked about twice")
	}
}

// A link that takes an issue out of its problem says so first; only yes moves it,
// and what is repeated asks again.
func TestALinkOutOfAProblemAsks(t *testing.T) {
	for _, c := range []struct {
		lang lang.Lang
		sat  screentest.Case
		ask  string
	}{
		{lang.English, screentest.English(), "Move #%d out of P-1?"},
		{lang.Japanese, screentest.Japanese(), "#%d は P-1 から外れます。移しますか？"},
	} {
		d := screentest.Unowned(t, c.lang)
		page, err := d.Issues(t.Context(), model.IssueQuery{Query: "owner:none", Order: model.ByUrgency, Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		first, second := page.Rows[0].Issue.Number, page.Rows[1].Issue.Number
		from := d.Must(t, screentest.Now(), "abe", model.NewProblem{Title: "From", Issues: []model.Number{first, second}, Anyway: true}).Problem
		to := d.Must(t, screentest.Now(), "abe", model.NewProblem{Title: "Somewhere"}).Problem
		s := set(t, c.sat, d)
		moved := func(n model.Number) bool {
			v, err := d.Issue(t.Context(), n)
			if err != nil {
				t.Fatal(err)
			}
			return v.Issue.Problem == to
		}
		ask := func(n model.Number) string { return fmt.Sprintf(strings.Replace(c.ask, "P-1", from.String(), 1), n) }
		s.Press("l")
		s.Type("Somewhere")
		s.Press("enter")
		s.Want(ask(first))
		s.Press("enter") // no stands there
		if moved(first) {
			t.Fatal("an Enter too many moved it")
		}
		s.Press("l")
		s.Type("Somewhere")
		s.Press("enter", "y")
		if !moved(first) {
			t.Fatal("yes did not move it")
		}
		s.Press(".")
		s.Want(ask(second))
		if moved(second) {
			t.Error("repeated, it moved another without asking")
		}
	}
}
