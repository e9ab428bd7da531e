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
}

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
	p.Actions = append(slices.Clip(p.Actions), Action{
		N: len(p.Actions) + 1, Type: cmp.Or(c.Type, ActionProcess), Text: words, Owner: c.Owner,
		Due: c.Due, Effective: c.Effective, Reference: reference, By: d.who.ID, At: d.env.Now,
	})
	if p.Stage == Suspected || p.Stage == Confirmed || p.Stage == Deferred {
		p.Stage, p.StageAt = Acting, d.env.Now
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
}

const VerbEditAction Verb = "action-edit"

func (EditAction) Verb() Verb    { return VerbEditAction }
func (EditAction) may() right    { return right{least: Leader} }
func (EditAction) undo() undoing { return restores }

func (c EditAction) decide(d *decider) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if c.N < 1 || c.N > len(p.Actions) {
		return &Refusal{Code: BadValue, Field: "action", Value: strconv.Itoa(c.N), Shape: ActionShape}
	}
	if c.Owner != nil {
		if err := d.activeUser(*c.Owner); err != nil {
			return err
		}
	}
	p.Actions = slices.Clone(p.Actions)
	a := &p.Actions[c.N-1]
	if err := setAll(someLine, given{"action", &a.Text, c.Text}); err != nil {
		return err
	}
	if err := setAll(line, given{"reference", &a.Reference, c.Reference}); err != nil {
		return err
	}
	set(&a.Owner, c.Owner)
	set(&a.Due, c.Due)
	set(&a.Effective, c.Effective)
	return nil
}
