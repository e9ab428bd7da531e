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
	// "Local" is a zone to the library, and another one on each machine.
	if _, err := time.LoadLocation(after.Zone); err != nil || after.Zone == "" || after.Zone == "Local" {
		return &Refusal{Code: BadValue, Field: "zone", Value: after.Zone, Shape: ZoneShape}
	}
	if after.FiscalStart < 1 || after.FiscalStart > 12 {
		return &Refusal{Code: BadValue, Field: "fiscal_start", Value: strconv.Itoa(int(after.FiscalStart)), Shape: MonthShape}
	}
	if before == nil {
		d.put(nil, &after)
		return nil
	}
	d.put(before, &after)
	return nil
}
