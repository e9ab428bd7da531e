package model

import (
	"strings"

	"koe/model/text"
)

// A Customer is whom the desk serves. What the weekly review and the scorecard
// ask (value and segment over time, loss, referral) has its place here.
type Customer struct {
	ID       CustomerID `cbor:"1,keyasint" json:"id"`
	Revision uint32     `cbor:"2,keyasint" json:"revision" event:"-"`
	Name     string     `cbor:"3,keyasint" json:"name"`                        // without 様
	Reading  string     `cbor:"4,keyasint,omitempty" json:"reading,omitempty"` // フリガナ
	Phones   []string   `cbor:"5,keyasint,omitempty" json:"phones,omitempty"`
	Emails   []string   `cbor:"6,keyasint,omitempty" json:"emails,omitempty"`
	Account  string     `cbor:"7,keyasint,omitempty" json:"account,omitempty"`
	Since    Day        `cbor:"8,keyasint,omitempty" json:"since,omitempty"`
	Segments []Dated    `cbor:"9,keyasint,omitempty" json:"segments,omitempty"` // oldest first
	Values   []Valued   `cbor:"10,keyasint,omitempty" json:"values,omitempty"`  // oldest first
	Lost     *Loss      `cbor:"11,keyasint,omitempty" json:"lost,omitempty"`
	// ReferredBy is who brought this customer.
	ReferredBy CustomerID `cbor:"12,keyasint,omitempty" json:"referred_by,omitempty"`
	// Into is the customer this one was merged into; resolved when reading.
	Into     CustomerID `cbor:"13,keyasint,omitempty" json:"into,omitempty"`
	Renewals []Renewal  `cbor:"14,keyasint,omitempty" json:"renewals,omitempty"`
	Extra    []Extra    `cbor:"15,keyasint,omitempty" json:"extra,omitempty"`
}

// Ref names the record.
func (c *Customer) Ref() Ref { return ref(CustomerRecord, uint64(c.ID)) }

// SegmentOn is the customer's segment on a day, and empty before the first.
func (c *Customer) SegmentOn(d Day) string {
	segment := ""
	for _, s := range c.Segments {
		if s.From <= d {
			segment = s.Value
		}
	}
	return segment
}

// A Dated is a word that holds from a day on.
type Dated struct {
	From  Day    `cbor:"1,keyasint" json:"from"`
	Value string `cbor:"2,keyasint" json:"value"`
}

// A Valued is what a customer is worth a year from a day on.
type Valued struct {
	From   Day    `cbor:"1,keyasint" json:"from"`
	Amount Amount `cbor:"2,keyasint" json:"amount"`
}

// A Loss is a customer gone: when, why, and what they were worth.
type Loss struct {
	On     Day    `cbor:"1,keyasint" json:"on"`
	Reason string `cbor:"2,keyasint,omitempty" json:"reason,omitempty"`
	Value  Amount `cbor:"3,keyasint,omitzero" json:"value,omitzero"`
}

// A Renewal is one decision of a customer to stay or not.
type Renewal struct {
	On     Day    `cbor:"1,keyasint" json:"on"`
	Stayed bool   `cbor:"2,keyasint" json:"stayed"`
	Reason string `cbor:"3,keyasint,omitempty" json:"reason,omitempty"`
	Value  Amount `cbor:"4,keyasint,omitzero" json:"value,omitzero"`
}

// PutCustomers adds customers or changes those of the same ID, account or name.
// Undone, those it changed are changed back; it cannot be undone where it added
// one, who may be in use.
type PutCustomers struct{ Customers []Customer }

const VerbCustomers Verb = "customer"

func (PutCustomers) Verb() Verb    { return VerbCustomers }
func (PutCustomers) may() right    { return right{least: Agent} }
func (PutCustomers) undo() undoing { return unmakes }

func (c PutCustomers) decide(d *decider) error {
	for n := range c.Customers {
		given := c.Customers[n]
		name, err := line("customer", given.Name)
		if err != nil {
			return err
		}
		given.Name = trim(strings.TrimSuffix(name, "様"))
		if given.Name == "" {
			return &Refusal{Code: Missing, Field: "customer", N: n + 1}
		}
		if given.ID == 0 && given.Account != "" {
			if given.ID, err = d.CustomerNamed(text.Key(given.Account)); err != nil {
				return err
			}
		}
		if given.ID == 0 {
			if given.ID, err = d.CustomerNamed(text.Key(given.Name)); err != nil {
				return err
			}
		}
		if given.ID == 0 {
			d.heads.Customer++
			given.ID = d.heads.Customer
			d.put(nil, &given)
			continue
		}
		before, err := d.customer(given.ID)
		if err != nil {
			return err
		}
		given.Revision = before.Revision
		d.put(before, &given)
	}
	return nil
}

// MergeCustomers makes one customer lead to another.
type MergeCustomers struct{ From, Into CustomerID }

const VerbMergeCustomers Verb = "customer-merge"

func (MergeCustomers) Verb() Verb    { return VerbMergeCustomers }
func (MergeCustomers) may() right    { return right{least: Lead} }
func (MergeCustomers) undo() undoing { return restores }

func (c MergeCustomers) decide(d *decider) error {
	before, err := d.customer(c.From)
	if err != nil {
		return err
	}
	into, err := d.customer(c.Into)
	if err != nil {
		return err
	}
	if c.From == c.Into || into.Into != 0 {
		return &Refusal{Code: Loop, Ref: before.Ref()}
	}
	after := *before
	after.Into = c.Into
	d.put(before, &after)
	return nil
}

// customer reads a customer that must be there.
func (d *decider) customer(id CustomerID) (*Customer, error) {
	c, err := d.Customer(id)
	if err == nil && c == nil {
		err = &Refusal{Code: NotFound, Ref: ref(CustomerRecord, uint64(id))}
	}
	return c, err
}

// customerNamed finds a customer by name, or makes one. 様 is how they are
// addressed, not part of the name.
func (d *decider) customerNamed(name string) (CustomerID, error) {
	name, err := line("customer", name)
	if err != nil {
		return 0, err
	}
	if name = trim(strings.TrimSuffix(name, "様")); name == "" {
		return 0, nil
	}
	key := text.Key(name)
	if key == "" {
		key = name
	}
	if id, ok := d.named[key]; ok {
		return id, nil
	}
	id, err := d.CustomerNamed(key)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		d.heads.Customer++
		id = d.heads.Customer
		d.put(nil, &Customer{ID: id, Name: name})
	}
	d.named[key] = id
	return id, nil
}
