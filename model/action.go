package model

import (
	"cmp"
	"slices"
	"strconv"
)

// An Action (対策) is one thing done against a problem, by one person.
type Action struct {
	N         int        `cbor:"1,keyasint" json:"n"` // 1, 2, 3 within its problem
	Type      ActionType `cbor:"2,keyasint" json:"kind"`
	Text      string     `cbor:"3,keyasint" json:"text"`
	Owner     UserID     `cbor:"4,keyasint,omitempty" json:"owner,omitempty"`
	Due       Day        `cbor:"5,keyasint,omitempty" json:"due,omitempty"`
	Effective Day        `cbor:"6,keyasint,omitempty" json:"effective,omitempty"` // in force since
	Reference string     `cbor:"7,keyasint,omitempty" json:"reference,omitempty"` // outside reference
	By        UserID     `cbor:"8,keyasint" json:"by"`
	At        Instant    `cbor:"9,keyasint" json:"at"`
	Expected  int        `cbor:"10,keyasint,omitempty" json:"expected_drop,omitempty"` // in per cent of the rate without it; 0 is not said
	JudgeOn   Day        `cbor:"11,keyasint,omitempty" json:"judge_on,omitempty"`      // no verdict is final before
	Cancelled string     `cbor:"12,keyasint,omitempty" json:"cancelled,omitempty"`     // why it was taken off the work
}

// InForce tells whether an action is in force on a day.
func (a *Action) InForce(on Day) bool {
	return a.Cancelled == "" && a.Effective != 0 && a.Effective <= on
}

// Overdue tells whether an action should be in force by a day and is not.
func (a *Action) Overdue(on Day) bool {
	return a.Cancelled == "" && a.Effective == 0 && a.Due != 0 && a.Due < on
}

// Final tells whether a verdict of a day may be said to stand: the day of
// judging has come.
func (a *Action) Final(on Day) bool { return a.JudgeOn == 0 || on >= a.JudgeOn }

// UsualDrop and UsualWait are proposed when an action is made: a drop of so
// many per cent, judged so many days after it is in force.
const (
	UsualDrop = 30
	UsualWait = 56
)

// An ActionType says what an action changes.
type ActionType uint8

// The values of ActionType, in their order.
const (
	ActionProduct ActionType = iota + 1
	ActionProcess
	ActionPolicy
	ActionTraining
)

var actionTypeCodes = codes{
	ActionProduct:  "product",
	ActionProcess:  "process",
	ActionPolicy:   "policy",
	ActionTraining: "training",
}

// String is the code of the value.
func (v ActionType) String() string { return actionTypeCodes.name(uint8(v)) }

// MarshalText writes the code.
func (v ActionType) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code.
func (v *ActionType) UnmarshalText(b []byte) error {
	n, err := actionTypeCodes.parse("action_kind", string(b))
	*v = ActionType(n)
	return err
}

// AllActionTypes lists every value in order.
func AllActionTypes() []ActionType { return listOf[ActionType](actionTypeCodes) }

// AddAction adds an action to a problem: a change of process where no type is
// given. It sets the work going where it had not begun.
type AddAction struct {
	Problem   ProblemID
	Type      ActionType
	Text      string
	Owner     UserID
	Due       Day
	Effective Day
	Reference string
	Expected  int // per cent; 0 where nobody says
	JudgeOn   Day // 0 as soon as it can be told
}

const VerbAction Verb = "action"

func (AddAction) Verb() Verb    { return VerbAction }
func (AddAction) may() right    { return right{least: Leader} }
func (AddAction) undo() undoing { return restores }

func (c AddAction) decide(d *decider) error {
	words, err := someLine("action", c.Text)
	if err != nil {
		return err
	}
	reference, err := line("reference", c.Reference)
	if err != nil {
		return err
	}
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	a := Action{
		N: len(p.Actions) + 1, Type: cmp.Or(c.Type, ActionProcess), Text: words, Owner: c.Owner,
		Due: c.Due, Effective: c.Effective, Reference: reference, By: d.who.ID, At: d.env.Now,
		Expected: c.Expected, JudgeOn: c.JudgeOn,
	}
	if err := a.check(); err != nil {
		return err
	}
	p.Actions = append(slices.Clip(p.Actions), a)
	if p.Stage == Suspected || p.Stage == Confirmed || p.Stage == Deferred {
		p.Stage, p.StageAt = Acting, d.env.Now
	}
	return nil
}

// check refuses what an action cannot expect: a drop of more than all, and a
// verdict before it is in force.
func (a *Action) check() error {
	if a.Expected < 0 || a.Expected > 99 {
		return &Refusal{Code: BadValue, Field: "expected", Value: strconv.Itoa(a.Expected), Shape: DropShape}
	}
	if a.JudgeOn != 0 && a.JudgeOn <= a.Effective {
		return &Refusal{Code: BadValue, Field: "judge_on", Value: a.JudgeOn.String(), Shape: LaterShape}
	}
	return nil
}

// EditAction changes an action; nil fields stay.
type EditAction struct {
	Problem   ProblemID
	N         int
	Text      *string
	Owner     *UserID
	Due       *Day
	Effective *Day
	Reference *string
	Expected  *int
	JudgeOn   *Day
}

const VerbEditAction Verb = "action-edit"

func (EditAction) Verb() Verb    { return VerbEditAction }
func (EditAction) may() right    { return right{least: Leader} }
func (EditAction) undo() undoing { return restores }

func (c EditAction) decide(d *decider) error {
	if c.Owner != nil {
		if err := d.activeUser(*c.Owner); err != nil {
			return err
		}
	}
	a, err := d.action(c.Problem, c.N)
	if err != nil {
		return err
	}
	if err := setAll(someLine, given{"action", &a.Text, c.Text}); err != nil {
		return err
	}
	if err := setAll(line, given{"reference", &a.Reference, c.Reference}); err != nil {
		return err
	}
	set(&a.Owner, c.Owner)
	set(&a.Due, c.Due)
	if c.Effective != nil && c.JudgeOn == nil {
		a.postpone(*c.Effective)
	}
	set(&a.Effective, c.Effective)
	set(&a.Expected, c.Expected)
	set(&a.JudgeOn, c.JudgeOn)
	return a.check()
}

// postpone keeps the time between an action and its judging when the action is
// in force on another day than was thought.
func (a *Action) postpone(effective Day) {
	thought := cmp.Or(a.Effective, a.Due)
	if a.JudgeOn == 0 || effective == 0 {
		return
	}
	if thought != 0 {
		a.JudgeOn += effective - thought
	}
	if a.JudgeOn <= effective {
		a.JudgeOn = effective + UsualWait
	}
}

// action finds an action of a problem, to be changed in place.
func (d *decider) action(id ProblemID, n int) (*Action, error) {
	p, err := d.problem(id)
	if err != nil {
		return nil, err
	}
	if n < 1 || n > len(p.Actions) {
		return nil, &Refusal{Code: BadValue, Field: "action", Value: strconv.Itoa(n), Shape: ActionShape}
	}
	p.Actions = slices.Clone(p.Actions)
	return &p.Actions[n-1], nil
}

// CancelAction takes an action off the work, with the reason. It stays with its
// problem, and is judged no more.
type CancelAction struct {
	Problem ProblemID
	N       int
	Reason  string `text:"said"`
}

const VerbCancelAction Verb = "action-cancel"

func (CancelAction) Verb() Verb    { return VerbCancelAction }
func (CancelAction) may() right    { return right{least: Leader} }
func (CancelAction) undo() undoing { return restores }

func (c CancelAction) decide(d *decider) error {
	reason, err := someLine("reason", c.Reason)
	if err != nil {
		return err
	}
	a, err := d.action(c.Problem, c.N)
	if err != nil {
		return err
	}
	if a.Cancelled == "" {
		a.Cancelled = reason
	}
	return nil
}
