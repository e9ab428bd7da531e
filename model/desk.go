package model

import (
	"strconv"
	"time"
)

// A Desk is what a whole database has in common.
type Desk struct {
	ID          ID      `cbor:"1,keyasint" json:"id"`
	Name        string  `cbor:"2,keyasint,omitempty" json:"name,omitempty"`
	Zone        string  `cbor:"3,keyasint" json:"zone"`                         // IANA name, Asia/Tokyo
	FiscalStart uint8   `cbor:"4,keyasint" json:"fiscal_start"`                 // the fiscal year's first month, 1 to 12
	Holidays    string  `cbor:"5,keyasint,omitempty" json:"holidays,omitempty"` // the country whose public holidays count, "jp"
	ClosedDays  []Day   `cbor:"6,keyasint,omitempty" json:"closed_days,omitempty"`
	Since       Instant `cbor:"7,keyasint" json:"since"`
}

// Ref names the record.
func (d *Desk) Ref() Ref { return Ref{DeskRecord, "desk"} }

// PutDesk changes what the whole desk has in common.
type PutDesk struct{ Desk Desk }

const VerbDesk Verb = "desk"

func (PutDesk) Verb() Verb    { return VerbDesk }
func (PutDesk) may() right    { return right{least: Admin} }
func (PutDesk) undo() undoing { return stands }

func (c PutDesk) decide(d *decider) error {
	before, err := d.Desk()
	if err != nil {
		return err
	}
	after := c.Desk
	if before != nil {
		after.ID, after.Since = before.ID, before.Since
	}
	if err := after.check(); err != nil {
		return err
	}
	if before == nil {
		d.put(nil, &after)
		return nil
	}
	d.put(before, &after)
	return nil
}

// check refuses what a desk cannot be.
func (d *Desk) check() error {
	// "Local" is a zone to the library, and another one on each machine.
	if _, err := time.LoadLocation(d.Zone); err != nil || d.Zone == "" || d.Zone == "Local" {
		return &Refusal{Code: BadValue, Field: "zone", Value: d.Zone, Shape: ZoneShape}
	}
	if d.FiscalStart < 1 || d.FiscalStart > 12 {
		return &Refusal{Code: BadValue, Field: "fiscal_start", Value: strconv.Itoa(int(d.FiscalStart)), Shape: MonthShape}
	}
	return nil
}

// PutSettings changes what the desk shares, all of it or nothing.
type PutSettings struct {
	Desk  Desk
	Teams []Team // others stay
}

const VerbSettings Verb = "settings"

func (PutSettings) Verb() Verb    { return VerbSettings }
func (PutSettings) may() right    { return right{least: Admin} }
func (PutSettings) undo() undoing { return stands }

// Check refuses what would be refused whatever the desk has.
func (c PutSettings) Check() error {
	if err := c.Desk.check(); err != nil {
		return err
	}
	for _, t := range c.Teams {
		if err := t.Check(); err != nil {
			return err
		}
	}
	return nil
}

func (c PutSettings) decide(d *decider) error {
	if err := (PutDesk{c.Desk}).decide(d); err != nil {
		return err
	}
	return PutTeams{c.Teams}.decide(d)
}
