package bolt

import (
	"bytes"
	"sort"

	"koe/store/kv"
)

// maxDepth is more levels than any tree can have; what goes deeper goes in circles.
const maxDepth = 40

// tree is a bucket's B+tree. A small bucket stands whole in its entry, as a page without a place of
// its own.
type tree struct {
	root   uint64
	inline *page
	lo, hi []byte // the keys it may hold, [lo, hi); hi nil is no end
}

// reader walks trees. It keeps the branch pages it has seen, since the next question comes by them
// again, and one leaf at a time.
type reader struct {
	source
	branches map[uint64]page
	leaf     []byte
}

// keptBranches bounds what one reader keeps, in pages.
const keptBranches = 256

func newReader(s source) *reader { return &reader{source: s, branches: map[uint64]page{}} }

// load returns a page whose keys all lie in [lo, hi).
func (r *reader) load(id uint64, lo, hi []byte) (page, error) {
	p, kept := r.branches[id]
	if !kept {
		var err error
		if p, err = r.page(id, r.leaf); err != nil {
			return page{}, err
		}
		if p.leaf {
			r.leaf = p.data
		} else if p.data = bytes.Clone(p.data); len(r.branches) < keptBranches {
			r.branches[id] = p
		}
	}
	if p.n > 0 && (bytes.Compare(p.key(0), lo) < 0 || hi != nil && bytes.Compare(p.key(p.n-1), hi) >= 0) {
		return page{}, damaged(id, "its keys belong elsewhere")
	}
	return p, nil
}

// frame is a page on the way from the root to a leaf and the element taken there.
type frame struct {
	page   page
	i      int
	lo, hi []byte // the keys the page may hold
}

// cursor stands on a pair of a tree.
type cursor struct {
	r     *reader
	stack []frame
}

// child returns the bounds of the element taken: the keys its page may hold.
func (f frame) child() (id uint64, lo, hi []byte) {
	hi = f.hi
	if f.i+1 < f.page.n {
		hi = f.page.key(f.i + 1)
	}
	return f.page.child(f.i), f.page.key(f.i), hi
}

// down goes from the tree's root, or from the top of the stack when t is nil, to a leaf, taking on
// each page the element that choose says.
func (c *cursor) down(t *tree, choose func(page) int) error {
	for {
		var f frame
		switch {
		case t != nil && t.inline != nil:
			c.stack = c.stack[:0]
			f = frame{page: *t.inline, lo: t.lo, hi: t.hi}
		default:
			id := uint64(0)
			if t != nil {
				c.stack = c.stack[:0]
				id, f.lo, f.hi = t.root, t.lo, t.hi
			} else {
				id, f.lo, f.hi = c.stack[len(c.stack)-1].child()
			}
			if len(c.stack) == maxDepth {
				return damaged(id, "the way to it does not end")
			}
			var err error
			if f.page, err = c.r.load(id, f.lo, f.hi); err != nil {
				return err
			}
			if t == nil && f.page.n == 0 {
				return damaged(id, "it is empty")
			}
		}
		t = nil
		f.i = choose(f.page)
		c.stack = append(c.stack, f)
		if f.page.leaf {
			return nil
		}
	}
}

// seek goes to the first pair whose key is at least key; ok is false when there is none.
func (c *cursor) seek(t *tree, key []byte) (ok bool, err error) {
	if err := c.path(t, key); err != nil {
		return false, err
	}
	if top := c.top(); top.i < top.page.n {
		return true, nil
	}
	return c.step(+1)
}

// seekBelow goes to the last pair whose key is below key, or to the last of all when key is nil.
func (c *cursor) seekBelow(t *tree, key []byte) (ok bool, err error) {
	if key == nil {
		if err := c.down(t, func(p page) int { return p.n - 1 }); err != nil {
			return false, err
		}
		return c.top().i >= 0, nil
	}
	if err := c.path(t, key); err != nil {
		return false, err
	}
	return c.step(-1)
}

// path goes to the leaf where key belongs, and there to the first element that is not below it,
// which may be one past the last.
func (c *cursor) path(t *tree, key []byte) error {
	return c.down(t, func(p page) int {
		i := sort.Search(p.n, func(i int) bool { return bytes.Compare(p.key(i), key) >= 0 })
		if !p.leaf && (i == p.n || !bytes.Equal(p.key(i), key)) {
			return max(i-1, 0)
		}
		return i
	})
}

// step goes to the next pair (+1) or the one before (-1); ok is false at the end.
func (c *cursor) step(by int) (ok bool, err error) {
	for len(c.stack) > 0 {
		f := c.top()
		if f.i += by; f.i >= 0 && f.i < f.page.n {
			if f.page.leaf {
				return true, nil
			}
			err := c.down(nil, func(p page) int {
				if by < 0 {
					return p.n - 1
				}
				return 0
			})
			return err == nil, err
		}
		c.stack = c.stack[:len(c.stack)-1]
	}
	return false, nil
}

func (c *cursor) top() *frame { return &c.stack[len(c.stack)-1] }

// key is the key the cursor stands on, in the page's memory.
func (c *cursor) key() []byte {
	f := c.top()
	return f.page.key(f.i)
}

// value is the value the cursor stands on, in the page's memory.
func (c *cursor) value() ([]byte, error) {
	f := c.top()
	if bucket, bad := f.page.isBucket(f.i); bucket || bad {
		return nil, damaged(f.page.id, "an entry is marked as what it cannot be")
	}
	return f.page.value(f.i), nil
}

// buckets calls visit for each bucket of the root tree.
func (r *reader) buckets(root uint64, visit func(name []byte, t tree) error) error {
	c := cursor{r: r}
	ok, err := c.seek(&tree{root: root}, nil)
	for ; ok && err == nil; ok, err = c.step(+1) {
		f := c.top()
		t, damage := readBucket(f.page, f.i, r.pageSize)
		if damage != nil {
			return damage
		}
		if err := visit(bytes.Clone(c.key()), t); err != nil {
			return err
		}
	}
	return err
}

// readBucket reads element i of the root tree's leaf. The bounds of the tree follow from the
// bucket's name.
func readBucket(p page, i, pageSize int) (tree, *kv.Damage) {
	value := p.value(i)
	if bucket, _ := p.isBucket(i); !bucket || len(value) < bucketSize {
		return tree{}, damaged(p.id, "an entry that must be a table is none")
	}
	t := tree{root: native.Uint64(value)}
	if name := p.key(i); len(name) == 1 {
		bounds := kv.Prefix(bytes.Clone(name))
		t.lo, t.hi = bounds.From, bounds.To
	}
	if t.root == 0 {
		inline, err := readPage(0, bytes.Clone(value[bucketSize:]), pageSize)
		if err == nil && !inline.leaf {
			err = errNotLeaf
		}
		if err != nil {
			return tree{}, damaged(p.id, "a small table in it is hurt: "+err.Error())
		}
		t.inline = &inline
	}
	return t, nil
}
