package effect

import (
	"fmt"

	"koe/model/trend"
)

// Question asks what an action did to one series of a desk.
type Question struct {
	Key string
	// Effective is the first day on which the action was in force.
	Effective trend.Day
	// Signal is the first day of the rise that led to it, 0 where that is not
	// known. The baseline ends the day before.
	Signal trend.Day
	// Expected is the rate ratio that was hoped for, 0.7 for a drop of 30 %; a
	// drop of a quarter where it does not lie between 0 and 1.
	Expected float64
	// Apart are the series that are no control: acted on as well, or of one
	// matter with this one. Those that share its parent are left out unasked.
	Apart []string
	// From is the day before which nothing is taken into the baseline; 0 for
	// none.
	From trend.Day

	thin  bool    // a past of few issues is no hindrance
	alpha float64 // what the interval leaves out; 0.05 where 0
}

// Verdict on an action.
type Verdict uint8

// The verdicts.
const (
	None          Verdict = iota // none can be given; Reason says why
	TooEarly                     // a change of the size asked for could not be told yet
	NoClearChange                // it could be told by now, and does not show
	BackToUsual                  // it rose, the action came, and it stands at its usual rate again
	Worked                       // clearly under what it would be without the action
	Worse                        // clearly above it
)

var verdictNames = [...]string{"none", "too-early", "no-clear-change", "back-to-usual", "worked", "worse"}

// String is the verdict as commands print it.
func (v Verdict) String() string { return verdictNames[v] }

// AllVerdicts lists every verdict.
func AllVerdicts() []Verdict {
	return []Verdict{Worked, BackToUsual, NoClearChange, Worse, TooEarly, None}
}

// Reason says why a verdict is not clearer.
type Reason uint8

// The reasons.
const (
	NoReason   Reason = iota
	NotInForce        // the action is not in force yet
	FewDays           // in force for less than two weeks
	FewYet            // more weeks are needed: Weeks says how many
	Coarse            // no time would tell the size asked for: Tellable says what can be told
	ShortPast         // under four weeks of baseline
	FewIssues         // under a dozen issues in the baseline
	FewOthers         // too few other series, or too rare, to say how the desk moved
	HalfDesk          // what was acted on makes half of the desk, or more
	SplitDesk         // the other series went two ways: there is no common movement to compare with
	Renamed           // series began or ended together with the change: Moved names them
)

var reasonNames = [...]string{"", "not-in-force", "few-days", "few-yet", "coarse", "short-past", "few-issues", "few-others", "half-desk", "split-desk", "renamed"}

// String is the reason as commands print it.
func (r Reason) String() string { return reasonNames[r] }

// AllReasons lists every reason but none.
func AllReasons() []Reason {
	return []Reason{NotInForce, FewDays, FewYet, Coarse, ShortPast, FewIssues, FewOthers, HalfDesk, SplitDesk, Renamed}
}

// Rate is so many issues in so many days.
type Rate struct{ Issues, Days int }

// Daily is the rate in issues a day; 0 where there are no days.
func (r Rate) Daily() float64 {
	if r.Days == 0 {
		return 0
	}
	return float64(r.Issues) / float64(r.Days)
}

// Interval is a rate ratio with its 95 % interval; all zero where there is
// none.
type Interval struct{ Ratio, Low, High float64 }

// Known tells whether there is one.
func (i Interval) Known() bool { return i.High > 0 }

// Effect is what an action did.
type Effect struct {
	Verdict Verdict
	Reason  Reason
	// Interval is the rate since the action over what it would be without.
	Interval
	// Rose is the rate from the signal to the action over its usual one. It is
	// high by selection and no yardstick of its own.
	Rose Interval
	// Fell is the rate since the action over the rate when it came.
	Fell Interval
	// Desk is how the control moved from the baseline to the time since.
	Desk Interval

	// Usual, Came and Now are the rates as counted: before the rise, from it to
	// the action, since the action.
	Usual, Came, Now      Rate
	Baseline, Rise, Since trend.Span
	Others                int     // series in the control
	Contacts              bool    // contacts handled are in it
	Season                bool    // there was history enough for a season of its own
	Spread                float64 // how far series drift apart: standard deviation of the log ratio
	Dispersion            float64
	Tellable              float64  // the rate ratio below which a drop could be told by now; 0 where none
	Weeks                 int      // weeks still needed to tell the size asked for; 0 where none, or no time would do
	Expected              float64  // the ratio asked for
	Hoped                 bool     // it was in the question
	Moved                 []string // the series that may be the same matter under another name
}

// Lengths, in weeks, and least numbers.
const (
	baselineMost  = 104
	baselineLeast = 4
	guard         = 4  // left out before an action whose rise is not known
	sinceMost     = 26 // an effect is that of the last half year
	sinceLeast    = 2
	leastIssues   = 12
	leastOthers   = 3
	leastOthersIn = 30 // issues of all others, in the baseline and in proportion since
	expectedDrop  = 0.75
	mostWeeks     = 52
	halfOfDesk    = 0.5
)

// Measure answers a question about the desk as it stood at the end of d.On; a
// running day is left out. It fails on a desk that cannot be counted on and on
// a series that is not there.
func Measure(d *trend.Desk, unit trend.Unit, q Question) (Effect, error) {
	if err := d.Check(); err != nil {
		return Effect{}, err
	}
	m := measure{desk: d, q: q, week: 7}
	if unit == trend.UnitWeek {
		m.week = 1
	}
	m.effect.Hoped = q.Expected > 0 && q.Expected < 1
	if !m.effect.Hoped {
		m.q.Expected = expectedDrop
	}
	if m.q.alpha == 0 {
		m.q.alpha = alpha
	}
	m.leaves, m.parents = trend.Family(d)
	if m.target = trend.Find(q.Key, m.parents, m.leaves); m.target == nil {
		return Effect{}, fmt.Errorf("effect: no series %q on the desk", q.Key)
	}
	m.effect.Expected = m.q.Expected
	m.run()
	return m.effect, nil
}

// measure carries one question through its steps.
type measure struct {
	desk            *trend.Desk
	q               Question
	week            trend.Day // days a block
	leaves, parents []trend.Series
	target          *trend.Series
	unsteady        []string // others that began or ended on the way
	effect          Effect
	panel           panel
	split           bool // the control went two ways since the action
	prior           prior
}

// run goes as far as there is something to go on.
func (m *measure) run() {
	if r := m.spans(); r != NoReason {
		m.effect.Reason = r
		return
	}
	if r := m.compose(); r != NoReason {
		m.effect.Reason = r
		return
	}
	m.fit()
	m.compare()
	m.judge()
}
