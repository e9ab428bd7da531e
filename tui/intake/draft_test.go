package intake

import (
	"context"
	"reflect"
	"testing"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/screentest"
)

func TestTheDraftSurvivesTheProgram(t *testing.T) {
	m := &memory{}
	at := sit(t, screentest.English(), screentest.Calling(), m)
	at.Type("first call @tan")
	at.Press("tab", "ctrl+n") // tab takes the customer
	at.Type("second\ncall #billing")
	at.Press("tab", "tab", "tab", "1", "tab", "tab", "3")
	before, parked := at.screen.form(), at.screen.parked

	again := sit(t, screentest.English(), screentest.Calling(), m) // killed, and opened again
	if got := again.screen.form(); !reflect.DeepEqual(got, before) {
		t.Errorf("in front\n got %+v\nwant %+v", got, before)
	}
	if !reflect.DeepEqual(again.screen.parked, parked) {
		t.Errorf("parked\n got %+v\nwant %+v", again.screen.parked, parked)
	}
	again.Want("Your draft begun Mon 13 Jul 08:50 is back.")
	again.Want("draft saved")
	again.Want("parked 1")
	again.Press("ctrl+s", "ctrl+o", "ctrl+s")
	if d := last(t, again.desk); d.CustomerID != 1 || d.Text != "first call" || len(logged(again.desk)) != 2 {
		t.Errorf("logged %+v", logged(again.desk))
	}
}

func TestASaveCutOffIsAskedForAgain(t *testing.T) {
	for _, reached := range []bool{true, false} {
		d, m := screentest.Calling(), &memory{}
		f := model.Form{ID: model.ID{42}, ReceivedAt: 1, Text: "Charged twice #billing", Problem: 12, Sent: true}
		m.forms = []model.Form{f, {ID: model.ID{43}, Text: "parked", Parked: 1, Sent: true}}
		if reached {
			if _, err := d.Do(t.Context(), model.Request{ID: f.ID, Actor: "aya", Command: model.Log{Draft: model.Draft{Text: f.Text}}}); err != nil {
				t.Fatal(err)
			}
			d.Asked = nil
		}
		at := sit(t, screentest.English(), d, m)
		if len(logged(d)) != 2 || len(d.Asked) != 2 || d.Asked[0].Command.(model.Log).Draft.Problem+d.Asked[1].Command.(model.Log).Draft.Problem != 12 {
			t.Errorf("reached %v: logged %v", reached, logged(d))
		}
		if !at.screen.form().Empty() || len(at.screen.parked) != 0 || len(m.forms) != 0 {
			t.Errorf("reached %v: the forms are still there", reached)
		}
	}
}

func TestWhatIsTypedBeforeTheDraftsAreReadStays(t *testing.T) {
	m := &memory{forms: []model.Form{{ID: model.ID{42}, Text: "yesterday"}}}
	s := newScreen(screentest.English().Session(t), screentest.Calling(), m)
	load := results(s.loadDrafts())
	for _, msg := range results(s.update(screentest.Key("n"))) {
		results(s.update(msg))
	}
	if m.saves != 0 {
		t.Fatal("the drafts were written over before they were read")
	}
	s.update(load[0])
	if s.text.Value() != "n" || len(s.parked) != 1 || s.parked[0].Text != "yesterday" || s.parked[0].Parked == 0 {
		t.Errorf("in front %q, parked %+v", s.text.Value(), s.parked)
	}
}

func TestDraftsThatCannotBeReadAreSaid(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{loadErr: errDisk})
	at.Want("could not be read")
	at.Type("Charged")
	at.Want("draft saved")
}

// A draft whose last write cannot be read comes back as it was before, with a word
// that it may be older than what was typed.
func TestADraftThatMayBeOlderSaysSo(t *testing.T) {
	for _, c := range []struct {
		stand screentest.Case
		want  string
	}{{screentest.English(), "The last words of this draft may be missing: its last save cannot be read."}, {screentest.Japanese(), "最後の保存を読み取れず、下書きの末尾が欠けている可能性があります。"}} {
		m := &memory{forms: []model.Form{{ID: model.ID{42}, ReceivedAt: 1, Text: "Charged tw"}}, loadErr: &model.Fault{Code: model.OlderDraft}}
		at := sit(t, c.stand, screentest.Calling(), m)
		at.Want("Charged tw")
		at.Want(c.want)
		at.Type("ice")
		if len(m.forms) != 1 || m.forms[0].Text != "Charged twice" {
			t.Errorf("kept %+v", m.forms)
		}
	}
}

func TestDraftsThatCannotBeKeptAreSaid(t *testing.T) {
	m := &memory{saveErr: errDisk}
	at := sit(t, screentest.English(), screentest.Calling(), m)
	at.Type("Charged")
	at.Want("DRAFT NOT SAVED")
	at.Want("could not be kept")
	at.Press("ctrl+q")
	if at.Ended {
		t.Error("it ended without a word")
	}
	at.Press("ctrl+s")
	at.Want("saved.")
	m.saveErr = nil
	at.Type("x")
	at.Want("draft saved")
}

func TestLeavingKeepsTheLastKey(t *testing.T) {
	m := &memory{}
	at := sit(t, screentest.English(), screentest.Calling(), m)
	at.screen.update(screentest.Key("n")) // its pause never ends
	if len(m.forms) != 0 {
		t.Fatal("it was kept at once")
	}
	at.Press("ctrl+q")
	if !at.Ended || len(m.forms) != 1 || m.forms[0].Text != "n" {
		t.Errorf("ended %v, kept %+v", at.Ended, m.forms)
	}
}

func TestLeavingKeepsTheDraftThoughTheSessionHasEnded(t *testing.T) {
	m := &memory{}
	session := screentest.English().Session(t)
	ctx, end := context.WithCancel(session.Ctx)
	session.Ctx = ctx
	s := newScreen(session, screentest.Calling(), m)
	s.update(results(s.loadDrafts())[0])
	s.update(screentest.Key("n"))
	end()
	if msgs := results(s.Leave()); len(msgs) != 0 || len(m.forms) != 1 {
		t.Errorf("it says %v, kept %+v", msgs, m.forms)
	}
}

func TestAnOlderWriteNeverFollowsANewer(t *testing.T) {
	m := &memory{}
	o := &inOrder{to: m}
	for _, seq := range []uint64{2, 1, 3} {
		if err := o.save(context.Background(), seq, []model.Form{{Text: string(rune('0' + seq))}}); err != nil {
			t.Fatal(err)
		}
	}
	if m.saves != 2 || m.forms[0].Text != "3" {
		t.Errorf("%d writes, kept %v", m.saves, m.forms)
	}
}

func TestOneWriteIsUnderWayAtATime(t *testing.T) {
	m := &memory{}
	at := sit(t, screentest.English(), screentest.Calling(), m)
	s := at.screen
	s.keep.dirty = true
	first := s.write()
	s.keep.dirty = true
	if s.write() != nil {
		t.Fatal("a second write began")
	}
	next := s.update(one[wrote](t, results(first)))
	one[wrote](t, results(next))
}

func TestParkedForms(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Press("ctrl+o")
	at.Want("No form is parked")
	at.Press("ctrl+n")
	at.Want("still empty")
	at.Type("first #billing ")
	at.Press("ctrl+n")
	at.Type("second")
	at.Press("ctrl+o") // of two, back and forth
	at.Want("first #billing")
	at.Press("ctrl+o")
	at.Want("second")
	at.Press("ctrl+n")
	at.Type("third")
	at.Press("ctrl+o")
	at.Want("Parked forms")
	at.Want("since 08:50")
	at.Type("fir")
	at.Press("enter")
	at.Want("first #billing")
	if len(at.screen.parked) != 2 {
		t.Errorf("%d parked", len(at.screen.parked))
	}
	for range model.MaxForms {
		at.Press("ctrl+n")
		at.Type("more")
	}
	at.Want("forms are parked")
	if n := len(at.drafts.forms); n != maxParked+1 {
		t.Errorf("%d forms kept", n)
	}
}

func TestTheFormKeepsEverythingWhenScreensChange(t *testing.T) {
	at := sit(t, screentest.English(), screentest.Calling(), &memory{})
	at.Type("Charged 2 times")
	at.Press("esc")
	at.Send(screen.Shown{})
	at.Type("x")
	at.Want("go back to the text")
	at.Press("enter")
	at.Type("!")
	at.Want("Charged 2 times!")
	at.Send(action.Do{ID: action.Back})
	at.Press("tab")
	at.Type("?")
	at.Want("Charged 2 times!?")
}
