package model

import (
	"strconv"

	"koe/model/trend"
	"koe/model/trend/effect"
)

// A TrendQuery asks how the tags of a desk stand on a day.
type TrendQuery struct {
	On   Day  // the day stood at; the desk's today where zero
	Kind Kind // KindComplaint where zero
	Who  UserID
}

// Trends is what a leader reads on Monday.
type Trends struct {
	On     Day
	Newest Day  // of the newest issue: where it is old the screen offers to look from then
	Today  bool // On is the running day: compared with "by now"
	// Report is the engine's judgement; its rows stand in Rows.
	Report *trend.Report
	Rows   []TrendRow // listed ones first, then by volume; parents and leaves
	// Quote is one customer's own words, from what rose or from the chronic
	// head; another each week. Nil where nobody said anything.
	Quote *Row
	// Efforts are the actions in force, and whether they worked.
	Efforts []Effort
	// Again are the problems that were deferred until a day that has come.
	Again []Problem
	// Looked is the day this person last looked from, zero if never; each
	// row's Was is its state then.
	Looked Day
	// Held of Scored forecasts of past weeks held what came.
	Held, Scored int
	// Withdrawn issues of the last 28 days, which no count holds.
	Withdrawn int
	// Logged is the highest number given, 0 on a desk on which nothing was ever
	// logged.
	Logged Number
	Fiscal uint8 // the fiscal year's first month
}

// A TrendRow is one tag of the trends.
type TrendRow struct {
	trend.Row
	Tag       TagKey
	Path      TagPath
	Counts    []int32 // daily, of the 91 days up to On
	Customers int     // different known customers since the onset, or of the last 28 days
	// CustomersAtLeast: of very many issues the newest were read, so that there may be more
	// customers.
	CustomersAtLeast bool
	Problem          *Problem  // the problem whose trend this is, if there is one: of several the first
	Others           []Problem // that are of this tag and worked on as well
	Returned         Day       // on which it came back after it was declared fixed, while nobody decided
	Was              trend.State
	WasKnown         bool // there was a row at the last look
}

// Began is the day since when a row's signal stands, zero where it has none.
func (r *TrendRow) Began() Day { return DayFromEngine(r.Onset) }

// ProblemMark names the problem of a row, and how many more there are: P-2+1; ""
// where there is none.
func (r *TrendRow) ProblemMark() string {
	switch {
	case r.Problem == nil:
		return ""
	case len(r.Others) == 0:
		return r.Problem.ID.String()
	}
	return r.Problem.ID.String() + "+" + strconv.Itoa(len(r.Others))
}

// Waking is a problem of a row, but for one, that is not put off; nil where all
// are, or where there is none.
func (r *TrendRow) Waking(but ProblemID) *Problem {
	if p := r.Problem; p != nil && p.Snooze == 0 && p.ID != but {
		return p
	}
	for i := range r.Others {
		if p := &r.Others[i]; p.Snooze == 0 && p.ID != but {
			return p
		}
	}
	return nil
}

// PutOffTo is the ratio up to which a row is put off: the least of its problems;
// 0 where one of them is not put off.
func (r *TrendRow) PutOffTo() float64 {
	if r.Problem == nil || r.Waking(0) != nil {
		return 0
	}
	above := r.Problem.Snooze
	for i := range r.Others {
		above = min(above, r.Others[i].Snooze)
	}
	return above
}

// Since is the day since when what the row's reason counts is too many, zero
// where it is not known.
func (r *TrendRow) Since() Day { return DayFromEngine(r.Reason.Since) }

// Recategorised is the day on which many tags began and ended together, zero
// where none was.
func (t *Trends) Recategorised() Day {
	if t.Report == nil || t.Report.Categories == nil {
		return 0
	}
	return DayFromEngine(t.Report.Categories.On)
}

// DayFromEngine is a day of the engine as the model counts it: from 1 on, so
// that zero is "not set". The engine counts from 0 and leaves that for it too.
func DayFromEngine(d trend.Day) Day {
	if d == 0 {
		return 0
	}
	return Day(d + 1)
}

// ForEngine is a day as the engine counts it.
func (d Day) ForEngine() trend.Day {
	if d == 0 {
		return 0
	}
	return trend.Day(d - 1)
}

// An Effort is one action in force on a problem with its measured effect.
type Effort struct {
	Problem Problem
	Action  Action
	Path    TagPath
	Counts  []int32 // daily, of the 91 days up to On
	Week    int     // issues of the last 7 days
	Effect  effect.Effect
	On      Day // looked from
	// Returned is the day on which its problem came back, while nobody decided:
	// nothing is said to have worked then.
	Returned Day
	VsMonth  trend.Change
	VsYear   trend.Change
}

// Early tells whether the day of judging has not come: the verdict is how it
// stands so far.
func (e *Effort) Early() bool { return !e.Action.Final(e.On) }

// frontDays is how long after it came into force an action stands in front
// whatever is said of it.
const frontDays = 91

// InFront tells whether an action is new or still open: it is what a leader asks
// of. The others are told with their problems: those behind a later action
// against the same problem, and those of a problem that is closed.
func (t *Trends) InFront(e *Effort) bool {
	if _, until, ok := e.Was(); e.Returned != 0 || ok && until >= t.Looked {
		return true
	}
	for i := range t.Efforts {
		o := &t.Efforts[i]
		if o.Problem.ID == e.Problem.ID && (o.Action.Effective > e.Action.Effective || o.Action.Effective == e.Action.Effective && o.Action.N > e.Action.N) {
			return false
		}
	}
	return !e.Problem.Stage.Final() || t.On-e.Action.Effective < frontDays
}

// Claims tells whether something came of an action that may be told to others.
func (e *Effort) Claims() bool {
	switch e.Effect.Verdict {
	case effect.Worked, effect.BackToUsual, effect.Worse:
		return !e.Early() && (e.Returned == 0 || e.Effect.Verdict == effect.Worse)
	}
	return false
}

// Was is the verdict that was said before the present one, and since when it is
// said no more; ok is false where none was.
func (e *Effort) Was() (was Judgement, until Day, ok bool) {
	said := e.Problem.Said(&e.Action, e.On)
	until = e.On
	for i := len(said) - 1; i >= 0; i-- {
		if said[i].Verdict != e.Effect.Verdict.String() {
			return said[i], until, true
		}
		until = said[i].On
	}
	return Judgement{}, 0, false
}

// News is the verdict if it differs from what was said last, to be kept; a first
// one is kept where it claims something.
func (e *Effort) News() (Judged, bool) {
	now := e.Effect.Verdict.String()
	said := e.Problem.Said(&e.Action, e.On)
	if len(said) == 0 && !e.Claims() || e.Early() || len(said) > 0 && said[len(said)-1].Verdict == now {
		return Judged{}, false
	}
	return Judged{Problem: e.Problem.ID, N: e.Action.N, Verdict: now}, true
}

// A TrendDetail is everything behind one row.
type TrendDetail struct {
	Row       TrendRow
	First     Day           // of Counts and Band
	Counts    []int32       // daily, of the last two years at most
	Band      []trend.Range // the expected range of each day, empty where nothing can be said
	Signals   []Signal      // as they were raised, oldest first
	Breakdown Breakdown     // of the last 28 days
	Before    Breakdown     // of the 28 days before
	Words     []Row         // newest first, the customers' own
	Problem   *ProblemView
}

// A Call is one line of a leader's call list: S1 and S2 first, then those whose
// promise was broken, then the longest unanswered; value only breaks ties.
type Call struct {
	Row     Row
	Since   Instant // unanswered since
	Promise *Promise
	Value   Amount
	Spoken  int // personal calls about it so far
}
