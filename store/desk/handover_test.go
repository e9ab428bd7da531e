package desk

import (
	"context"
	"testing"

	"koe/model"
)

// leaving is a desk that mori is about to leave: 35 open issues, one closed, and
// two problems of which one has ended.
func leaving(t *testing.T) (*Desk, [2]model.ProblemID) {
	t.Helper()
	d, numbers := actDesk(t, 36)
	do(t, d, model.PutUser{User: "sato", Role: model.Leader})
	do(t, d, model.Assign{Issues: numbers, Owner: "mori"})
	do(t, d, model.SetState{Issues: numbers[:1], State: model.Closed, CloseReason: model.ReasonResolved})
	var ids [2]model.ProblemID
	for i, title := range []string{"Double charge", "Hold music"} {
		ids[i] = do(t, d, model.NewProblem{Title: title, Owner: "mori"}).Problem
		do(t, d, model.AddAction{Problem: ids[i], Text: "Lock it", Owner: "mori"})
	}
	do(t, d, model.SetStage{Problem: ids[1], Stage: model.Declined, Reason: "It is liked", AsCustomer: "They will hum"})
	return d, ids
}

func problemNow(t *testing.T, d *Desk, id model.ProblemID) model.Problem {
	t.Helper()
	p, err := d.Problem(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p.Problem
}

func isGone(t *testing.T, d *Desk, id model.UserID) bool {
	t.Helper()
	u, err := d.Self(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return u.Gone
}

func TestWhoLeavesHandsOver(t *testing.T) {
	d, ids := leaving(t)
	receipt, err := give(d, "aya", model.RetireUser{User: "mori", HandsOver: true, To: "sato"})
	if err != nil || len(receipt.Issues) != 35 {
		t.Fatalf("%+v, %v", receipt, err)
	}
	check := func(when string, owner model.UserID, gone bool) {
		t.Helper()
		held := owners(t, d)
		if held[owner] < 35 || isGone(t, d, "mori") != gone {
			t.Errorf("%s: %v, mori is gone: %t", when, held, isGone(t, d, "mori"))
		}
		if p := problemNow(t, d, ids[0]); p.Owner != owner || p.Actions[0].Owner != owner {
			t.Errorf("%s the problem is %s's, its action %s's", when, p.Owner, p.Actions[0].Owner)
		}
		if p := problemNow(t, d, ids[1]); p.Owner != "mori" || p.Actions[0].Owner != "mori" {
			t.Errorf("%s the problem that had ended is %s's", when, p.Owner)
		}
		isSound(t, d)
	}
	check("after leaving", "sato", true)
	if held := owners(t, d); held["mori"] != 1 {
		t.Errorf("the closed one stays: %v", held)
	}
	do(t, d, model.Undo{})
	check("taken back", "mori", false)
	do(t, d, model.Redo{})
	check("done again", "sato", true)
}

// A hand-over that was cut off is finished by its repeat.
func TestAHandOverGoesOn(t *testing.T) {
	for cut := 1; cut < 5; cut++ {
		d, ids := leaving(t)
		req := model.Request{ID: d.NewID(), Actor: "aya", Command: model.RetireUser{User: "mori", HandsOver: true, To: "sato"}}
		pieces, err := d.act(t.Context(), req)
		if err != nil || len(pieces) != 6 { // mori, four times ten issues, a problem
			t.Fatalf("%d pieces, %v", len(pieces), err)
		}
		var group uint64
		for _, p := range pieces[:cut] {
			p.Group = group
			r, err := d.do(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if group == 0 {
				group = r.Event
			}
		}
		if _, err := d.Do(t.Context(), req); err != nil {
			t.Fatalf("cut after %d: %v", cut, err)
		}
		if held := owners(t, d); held["sato"] != 35 || problemNow(t, d, ids[0]).Owner != "sato" {
			t.Errorf("cut after %d: %v", cut, held)
		}
		do(t, d, model.Undo{})
		if held := owners(t, d); held["mori"] != 36 || isGone(t, d, "mori") {
			t.Errorf("cut after %d and taken back: %v", cut, held)
		}
	}
}

func TestALeaverWithNobodyToTakeOver(t *testing.T) {
	d, ids := leaving(t)
	if _, err := give(d, "aya", model.RetireUser{User: "mori", HandsOver: true}); err != nil {
		t.Fatal(err)
	}
	if held := owners(t, d); held[""] != 35 || problemNow(t, d, ids[0]).Owner != "" {
		t.Errorf("%v", held)
	}
	for _, who := range []model.UserID{"left", "mori"} {
		if _, err := give(d, "aya", model.RetireUser{User: "sato", HandsOver: true, To: who}); err == nil {
			t.Errorf("to %s", who)
		}
	}
}
