package model

import (
	"fmt"
	"slices"

	"koe/model/text"
)

// cleanRow cleans what a file says of an issue beside its words and fields,
// which [Log] and an import take alike: where it comes from, columns that koe
// has no field for, and what was noted, promised and said to the customer. Their
// lengths are the file's; the command's own slices stay as they are.
func cleanRow(row Draft) (Draft, error) {
	row.Extra, row.Promises = slices.Clone(row.Extra), slices.Clone(row.Promises)
	row.Notes, row.Contacts = slices.Clone(row.Notes), slices.Clone(row.Contacts)
	c := cleaner{}
	c.line("source", &row.Source)
	c.line("external_id", &row.ExternalID)
	c.user(&row.LoggedBy)
	c.user(&row.SeverityBy)
	for i := range row.Extra {
		c.line("extra", &row.Extra[i].Name)
		c.block("extra", &row.Extra[i].Value)
	}
	for i := range row.Promises {
		c.block("promise", &row.Promises[i].Text)
		c.user(&row.Promises[i].MadeBy)
	}
	for i := range row.Notes {
		c.block("note", &row.Notes[i].Text)
		c.user(&row.Notes[i].By)
	}
	for i := range row.Contacts {
		c.block("contact", &row.Contacts[i].Words)
		c.user(&row.Contacts[i].By)
		channel := string(row.Contacts[i].Channel)
		c.line("channel", &channel)
		row.Contacts[i].Channel = Channel(channel)
	}
	return row, c.err
}

// cleaner cleans one field after the other and keeps the first error.
type cleaner struct{ err error }

func (c *cleaner) line(field string, s *string) { c.with(text.CleanLine, field, s) }

func (c *cleaner) block(field string, s *string) { c.with(text.CleanBlock, field, s) }

func (c *cleaner) user(id *UserID) {
	s := string(*id)
	c.line("user", &s)
	*id = UserID(s)
}

func (c *cleaner) with(clean func(string) (string, error), field string, s *string) {
	cleaned, err := clean(*s)
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("the %s: %w", field, err)
	}
	if err == nil {
		*s = cleaned
	}
}
