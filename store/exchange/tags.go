package exchange

import (
	"fmt"
	"slices"
	"strings"

	"koe/model"
	"koe/store/exchange/table"
)

// tagged reads the tags: the primary one of one or two columns, then the
// others.
func (b *builder) tagged(r *table.Record, d *model.Draft) error {
	if parent := b.get(r, Tag); parent != "" {
		leaf := ""
		if b.columns[Subtag].Name != b.columns[Tag].Name {
			leaf = b.get(r, Subtag)
		}
		if err := b.tag(d, parent, leaf); err != nil {
			return err
		}
	} else if leaf := b.get(r, Subtag); leaf != "" {
		if err := b.tag(d, leaf, ""); err != nil {
			return err
		}
	}
	if further := b.get(r, Tag2); further != "" {
		if err := b.tag(d, further, ""); err != nil {
			return err
		}
	}
	c, ok := b.columns[Tags]
	if !ok {
		return nil
	}
	for _, cell := range r.All(c) {
		for _, name := range b.split(cell) {
			if err := b.tag(d, name, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// split cuts a cell of several tags. Zendesk's and Jira's have no spaces in
// them and are parted by spaces.
func (b *builder) split(cell string) []string {
	parting := func(c rune) bool { return strings.ContainsRune(",;、，；|\n", c) }
	if b.format != nil && (b.format.name == "zendesk" || b.format.name == "jira") {
		parting = func(c rune) bool { return c == ' ' || c == ',' }
	}
	var names []string
	for _, n := range strings.FieldsFunc(cell, parting) {
		if n = strings.TrimSpace(n); n != "" && (b.format == nil || n != b.format.null) {
			names = append(names, n)
		}
	}
	return names
}

// tag adds a tag of plain names. The tags beyond those that fit are kept beside
// the issue.
func (b *builder) tag(d *model.Draft, parent, leaf string) error {
	at := [2]string{parent, leaf}
	read, ok := b.tags[at]
	if !ok {
		read.path, read.err = model.ParseTag(string(model.JoinTag(parent, leaf)))
		if len(b.tags) < 1<<16 {
			b.tags[at] = read
		}
	}
	if read.err != nil {
		return read.err
	}
	if slices.Contains(d.Tags, read.path) {
		return nil
	}
	if len(d.Tags) == model.MaxTags {
		b.keep(d, fmt.Sprintf("tag %d", len(d.Extra)+model.MaxTags), string(read.path))
		return nil
	}
	d.Tags = append(d.Tags, read.path)
	return nil
}
