package model

// A State is where an issue stands. Open means new, working or pending.
type State uint8

// The values of State, in their order.
const (
	New State = iota + 1
	Working
	Pending
	Resolved
	Closed
	Withdrawn
)

var stateCodes = codes{
	New:       "new",
	Working:   "working",
	Pending:   "pending",
	Resolved:  "resolved",
	Closed:    "closed",
	Withdrawn: "withdrawn",
}

// String is the code of the value.
func (v State) String() string { return stateCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v State) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *State) UnmarshalText(b []byte) error {
	n, err := stateCodes.parse("state", string(b))
	*v = State(n)
	return err
}

// AllStates lists every value in order.
func AllStates() []State { return listOf[State](stateCodes) }

// Open reports whether the state is new, working or pending.
func (v State) Open() bool { return v == New || v == Working || v == Pending }

// after lists the states that may follow each state. Reopening goes by working
// (or new where nobody owns the issue).
var after = map[State][]State{
	New:       {Working, Pending, Resolved, Closed, Withdrawn},
	Working:   {New, Pending, Resolved, Closed, Withdrawn},
	Pending:   {New, Working, Pending, Resolved, Closed, Withdrawn},
	Resolved:  {New, Working, Pending, Closed, Withdrawn},
	Closed:    {New, Working, Pending, Withdrawn},
	Withdrawn: {New, Working},
}

// Next lists the states that an issue in this state may move to.
func (v State) Next() []State { return append([]State(nil), after[v]...) }

// Follows reports whether an issue may move from one state to another.
func (v State) Follows(from State) bool {
	for _, s := range after[from] {
		if s == v {
			return true
		}
	}
	return false
}

// move changes the state and what hangs on it. Leaving resolved or closed for
// an open state is a reopening.
func (d *decider) move(i *Issue, to State) {
	if to.Open() && (i.State == Resolved || i.State == Closed) {
		i.Reopened++
		i.CloseReason = 0
	}
	if to != Pending {
		i.Waiting = Waiting{}
	}
	if i.State == Withdrawn {
		i.Reason = ""
	}
	if i.State != to {
		i.State, i.StateAt = to, d.env.Now
	}
}

// SetState moves issues on. Resolved needs Answer, closed CloseReason,
// pending Waiting, withdrawn Reason.
type SetState struct {
	Issues      []Number
	State       State
	Answer      string
	CloseReason CloseReason
	Waiting     Waiting
	Reason      string
}

const VerbState Verb = "state"

func (SetState) Verb() Verb    { return VerbState }
func (SetState) may() right    { return right{least: Agent, own: true} }
func (SetState) undo() undoing { return restores }

func (c SetState) decide(d *decider) error {
	answer, err := line("answer", c.Answer)
	if err != nil {
		return err
	}
	reason, err := line("reason", c.Reason)
	if err != nil {
		return err
	}
	if err := c.complete(answer, reason); err != nil {
		return err
	}
	return d.eachIssue(c.Issues, VerbState, c.State, func(i *Issue) error {
		to := c.State
		if to == New && i.Owner != "" {
			to = Working // reopened with its owner still there
		}
		if to != i.State && !to.Follows(i.State) {
			return &Refusal{Code: BadTransition, Ref: i.Ref(), From: i.State, To: to}
		}
		if to == Working && i.Owner == "" {
			i.Owner = d.who.ID
		}
		d.move(i, to)
		switch to {
		case Pending:
			i.Waiting = c.Waiting
		case Resolved:
			i.Answer = answer
		case Closed:
			i.CloseReason = c.CloseReason
			if answer != "" {
				i.Answer = answer
			}
		case Withdrawn:
			i.Reason = reason
		default:
			if reason != "" {
				i.Reason = reason
			}
		}
		return nil
	})
}

// complete checks that the state comes with what it needs.
func (c SetState) complete(answer, reason string) error {
	var missing string
	var accepted []string
	switch {
	case c.State == 0:
		return &Refusal{Code: Missing, Field: "state"}
	case c.State == Resolved && answer == "":
		missing = "answer"
	case c.State == Closed && c.CloseReason == 0:
		missing, accepted = "close_reason", closeReasonCodes.list()
	case c.State == Pending && c.Waiting.On == 0:
		missing, accepted = "waiting", waitingOnCodes.list()
	case c.State == Withdrawn && reason == "":
		missing = "reason"
	}
	if missing != "" {
		return &Refusal{Code: NeedsReason, Field: missing, Value: c.State.String(), Accepted: accepted}
	}
	return nil
}
