package model

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

var stageCodes = codes{"", "suspected", "confirmed", "acting", "verifying", "effective", "ineffective", "declined", "deferred"}

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

// Final reports whether a stage ends the work on a problem.
func (v Stage) Final() bool {
	return v == Effective || v == Ineffective || v == Declined || v == Deferred
}

// SetStage moves a problem on. Effective and ineffective need Result;
// declined and deferred need Reason and AsCustomer, the answer to "would
// you accept this as the customer?"; deferred needs Until.
type SetStage struct {
	Problem    ProblemID
	Stage      Stage
	Result     string
	Reason     string
	AsCustomer string
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
	words := map[string]string{}
	for name, s := range map[string]string{"result": c.Result, "reason": c.Reason, "as_customer": c.AsCustomer} {
		if words[name], err = block(name, s, MaxTyped*4); err != nil {
			return err
		}
	}
	need := func(field string) error {
		if words[field] == "" {
			return &Refusal{Code: NeedsReason, Field: field, Value: c.Stage.String()}
		}
		return nil
	}
	switch c.Stage {
	case 0:
		return &Refusal{Code: Missing, Field: "stage"}
	case Effective, Ineffective:
		if err := need("result"); err != nil {
			return err
		}
		p.Result = words["result"]
		p.Told = mergeTellings(p.Told, c.Tell)
	case Declined, Deferred:
		if err := need("reason"); err != nil {
			return err
		}
		if err := need("as_customer"); err != nil {
			return err
		}
		if c.Stage == Deferred && c.Until == 0 {
			return &Refusal{Code: NeedsReason, Field: "until", Value: c.Stage.String()}
		}
		p.AsCustomer, p.Until = words["as_customer"], c.Until
	}
	if words["reason"] != "" {
		p.Decisions = withNote(p.Decisions, Note{At: d.env.Now, By: d.who.ID, Text: words["reason"]})
	}
	if p.Stage != c.Stage {
		p.Stage, p.StageAt = c.Stage, d.env.Now
	}
	return nil
}
