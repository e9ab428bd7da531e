package model

// A Mapping is a named way to read a foreign file's columns.
type Mapping struct {
	Name   string            `cbor:"1,keyasint" json:"name"`
	Fields map[string]string `cbor:"2,keyasint" json:"fields"` // field code to column name
	Dates  string            `cbor:"3,keyasint,omitempty" json:"dates,omitempty"`
}

// Ref names the record.
func (m *Mapping) Ref() Ref { return Ref{MappingRecord, m.Name} }

// PutMapping saves a named mapping of a foreign file.
type PutMapping struct{ Mapping Mapping }

const VerbMapping Verb = "mapping"

func (PutMapping) Verb() Verb    { return VerbMapping }
func (PutMapping) may() right    { return right{least: Lead} }
func (PutMapping) undo() undoing { return restores }

func (c PutMapping) decide(d *decider) error {
	name, err := someLine("name", c.Mapping.Name)
	if err != nil {
		return err
	}
	m := c.Mapping
	m.Name = name
	return d.replace(&m)
}
