package bolt

import (
	"bytes"
	"maps"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
)

// vet checks every page that bbolt will walk or free for these changes, before it does: the path to
// each key, and beside the path of a deletion the pages that may be merged. bbolt would recurse for
// ever in a branch that leads back to itself, and would free whatever a wrong length covers. What
// the changes replace and delete is checked as well, and taken out of the tallies that it returns.
func (e *Engine) vet(tx *bbolt.Tx, ops []kv.Op) (after tallies, err error) {
	root, from := e.state(tx)
	r := newReader(from)
	trees := map[byte]*tree{}
	if err := r.buckets(root, func(name []byte, t tree) error {
		if len(name) == 1 {
			trees[name[0]] = &t
		}
		return nil
	}); err != nil {
		return nil, err
	}
	after = maps.Clone(e.tallies)
	c := cursor{r: r}
	known := false // the cursor stands on a leaf of the table, and keys below end belong there
	var end []byte // nil is no end
	for i, op := range ops {
		table := op.Key[0]
		t := trees[table]
		if i > 0 && table != ops[i-1].Key[0] {
			known = false
		}
		if t == nil {
			after.change(op, nil)
			continue
		}
		if i == 0 || table != ops[i-1].Key[0] {
			// bbolt first looks for a table's last key to see how densely to pack.
			if _, err := c.seekBelow(t, nil); err != nil {
				return nil, err
			}
		}
		known = known && !op.Del && (end == nil || bytes.Compare(op.Key, end) < 0) && c.within(op.Key)
		if known {
			err = c.missed(op.Key)
		} else {
			err = c.path(t, op.Key)
			known = err == nil
		}
		if err != nil {
			return nil, err
		}
		end = bytes.Clone(c.top().hi)
		before, err := c.at(op.Key)
		if err != nil {
			return nil, err
		}
		after.change(op, before)
		if op.Del {
			known = false // their pages take the place of this one in memory
			if err := c.vetNeighbours(); err != nil {
				return nil, err
			}
		}
	}
	return after, nil
}

// within goes to where a key stands, or would stand, on the leaf that the cursor is on. It is false
// where the next leaf must be asked too.
func (c *cursor) within(key []byte) bool {
	f := c.top()
	f.i = f.page.find(key)
	return !c.pastLast() || !c.follows()
}

// at returns the sealed value of a key where the cursor stands; nil is none.
func (c *cursor) at(key []byte) ([]byte, error) {
	if c.pastLast() || !bytes.Equal(c.key(), key) {
		return nil, nil
	}
	if err := c.top().sealed(c.top().i); err != nil {
		return nil, err
	}
	return c.value()
}

// vetNeighbours checks the pages on both sides of the path, on every level.
func (c *cursor) vetNeighbours() error {
	for level := len(c.stack) - 2; level >= 0; level-- {
		for _, by := range []int{-1, +1} {
			f := c.stack[level]
			if f.i += by; f.i < 0 || f.i >= f.page.n {
				continue
			}
			if _, err := c.r.load(f.child()); err != nil {
				return err
			}
		}
	}
	return nil
}
