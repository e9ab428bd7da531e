package model

// A Team is some people of the desk.
type Team struct {
	Name string `cbor:"1,keyasint" json:"name"`
	Lead UserID `cbor:"2,keyasint,omitempty" json:"lead,omitempty"`
}

// Ref names the record.
func (t *Team) Ref() Ref { return Ref{TeamRecord, t.Name} }

// Check refuses a name that is none.
func (t *Team) Check() error {
	_, err := someLine("team", t.Name)
	return err
}

// PutTeams adds teams or changes their leads.
type PutTeams struct{ Teams []Team }

const VerbTeams Verb = "team"

func (PutTeams) Verb() Verb    { return VerbTeams }
func (PutTeams) may() right    { return right{least: Lead} }
func (PutTeams) undo() undoing { return restores }

func (c PutTeams) decide(d *decider) error {
	for _, t := range c.Teams {
		name, err := someLine("team", t.Name)
		if err != nil {
			return err
		}
		t.Name = name
		if err := d.replace(&t); err != nil {
			return err
		}
	}
	return nil
}
