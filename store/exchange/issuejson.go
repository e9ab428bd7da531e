package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"koe/model"
	"koe/store/exchange/table"

	"github.com/oklog/ulid/v2"
)

// IssueJSON is the one JSON shape of an issue: a line of koe's JSONL, and what
// commands print with --json. Times are RFC 3339 in UTC; day is the civil day
// on the desk's clock. Fields without omitempty are always there.
type IssueJSON struct {
	Number     model.Number   `json:"number"`
	ID         string         `json:"id"`
	ReceivedAt model.Instant  `json:"received_at"`
	LoggedAt   model.Instant  `json:"logged_at"`
	Kind       model.Kind     `json:"kind"`
	Text       string         `json:"text"`
	Tags       []string       `json:"tags"` // paths, the first is the one counted
	Customer   string         `json:"customer"`
	Severity   model.Severity `json:"severity"`
	State      model.State    `json:"state"`
	Owner      model.UserID   `json:"owner"`
	Channel    model.Channel  `json:"channel"`
	Wish       model.Wish     `json:"wish"`
	Problem    string         `json:"problem"` // P-12
	Source     string         `json:"source"`
	ExternalID string         `json:"external_id"`
	Extra      ExtraJSON      `json:"extra"`

	Day          model.Day         `json:"day,omitzero"`
	CustomerID   model.CustomerID  `json:"customer_id,omitempty"`
	ProblemTitle string            `json:"problem_title,omitempty"`
	TextMade     bool              `json:"text_made,omitempty"`
	Masked       bool              `json:"masked,omitempty"`
	LoggedBy     model.UserID      `json:"logged_by,omitempty"`
	OccurredOn   model.Day         `json:"occurred_on,omitzero"`
	SeverityBy   model.UserID      `json:"severity_by,omitempty"`
	OnBehalfOf   string            `json:"on_behalf_of,omitempty"`
	Product      string            `json:"product,omitempty"`
	AtStake      model.Amount      `json:"at_stake,omitzero"`
	Redress      model.Amount      `json:"redress,omitzero"`
	Upheld       model.Upheld      `json:"upheld,omitzero"`
	StateAt      model.Instant     `json:"state_at,omitzero"`
	Waiting      model.Waiting     `json:"waiting,omitzero"`
	AckDue       model.Instant     `json:"ack_due,omitzero"`
	NextDue      model.Instant     `json:"next_due,omitzero"`
	Due          model.Instant     `json:"due,omitzero"`
	Answer       string            `json:"answer,omitempty"`
	CloseReason  model.CloseReason `json:"close_reason,omitzero"`
	Reason       string            `json:"reason,omitempty"`
	Reopened     uint16            `json:"reopened,omitempty"`
	JoinedTo     model.Number      `json:"joined_to,omitempty"`
	Snooze       model.Instant     `json:"snooze,omitzero"`
	Segment      string            `json:"segment,omitempty"`
	Promises     []model.Promise   `json:"promises,omitempty"`
	Notes        []model.Note      `json:"notes,omitempty"`

	Contacts []model.Contact `json:"contacts,omitempty"`
	// Events are printed by koe show and not read again.
	Events []model.Event `json:"events,omitempty"`
}

// NewIssueJSON is the JSON shape of a row.
func NewIssueJSON(r model.Row) IssueJSON {
	i := &r.Issue
	j := IssueJSON{
		Number: i.Number, ID: i.ID.String(), ReceivedAt: i.ReceivedAt, LoggedAt: i.LoggedAt, Kind: i.Kind, Text: i.Text,
		Tags: []string{}, Customer: r.Customer, Severity: i.Severity, State: i.State, Owner: i.Owner, Channel: i.Channel,
		Wish: i.Wish, Source: i.Source, ExternalID: i.ExternalID, Extra: i.Extra, Day: i.Day, CustomerID: i.Customer,
		ProblemTitle: r.ProblemTitle, TextMade: i.TextMade, Masked: i.Masked, LoggedBy: i.LoggedBy, OccurredOn: i.OccurredOn,
		SeverityBy: i.SeverityBy, OnBehalfOf: i.OnBehalfOf, Product: i.Product, AtStake: i.AtStake, Redress: i.Redress,
		Upheld: i.Upheld, StateAt: i.StateAt, Waiting: i.Waiting, AckDue: i.AckDue, NextDue: i.NextDue, Due: i.Due,
		Answer: i.Answer, CloseReason: i.CloseReason, Reason: i.Reason, Reopened: i.Reopened, JoinedTo: i.JoinedTo,
		Snooze: i.Snooze, Segment: i.Segment, Promises: i.Promises, Notes: i.Notes, Contacts: r.Contacts,
	}
	for n, key := range i.Tags {
		if n < len(r.Tags) {
			j.Tags = append(j.Tags, string(r.Tags[n]))
		} else {
			j.Tags = append(j.Tags, string(key))
		}
	}
	if i.Problem != 0 {
		j.Problem = i.Problem.String()
	}
	if i.Source == AsKoe && i.ExternalID == j.ID {
		// logged on a desk of koe's, not in another program
		j.Source, j.ExternalID = "", ""
	}
	return j
}

// Draft is the issue as an import takes it. One that was logged on a desk is recognised by its own
// ID.
func (j IssueJSON) Draft() (model.Draft, error) {
	id, err := ulid.ParseStrict(j.ID)
	if err != nil && j.ID != "" {
		return model.Draft{}, fmt.Errorf("%q is no ID: %w", j.ID, err)
	}
	d := model.Draft{
		ID: id, Number: j.Number, ReceivedAt: j.ReceivedAt, LoggedAt: j.LoggedAt, Kind: j.Kind, Text: j.Text, TextMade: j.TextMade,
		Masked: j.Masked, Customer: j.Customer, Severity: j.Severity, SeverityBy: j.SeverityBy, State: j.State, Owner: j.Owner,
		Channel: j.Channel, Wish: j.Wish, ProblemRef: j.Problem, ProblemName: j.ProblemTitle, Contacts: j.Contacts, Source: j.Source, ExternalID: j.ExternalID, Extra: j.Extra,
		LoggedBy: j.LoggedBy, OccurredOn: j.OccurredOn, OnBehalfOf: j.OnBehalfOf, Product: j.Product, AtStake: j.AtStake,
		Redress: j.Redress, Upheld: j.Upheld, StateAt: j.StateAt, Waiting: j.Waiting, AckDue: j.AckDue, NextDue: j.NextDue,
		Due: j.Due, Answer: j.Answer, CloseReason: j.CloseReason, Reason: j.Reason, Reopened: j.Reopened, JoinedTo: j.JoinedTo,
		Snooze: j.Snooze, Segment: j.Segment, Promises: j.Promises, Notes: j.Notes,
	}
	if d.ExternalID == "" && j.ID != "" {
		d.Source, d.ExternalID = AsKoe, j.ID
	}
	for _, t := range j.Tags {
		path, err := model.ParseTag(t)
		if err != nil {
			return d, err
		}
		d.Tags = append(d.Tags, path)
	}
	return d, nil
}

// ExtraJSON is an object whose members keep their order and their names apart.
type ExtraJSON []model.Extra

// MarshalJSON writes an object; a name that stands twice gets a number.
func (e ExtraJSON) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	seen := map[string]bool{}
	for n, x := range e {
		name := x.Name
		for k := 2; seen[name]; k++ {
			name = fmt.Sprintf("%s (%d)", x.Name, k)
		}
		seen[name] = true
		if n > 0 {
			b.WriteByte(',')
		}
		for k, s := range []string{name, x.Value} {
			if k == 1 {
				b.WriteByte(':')
			}
			if err := plainString(&b, s); err != nil {
				return nil, err
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads an object in its order. Values that are no strings are
// kept as their JSON.
func (e *ExtraJSON) UnmarshalJSON(raw []byte) error {
	*e = nil
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	t, err := dec.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('{') {
		return errors.New("extra must be an object of names and texts")
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return err
		}
		value := string(v)
		if v[0] == '"' {
			if err := json.Unmarshal(v, &value); err != nil {
				return err
			}
		}
		*e = append(*e, model.Extra{Name: name.(string), Value: value})
	}
	return nil
}

// plainString writes a JSON string with <, > and & as they are.
func plainString(b *bytes.Buffer, s string) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder's line end
	return nil
}

// AppendJSON writes the issue as one line without its line end.
func (j IssueJSON) AppendJSON(dst []byte) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(j); err != nil {
		return dst, fmt.Errorf("issue %s: %w", j.Number, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), nil
}

// koeColumns are the columns by which koe's own files are known again.
var koeColumns = []string{"number", "id", "received_at", "logged_at", "kind", "text", "severity", "state"}

func isKoe(h table.Columns) bool {
	for _, c := range koeColumns {
		if !slices.Contains(h, c) {
			return false
		}
	}
	return true
}

// koeDraft reads a record of koe's own JSONL or CSV.
func (p *Plan) koeDraft(r *table.Record) (model.Draft, error) {
	var j IssueJSON
	var err error
	if r.Object != nil {
		err = json.Unmarshal([]byte(r.Raw), &j)
	} else {
		j, err = issueOfCells(p.Columns, r.Cells, p.opt.Zone)
	}
	if err != nil {
		return model.Draft{}, err
	}
	d, err := j.Draft()
	if err != nil {
		return d, err
	}
	return d, p.checkKoe(&d)
}

// checkKoe looks for what the desk would refuse, so that one bad line costs
// itself and not its batch.
func (p *Plan) checkKoe(d *model.Draft) error {
	if p.opt.State != 0 {
		d.State = p.opt.State
	}
	switch {
	case d.ReceivedAt == 0:
		return errors.New("received_at is missing")
	case d.ReceivedAt > model.At(p.opt.Now):
		return errors.New("received_at lies in the future")
	case d.Text == "":
		return errors.New("text is missing")
	case len(d.Text) > model.MaxText:
		return fmt.Errorf("the text is %d bytes long, %d fit", len(d.Text), model.MaxText)
	case len(d.Tags) > model.MaxTags:
		return fmt.Errorf("%d tags, %d fit", len(d.Tags), model.MaxTags)
	case len(d.Extra) > model.MaxExtras:
		return fmt.Errorf("%s extras, %d fit", strconv.Itoa(len(d.Extra)), model.MaxExtras)
	}
	return nil
}
