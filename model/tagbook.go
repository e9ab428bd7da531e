package model

import (
	"slices"
	"strings"
)

// A Tag is what the desk knows of a tag: how it is shown, what leads to it.
type Tag struct {
	Key      TagKey   `cbor:"1,keyasint" json:"key"`
	Path     TagPath  `cbor:"2,keyasint" json:"path"`
	Readings []string `cbor:"3,keyasint,omitempty" json:"readings,omitempty"`
	// Into is where this tag leads since it was merged or renamed. No issue is
	// rewritten: the alias is resolved when reading, and undo removes it.
	Into    TagKey  `cbor:"4,keyasint,omitempty" json:"into,omitempty"`
	Retired bool    `cbor:"5,keyasint,omitempty" json:"retired,omitempty"`
	Since   Instant `cbor:"6,keyasint,omitempty" json:"since"`
}

// Ref names the record.
func (t *Tag) Ref() Ref { return Ref{TagRecord, string(t.Key)} }

// A TagBook is every tag of the desk by its key.
type TagBook map[TagKey]*Tag

// Resolve follows aliases to the tag that is counted and shown. An alias of a
// parent carries its leaves along. Unknown keys resolve to themselves.
func (b TagBook) Resolve(k TagKey) TagKey {
	for range 8 { // a chain longer than any real one; Decide refuses loops
		if t := b[k]; t != nil && t.Into != "" {
			k = t.Into
			continue
		}
		parent, ok := k.Parent()
		if !ok {
			return k
		}
		p := b[parent]
		if p == nil || p.Into == "" {
			return k
		}
		if _, deep := p.Into.Parent(); deep {
			k = p.Into // a tag merged into a leaf brings its own leaves into it
		} else {
			k = p.Into + k[len(parent):]
		}
	}
	return k
}

// Path is how a key is shown: as it was first typed, or the key itself.
func (b TagBook) Path(k TagKey) TagPath {
	if t := b[k]; t != nil {
		return t.Path
	}
	parent, ok := k.Parent()
	if p := b[parent]; ok && p != nil {
		return p.Path + TagPath(k[len(parent):])
	}
	return TagPath(k)
}

// PutTag adds a tag or changes how it is shown and read. Undone, a tag that it
// added is retired.
type PutTag struct {
	Path     TagPath
	Readings []string
	Retired  bool
}

const VerbTag Verb = "tag-put"

func (PutTag) Verb() Verb    { return VerbTag }
func (PutTag) may() right    { return right{least: Lead} }
func (PutTag) undo() undoing { return unmakes }

func (c PutTag) decide(d *decider) error {
	path, err := ParseTag(string(c.Path))
	if err != nil {
		return err
	}
	if _, err := d.tagKey(path); err != nil {
		return err
	}
	t, err := d.tag(path.Key())
	if err != nil {
		return err
	}
	t.Path, t.Retired, t.Readings = path, c.Retired, nil
	for _, r := range c.Readings {
		if r, err = line("reading", r); err != nil {
			return err
		}
		if r != "" && !slices.Contains(t.Readings, r) {
			t.Readings = append(t.Readings, r)
		}
	}
	return nil
}

// RenameTag shows a tag under another path; where that has another key the
// old one leads there. Merging is renaming to a tag that exists. With Alias
// From may be a word that is no tag yet. No issue is rewritten; undone, the old
// name stands for itself again.
type RenameTag struct {
	From, To TagPath
	Alias    bool
}

const VerbRenameTag Verb = "tag-rename"

func (RenameTag) Verb() Verb    { return VerbRenameTag }
func (RenameTag) may() right    { return right{least: Lead} }
func (RenameTag) undo() undoing { return unmakes }

func (c RenameTag) decide(d *decider) error {
	from, err := ParseTag(string(c.From))
	if err != nil {
		return err
	}
	to, err := ParseTag(string(c.To))
	if err != nil {
		return err
	}
	if c.Alias {
		if _, err := d.tagKey(from); err != nil {
			return err
		}
	}
	old, err := d.tag(from.Key())
	if err != nil {
		return err
	}
	if from.Key() == to.Key() {
		old.Path = to
		return nil
	}
	into, err := d.tagKey(to)
	if err != nil {
		return err
	}
	book, err := d.Tags()
	if err != nil {
		return err
	}
	end := book.Resolve(into)
	if end == old.Key || strings.HasPrefix(string(end), string(old.Key)+"/") {
		return &Refusal{Code: Loop, Ref: old.Ref()}
	}
	old.Into = into
	return nil
}

// UnaliasTag makes a merged tag stand for itself again.
type UnaliasTag struct{ Tag TagPath }

const VerbUnaliasTag Verb = "tag-unalias"

func (UnaliasTag) Verb() Verb    { return VerbUnaliasTag }
func (UnaliasTag) may() right    { return right{least: Lead} }
func (UnaliasTag) undo() undoing { return restores }

func (c UnaliasTag) decide(d *decider) error {
	path, err := ParseTag(string(c.Tag))
	if err != nil {
		return err
	}
	t, err := d.tag(path.Key())
	if err != nil {
		return err
	}
	t.Into = ""
	return nil
}

// tag gives the working copy of a tag that exists.
func (d *decider) tag(key TagKey) (*Tag, error) {
	r := Ref{TagRecord, string(key)}
	if p := d.pending(r); p != nil {
		return p.(*Tag), nil
	}
	book, err := d.Tags()
	if err != nil {
		return nil, err
	}
	before := book[key]
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: r}
	}
	after := *before
	d.put(before, &after)
	return &after, nil
}

// tagKey is the key of a tag as it was typed; one that the desk does not know
// is made, and its parent.
func (d *decider) tagKey(p TagPath) (TagKey, error) {
	if key, ok := d.typed[p]; ok {
		return key, nil
	}
	key, err := d.newTag(p)
	if err != nil {
		return "", err
	}
	d.typed[p] = key
	return key, nil
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
