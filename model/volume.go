package model

// A Volume is how many contacts were handled on a day by a channel: the
// denominator of a rate. The empty channel is all of them together.
type Volume struct {
	Day     Day     `cbor:"1,keyasint" json:"day"`
	Channel Channel `cbor:"2,keyasint,omitempty" json:"channel,omitempty"`
	Count   uint32  `cbor:"3,keyasint" json:"count"`
}

// Ref names the record.
func (v *Volume) Ref() Ref { return Ref{VolumeRecord, v.Day.String() + " " + string(v.Channel)} }

// PutVolumes sets how many contacts were handled on some days.
type PutVolumes struct{ Volumes []Volume }

const VerbVolumes Verb = "volume"

func (PutVolumes) Verb() Verb    { return VerbVolumes }
func (PutVolumes) may() right    { return right{least: Lead} }
func (PutVolumes) undo() undoing { return stands }

func (c PutVolumes) decide(d *decider) error {
	for n := range c.Volumes {
		if err := d.replace(&c.Volumes[n]); err != nil {
			return err
		}
	}
	return nil
}
