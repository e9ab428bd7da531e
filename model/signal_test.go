package model

import (
	"reflect"
	"testing"
)

// Coming back on the same day a person reads what changed since the day before
// that they looked at.
func TestSeeTrends(t *testing.T) {
	w := newWorld(t)
	at := Ref{UserRecord, "guest"}
	becomes(w, "guest", SeeTrends{Day: 9}, at, func(u *User) { u.Looked, u.LookedAt = 9, testNow })
	w.refuses("guest", SeeTrends{Day: 9}, Refusal{Code: NothingDone})
	w.later()
	becomes(w, "guest", SeeTrends{Day: 9}, at, func(u *User) { u.LookedAt = w.env.Now })
	w.later()
	becomes(w, "guest", SeeTrends{Day: 16}, at, func(u *User) { u.Looked, u.LookedAt, u.LookedBefore = 16, w.env.Now, 9 })
	// The desk itself looks at nothing.
	w.refuses(SystemUser, SeeTrends{Day: 9}, Refusal{Code: NothingDone})
}

func TestRaise(t *testing.T) {
	w := newWorld(t)
	a, b := Signal{Tag: "billing", On: 9, Observed: 31}, Signal{Tag: "billing", On: 10, Observed: 32}
	f, g := Forecast{Tag: "billing", From: 10, Low: 2}, Forecast{Tag: "late", From: 10, Low: 3}
	out := w.do(SystemUser, Raise{Day: 9, Signals: []Signal{a, b}, Forecasts: []Forecast{f, g}})
	if want := []Effect{{After: &a}, {After: &b}, {After: &f}, {After: &g}}; !reflect.DeepEqual(out.Effects, want) {
		t.Errorf("%+v", out.Effects)
	}
	b.Observed, g.Low = 33, 4
	out = w.do(SystemUser, Raise{Day: 9, Signals: []Signal{a, b}, Forecasts: []Forecast{f, g}})
	if len(out.Effects) != 2 || !reflect.DeepEqual(out.Effects[0].After, Record(&b)) || !reflect.DeepEqual(out.Effects[1].After, Record(&g)) {
		t.Errorf("stated again: %+v", out.Effects)
	}
}

// A verdict that is said is kept with its problem, behind those said before.
func TestRaiseKeepsVerdicts(t *testing.T) {
	w := newWorld(t)
	id := w.problem(func(p *Problem) { p.Judged = []Judgement{{N: 1, On: 5, Verdict: "worked"}} })
	becomes(w, SystemUser, Raise{Day: 9, Judged: []Judged{{id, 1, "worse"}, {id, 2, "worked"}}}, ref(ProblemRecord, uint64(id)), func(p *Problem) {
		p.Judged = []Judgement{{N: 1, On: 5, Verdict: "worked"}, {N: 1, On: 9, Verdict: "worse"}, {N: 2, On: 9, Verdict: "worked"}}
	})
	newWorld(t).refuses(SystemUser, Raise{Day: 9, Judged: []Judged{{9, 1, "worse"}}}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}

// Only what was declared fixed comes back.
func TestRecur(t *testing.T) {
	for _, stage := range AllStages() {
		w := newWorld(t)
		id := w.problem(func(p *Problem) { p.Stage, p.Recurred = stage, []Day{3} })
		if stage != Effective {
			w.refuses(SystemUser, Recur{Problem: id, On: 9}, Refusal{Code: NothingDone})
			continue
		}
		becomes(w, SystemUser, Recur{Problem: id, On: 9}, ref(ProblemRecord, uint64(id)), func(p *Problem) {
			p.Recurred, p.Stage, p.StageAt = []Day{3, 9}, Confirmed, testNow
		})
	}
	newWorld(t).refuses(SystemUser, Recur{Problem: 9}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}
