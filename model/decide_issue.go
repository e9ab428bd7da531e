package model

import (
	"slices"
	"strings"
)

func trim(s string) string { return strings.TrimSpace(s) }

func (d *decider) assign(c Assign) error {
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	return d.eachIssue(c.Issues, VerbAssign, 0, func(i *Issue) error {
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
	return d.eachIssue(c.Issues, VerbSeverity, 0, func(i *Issue) error {
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
	return d.eachIssue(c.Issues, VerbRetag, 0, func(i *Issue) error {
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
	return d.eachIssue([]Number{c.Issue}, VerbNote, 0, func(i *Issue) error {
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
	return d.eachIssue([]Number{c.Issue}, VerbPromise, 0, func(i *Issue) error {
		i.Promises = append(slices.Clip(i.Promises), Promise{Text: words, By: c.By, Made: d.env.Now, MadeBy: d.who.ID})
		return nil
	})
}

func (d *decider) keepPromise(c KeepPromise) error {
	return d.eachIssue([]Number{c.Issue}, VerbKeepPromise, 0, func(i *Issue) error {
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
	return d.eachIssue(c.Issues, VerbLink, 0, func(i *Issue) error { i.Problem = c.Problem; return nil })
}

func (d *decider) amend(c Amend) error {
	return d.eachIssue([]Number{c.Issue}, VerbAmend, 0, func(i *Issue) error {
		set(&i.Kind, c.Kind)
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
