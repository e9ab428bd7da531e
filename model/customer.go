package model

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

// A User is a person of the desk.
type User struct {
	ID   UserID `cbor:"1,keyasint" json:"id"`
	Name string `cbor:"2,keyasint" json:"name"`
	Role Role   `cbor:"3,keyasint" json:"role"`
	Team string `cbor:"4,keyasint,omitempty" json:"team,omitempty"`
	// Gone users keep their history and can own nothing new.
	Gone    bool    `cbor:"5,keyasint,omitempty" json:"gone,omitempty"`
	Reading string  `cbor:"6,keyasint,omitempty" json:"reading,omitempty"`
	Lang    string  `cbor:"7,keyasint,omitempty" json:"lang,omitempty"`
	Since   Instant `cbor:"8,keyasint,omitempty" json:"since,omitempty"`
	// Looked is the day whose trends this person looked at last, LookedAt when,
	// and LookedBefore the day before that one: coming back on the same day they
	// read what has changed since then.
	Looked       Day     `cbor:"9,keyasint,omitempty" json:"looked,omitempty"`
	LookedAt     Instant `cbor:"10,keyasint,omitempty" json:"looked_at,omitempty"`
	LookedBefore Day     `cbor:"11,keyasint,omitempty" json:"looked_before,omitempty"`
}

// Ref names the record.
func (u *User) Ref() Ref { return Ref{UserRecord, string(u.ID)} }

// A Team is some people of the desk.
type Team struct {
	Name string `cbor:"1,keyasint" json:"name"`
	Lead UserID `cbor:"2,keyasint,omitempty" json:"lead,omitempty"`
}

// Ref names the record.
func (t *Team) Ref() Ref { return Ref{TeamRecord, t.Name} }

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

// A Mapping is a named way to read a foreign file's columns.
type Mapping struct {
	Name   string            `cbor:"1,keyasint" json:"name"`
	Fields map[string]string `cbor:"2,keyasint" json:"fields"` // field code to column name
	Dates  string            `cbor:"3,keyasint,omitempty" json:"dates,omitempty"`
}

// Ref names the record.
func (m *Mapping) Ref() Ref { return Ref{MappingRecord, m.Name} }

// A Volume is how many contacts were handled on a day by a channel: the
// denominator of a rate. The empty channel is all of them together.
type Volume struct {
	Day     Day     `cbor:"1,keyasint" json:"day"`
	Channel Channel `cbor:"2,keyasint,omitempty" json:"channel,omitempty"`
	Count   uint32  `cbor:"3,keyasint" json:"count"`
}

// Ref names the record.
func (v *Volume) Ref() Ref { return Ref{VolumeRecord, v.Day.String() + " " + string(v.Channel)} }

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
