package model

// A View is a named query of one person, or of everyone where Owner is empty.
type View struct {
	Name  string `cbor:"1,keyasint" json:"name"`
	Owner UserID `cbor:"2,keyasint,omitempty" json:"owner,omitempty"`
	Query string `cbor:"3,keyasint" json:"query"`
	Order string `cbor:"4,keyasint,omitempty" json:"order,omitempty"`
	Slot  uint8  `cbor:"5,keyasint,omitempty" json:"slot,omitempty"` // 1 to 9
}

// Ref names the record.
func (v *View) Ref() Ref { return Ref{ViewRecord, string(v.Owner) + "\x00" + v.Name} }

// PutView saves a view; an empty query removes it.
type PutView struct{ View View }

const VerbView Verb = "view"

func (PutView) Verb() Verb    { return VerbView }
func (PutView) may() right    { return right{least: Agent} }
func (PutView) undo() undoing { return restores }

func (c PutView) decide(d *decider) error {
	v := c.View
	if v.Owner == "" && d.who.Role < Lead {
		return &Refusal{Code: NotAllowed, Need: Lead, Value: string(VerbView)}
	}
	if v.Owner != "" {
		v.Owner = d.who.ID
	}
	name, err := someLine("name", v.Name)
	if err != nil {
		return err
	}
	v.Name = name
	if v.Query != "" {
		return d.replace(&v)
	}
	before, err := d.Record(v.Ref())
	if err != nil {
		return err
	}
	if isNil(before) {
		return &Refusal{Code: NotFound, Ref: Ref{ViewRecord, v.Name}}
	}
	d.remove(before)
	return nil
}
