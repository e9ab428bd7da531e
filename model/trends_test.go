package model

import (
	"testing"
	"time"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// A day goes to the engine and comes back as the same civil day, and what is
// not set stays so.
func TestDaysOfTheEngine(t *testing.T) {
	day := Date(2026, time.July, 13)
	if got := day.ForEngine(); got != trend.DayOf(2026, time.July, 13) {
		t.Errorf("%v is %v for the engine", day, got)
	}
	if got := DayFromEngine(day.ForEngine()); got != day {
		t.Errorf("%v came back as %v", day, got)
	}
	if Day(0).ForEngine() != 0 || DayFromEngine(0) != 0 {
		t.Error("no day became one")
	}
	row := TrendRow{Row: trend.Row{Onset: trend.DayOf(2026, time.June, 7), Reason: trend.Reason{Since: trend.DayOf(2026, time.June, 8)}}}
	if row.Began() != Date(2026, time.June, 7) || row.Since() != Date(2026, time.June, 8) {
		t.Errorf("%v, %v", row.Began(), row.Since())
	}
	all := Trends{}
	if all.Recategorised() != 0 {
		t.Error("no report changed its categories")
	}
	all.Report = &trend.Report{Categories: &trend.Categories{On: trend.DayOf(2026, time.July, 1)}}
	if all.Recategorised() != Date(2026, time.July, 1) {
		t.Errorf("%v", all.Recategorised())
	}
}

// A verdict that changes says what was said before, and until when; what was
// said of an action that is not in force yet, or of a later day, does not count.
func TestAVerdictThatChanges(t *testing.T) {
	said := func(on Day, v effect.Verdict) Judgement { return Judgement{N: 1, On: on, Verdict: v.String()} }
	for name, c := range map[string]struct {
		now   effect.Verdict
		judge Day
		said  []Judgement
		was   effect.Verdict
		until Day // 0 where nothing else was said
		news  bool
	}{
		"the first claim is kept":        {effect.Worked, 0, nil, 0, 0, true},
		"the first doubt is not":         {effect.NoClearChange, 0, nil, 0, 0, false},
		"nothing before the day of it":   {effect.Worked, 101, nil, 0, 0, false},
		"on its day":                     {effect.Worked, 100, nil, 0, 0, true},
		"the same again":                 {effect.Worked, 0, []Judgement{said(80, effect.Worked)}, 0, 0, false},
		"another":                        {effect.NoClearChange, 0, []Judgement{said(80, effect.Worked)}, effect.Worked, 100, true},
		"another, said before":           {effect.NoClearChange, 0, []Judgement{said(80, effect.Worked), said(85, effect.NoClearChange)}, effect.Worked, 85, false},
		"said of a later day":            {effect.Worked, 0, []Judgement{said(101, effect.Worse)}, 0, 0, true},
		"said before it came into force": {effect.Worked, 0, []Judgement{said(39, effect.Worse)}, 0, 0, true},
		"said of another action":         {effect.Worked, 0, []Judgement{{N: 2, On: 80, Verdict: effect.Worse.String()}}, 0, 0, true},
		"and back again":                 {effect.Worked, 0, []Judgement{said(80, effect.Worked), said(85, effect.TooEarly)}, effect.TooEarly, 100, true},
		"a worse one is a claim as well": {effect.Worse, 0, nil, 0, 0, true},
		"back to usual is a claim":       {effect.BackToUsual, 0, nil, 0, 0, true},
		"no verdict any more is another": {effect.None, 0, []Judgement{said(80, effect.Worked)}, effect.Worked, 100, true},
	} {
		e := Effort{Problem: Problem{ID: 3, Judged: c.said}, Action: Action{N: 1, Effective: 40, JudgeOn: c.judge}, On: 100, Effect: effect.Effect{Verdict: c.now}}
		was, until, ok := e.Was()
		if ok != (c.until != 0) || ok && (was.Verdict != c.was.String() || until != c.until) {
			t.Errorf("%s: was %v until %d, %v", name, was, until, ok)
		}
		news, ok := e.News()
		if ok != c.news || ok && news != (Judged{Problem: 3, N: 1, Verdict: c.now.String()}) {
			t.Errorf("%s: to be kept: %v %v", name, news, ok)
		}
	}
}

// Of many actions those stand in front that a leader asks of.
func TestActionsInFront(t *testing.T) {
	effort := func(problem ProblemID, n int, effective Day, change func(*Effort)) Effort {
		e := Effort{Problem: Problem{ID: problem, Stage: Verifying}, Action: Action{N: n, Effective: effective}, On: 500, Effect: effect.Effect{Verdict: effect.Worked}}
		if change != nil {
			change(&e)
		}
		return e
	}
	closed := func(e *Effort) { e.Problem.Stage = Effective }
	trends := Trends{On: 500, Looked: 490, Efforts: []Effort{
		effort(1, 1, 100, nil), effort(1, 2, 300, nil), // the later of one problem
		effort(2, 1, 450, closed), effort(3, 1, 300, closed), // closed lately, and long ago
		effort(4, 1, 300, func(e *Effort) { closed(e); e.Returned = 480 }),
		effort(5, 1, 300, func(e *Effort) { closed(e); e.Problem.Judged = []Judgement{{1, 400, "worse"}, {1, 495, "worked"}} }),
		effort(6, 1, 300, func(e *Effort) { closed(e); e.Problem.Judged = []Judgement{{1, 400, "worse"}, {1, 480, "worked"}} }),
	}}
	for i, want := range []bool{false, true, true, false, true, true, false} {
		if e := &trends.Efforts[i]; trends.InFront(e) != want {
			t.Errorf("%s %d: in front %v", e.Problem.ID, e.Action.N, !want)
		}
	}
}

// A row is put off while all its problems are, up to the least of their ratios.
func TestARowIsPutOffWithAllItsProblems(t *testing.T) {
	p := func(id ProblemID, above float64) Problem { return Problem{ID: id, Snooze: above} }
	first := p(1, 3)
	for name, c := range map[string]struct {
		row  TrendRow
		want float64
	}{
		"no problem":   {TrendRow{}, 0},
		"one":          {TrendRow{Problem: &first}, 3},
		"all":          {TrendRow{Problem: &first, Others: []Problem{p(2, 2), p(3, 5)}}, 2},
		"one is awake": {TrendRow{Problem: &first, Others: []Problem{p(2, 2), p(3, 0)}}, 0},
	} {
		if got := c.row.PutOffTo(); got != c.want {
			t.Errorf("%s: put off to %v, want %v", name, got, c.want)
		}
	}
	row := TrendRow{Problem: &Problem{ID: 4}, Others: []Problem{p(5, 2)}}
	if w := row.Waking(0); w == nil || w.ID != 4 {
		t.Errorf("awake is %+v", w)
	}
	if w := row.Waking(4); w != nil {
		t.Errorf("but for itself %+v is awake", w)
	}
}
