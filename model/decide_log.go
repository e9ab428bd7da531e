package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"koe/model/text"
)

// clockSkew is how far ahead of the desk's clock a source's clock may run.
const clockSkew = 5 * time.Minute

func (d *decider) log(c Log) error {
	draft := c.Draft
	draft.Source, draft.ExternalID, draft.Number = "", "", 0
	draft.LoggedAt, draft.LoggedBy = d.env.Now, d.who.ID
	draft.State, draft.StateAt, draft.Owner = New, d.env.Now, ""
	draft.Segment, draft.SeverityBy = "", d.who.ID
	draft.ID = d.id
	i, err := d.makeIssue(draft)
	if err != nil {
		return err
	}
	d.put(nil, i)
	d.receipt.Issues, d.receipt.Count = []Number{i.Number}, 1
	return nil
}

// makeIssue turns a draft into an issue with a number, making the tags, the
// customer and the owner that it names where the desk does not know them yet.
func (d *decider) makeIssue(draft Draft) (*Issue, error) {
	words, err := block("text", draft.Text, MaxText)
	if err != nil {
		return nil, err
	}
	if words == "" {
		return nil, &Refusal{Code: Missing, Field: "text"}
	}
	if draft.ReceivedAt == 0 {
		draft.ReceivedAt = d.env.Now
	}
	if draft.ReceivedAt > d.env.Now.Add(clockSkew) {
		return nil, &Refusal{Code: BadValue, Field: "received_at", Value: draft.ReceivedAt.Time(d.env.Zone).Format(time.RFC3339), Accepted: "a time that is not in the future"}
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
	i.Number, err = d.numberFor(draft.Number)
	return i, err
}

// numberFor keeps a wanted number while it is free, and else gives the next.
func (d *decider) numberFor(wanted Number) (Number, error) {
	if wanted > d.heads.Issue {
		d.heads.Issue = wanted
		return wanted, nil
	}
	d.heads.Issue++
	return d.heads.Issue, nil
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

// tagKeys are the keys of some tags, each once, in their order; unknown tags
// and their parents are made, so that what was typed is what is shown.
func (d *decider) tagKeys(paths []TagPath) ([]TagKey, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if len(paths) > MaxTags {
		return nil, &Refusal{Code: TooMany, Field: "tags", N: len(paths), Max: MaxTags}
	}
	keys := make([]TagKey, 0, len(paths))
	for _, p := range paths {
		key, err := d.tagKey(p)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

func (d *decider) tagKey(p TagPath) (TagKey, error) {
	if key, ok := d.typed[p]; ok {
		return key, nil
	}
	key, err := d.newTag(p)
	if err == nil {
		d.typed[p] = key
	}
	return key, err
}

func (d *decider) newTag(p TagPath) (TagKey, error) {
	path, err := ParseTag(string(p))
	if err != nil {
		return "", err
	}
	key := path.Key()
	book, err := d.Tags()
	if err != nil {
		return "", err
	}
	known := func(k TagKey) bool {
		return book[k] != nil || d.pending(Ref{TagRecord, string(k)}) != nil
	}
	if known(key) {
		return key, nil
	}
	if parent, ok := key.Parent(); ok && !known(parent) {
		d.put(nil, &Tag{Key: parent, Path: TagPath(splitLevels(string(path))[0]), Since: d.env.Now})
	}
	d.put(nil, &Tag{Key: key, Path: path, Since: d.env.Now})
	return key, nil
}

func (d *decider) customerFor(draft Draft) (CustomerID, error) {
	if draft.CustomerID != 0 {
		c, err := d.Customer(draft.CustomerID)
		if err == nil && c == nil {
			err = &Refusal{Code: NotFound, Ref: ref(CustomerRecord, uint64(draft.CustomerID))}
		}
		return draft.CustomerID, err
	}
	return d.customerNamed(draft.Customer)
}

// customerNamed finds a customer by name, or makes one. 様 is how they are
// addressed, not part of the name.
func (d *decider) customerNamed(name string) (CustomerID, error) {
	name, err := line("customer", name)
	if err != nil {
		return 0, err
	}
	if name = trim(strings.TrimSuffix(name, "様")); name == "" {
		return 0, nil
	}
	key := text.Key(name)
	if key == "" {
		key = name
	}
	if id, ok := d.named[key]; ok {
		return id, nil
	}
	id, err := d.CustomerNamed(key)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		d.heads.Customer++
		id = d.heads.Customer
		d.put(nil, &Customer{ID: id, Name: name})
	}
	d.named[key] = id
	return id, nil
}

func (d *decider) segmentOf(id CustomerID, day Day) (string, error) {
	if d.pending(ref(CustomerRecord, uint64(id))) != nil {
		return "", nil
	}
	c, err := d.Customer(id)
	if err != nil || c == nil {
		return "", err
	}
	return c.SegmentOn(day), nil
}

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

// importedProblem finds the problem that a source names, or makes it. One that
// comes from another desk as P-12 keeps its number while that is free.
func (d *decider) importedProblem(external, title string) (ProblemID, error) {
	title, err := line("problem", cmp.Or(title, external))
	if err != nil {
		return 0, err
	}
	wanted, numbered := ParseProblem(external)
	if numbered == nil {
		p, err := d.Problem(wanted)
		if err != nil {
			return 0, err
		}
		if p != nil && p.Title == title {
			return wanted, nil
		}
	}
	id, err := d.ProblemNamed(external)
	if err != nil || id != 0 {
		return id, err
	}
	if numbered == nil && wanted > d.heads.Problem {
		d.heads.Problem = wanted
	} else {
		d.heads.Problem++
	}
	d.put(nil, &Problem{ID: d.heads.Problem, Title: title, External: external, Stage: Suspected, StageAt: d.env.Now, CreatedAt: d.env.Now, CreatedBy: d.who.ID})
	return d.heads.Problem, nil
}
