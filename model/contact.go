package model

import "strconv"

// A Contact (ご連絡記録) is one attempt to reach a customer about an issue, a
// problem or a loss.
type Contact struct {
	ID       uint64     `cbor:"1,keyasint" json:"id"`
	About    Ref        `cbor:"2,keyasint" json:"about"`
	Customer CustomerID `cbor:"3,keyasint,omitempty" json:"customer,omitempty"`
	By       UserID     `cbor:"4,keyasint" json:"by"`
	At       Instant    `cbor:"5,keyasint" json:"at"`
	Channel  Channel    `cbor:"6,keyasint,omitempty" json:"channel,omitempty"`
	Outcome  Outcome    `cbor:"7,keyasint" json:"outcome"`
	Words    string     `cbor:"8,keyasint,omitempty" json:"words,omitempty" event:"-" text:"said"`
	// Retracted contacts were undone; they are kept so that a redo finds them.
	Retracted bool `cbor:"9,keyasint,omitempty" json:"retracted,omitempty"`
	// ImportBatch is the event that brought the contact in with its issue.
	ImportBatch uint64 `cbor:"10,keyasint,omitempty" json:"-" event:"-"`
}

// Ref names the record.
func (c *Contact) Ref() Ref { return Ref{ContactRecord, strconv.FormatUint(c.ID, 10)} }

// AddContact writes down one attempt to reach a customer. Undone, it is retracted.
type AddContact struct {
	About   Ref
	Channel Channel
	Outcome Outcome
	Words   string `text:"said"`
}

const VerbContact Verb = "contact"

func (AddContact) Verb() Verb    { return VerbContact }
func (AddContact) may() right    { return right{least: Agent} }
func (AddContact) undo() undoing { return restores }

func (c AddContact) decide(d *decider) error {
	words, err := block("words", c.Words)
	if err != nil {
		return err
	}
	if c.Outcome == 0 {
		return &Refusal{Code: Missing, Field: "outcome"}
	}
	way, err := channel(c.Channel)
	if err != nil {
		return err
	}
	about, err := d.Record(c.About)
	if err != nil {
		return err
	}
	if isNil(about) {
		return &Refusal{Code: NotFound, Ref: c.About}
	}
	d.heads.Contact++
	contact := &Contact{ID: d.heads.Contact, About: c.About, By: d.who.ID, At: d.env.Now, Channel: way, Outcome: c.Outcome, Words: words}
	switch about := about.(type) {
	case *Issue:
		contact.Customer = about.Customer
		d.receipt.Issues = []Number{about.Number}
	case *Customer:
		contact.Customer = about.ID
	}
	d.put(nil, contact)
	return nil
}
