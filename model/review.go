package model

// A Review is the weekly meeting, as it was held.
type Review struct {
	On     Day     `cbor:"1,keyasint" json:"on"`
	By     UserID  `cbor:"2,keyasint" json:"by"`
	Closed Instant `cbor:"3,keyasint,omitempty" json:"closed,omitempty"`
	Notes  []Note  `cbor:"4,keyasint,omitempty" json:"notes,omitempty"`
}

// Ref names the record.
func (r *Review) Ref() Ref { return Ref{ReviewRecord, r.On.String()} }

// A Metric is one figure of the scorecard on a day, with its target.
type Metric struct {
	Name   string  `cbor:"1,keyasint" json:"name"`
	On     Day     `cbor:"2,keyasint" json:"on"`
	Value  float64 `cbor:"3,keyasint" json:"value"`
	Target float64 `cbor:"4,keyasint,omitempty" json:"target,omitempty"`
}

// Ref names the record.
func (m *Metric) Ref() Ref { return Ref{MetricRecord, m.On.String() + " " + m.Name} }
