package model

import "slices"

// Retag adds and removes tags. Primary, where set, becomes the first tag.
type Retag struct {
	Issues  []Number
	Add     []TagPath
	Remove  []TagPath
	Primary TagPath
}

const VerbRetag Verb = "tag"

func (Retag) Verb() Verb    { return VerbRetag }
func (Retag) may() right    { return right{least: Agent} }
func (Retag) undo() undoing { return restores }

func (c Retag) decide(d *decider) error {
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
