package model

// NoteExport records that issues left the desk in full.
type NoteExport struct {
	Query string
	Count int
}

const VerbExport Verb = "export"

func (NoteExport) Verb() Verb    { return VerbExport }
func (NoteExport) may() right    { return right{least: Leader} }
func (NoteExport) undo() undoing { return stands }

func (c NoteExport) decide(d *decider) error {
	d.body.Note = c.Query
	d.receipt.Count = c.Count
	d.recorded = true // it changes nothing
	return nil
}
