package model

import (
	"cmp"
	"slices"
	"time"
)

// A Need says what a problem waits for, the most pressing first.
type Need uint8

// The needs, in their order.
const (
	NeedDecision Need = iota // it was declared fixed and is back: somebody decides
	NeedLook                 // the day until which it was deferred has come
	NeedDeed                 // an action is overdue
	NeedOwner                // nobody is accountable
	NeedNothing              // it is being worked on
	NeedNoMore               // it is closed
)

// Returned is the day on which a problem that was declared fixed came back, as
// long as nobody decided on it since: moved it on, wrote a decision or added an
// action. 0 where it did not.
func (p *Problem) Returned(zone *time.Location) Day {
	if len(p.Recurred) == 0 || p.Stage != Confirmed {
		return 0
	}
	back := p.Recurred[len(p.Recurred)-1]
	if moved := p.StageAt.Day(zone); moved != back && moved != back+1 {
		return 0 // somebody confirmed it anew
	}
	decided := slices.ContainsFunc(p.Decisions, func(n Note) bool { return !n.Retracted && n.At > p.StageAt }) ||
		slices.ContainsFunc(p.Actions, func(a Action) bool { return a.At > p.StageAt })
	if decided {
		return 0
	}
	return back
}

// DueAgain tells whether a problem was deferred until a day that has come.
func (p *Problem) DueAgain(on Day) bool {
	return p.Stage == Deferred && p.Until != 0 && p.Until <= on
}

// Need is what a problem waits for on a day.
func (p *Problem) Need(on Day, zone *time.Location) Need {
	switch {
	case p.Returned(zone) != 0:
		return NeedDecision
	case p.DueAgain(on):
		return NeedLook
	case p.Stage.Final():
		return NeedNoMore
	case slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Overdue(on) }):
		return NeedDeed
	case p.Owner == "":
		return NeedOwner
	}
	return NeedNothing
}

// SortByNeed puts first what waits for somebody; of equal need the one with the
// most open issues, then the newest.
func SortByNeed(all []ProblemView, on Day, zone *time.Location) {
	slices.SortStableFunc(all, func(a, b ProblemView) int {
		return cmp.Or(
			cmp.Compare(a.Problem.Need(on, zone), b.Problem.Need(on, zone)),
			cmp.Compare(b.Open, a.Open),
			cmp.Compare(b.Problem.ID, a.Problem.ID),
		)
	})
}

// LastStep is what was last decided or begun about a problem: the newest note
// that says why, or the newest action, whichever came later; both are nil where
// nothing was, and at most one is not.
func (p *Problem) LastStep() (*Note, *Action) {
	var decision *Note
	var action *Action
	for i := range p.Decisions {
		if n := &p.Decisions[i]; !n.Retracted && (decision == nil || n.At >= decision.At) {
			decision = n
		}
	}
	for i := range p.Actions {
		if a := &p.Actions[i]; action == nil || a.At >= action.At {
			action = a
		}
	}
	if decision != nil && (action == nil || decision.At >= action.At) {
		return decision, nil
	}
	return nil, action
}
