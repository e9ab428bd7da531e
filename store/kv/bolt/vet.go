package bolt

import (
	"bytes"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
)

// vet checks every page that bbolt will walk or free for these changes, before it does: the path to
// each key, and beside the path of a deletion the pages that may be merged. bbolt would recurse for
// ever in a branch that leads back to itself, and would free whatever a wrong length covers.
func (e *Engine) vet(tx *bbolt.Tx, ops []kv.Op) error {
	root, from := e.state(tx)
	r := newReader(from)
	trees := map[byte]*tree{}
	if err := r.buckets(root, func(name []byte, t tree) error {
		if len(name) == 1 {
			trees[name[0]] = &t
		}
		return nil
	}); err != nil {
		return err
	}
	c := cursor{r: r}
	end := []byte{} // keys below it are on the leaf that the cursor stands on; nil means all that follow in the table
	for i, op := range ops {
		t := trees[op.Key[0]]
		if t == nil {
			continue
		}
		sameTable := i > 0 && op.Key[0] == ops[i-1].Key[0]
		if sameTable && !op.Del && (end == nil || bytes.Compare(op.Key, end) < 0) {
			continue
		}
		if err := c.path(t, op.Key); err != nil {
			return err
		}
		end = bytes.Clone(c.top().hi)
		if !op.Del {
			// bbolt first looks for a table's last key to see how densely to pack.
			if sameTable {
				continue
			}
			if _, err := c.seekBelow(t, nil); err != nil {
				return err
			}
			end = []byte{}
			continue
		}
		if err := c.vetNeighbours(); err != nil {
			return err
		}
	}
	return nil
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
