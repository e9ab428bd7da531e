package model

import "cmp"

// An Issue (お申し出) is one customer's matter at one time. It is counted once,
// for ever, on its Day under its primary tag: linking, joining or merging never
// removes it from a trend; only [Withdrawn] does.
//
// The cbor numbers are the file format: a number is never given a new meaning.
// Fields tagged event:"-" are the customer's or our own free words and never
// stand in an event.
type Issue struct {
	Number   Number `cbor:"1,keyasint" json:"number"`
	ID       ID     `cbor:"2,keyasint" json:"id"`
	Revision uint32 `cbor:"3,keyasint" json:"revision" event:"-"`

	ReceivedAt Instant `cbor:"4,keyasint" json:"received_at"` // the form's first key
	LoggedAt   Instant `cbor:"5,keyasint" json:"logged_at"`
	LoggedBy   UserID  `cbor:"6,keyasint,omitempty" json:"logged_by,omitempty"`
	OccurredOn Day     `cbor:"7,keyasint,omitempty" json:"occurred_on,omitempty"`

	Kind     Kind    `cbor:"8,keyasint" json:"kind"`
	Channel  Channel `cbor:"9,keyasint,omitempty" json:"channel,omitempty"`
	Text     string  `cbor:"10,keyasint" json:"text" event:"-"`
	TextMade bool    `cbor:"11,keyasint,omitempty" json:"text_made,omitempty"` // made from the tag: the source had no words
	Masked   bool    `cbor:"12,keyasint,omitempty" json:"masked,omitempty"`
	Wish     Wish    `cbor:"13,keyasint,omitempty" json:"wish,omitempty"`

	Tags       []TagKey `cbor:"14,keyasint,omitempty" json:"tags,omitempty"` // the first is the primary one
	Severity   Severity `cbor:"15,keyasint" json:"severity"`
	SeverityBy UserID   `cbor:"16,keyasint,omitempty" json:"severity_by,omitempty"`

	Customer   CustomerID `cbor:"17,keyasint,omitempty" json:"customer,omitempty"`
	OnBehalfOf string     `cbor:"18,keyasint,omitempty" json:"on_behalf_of,omitempty"`
	Product    string     `cbor:"19,keyasint,omitempty" json:"product,omitempty"`
	AtStake    Amount     `cbor:"20,keyasint,omitzero" json:"at_stake,omitzero"`
	Redress    Amount     `cbor:"21,keyasint,omitzero" json:"redress,omitzero"`
	Upheld     Upheld     `cbor:"22,keyasint,omitempty" json:"upheld,omitempty"`

	State   State   `cbor:"23,keyasint" json:"state"`
	StateAt Instant `cbor:"24,keyasint,omitempty" json:"state_at,omitempty"`
	Waiting Waiting `cbor:"25,keyasint,omitzero" json:"waiting,omitzero"`
	Owner   UserID  `cbor:"26,keyasint,omitempty" json:"owner,omitempty"`

	// AckDue, NextDue and Due are when the issue must be acknowledged, when the
	// next contact is owed and when it must be resolved.
	AckDue  Instant `cbor:"27,keyasint,omitempty" json:"ack_due,omitempty"`
	NextDue Instant `cbor:"28,keyasint,omitempty" json:"next_due,omitempty"`
	Due     Instant `cbor:"29,keyasint,omitempty" json:"due,omitempty"`

	Answer      string      `cbor:"30,keyasint,omitempty" json:"answer,omitempty"` // what was answered, in one line
	CloseReason CloseReason `cbor:"31,keyasint,omitempty" json:"close_reason,omitempty"`
	Reason      string      `cbor:"32,keyasint,omitempty" json:"reason,omitempty"` // why withdrawn or reopened
	Reopened    uint16      `cbor:"33,keyasint,omitempty" json:"reopened,omitempty"`

	Problem  ProblemID `cbor:"34,keyasint,omitempty" json:"problem,omitempty"`
	JoinedTo Number    `cbor:"35,keyasint,omitempty" json:"joined_to,omitempty"` // shown with this one, still counted
	Snooze   Instant   `cbor:"36,keyasint,omitempty" json:"snooze,omitempty"`

	Source     string  `cbor:"37,keyasint,omitempty" json:"source,omitempty"`
	ExternalID string  `cbor:"38,keyasint,omitempty" json:"external_id,omitempty"`
	Extra      []Extra `cbor:"39,keyasint,omitempty" json:"extra,omitempty"`

	// Segment and Day are frozen at save, so that a recount agrees for ever.
	Segment string `cbor:"40,keyasint,omitempty" json:"segment,omitempty"`
	Day     Day    `cbor:"41,keyasint" json:"day"`
	Hour    uint8  `cbor:"42,keyasint" json:"hour"` // hour of day of ReceivedAt on the desk's clock, 0 to 23

	Promises []Promise `cbor:"43,keyasint,omitempty" json:"promises,omitempty"`
	Notes    []Note    `cbor:"44,keyasint,omitempty" json:"notes,omitempty" event:"words"`
	// ImportBatch is the event that brought the issue in, zero where it was logged here.
	ImportBatch uint64 `cbor:"45,keyasint,omitempty" json:"import_batch,omitempty" event:"-"`
}

// Ref names the record.
func (i *Issue) Ref() Ref { return ref(IssueRecord, uint64(i.Number)) }

// Primary is the tag that is counted, and empty where there is none.
func (i *Issue) Primary() TagKey {
	if len(i.Tags) == 0 {
		return ""
	}
	return i.Tags[0]
}

// Counted reports whether the issue stands in the trends.
func (i *Issue) Counted() bool { return i.State != Withdrawn }

// NextPromise is the earliest promise not yet kept, and whether there is one.
func (i *Issue) NextPromise() (Promise, bool) {
	var next Promise
	for _, p := range i.Promises {
		if p.KeptAt == 0 && (next.By == 0 || p.By < next.By) {
			next = p
		}
	}
	return next, next.By != 0
}

// NextDeadline is the earliest of the due times that still counts for an open
// issue; zero where there is none.
func (i *Issue) NextDeadline() Instant {
	var first Instant
	for _, d := range []Instant{i.AckDue, i.NextDue, i.Due} {
		if d != 0 {
			first = min(d, cmp.Or(first, d))
		}
	}
	return first
}

// An Extra is a column of the source that has no place of its own; it goes out
// again on export.
type Extra struct {
	Name  string `cbor:"1,keyasint" json:"name"`
	Value string `cbor:"2,keyasint" json:"value" text:"said"`
}

// An Amount is money in the smallest unit of its currency.
type Amount struct {
	Minor    int64  `cbor:"1,keyasint" json:"minor"`
	Currency string `cbor:"2,keyasint" json:"currency"`
}

// Waiting says on whom a pending issue waits, and until when.
type Waiting struct {
	On    WaitingOn `cbor:"1,keyasint" json:"on"`
	Until Instant   `cbor:"2,keyasint,omitempty" json:"until,omitempty"`
}
