package model

import "slices"

// A Promise (お約束) is what we told the customer we would do, and by when.
type Promise struct {
	Text   string  `cbor:"1,keyasint" json:"text" text:"said"`
	By     Instant `cbor:"2,keyasint" json:"by"`
	Made   Instant `cbor:"3,keyasint" json:"made"`
	MadeBy UserID  `cbor:"4,keyasint,omitempty" json:"made_by,omitempty"`
	KeptAt Instant `cbor:"5,keyasint,omitempty" json:"kept_at,omitempty"`
}

// MakePromise writes down what the customer was told, and by when.
type MakePromise struct {
	Issue Number
	Text  string
	By    Instant
}

const VerbPromise Verb = "promise"

func (MakePromise) Verb() Verb    { return VerbPromise }
func (MakePromise) may() right    { return right{least: Agent} }
func (MakePromise) undo() undoing { return restores }

func (c MakePromise) decide(d *decider) error {
	words, err := someLine("promise", c.Text)
	if err != nil {
		return err
	}
	if c.By == 0 {
		return &Refusal{Code: Missing, Field: "promise"}
	}
	return d.eachIssue([]Number{c.Issue}, VerbPromise, 0, func(i *Issue) error {
		i.Promises = append(slices.Clip(i.Promises), Promise{Text: words, By: c.By, Made: d.env.Now, MadeBy: d.who.ID})
		return nil
	})
}

// KeepPromise marks the promise due at By as kept.
type KeepPromise struct {
	Issue Number
	By    Instant
}

const VerbKeepPromise Verb = "promise-kept"

func (KeepPromise) Verb() Verb    { return VerbKeepPromise }
func (KeepPromise) may() right    { return right{least: Agent} }
func (KeepPromise) undo() undoing { return restores }

func (c KeepPromise) decide(d *decider) error {
	return d.eachIssue([]Number{c.Issue}, VerbKeepPromise, 0, func(i *Issue) error {
		i.Promises = slices.Clone(i.Promises)
		for n := range i.Promises {
			if p := &i.Promises[n]; p.By == c.By && p.KeptAt == 0 {
				p.KeptAt = d.env.Now
				return nil
			}
		}
		return &Refusal{Code: NotFound, Field: "promise", Ref: i.Ref()}
	})
}
