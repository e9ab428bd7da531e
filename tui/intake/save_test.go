package intake

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/screentest"
)

func TestASaveLogsWhatTheFormHolds(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("C")
	first := at.now
	at.now = at.now.Add(40 * time.Second)
	at.Type("harged twice\nfor June #billing/double-charge !2 @佐藤商店 again")
	at.Press("tab", "tab")
	at.Type(`callback, "late delivery"`)
	at.Press("tab", "tab") // severity is what the mark says
	at.Press("e", "tab")   // channel: email
	at.Press("1")          // wish: refund
	at.Press("ctrl+s")
	want := model.Draft{
		ReceivedAt: model.At(first), Text: "Charged twice\nfor June again", Tags: []model.TagPath{"billing/double-charge", "callback", "late delivery"},
		Customer: "佐藤商店", Severity: model.S2, Channel: model.Email, Wish: model.WishRefund,
	}
	if got := last(t, at.desk); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	at.Want("#20345 saved.")
	at.Unwanted("Charged")
	if !at.screen.form().Empty() || at.screen.focus != inText || len(at.drafts.forms) != 0 {
		t.Error("no fresh form")
	}
	at.Type("Next")
	at.Press("ctrl+s")
	if got := last(t, at.desk); got.Channel != model.Email || got.ReceivedAt != model.At(at.now) || len(logged(at.desk)) != 2 {
		t.Errorf("the next form was logged as %+v", got)
	}
}

func TestMarksAloneAreNotSaved(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Press("ctrl+s")
	at.Type("#billing !2 ")
	at.Press("ctrl+s")
	if len(at.desk.Asked) != 0 {
		t.Error("the desk was asked")
	}
	at.Want("Not saved")
	at.Want("*billing")
}

func TestARefusedSaveKeepsTheForm(t *testing.T) {
	for _, err := range []error{&model.Refusal{Code: model.TooMany, Field: "tags", N: 13, Max: 12}, &model.Fault{Code: model.DiskFull}} {
		d := screentest.Calling()
		d.Fail = []error{err}
		at := sit(t, screentest.English(), d, &memory{})
		at.Type("Charged twice")
		at.Press("ctrl+l")
		at.Want("Charged twice")
		at.Want(at.screen.session.Say.Error(err)[:20])
		at.Type(" again")
		at.Press("ctrl+s")
		at.Want("saved.")
		if got := last(t, d); got.Text != "Charged twice again" || got.Problem != 0 {
			t.Errorf("then it was logged as %+v", got)
		}
	}
}

func TestASaveNotKnownKeepsTheFormAsItWasSent(t *testing.T) {
	d := screentest.Calling()
	d.Fail = []error{&model.Fault{Code: model.NotKnown}, &model.Fault{Code: model.ReadOnlyFile}}
	at := sit(t, screentest.English(), d, &memory{})
	at.Type("Charged twice")
	at.Press("ctrl+s")
	at.Type("xyz")
	at.Press("backspace", "ctrl+u")
	at.Paste("more")
	at.Want("Charged twice")
	at.Unwanted("xyz")
	at.Press("ctrl+s") // the database is closed for writing: that says nothing about the first attempt
	at.Type("z")
	at.Want("Charged twice")
	if f := at.drafts.forms; len(f) != 1 || !f[0].Sent {
		t.Errorf("kept is %+v", f)
	}
	at.Press("ctrl+s")
	if len(d.Asked) != 3 || d.Asked[0].ID != d.Asked[2].ID || len(logged(d)) != 1 {
		t.Errorf("the desk was asked %v", d.Asked)
	}
	at.Want("#20345 saved.")
	at.Unwanted("Charged")
}

func TestASlowSaveIsAskedForUntilItIsKnown(t *testing.T) {
	d := screentest.Calling()
	slow := &model.Fault{Code: model.StillSaving}
	d.Fail = []error{slow, slow, slow}
	at := sit(t, screentest.English(), d, &memory{})
	at.Type("Charged twice")
	at.Press("ctrl+s")
	if len(d.Asked) != 4 || len(logged(d)) != 1 {
		t.Errorf("%d questions, %d logged", len(d.Asked), len(logged(d)))
	}
	at.Want("saved.")
}

// by hand: what happens while the desk has not answered.
func sending(t *testing.T) (*sitting, tea.Cmd) {
	t.Helper()
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("First call")
	s := at.screen
	written := one[wrote](t, results(s.update(action.Do{ID: action.Save})))
	return at, s.update(written)
}

func TestWhatIsTypedDuringASaveIsForTheNextForm(t *testing.T) {
	at, ask := sending(t)
	for _, r := range "Next" {
		at.screen.update(screentest.Key(string(r)))
	}
	at.screen.update(tea.PasteMsg{Content: " one"})
	at.screen.update(action.Do{ID: action.Save}) // a second Ctrl+S says only that it is under way
	if got := at.screen.text.Value(); got != "First call" {
		t.Fatalf("the form that is with the desk reads %q", got)
	}
	at.screen.update(one[saved](t, results(ask)))
	if got := at.screen.text.Value(); got != "Next one" || len(at.desk.Asked) != 1 {
		t.Errorf("the next form reads %q after %d questions", got, len(at.desk.Asked))
	}
	if at.screen.front.ReceivedAt == 0 {
		t.Error("the next form has no moment")
	}
}

func TestTheNextCallNeedNotWaitForASave(t *testing.T) {
	at, ask := sending(t)
	s := at.screen
	s.update(screentest.Key("S"))
	s.update(action.Do{ID: action.SecondCall})
	s.update(screentest.Key("e"))
	if s.text.Value() != "Se" || len(s.parked) != 1 {
		t.Fatalf("the second form reads %q, %d parked", s.text.Value(), len(s.parked))
	}
	s.update(one[saved](t, results(ask)))
	if s.text.Value() != "Se" || len(s.parked) != 0 || last(t, at.desk).Text != "First call" {
		t.Errorf("after the answer: %q, %d parked", s.text.Value(), len(s.parked))
	}
}

func TestASaveThatTakesASecondSaysSo(t *testing.T) {
	at, ask := sending(t)
	msgs := results(ask)
	toast := one[screen.Toast](t, results(at.screen.update(one[stillSaving](t, msgs))))
	if !strings.Contains(toast.Text, "Still saving") {
		t.Errorf("it says %q", toast.Text)
	}
	at.screen.update(one[saved](t, msgs))
	if more := results(at.screen.update(one[stillSaving](t, msgs))); len(more) != 0 {
		t.Errorf("once it is saved it says %v", more)
	}
}

func TestTheDraftIsKeptBeforeTheDeskIsAsked(t *testing.T) {
	d, m := screentest.Calling(), &memory{}
	at := sit(t, screentest.English(), d, m)
	d.Before = func() {
		if len(m.forms) != 1 || !m.forms[0].Sent || m.forms[0].Text != "Charged" {
			t.Errorf("when the desk is asked the draft is %+v", m.forms)
		}
	}
	at.Type("Charged")
	at.Press("ctrl+s")
	if len(d.Asked) != 1 || len(m.forms) != 0 {
		t.Errorf("asked %d, kept %v", len(d.Asked), m.forms)
	}
}

func TestWhoMayOnlyReadIsToldSo(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.screen.session.Who.Role = model.ReadOnly
	at.Type("Charged")
	at.Press("ctrl+s")
	at.Want("role agent")
	if len(at.desk.Asked) != 0 {
		t.Error("the desk was asked")
	}
}

func TestSaveAndLink(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Something else")
	at.Press("ctrl+l")
	at.Want("No known problem fits")
	at.Press("ctrl+u")
	at.Type("Charged twice")
	at.Want("Ctrl+L save and link to P-12")
	at.Want("Tell them: a known fault")
	at.Press("down")
	at.Want("save and link to P-7")
	at.Press("down", "up", "down", "f2")
	at.Want("saved and linked to P-7")
	if got := last(t, at.desk).Problem; got != 7 {
		t.Errorf("it is linked to %v", got)
	}
}

// On a desk on which nothing was ever logged the form says so, and what follows
// from it; once something is, it does not.
func TestTheFirstCallOfADesk(t *testing.T) {
	d := screentest.Calling()
	d.NumberFrom(1)
	at := sit(t, screentest.English(), d, &memory{})
	for _, want := range []string{"This desk is empty", "What you write here becomes the first one", "leave koe (Ctrl+Q)", "koe import FILE", "koe demo"} {
		at.Want(want)
	}
	at.Type("The parcel never came")
	at.Want("This will be the first one")
	at.Unwanted("Nothing like it is known")
	at.Press("ctrl+s")
	at.Want("#1 saved.")
	at.Unwanted("This desk is empty")
	at.Type("Neither did the second")
	at.Want("Nothing like it is known")

	// Somebody else's first call is heard of.
	d = screentest.Calling()
	d.NumberFrom(1)
	at = sit(t, screentest.English(), d, &memory{})
	at.Want("This desk is empty")
	r := d.Must(t, screentest.Now(), "aya", model.Log{Draft: model.Draft{Text: "The heater sparked"}})
	at.Send(screen.Changed{Hint: model.Hint{Event: r.Event}})
	at.Unwanted("This desk is empty")

	// An answer that failed says nothing about the desk.
	d = screentest.Calling()
	d.NumberFrom(1)
	d.FailIssues = &model.Fault{Code: model.Closing}
	at = sit(t, screentest.English(), d, &memory{})
	at.Unwanted("This desk is empty")
	at.Want("Known problems appear here as you type.")
}
