package model

import (
	"strings"
	"testing"
)

// The first action sets the work going, where it had not begun or was put off.
func TestAddAction(t *testing.T) {
	begins := map[Stage]bool{Suspected: true, Confirmed: true, Deferred: true}
	for _, stage := range AllStages() {
		w := newWorld(t)
		id := w.problem(func(p *Problem) { p.Stage, p.StageAt = stage, 5 })
		becomes(w, "sato", AddAction{Problem: id, Text: " Lock it ", Owner: "mori", Due: 7, Effective: 8, Reference: " J-1 "}, ref(ProblemRecord, uint64(id)), func(p *Problem) {
			p.Actions = []Action{{N: 1, Type: ActionProcess, Text: "Lock it", Owner: "mori", Due: 7, Effective: 8, Reference: "J-1", By: "sato", At: testNow}}
			if begins[stage] {
				p.Stage, p.StageAt = Acting, testNow
			}
		})
		becomes(w, "sato", AddAction{Problem: id, Type: ActionTraining, Text: "Teach it"}, ref(ProblemRecord, uint64(id)), func(p *Problem) {
			p.Actions = append(p.Actions[:1:1], Action{N: 2, Type: ActionTraining, Text: "Teach it", By: "sato", At: testNow})
		})
	}
}

func TestAddActionRefuses(t *testing.T) {
	w := newWorld(t)
	id := w.problem()
	long := strings.Repeat("あ", 401)
	w.refuses("sato", AddAction{Problem: id}, Refusal{Code: Missing, Field: "action"})
	w.refuses("sato", AddAction{Problem: id, Text: long}, Refusal{Code: TooLong, Field: "action", N: 401, Max: 400})
	w.refuses("sato", AddAction{Problem: id, Text: "x", Reference: long}, Refusal{Code: TooLong, Field: "reference", N: 401, Max: 400})
	w.refuses("sato", AddAction{Problem: id, Text: "x", Owner: "left"}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("sato", AddAction{Problem: id, Text: "x", Expected: 100}, Refusal{Code: BadValue, Field: "expected", Value: "100", Shape: DropShape})
	w.refuses("sato", AddAction{Problem: id, Text: "x", Expected: -5}, Refusal{Code: BadValue, Field: "expected", Value: "-5", Shape: DropShape})
	w.refuses("sato", AddAction{Problem: id, Text: "x", Effective: 8, JudgeOn: 8}, Refusal{Code: BadValue, Field: "judge_on", Value: Day(8).String(), Shape: LaterShape})
	w.refuses("sato", AddAction{Problem: 9, Text: "x"}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}

func TestEditAction(t *testing.T) {
	for name, c := range map[string]struct {
		command EditAction
		want    func(*Action)
	}{
		"text":         {EditAction{Text: ptr(" Lock it ")}, func(a *Action) { a.Text = "Lock it" }},
		"owner":        {EditAction{Owner: ptr(UserID("mori"))}, func(a *Action) { a.Owner = "mori" }},
		"nobody":       {EditAction{Owner: ptr(UserID(""))}, func(a *Action) { a.Owner = "" }},
		"due":          {EditAction{Due: ptr(Day(17))}, func(a *Action) { a.Due = 17 }},
		"no due":       {EditAction{Due: ptr(Day(0))}, func(a *Action) { a.Due = 0 }},
		"effective":    {EditAction{Effective: ptr(Day(18))}, func(a *Action) { a.Effective = 18 }},
		"reference":    {EditAction{Reference: ptr("J-2")}, func(a *Action) { a.Reference = "J-2" }},
		"expected":     {EditAction{Expected: ptr(40)}, func(a *Action) { a.Expected = 40 }},
		"judged on":    {EditAction{JudgeOn: ptr(Day(70))}, func(a *Action) { a.JudgeOn = 70 }},
		"no reference": {EditAction{Reference: ptr("")}, func(a *Action) { a.Reference = "" }},
	} {
		for n := 1; n <= 2; n++ {
			w := newWorld(t)
			first := Action{N: 1, Text: "a", Owner: "sato", Due: 1, Effective: 2, Reference: "r", By: "sato"}
			second := first
			second.N = 2
			id := w.problem(func(p *Problem) { p.Actions = []Action{first, second} })
			c.command.Problem, c.command.N = id, n
			t.Run(name, func(t *testing.T) {
				becomes(w, "sato", c.command, ref(ProblemRecord, uint64(id)), func(p *Problem) {
					p.Actions = []Action{first, second}
					c.want(&p.Actions[n-1])
				})
			})
		}
	}
}

func TestEditActionRefuses(t *testing.T) {
	w := newWorld(t)
	id := w.problem(func(p *Problem) { p.Actions = []Action{{N: 1, Text: "a"}, {N: 2, Text: "b"}} })
	for n, value := range map[int]string{-1: "-1", 0: "0", 3: "3"} {
		w.refuses("sato", EditAction{Problem: id, N: n, Text: ptr("x")}, Refusal{Code: BadValue, Field: "action", Value: value, Shape: ActionShape})
	}
	long := strings.Repeat("あ", 401)
	w.refuses("sato", EditAction{Problem: id, N: 1}, Refusal{Code: NothingDone})
	w.refuses("sato", EditAction{Problem: id, N: 1, Text: ptr(" ")}, Refusal{Code: Missing, Field: "action"})
	w.refuses("sato", EditAction{Problem: id, N: 1, Text: &long}, Refusal{Code: TooLong, Field: "action", N: 401, Max: 400})
	w.refuses("sato", EditAction{Problem: id, N: 1, Reference: &long}, Refusal{Code: TooLong, Field: "reference", N: 401, Max: 400})
	w.refuses("sato", EditAction{Problem: id, N: 1, Owner: ptr(UserID("left"))}, Refusal{Code: Retired, Ref: Ref{UserRecord, "left"}})
	w.refuses("sato", EditAction{Problem: 9, N: 1, Text: ptr("x")}, Refusal{Code: NotFound, Ref: ref(ProblemRecord, 9)})
}

// An action that is cancelled stays with its problem, with the reason, and is in
// force no more.
func TestCancelAction(t *testing.T) {
	w := newWorld(t)
	first := Action{N: 1, Text: "a", By: "sato"}
	id := w.problem(func(p *Problem) { p.Actions = []Action{first} })
	becomes(w, "sato", CancelAction{Problem: id, N: 1, Reason: " the app was changed instead "}, ref(ProblemRecord, uint64(id)), func(p *Problem) {
		first.Cancelled = "the app was changed instead"
		p.Actions = []Action{first}
	})
	w.refuses("sato", CancelAction{Problem: id, N: 1, Reason: "again"}, Refusal{Code: NothingDone})
	w.refuses("sato", CancelAction{Problem: id, N: 1}, Refusal{Code: Missing, Field: "reason"})
	w.refuses("sato", CancelAction{Problem: id, N: 9, Reason: "x"}, Refusal{Code: BadValue, Field: "action", Value: "9", Shape: ActionShape})
}

func TestWhereAnActionStands(t *testing.T) {
	for name, c := range map[string]struct {
		a                         Action
		inForce, overdue, isFinal bool
	}{
		"planned":              {Action{Due: 20}, false, false, true},
		"due today":            {Action{Due: 10}, false, false, true},
		"overdue":              {Action{Due: 9}, false, true, true},
		"in force since today": {Action{Due: 9, Effective: 10}, true, false, true},
		"in force tomorrow":    {Action{Effective: 11}, false, false, true},
		"judged later":         {Action{Effective: 2, JudgeOn: 11}, true, false, false},
		"judged today":         {Action{Effective: 2, JudgeOn: 10}, true, false, true},
		"cancelled":            {Action{Due: 9, Cancelled: "why"}, false, false, true},
		"cancelled in force":   {Action{Effective: 2, Cancelled: "why"}, false, false, true},
	} {
		if a := &c.a; a.InForce(10) != c.inForce || a.Overdue(10) != c.overdue || a.Final(10) != c.isFinal {
			t.Errorf("%s: in force %v, overdue %v, final %v", name, a.InForce(10), a.Overdue(10), a.Final(10))
		}
	}
}
