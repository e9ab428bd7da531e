package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"koe/model/text"
)

func trim(s string) string { return strings.TrimSpace(s) }

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
		OccurredOn: draft.OccurredOn, Kind: cmp.Or(draft.Type, Complaint), Channel: draft.Channel,
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

func (d *decider) assign(c Assign) error {
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	return d.eachIssue(c.Issues, KindAssign, 0, func(i *Issue) error {
		i.Owner = c.Owner
		switch {
		case c.Owner != "" && i.State == New:
			d.move(i, Working)
		case c.Owner == "" && i.State == Working:
			d.move(i, New)
		}
		return nil
	})
}

func (d *decider) setSeverity(c SetSeverity) error {
	if c.Severity < S1 || c.Severity > S4 {
		return &Refusal{Code: BadValue, Field: "severity", Value: c.Severity.String(), Accepted: "S1, S2, S3, S4"}
	}
	return d.eachIssue(c.Issues, KindSeverity, 0, func(i *Issue) error {
		if i.Severity != c.Severity {
			i.Severity, i.SeverityBy = c.Severity, d.who.ID
		}
		return nil
	})
}

func (d *decider) retag(c Retag) error {
	add, err := d.tagKeys(c.Add)
	if err != nil {
		return err
	}
	var primary []TagKey
	if c.Primary != "" {
		if primary, err = d.tagKeys([]TagPath{c.Primary}); err != nil {
			return err
		}
	}
	remove := map[TagKey]bool{}
	for _, p := range c.Remove {
		path, err := ParseTag(string(p))
		if err != nil {
			return err
		}
		remove[path.Key()] = true
	}
	return d.eachIssue(c.Issues, KindRetag, 0, func(i *Issue) error {
		tags := append([]TagKey(nil), primary...)
		for _, t := range append(slices.Clone(i.Tags), add...) {
			if !slices.Contains(tags, t) && !remove[t] {
				tags = append(tags, t)
			}
		}
		if len(tags) > MaxTags {
			return &Refusal{Code: TooMany, Field: "tags", N: len(tags), Max: MaxTags}
		}
		i.Tags = tags
		return nil
	})
}

func (d *decider) addNote(c AddNote) error {
	words, err := block("note", c.Text, MaxTyped*4)
	if err != nil {
		return err
	}
	if words == "" {
		return &Refusal{Code: Missing, Field: "note"}
	}
	return d.eachIssue([]Number{c.Issue}, KindNote, 0, func(i *Issue) error {
		i.Notes = withNote(i.Notes, Note{At: d.env.Now, By: d.who.ID, Text: words, Correction: c.Correction})
		return nil
	})
}

func (d *decider) makePromise(c MakePromise) error {
	words, err := line("promise", c.Text)
	if err != nil {
		return err
	}
	if words == "" || c.By == 0 {
		return &Refusal{Code: Missing, Field: "promise"}
	}
	return d.eachIssue([]Number{c.Issue}, KindPromise, 0, func(i *Issue) error {
		i.Promises = append(slices.Clip(i.Promises), Promise{Text: words, By: c.By, Made: d.env.Now, MadeBy: d.who.ID})
		return nil
	})
}

func (d *decider) keepPromise(c KeepPromise) error {
	return d.eachIssue([]Number{c.Issue}, KindKeepPromise, 0, func(i *Issue) error {
		i.Promises = slices.Clone(i.Promises)
		for n := range i.Promises {
			if p := &i.Promises[n]; p.By == c.By && p.KeptAt == 0 {
				p.KeptAt = d.env.Now
				return nil
			}
		}
		return &Refusal{Code: NotFound, Field: "promise", Ref: i.Ref()}
	})
}

func (d *decider) addContact(c AddContact) error {
	words, err := block("words", c.Words, MaxTyped*4)
	if err != nil {
		return err
	}
	if c.Outcome == 0 {
		return &Refusal{Code: Missing, Field: "outcome"}
	}
	about, err := d.Record(c.About)
	if err != nil {
		return err
	}
	if about == nil {
		return &Refusal{Code: NotFound, Ref: c.About}
	}
	d.heads.Contact++
	contact := &Contact{ID: d.heads.Contact, About: c.About, By: d.who.ID, At: d.env.Now, Channel: c.Channel, Outcome: c.Outcome, Words: words}
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

func (d *decider) link(c Link) error {
	p, err := d.Problem(c.Problem)
	if err != nil {
		return err
	}
	if p == nil {
		return &Refusal{Code: NotFound, Ref: ref(ProblemRecord, uint64(c.Problem))}
	}
	d.receipt.Problem = c.Problem
	return d.eachIssue(c.Issues, KindLink, 0, func(i *Issue) error { i.Problem = c.Problem; return nil })
}

func (d *decider) amend(c Amend) error {
	return d.eachIssue([]Number{c.Issue}, KindAmend, 0, func(i *Issue) error {
		set(&i.Kind, c.Type)
		set(&i.Wish, c.Wish)
		set(&i.OccurredOn, c.OccurredOn)
		set(&i.AtStake, c.AtStake)
		set(&i.Redress, c.Redress)
		set(&i.Upheld, c.Upheld)
		if err := setLine("on_behalf_of", &i.OnBehalfOf, c.OnBehalfOf); err != nil {
			return err
		}
		if err := setLine("product", &i.Product, c.Product); err != nil {
			return err
		}
		if c.Channel != nil {
			ch, err := channel(*c.Channel)
			if err != nil {
				return err
			}
			i.Channel = ch
		}
		if c.Customer != nil {
			id, err := d.customerNamed(*c.Customer)
			if err != nil {
				return err
			}
			i.Customer = id
		}
		return nil
	})
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func setLine(field string, to *string, from *string) error {
	if from == nil {
		return nil
	}
	s, err := line(field, *from)
	if err != nil {
		return err
	}
	*to = s
	return nil
}
