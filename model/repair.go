package model

import "strconv"

// NoteRepair records that the file was put together anew from a hurt one, and
// what was not found any more.
type NoteRepair struct {
	Events  int // that are missing, or of which a part is
	Records int // that are known to be missing
}

const VerbRepair Verb = "repair"

func (NoteRepair) Verb() Verb    { return VerbRepair }
func (NoteRepair) may() right    { return right{least: Admin} }
func (NoteRepair) undo() undoing { return stands }

func (c NoteRepair) decide(d *decider) error {
	d.body.Note = strconv.Itoa(c.Events) + " events and " + strconv.Itoa(c.Records) + " records are missing"
	d.receipt.Count = c.Records
	d.recorded = true // it changes nothing
	return nil
}
