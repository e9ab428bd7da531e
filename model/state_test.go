package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// asked is what each state comes with.
func asked(to State, numbers ...Number) SetState {
	c := SetState{Issues: numbers, State: to}
	switch to {
	case Pending:
		c.Waiting = Waiting{On: WaitingCustomer, Until: 77}
	case Resolved:
		c.Answer = "Paid back"
	case Closed:
		c.CloseReason = ReasonGoodwill
	case Withdrawn:
		c.Reason = "saved twice"
	}
	return c
}

// From each state to each, on an issue with an owner and on one without.
func TestSetStateFromEachToEach(t *testing.T) {
	ways := map[State][]State{
		New: {Working, Pending, Resolved, Closed, Withdrawn}, Working: {New, Pending, Resolved, Closed, Withdrawn},
		Pending: {New, Working, Resolved, Closed, Withdrawn}, Resolved: {New, Working, Pending, Closed, Withdrawn},
		Closed: {New, Working, Pending, Withdrawn}, Withdrawn: {New, Working},
	}
	for _, from := range AllStates() {
		for _, to := range AllStates() {
			for _, owner := range []UserID{"", "ben"} {
				w := newWorld(t)
				n := w.issue(func(i *Issue) {
					i.State, i.StateAt, i.Owner, i.Reopened = from, 5, owner, 2
					i.Answer, i.Reason, i.CloseReason, i.Waiting = "Sorry", "was so", ReasonExplained, Waiting{On: WaitingThird, Until: 9}
				})
				end := to
				if to == New && owner != "" {
					end = Working
				}
				if end != from && !slices.Contains(ways[from], end) {
					w.refuses("mori", asked(to, n), Refusal{Code: BadTransition, Ref: ref(IssueRecord, uint64(n)), From: from, To: end})
					continue
				}
				out, err := w.decide("mori", asked(to, n))
				if err != nil {
					t.Errorf("%s to %s of %q: %v", from, to, owner, err)
					continue
				}
				i := out.Effects[0].After.(*Issue)
				want := *w.issueAt(n)
				want.State, want.Revision = end, 2
				if end != from {
					want.StateAt = testNow
				}
				if end == Working && owner == "" {
					want.Owner = "mori"
				}
				if (from == Resolved || from == Closed) && end.Open() {
					want.Reopened, want.CloseReason = 3, 0
				}
				if from == Withdrawn {
					want.Reason = ""
				}
				want.Waiting = Waiting{}
				switch end {
				case Pending:
					want.Waiting = Waiting{On: WaitingCustomer, Until: 77}
				case Resolved:
					want.Answer = "Paid back"
				case Closed:
					want.CloseReason = ReasonGoodwill
				case Withdrawn:
					want.Reason = "saved twice"
				}
				if got := fmt.Sprintf("%+v", *i); got != fmt.Sprintf("%+v", want) {
					t.Errorf("%s to %s of %q gives\n%s\nwant\n%+v", from, to, owner, got, want)
				}
			}
		}
	}
}

func TestSetStateNeeds(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	for _, c := range []struct {
		command SetState
		want    Refusal
	}{
		{SetState{}, Refusal{Code: Missing, Field: "state"}},
		{SetState{State: Resolved}, Refusal{Code: NeedsReason, Field: "answer", Value: "resolved"}},
		{SetState{State: Resolved, Answer: " \t"}, Refusal{Code: NeedsReason, Field: "answer", Value: "resolved"}},
		{SetState{State: Closed}, Refusal{Code: NeedsReason, Field: "close_reason", Value: "closed", Accepted: closeReasonCodes.list()}},
		{SetState{State: Pending}, Refusal{Code: NeedsReason, Field: "waiting", Value: "pending", Accepted: waitingOnCodes.list()}},
		{SetState{State: Withdrawn}, Refusal{Code: NeedsReason, Field: "reason", Value: "withdrawn"}},
		{SetState{State: Resolved, Answer: strings.Repeat("あ", 401)}, Refusal{Code: TooLong, Field: "answer", N: 401, Max: 400}},
		{SetState{State: Withdrawn, Reason: strings.Repeat("あ", 401)}, Refusal{Code: TooLong, Field: "reason", N: 401, Max: 400}},
	} {
		c.command.Issues = []Number{n}
		w.refuses("mori", c.command, c.want)
	}
	w.refuses("mori", SetState{State: Working}, Refusal{Code: Missing, Field: "number"})
	w.do("mori", SetState{Issues: []Number{n}, State: Resolved, Answer: strings.Repeat("あ", 400)})
}

// A closed issue keeps its answer unless another is given; what is reopened
// says why.
func TestSetStateWords(t *testing.T) {
	w := newWorld(t)
	n := w.issue(func(i *Issue) { i.State, i.Answer = Resolved, "Paid back" })
	at := ref(IssueRecord, uint64(n))
	becomes(w, "mori", SetState{Issues: []Number{n}, State: Closed, CloseReason: ReasonResolved}, at, func(i *Issue) {
		i.State, i.StateAt, i.CloseReason = Closed, testNow, ReasonResolved
	})
	w.refuses("mori", SetState{Issues: []Number{n}, State: Closed, CloseReason: ReasonResolved}, Refusal{Code: NothingDone})
	becomes(w, "mori", SetState{Issues: []Number{n}, State: Closed, CloseReason: ReasonResolved, Answer: "Paid it back"}, at, func(i *Issue) {
		i.Answer = "Paid it back"
	})
	w.later()
	becomes(w, "mori", SetState{Issues: []Number{n}, State: New, Reason: "It came again"}, at, func(i *Issue) {
		i.State, i.StateAt, i.CloseReason, i.Reopened, i.Reason = New, w.env.Now, 0, 1, "It came again"
	})
	becomes(w, "mori", SetState{Issues: []Number{n}, State: Working}, at, func(i *Issue) {
		i.State, i.Owner = Working, "mori"
	})
	becomes(w, "mori", SetState{Issues: []Number{n}, State: Working, Reason: "x"}, at, func(i *Issue) { i.Reason = "x" })
}

// A pending issue can be told anew on whom it waits, and until when.
func TestPendingAgain(t *testing.T) {
	w := newWorld(t)
	n := w.issue(owned("ben"), func(i *Issue) { i.State, i.StateAt, i.Waiting = Pending, 5, Waiting{On: WaitingCustomer} })
	becomes(w, "ben", SetState{Issues: []Number{n}, State: Pending, Waiting: Waiting{On: WaitingThird, Until: 9}}, ref(IssueRecord, uint64(n)), func(i *Issue) {
		i.Waiting = Waiting{On: WaitingThird, Until: 9}
	})
}

func TestNextStates(t *testing.T) {
	for _, from := range AllStates() {
		for _, to := range AllStates() {
			if to.Follows(from) != slices.Contains(from.Next(), to) {
				t.Errorf("%s after %s: %v", to, from, to.Follows(from))
			}
		}
		if open := from == New || from == Working || from == Pending; from.Open() != open {
			t.Errorf("%s is open: %v", from, from.Open())
		}
	}
	next := New.Next()
	next[0] = Closed
	if New.Next()[0] != Working {
		t.Error("the ways were changed from outside")
	}
	if State(0).Open() || len(State(0).Next()) != 0 {
		t.Error("no state is open, or leads on")
	}
}
