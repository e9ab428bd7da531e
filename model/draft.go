package model

import (
	"cmp"
	"strings"
	"time"
)

// A Draft is an issue before it has a number: what the form holds, or a row of
// a file. Fields after Extra, but for Masked, are for imports only: [Log] leaves
// them out.
type Draft struct {
	ReceivedAt Instant    `json:"received_at"`
	OccurredOn Day        `json:"occurred_on,omitempty"`
	Kind       Kind       `json:"kind,omitempty"` // complaint where nothing is said
	Channel    Channel    `json:"channel,omitempty"`
	Text       string     `json:"text" text:"said"`
	TextMade   bool       `json:"text_made,omitempty"`
	Wish       Wish       `json:"wish,omitempty"`
	Tags       []TagPath  `json:"tags,omitempty"`
	Severity   Severity   `json:"severity,omitempty"` // S3 where nothing is said
	CustomerID CustomerID `json:"customer_id,omitempty"`
	Customer   string     `json:"customer,omitempty"` // a name; made a customer where nobody has it
	OnBehalfOf string     `json:"on_behalf_of,omitempty"`
	Product    string     `json:"product,omitempty"`
	AtStake    Amount     `json:"at_stake,omitzero"`
	Due        Instant    `json:"due,omitempty"`
	Promises   []Promise  `json:"promises,omitempty"`
	Problem    ProblemID  `json:"problem,omitempty"`
	Extra      []Extra    `json:"extra,omitempty"`

	Source      string      `json:"source,omitempty"`
	ExternalID  string      `json:"external_id,omitempty"`
	ProblemRef  string      `json:"problem_ref,omitempty"`  // the source's own name of a problem; P-12 keeps its number where that is free
	ProblemName string      `json:"problem_name,omitempty"` // its title where it has one
	Contacts    []Contact   `json:"contacts,omitempty"`
	ID          ID          `json:"id,omitzero"`
	Number      Number      `json:"number,omitempty"` // kept where it is still free
	LoggedAt    Instant     `json:"logged_at,omitempty"`
	LoggedBy    UserID      `json:"logged_by,omitempty"`
	SeverityBy  UserID      `json:"severity_by,omitempty"`
	State       State       `json:"state,omitempty"`
	StateAt     Instant     `json:"state_at,omitempty"`
	Waiting     Waiting     `json:"waiting,omitzero"`
	Owner       UserID      `json:"owner,omitempty"` // made a user where nobody has it
	AckDue      Instant     `json:"ack_due,omitempty"`
	NextDue     Instant     `json:"next_due,omitempty"`
	Answer      string      `json:"answer,omitempty"`
	CloseReason CloseReason `json:"close_reason,omitempty"`
	Reason      string      `json:"reason,omitempty"`
	Reopened    uint16      `json:"reopened,omitempty"`
	Redress     Amount      `json:"redress,omitzero"`
	Upheld      Upheld      `json:"upheld,omitempty"`
	JoinedTo    Number      `json:"joined_to,omitempty"`
	Snooze      Instant     `json:"snooze,omitempty"`
	Segment     string      `json:"segment,omitempty"`
	Masked      bool        `json:"masked,omitempty"`
	Notes       []Note      `json:"notes,omitempty"`
}

// Size is about how many bytes a draft's words take.
func (d *Draft) Size() int {
	size := len(d.Text) + len(d.Answer) + len(d.Reason) + len(d.Customer) + len(d.Product) + len(d.OnBehalfOf) + len(d.ProblemName)
	for i := range d.Extra {
		size += len(d.Extra[i].Name) + len(d.Extra[i].Value)
	}
	for i := range d.Notes {
		size += len(d.Notes[i].Text)
	}
	for i := range d.Contacts {
		size += len(d.Contacts[i].Words)
	}
	for i := range d.Promises {
		size += len(d.Promises[i].Text)
	}
	return size
}

// clockSkew is how far ahead of the desk's clock a source's clock may run.
const clockSkew = 5 * time.Minute

// makeIssue turns a draft into an issue with a number, making the tags, the
// customer and the owner that it names where the desk does not know them yet.
func (d *decider) makeIssue(draft Draft) (*Issue, error) {
	words, err := someWords("text", draft.Text)
	if err != nil {
		return nil, err
	}
	if draft.ReceivedAt == 0 {
		draft.ReceivedAt = d.env.Now
	}
	if draft.ReceivedAt > d.env.Now.Add(clockSkew) {
		return nil, &Refusal{Code: BadValue, Field: "received_at", Value: draft.ReceivedAt.Time(d.env.Zone).Format(time.RFC3339), Shape: PastShape}
	}
	if len(draft.Extra) > MaxExtras {
		return nil, &Refusal{Code: TooMany, Field: "extra", N: len(draft.Extra), Max: MaxExtras}
	}
	local := draft.ReceivedAt.Time(d.env.Zone)
	i := &Issue{
		ID: draft.ID, ReceivedAt: draft.ReceivedAt, LoggedAt: cmp.Or(draft.LoggedAt, d.env.Now), LoggedBy: draft.LoggedBy,
		OccurredOn: draft.OccurredOn, Kind: cmp.Or(draft.Kind, KindComplaint), Channel: draft.Channel,
		Text: words, TextMade: draft.TextMade, Masked: draft.Masked, Wish: draft.Wish,
		Severity: cmp.Or(draft.Severity, S3), SeverityBy: draft.SeverityBy, AtStake: draft.AtStake,
		Redress: draft.Redress, Upheld: draft.Upheld, State: cmp.Or(draft.State, New), StateAt: cmp.Or(draft.StateAt, draft.ReceivedAt),
		Waiting: draft.Waiting, AckDue: draft.AckDue, NextDue: draft.NextDue, Due: draft.Due,
		CloseReason: draft.CloseReason, Reopened: draft.Reopened, JoinedTo: draft.JoinedTo, Snooze: draft.Snooze,
		Source: draft.Source, ExternalID: draft.ExternalID, Extra: draft.Extra,
		Day: DayOf(local), Hour: uint8(local.Hour()), Promises: draft.Promises, Notes: draft.Notes,
	}
	for _, f := range []struct {
		name string
		from string
		to   *string
	}{{"on_behalf_of", draft.OnBehalfOf, &i.OnBehalfOf}, {"product", draft.Product, &i.Product}, {"answer", draft.Answer, &i.Answer}, {"reason", draft.Reason, &i.Reason}, {"segment", draft.Segment, &i.Segment}} {
		if *f.to, err = line(f.name, f.from); err != nil {
			return nil, err
		}
	}
	if i.Channel, err = channel(draft.Channel); err != nil {
		return nil, err
	}
	if i.Tags, err = d.tagKeys(draft.Tags); err != nil {
		return nil, err
	}
	if i.Customer, err = d.customerFor(draft); err != nil {
		return nil, err
	}
	if i.Segment == "" && i.Customer != 0 {
		if i.Segment, err = d.segmentOf(i.Customer, i.Day); err != nil {
			return nil, err
		}
	}
	if i.Owner, err = d.importedOwner(draft.Owner); err != nil {
		return nil, err
	}
	if i.Problem, err = d.problemFor(draft); err != nil {
		return nil, err
	}
	i.Number = d.numberFor(draft.Number)
	return i, nil
}

// numberFor keeps a wanted number while it is free, and else gives the next.
func (d *decider) numberFor(wanted Number) Number {
	d.heads.Issue = max(wanted, d.heads.Issue+1)
	return d.heads.Issue
}

// channel folds a channel's code to the one way of writing it.
func channel(c Channel) (Channel, error) {
	if c == "" {
		return "", nil
	}
	s, err := line("channel", string(c))
	if err != nil {
		return "", err
	}
	if n := len([]rune(s)); n > 40 {
		return "", &Refusal{Code: TooLong, Field: "channel", N: n, Max: 40}
	}
	return Channel(strings.ToLower(s)), nil
}

// customerFor is the customer whom a draft names by ID or by name.
func (d *decider) customerFor(draft Draft) (CustomerID, error) {
	if draft.CustomerID != 0 {
		_, err := d.customer(draft.CustomerID)
		return draft.CustomerID, err
	}
	return d.customerNamed(draft.Customer)
}

// segmentOf is a customer's segment on a day; one just made has none.
func (d *decider) segmentOf(id CustomerID, day Day) (string, error) {
	if d.pending(ref(CustomerRecord, uint64(id))) != nil {
		return "", nil
	}
	c, err := d.customer(id)
	if err != nil {
		return "", err
	}
	return c.SegmentOn(day), nil
}

// problemFor is the problem that a draft names by ID or as its source does.
func (d *decider) problemFor(draft Draft) (ProblemID, error) {
	if draft.Problem == 0 && draft.ProblemRef == "" {
		return 0, nil
	}
	if draft.Problem != 0 {
		p, err := d.Problem(draft.Problem)
		if err == nil && p == nil {
			err = &Refusal{Code: NotFound, Ref: ref(ProblemRecord, uint64(draft.Problem))}
		}
		return draft.Problem, err
	}
	external, err := line("problem", draft.ProblemRef)
	if err != nil || external == "" {
		return 0, err
	}
	if id, ok := d.refs[external]; ok {
		return id, nil
	}
	id, err := d.importedProblem(external, draft.ProblemName)
	if err == nil {
		d.refs[external] = id
	}
	return id, err
}
