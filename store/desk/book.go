package desk

import (
	"koe/model"
	"koe/store/kv"
)

// A bookAt is the tag book in memory, and of which version it is.
type bookAt struct {
	tags    model.TagBook
	version kv.Version
}

// bookFor is the tag book of what a snapshot shows; nil, for it to be read from there,
// where that is another version than the one in memory: between a commit and the
// moment at which the desk knows of it, an issue may have a tag that is not in memory
// yet.
func (d *Desk) bookFor(snap kv.Snapshot) model.TagBook {
	if b := d.book.Load(); b.version == snap.Version() {
		return b.tags
	}
	return nil
}

// keepBook keeps the book of a version that was committed; nil is that the tags did
// not change, and version 0 that nothing was written.
func (d *Desk) keepBook(tags model.TagBook, version kv.Version) {
	b := *d.book.Load()
	if tags != nil {
		b.tags = tags
	}
	if version != 0 {
		b.version = version
	}
	d.book.Store(&b)
}
