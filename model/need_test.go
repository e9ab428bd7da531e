package model

import (
	"testing"
	"time"
)

func TestWhatAProblemNeeds(t *testing.T) {
	const on = Day(20648)
	at := At(on.Time(time.UTC).Add(9 * time.Hour))
	later := at + 1000
	back := Problem{Stage: Confirmed, StageAt: at, Owner: "sato", Recurred: []Day{on}}
	with := func(change func(*Problem)) Problem {
		p := back
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		p    Problem
		want Need
	}{
		"back":                          {back, NeedDecision},
		"back, and a decision written":  {with(func(p *Problem) { p.Decisions = []Note{{At: later}} }), NeedNothing},
		"the decision is taken back":    {with(func(p *Problem) { p.Decisions = []Note{{At: later, Retracted: true}} }), NeedDecision},
		"decided before it came back":   {with(func(p *Problem) { p.Decisions = []Note{{At: at - 1}} }), NeedDecision},
		"back, and acted on":            {with(func(p *Problem) { p.Actions = []Action{{At: later}} }), NeedNothing},
		"back, and moved on":            {with(func(p *Problem) { p.Stage, p.StageAt = Acting, later }), NeedNothing},
		"confirmed anew weeks later":    {with(func(p *Problem) { p.StageAt += Instant(20 * 24 * 3600 * 1000) }), NeedNothing},
		"declared fixed once more":      {with(func(p *Problem) { p.Stage, p.StageAt = Effective, later }), NeedNoMore},
		"deferred until today":          {Problem{Stage: Deferred, Until: on}, NeedLook},
		"deferred until tomorrow":       {Problem{Stage: Deferred, Until: on + 1}, NeedNoMore},
		"an action is overdue":          {Problem{Stage: Acting, Owner: "sato", Actions: []Action{{Due: on - 1}}}, NeedDeed},
		"overdue, and closed":           {Problem{Stage: Declined, Actions: []Action{{Due: on - 1}}}, NeedNoMore},
		"an overdue one, but cancelled": {Problem{Stage: Acting, Owner: "sato", Actions: []Action{{Due: on - 1, Cancelled: "x"}}}, NeedNothing},
		"without an owner":              {Problem{Stage: Suspected}, NeedOwner},
		"worked on":                     {Problem{Stage: Acting, Owner: "sato"}, NeedNothing},
	} {
		if got := c.p.Need(on, time.UTC); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestProblemsByNeed(t *testing.T) {
	view := func(id ProblemID, open int, p Problem) ProblemView {
		p.ID = id
		return ProblemView{Problem: p, Open: open}
	}
	all := []ProblemView{
		view(5, 9, Problem{Stage: Effective}), view(4, 1, Problem{Stage: Acting, Owner: "a"}), view(3, 7, Problem{Stage: Acting, Owner: "a"}),
		view(2, 0, Problem{Stage: Deferred, Until: 9}), view(6, 1, Problem{Stage: Acting, Owner: "a"}), view(1, 0, Problem{Stage: Suspected}),
	}
	SortByNeed(all, 9, time.UTC)
	var got []ProblemID
	for _, v := range all {
		got = append(got, v.Problem.ID)
	}
	if want := []ProblemID{2, 1, 3, 6, 4, 5}; len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] || got[4] != want[4] || got[5] != want[5] {
		t.Errorf("%v, want %v", got, want)
	}
}

// The last step is the newest decision that stands, or a newer action.
func TestLastStep(t *testing.T) {
	p := &Problem{
		Decisions: []Note{{At: 10, Text: "wait"}, {At: 30, Text: "go", Retracted: true}},
		Actions:   []Action{{N: 1, At: 5}},
	}
	if d, a := p.LastStep(); d == nil || d.Text != "wait" || a != nil {
		t.Errorf("%+v, %+v", d, a)
	}
	p.Actions = append(p.Actions, Action{N: 2, At: 20})
	if d, a := p.LastStep(); d != nil || a == nil || a.N != 2 {
		t.Errorf("%+v, %+v", d, a)
	}
	if d, a := (&Problem{}).LastStep(); d != nil || a != nil {
		t.Errorf("of none: %+v, %+v", d, a)
	}
}
