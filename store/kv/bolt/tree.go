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
	bounds
}

// bounds are the keys that a page may hold.
type bounds struct {
	lo, hi []byte // [lo, hi); hi nil is no end
	named  bool   // lo is what the page's parent calls it by: bbolt keeps that the same as the page's first key
}

// admit checks that a page whose keys ascend is the one that the bounds speak of.
func (b bounds) admit(p page) *kv.Damage {
	if p.n == 0 {
		return nil
	}
	first := bytes.Compare(p.key(0), b.lo)
	if first < 0 || b.named && first != 0 || b.hi != nil && bytes.Compare(p.key(p.n-1), b.hi) >= 0 {
		return damaged(p.id, "its keys belong elsewhere")
	}
	return nil
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

// load returns the page that stands at id, where one within the bounds is expected.
func (r *reader) load(id uint64, b bounds) (page, error) {
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
	if damage := b.admit(p); damage != nil {
		return page{}, damage
	}
	return p, nil
}

// frame is a page on the way from the root to a leaf and the element taken there.
type frame struct {
	page page
	i    int
	bounds
}

// cursor stands on a pair of a tree.
type cursor struct {
	r     *reader
	stack []frame
}

// child returns the page of the element taken and what it may hold.
func (f frame) child() (id uint64, b bounds) {
	b = bounds{lo: f.page.key(f.i), hi: f.hi, named: true}
	if f.i+1 < f.page.n {
		b.hi = f.page.key(f.i + 1)
	}
	return f.page.child(f.i), b
}

// down goes from the tree's root, or from the top of the stack when t is nil, to a leaf, taking on
// each page the element that choose says.
func (c *cursor) down(t *tree, choose func(page) int) error {
	for {
		var f frame
		switch {
		case t != nil && t.inline != nil:
			c.stack = c.stack[:0]
			f = frame{page: *t.inline, bounds: t.bounds}
		default:
			id := uint64(0)
			if t != nil {
				c.stack = c.stack[:0]
				id, f.bounds = t.root, t.bounds
			} else {
				id, f.bounds = c.top().child()
			}
			if len(c.stack) == maxDepth {
				return damaged(id, "the way to it does not end")
			}
			var err error
			if f.page, err = c.r.load(id, f.bounds); err != nil {
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
	if err := c.locate(t, key); err != nil {
		return false, err
	}
	if err := c.missed(key); err != nil {
		return false, err
	}
	if !c.pastLast() {
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

// locate goes to the leaf where the branches say that key belongs, and there to the first element
// that is not below it, which may be one past the last.
func (c *cursor) locate(t *tree, key []byte) error {
	return c.down(t, func(p page) int {
		i := p.find(key)
		if !p.leaf && (i == p.n || !bytes.Equal(p.key(i), key)) {
			return max(i-1, 0)
		}
		return i
	})
}

// find returns the first element whose key is at least key, or one past the last.
func (p page) find(key []byte) int {
	return sort.Search(p.n, func(i int) bool { return bytes.Compare(p.key(i), key) >= 0 })
}

// path goes to where key stands, or would stand, and looks around: whoever does not go on from
// there would not see that something is hurt.
func (c *cursor) path(t *tree, key []byte) error {
	if err := c.locate(t, key); err != nil {
		return err
	}
	if err := c.missed(key); err != nil {
		return err
	}
	if !c.pastLast() || !c.follows() {
		return nil
	}
	// That key does not belong on the next leaf is only what the branches say. Loading it shows
	// whether it begins where they say.
	if _, err := c.step(+1); err != nil {
		return err
	}
	return c.locate(t, key)
}

// pastLast tells whether the cursor stands behind the last pair of a leaf.
func (c *cursor) pastLast() bool {
	f := c.top()
	return f.i == f.page.n
}

// follows tells whether another leaf follows.
func (c *cursor) follows() bool {
	for _, f := range c.stack[:len(c.stack)-1] {
		if f.i+1 < f.page.n {
			return true
		}
	}
	return false
}

// missed checks, where there is no such key, the pairs on both sides of the place where it would
// stand. A key that was hurt and is still in order stands there, under a seal that no longer
// matches it; without this look the answer would be that the key never was.
func (c *cursor) missed(key []byte) error {
	f := c.top()
	if key == nil || f.i < f.page.n && bytes.Equal(f.page.key(f.i), key) {
		return nil
	}
	for i := max(f.i-1, 0); i <= f.i && i < f.page.n; i++ {
		if err := f.sealed(i); err != nil {
			return err
		}
	}
	return nil
}

// sealed checks the seal of pair i of a leaf.
func (f *frame) sealed(i int) error {
	value, err := f.page.pair(i)
	if err == nil {
		_, err = kv.Unseal(f.page.key(i), value)
	}
	return err
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
	return f.page.pair(f.i)
}

// pair returns the value of element i of a table's leaf, in the page's memory.
func (p page) pair(i int) ([]byte, error) {
	if bucket, bad := p.isBucket(i); bucket || bad {
		return nil, damaged(p.id, "an entry is marked as what it cannot be")
	}
	return p.value(i), nil
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
		all := kv.Prefix(bytes.Clone(name))
		t.lo, t.hi = all.From, all.To
	}
	if t.root == 0 {
		inline, err := readPage(0, bytes.Clone(value[bucketSize:]), pageSize)
		if err == nil && !inline.leaf {
			err = errNotLeaf
		}
		if err != nil {
			return tree{}, damaged(p.id, "a small table in it is hurt: "+err.Error())
		}
		if t.admit(inline) != nil {
			return tree{}, damaged(p.id, "a small table in it holds keys that belong elsewhere")
		}
		t.inline = &inline
	}
	return t, nil
}
