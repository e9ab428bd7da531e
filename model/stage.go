package model

import "slices"

// A Stage is where the work on a recurring problem stands.
type Stage uint8

// The values of Stage, in their order.
const (
	Suspected Stage = iota + 1
	Confirmed
	Acting
	Verifying
	Effective
	Ineffective
	Declined
	Deferred
)

var stageCodes = codes{
	Suspected:   "suspected",
	Confirmed:   "confirmed",
	Acting:      "acting",
	Verifying:   "verifying",
	Effective:   "effective",
	Ineffective: "ineffective",
	Declined:    "declined",
	Deferred:    "deferred",
}

// String is the code of the value.
func (v Stage) String() string { return stageCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v Stage) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *Stage) UnmarshalText(b []byte) error {
	n, err := stageCodes.parse("stage", string(b))
	*v = Stage(n)
	return err
}

// AllStages lists every value in order.
func AllStages() []Stage { return listOf[Stage](stageCodes) }

// Measured reports whether a stage says what came of the work: it takes a result.
func (v Stage) Measured() bool { return v == Effective || v == Ineffective }

// Refused reports whether a stage says that nothing is done, at least for now:
// it takes a reason and the answer as the customer.
func (v Stage) Refused() bool { return v == Declined || v == Deferred }

// Final reports whether a stage ends the work on a problem.
func (v Stage) Final() bool { return v.Measured() || v.Refused() }

// FinalStages lists those that end the work on a problem, in order.
func FinalStages() []Stage {
	return slices.DeleteFunc(AllStages(), func(v Stage) bool { return !v.Final() })
}

// SetStage moves a problem on. Effective and ineffective need Result;
// effective against an action that was last judged worse needs Reason too;
// declined and deferred need Reason and AsCustomer, the answer to "would
// you accept this as the customer?"; deferred needs Until.
type SetStage struct {
	Problem    ProblemID
	Stage      Stage
	Result     string `text:"said"`
	Reason     string `text:"said"`
	AsCustomer string `text:"said"`
	Until      Day
	Tell       []Telling // who is to be told, proposed when closing
}

const VerbStage Verb = "problem-stage"

func (SetStage) Verb() Verb    { return VerbStage }
func (SetStage) may() right    { return right{least: Leader} }
func (SetStage) undo() undoing { return restores }

func (c SetStage) decide(d *decider) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if err := setAll(block, given{"result", &c.Result, &c.Result}, given{"reason", &c.Reason, &c.Reason},
		given{"as_customer", &c.AsCustomer, &c.AsCustomer}); err != nil {
		return err
	}
	if err := c.complete(); err != nil {
		return err
	}
	if c.Stage == Effective && c.Reason == "" && p.SaidWorse() {
		return &Refusal{Code: MeasuredWorse, Field: "reason", Ref: p.Ref()}
	}
	switch {
	case c.Stage.Measured():
		p.Result = c.Result
		p.Told = mergeTellings(p.Told, c.Tell)
	case c.Stage.Refused():
		p.AsCustomer, p.Until = c.AsCustomer, c.Until
	}
	if c.Reason != "" {
		p.Decisions = withNote(p.Decisions, Note{At: d.env.Now, By: d.who.ID, Text: c.Reason})
	}
	if p.Stage != c.Stage {
		p.Stage, p.StageAt = c.Stage, d.env.Now
	}
	return nil
}

// complete checks that the stage comes with what it needs.
func (c SetStage) complete() error {
	var missing string
	switch {
	case c.Stage == 0:
		return &Refusal{Code: Missing, Field: "stage"}
	case c.Stage.Measured() && c.Result == "":
		missing = "result"
	case c.Stage.Refused() && c.Reason == "":
		missing = "reason"
	case c.Stage.Refused() && c.AsCustomer == "":
		missing = "as_customer"
	case c.Stage == Deferred && c.Until == 0:
		missing = "until"
	}
	if missing != "" {
		return &Refusal{Code: NeedsReason, Field: missing, Value: c.Stage.String()}
	}
	for _, t := range c.Tell {
		if err := t.Who.check(); err != nil {
			return err
		}
	}
	return nil
}
