package model

import "testing"

func TestAssign(t *testing.T) {
	since := testNow - 9
	for _, c := range []struct {
		name          string
		state         State
		owner, to     UserID
		want          State
		moved, nobody bool
	}{
		{name: "a new one begins", state: New, to: "ben", want: Working, moved: true},
		{name: "one at work changes hands", state: Working, owner: "aya", to: "ben", want: Working},
		{name: "a pending one goes on waiting", state: Pending, owner: "aya", to: "ben", want: Pending},
		{name: "an answered one stays answered", state: Resolved, owner: "aya", to: "ben", want: Resolved},
		{name: "one at work is given back", state: Working, owner: "aya", want: New, moved: true},
		{name: "a pending one is given back", state: Pending, owner: "aya", want: Pending},
		{name: "a new one with an owner loses it", state: New, owner: "aya", want: New},
		{name: "to oneself", state: New, to: "mori", want: Working, moved: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			n := w.issue(func(i *Issue) {
				i.State, i.StateAt, i.Owner, i.Waiting = c.state, since, c.owner, Waiting{On: WaitingCustomer}
			})
			out := becomes(w, "mori", Assign{Issues: []Number{n}, Owner: c.to}, ref(IssueRecord, uint64(n)), func(i *Issue) {
				i.Owner, i.State = c.to, c.want
				if c.moved {
					i.StateAt, i.Waiting = testNow, Waiting{}
				}
			})
			if r := out.Receipt; len(r.Issues) != 1 || r.Issues[0] != n || r.Count != 1 {
				t.Errorf("the receipt names %v, %d", r.Issues, r.Count)
			}
		})
	}
}

// Owners are people of the desk who are still there.
func TestAssignTo(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	w.refuses("mori", Assign{Issues: []Number{n}, Owner: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("mori", Assign{Issues: []Number{n}, Owner: "nobody"}, Refusal{Code: NotFound, Ref: Ref{UserRecord, "nobody"}})
	w.refuses("mori", Assign{Issues: []Number{n, 99}, Owner: "ben"}, Refusal{Code: NotFound, Ref: Ref{IssueRecord, "99"}})
	w.refuses("mori", Assign{Owner: "ben"}, Refusal{Code: Missing, Field: "number"})
	w.refuses("mori", Assign{Issues: []Number{n}}, Refusal{Code: NothingDone})
}

// Several issues are touched by one command; those that are so already are not
// counted, and one named twice is touched once.
func TestAssignMany(t *testing.T) {
	w := newWorld(t)
	a, b, c := w.issue(), w.issue(owned("ben")), w.issue()
	out := w.do("mori", Assign{Issues: []Number{a, b, c, a}, Owner: "ben"})
	if out.Receipt.Count != 2 || len(out.Effects) != 2 || len(out.Body.Changes) != 2 || len(out.Receipt.Issues) != 4 {
		t.Errorf("%d effects, %d changes, receipt %+v", len(out.Effects), len(out.Body.Changes), out.Receipt)
	}
	for _, n := range []Number{a, b, c} {
		if w.issueAt(n).Owner != "ben" {
			t.Errorf("%s is not ben's", n)
		}
	}
	if got := []uint32{w.issueAt(a).Revision, w.issueAt(b).Revision}; got[0] != 2 || got[1] != 1 {
		t.Errorf("revisions %v", got)
	}
}
