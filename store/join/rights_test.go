package join

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"koe/model"
)

// takes is the role that every question takes at a seat of one's own.
var takes = map[string]model.Role{
	"Issues": model.ReadOnly, "Issue": model.ReadOnly, "Users": model.ReadOnly, "Self": model.ReadOnly, "Room": model.ReadOnly, "Info": model.ReadOnly,
	"TagUses": model.ReadOnly, "Problems": model.ReadOnly, "Problem": model.ReadOnly, "Calls": model.ReadOnly, "Trends": model.ReadOnly,
	"TrendDetail": model.ReadOnly, "Look": model.ReadOnly, "Teams": model.ReadOnly, "ProblemRecords": model.ReadOnly, "Similar": model.ReadOnly,
	"IssuesNumbered": model.ReadOnly, "Tags": model.ReadOnly, "Tag": model.ReadOnly, "Looking": model.ReadOnly, "Caught": model.ReadOnly, "Zone": model.ReadOnly,
	"Customers": model.Agent, "CustomersStarting": model.Agent,
	"Mappings": model.Lead, "Known": model.Lead, "Mark": model.Lead, "Happened": model.Lead, "Status": model.Lead,
	"AddContacts": model.Leader,
	"Chain":       model.Admin, "WentThrough": model.Admin, "Check": model.Admin, "Verify": model.Admin, "Index": model.Admin, "Indexed": model.Admin,
	"ProveIndex": model.Admin, "InspectIndex": model.Admin, "Keys": model.Admin, "Key": model.Admin, "Backup": model.Admin,
}

// asksFirst are questions whose test asks others first that take more or less.
var asksFirst = map[string]bool{"WentThrough": true}

// Every question against every role, and somebody who has left.
func TestWhoMayAsk(t *testing.T) {
	database := newDatabase(t)
	desk := take(t, database, nil)
	do := func(c model.Command) {
		t.Helper()
		if _, err := desk.Do(t.Context(), model.Request{ID: desk.NewID(), Actor: "aya", Command: c}); err != nil {
			t.Fatal(err)
		}
	}
	people := map[model.UserID]model.Role{"guest": model.ReadOnly, "ben": model.Agent, "mori": model.Lead, "sato": model.Leader, "root": model.Admin}
	for id, role := range people {
		do(model.PutUser{User: id, Role: role})
	}
	do(model.PutUser{User: "left", Role: model.Admin})
	do(model.RetireUser{User: "left"})
	for range 5 {
		do(model.Log{Draft: model.Draft{Text: "二重に請求された", Tags: []model.TagPath{"請求"}}})
	}
	do(model.NewProblem{Title: "請求"})
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		least, ok := takes[name]
		if !ok {
			if name != "Do" {
				t.Errorf("nobody says who may ask %s", name)
			}
			continue
		}
		for id, role := range people {
			_, err := asked[name](t.Context(), desk.As(id, "test", ""))
			var refused *model.Refusal
			denied := errors.As(err, &refused) && refused.Code == model.NotAllowed
			if denied != (role < least) {
				t.Errorf("%s of a %s: %v", name, role, err)
			}
			if denied && refused.Need != least && !asksFirst[name] {
				t.Errorf("%s of a %s needs %s, want %s", name, role, refused.Need, least)
			}
		}
		for _, id := range []model.UserID{"left", "nobody", ""} {
			if _, err := asked[name](t.Context(), desk.As(id, "test", "")); !errors.Is(err, &model.Refusal{Code: model.NotFound}) {
				t.Errorf("%s of %q, who is not here: %v", name, id, err)
			}
		}
	}
}

// A person asks and acts as themselves, whatever name they give.
func TestASeatOfOnesOwn(t *testing.T) {
	database := newDatabase(t)
	fill(t, database)
	desk := take(t, database, nil)
	for _, id := range []model.UserID{"lena", "otto"} {
		if _, err := desk.Do(t.Context(), model.Request{ID: desk.NewID(), Actor: "you", Command: model.PutUser{User: id, Role: model.Leader}}); err != nil {
			t.Fatal(err)
		}
	}
	lena := desk.As("lena", "screens", "192.0.2.7")
	for _, actor := range []model.UserID{"you", "otto", "", model.SystemUser} {
		_, err := lena.Do(t.Context(), model.Request{ID: lena.NewID(), Actor: actor, Command: model.PutUser{User: "x"}})
		if !errors.Is(err, &model.Refusal{Code: model.NotYourName}) {
			t.Errorf("as %q: %v", actor, err)
		}
	}
	receipt, err := lena.Do(t.Context(), model.Request{ID: lena.NewID(), Actor: "lena", Command: model.Log{Draft: model.Draft{Text: "x"}}})
	if err != nil {
		t.Fatal(err)
	}
	v, err := desk.Issue(t.Context(), receipt.Issues[0])
	if err != nil || v.Issue.LoggedBy != "lena" || v.Events[0].Session != lena.o.Session || lena.o.Session == desk.o.Session {
		t.Errorf("%+v, %v", v.Events, err)
	}
	if _, err := lena.Do(t.Context(), model.Request{ID: lena.NewID(), Actor: "lena", Command: model.PutUser{User: "x"}}); !errors.Is(err, &model.Refusal{Code: model.NotAllowed}) {
		t.Errorf("an admin's command: %v", err)
	}
	// Asking as somebody else asks as oneself: otto's day is not moved on.
	trends, err := lena.Trends(t.Context(), model.TrendQuery{Who: "otto"})
	if err != nil {
		t.Fatal(err)
	}
	if err := lena.Look(t.Context(), "otto", trends); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[model.UserID]bool{"lena": true, "otto": false} {
		if u, err := desk.Self(t.Context(), id); err != nil || (u.LookedAt != 0) != want {
			t.Errorf("%s looked at %d, %v", id, u.LookedAt, err)
		}
	}
	if _, err := lena.Issues(t.Context(), model.IssueQuery{Query: "owner:me", Who: "otto", Limit: 5}); err != nil {
		t.Error(err)
	}
	// Who is in is told, until they leave.
	st, err := desk.Status(t.Context())
	if err != nil || len(st.Joined) != 1 || st.Joined[0].User != "lena" || st.Joined[0].From != "192.0.2.7" || st.Joined[0].Doing != "screens" {
		t.Errorf("%+v, %v", st, err)
	}
	if err := lena.Close(); err != nil {
		t.Error(err)
	}
	if st, err := desk.Status(t.Context()); err != nil || len(st.Joined) != 0 {
		t.Errorf("%+v, %v", st, err)
	}
	logOne(t, desk, "the desk is open") // it stays
}

// A seat of one's own is told of what others commit.
func TestASeatOfOnesOwnIsTold(t *testing.T) {
	desk := take(t, newDatabase(t), func(o *Options) { o.Serves = true })
	own := desk.As("aya", "screens", "")
	ctx, cancel := context.WithTimeout(t.Context(), 20*1e9)
	defer cancel()
	want, err := desk.Do(ctx, model.Request{ID: desk.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "x"}}})
	if err != nil {
		t.Fatal(err)
	}
	for {
		select {
		case h := <-own.Hints():
			if h.Event >= want.Event {
				return
			}
		case <-ctx.Done():
			t.Fatal("nobody told")
		}
	}
}
