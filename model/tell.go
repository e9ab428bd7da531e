package model

import "slices"

// A Telling is one group of people who are to know what was done.
type Telling struct {
	Who  Audience `cbor:"1,keyasint" json:"who"`
	Note string   `cbor:"2,keyasint,omitempty" json:"note,omitempty" text:"said"`
	At   Instant  `cbor:"3,keyasint,omitempty" json:"at,omitempty"` // zero while still to be told
	By   UserID   `cbor:"4,keyasint,omitempty" json:"by,omitempty"`
}

// An Audience is who is told.
type Audience string

// Who is told what was done about a problem.
const (
	TellCustomers Audience = "customers"
	TellAgents    Audience = "agents"
	TellSuppliers Audience = "suppliers"
)

// String is the code of the value.
func (a Audience) String() string { return string(a) }

// AllAudiences lists every value in order.
func AllAudiences() []Audience { return []Audience{TellCustomers, TellAgents, TellSuppliers} }

// check refuses an audience that is none.
func (a Audience) check() error {
	if a == "" {
		return &Refusal{Code: Missing, Field: "audience"}
	}
	if slices.Contains(AllAudiences(), a) {
		return nil
	}
	var accepted []string
	for _, known := range AllAudiences() {
		accepted = append(accepted, known.String())
	}
	return &Refusal{Code: BadValue, Field: "audience", Value: string(a), Accepted: accepted}
}

// mergeTellings adds those who are to be told, each audience once: with the new
// words where it waits for older ones. Who was told of an earlier closing is to
// be told of this one too.
func mergeTellings(have, more []Telling) []Telling {
	have = slices.Clone(have)
	for _, t := range more {
		at := slices.IndexFunc(have, func(h Telling) bool { return h.Who == t.Who && h.At == 0 })
		if at < 0 {
			have = append(have, Telling{Who: t.Who, Note: t.Note})
		} else if t.Note != "" {
			have[at].Note = t.Note
		}
	}
	return have
}

// Tell marks that an audience of a problem was told.
type Tell struct {
	Problem ProblemID
	Who     Audience
	Note    string `text:"said"`
}

const VerbTell Verb = "told"

func (Tell) Verb() Verb    { return VerbTell }
func (Tell) may() right    { return right{least: Leader} }
func (Tell) undo() undoing { return restores }

func (c Tell) decide(d *decider) error {
	note, err := block("note", c.Note)
	if err != nil {
		return err
	}
	if err := c.Who.check(); err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Told = slices.Clone(p.Told)
	at := slices.IndexFunc(p.Told, func(t Telling) bool { return t.Who == c.Who && t.At == 0 })
	if at < 0 {
		p.Told = append(p.Told, Telling{Who: c.Who})
		at = len(p.Told) - 1
	}
	p.Told[at].At, p.Told[at].By = d.env.Now, d.who.ID
	if note != "" {
		p.Told[at].Note = note
	}
	return nil
}
