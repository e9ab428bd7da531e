package memory

import (
	"bytes"
	"hash/fnv"

	"koe/store/kv"
)

// node is the root of a treap that is never changed: with and without copy the path they touch and
// share the rest. Priorities are hashes of the keys, so the same pairs always make the same tree
// and its depth is logarithmic unless someone picks keys by their hash.
type node struct {
	key, value  []byte
	priority    uint64
	left, right *node
}

func priority(key []byte) uint64 {
	h := fnv.New64a()
	h.Write(key)
	// FNV's high bits barely move over short keys; the multiply-and-fold spreads them.
	x := h.Sum64() * 0x9e3779b97f4a7c15
	return x ^ x>>32
}

func (n *node) find(key []byte) *node {
	for n != nil {
		switch c := bytes.Compare(key, n.key); {
		case c < 0:
			n = n.left
		case c > 0:
			n = n.right
		default:
			return n
		}
	}
	return nil
}

// with returns the tree with key set to value; both are kept.
func (n *node) with(key, value []byte) *node {
	if old := n.find(key); old != nil {
		return n.replaced(key, value)
	}
	less, more := n.split(key)
	return less.join(&node{key: key, value: value, priority: priority(key)}).join(more)
}

// replaced copies the path to a key that is there.
func (n *node) replaced(key, value []byte) *node {
	m := *n
	switch c := bytes.Compare(key, n.key); {
	case c < 0:
		m.left = n.left.replaced(key, value)
	case c > 0:
		m.right = n.right.replaced(key, value)
	default:
		m.value = value
	}
	return &m
}

// without returns the tree without key.
func (n *node) without(key []byte) *node {
	if n == nil {
		return nil
	}
	switch c := bytes.Compare(key, n.key); {
	case c < 0:
		if left := n.left.without(key); left != n.left {
			m := *n
			m.left = left
			return &m
		}
	case c > 0:
		if right := n.right.without(key); right != n.right {
			m := *n
			m.right = right
			return &m
		}
	default:
		return n.left.join(n.right)
	}
	return n
}

// split parts the tree into the keys below key and those above; key itself is not in it.
func (n *node) split(key []byte) (less, more *node) {
	if n == nil {
		return nil, nil
	}
	m := *n
	if bytes.Compare(n.key, key) < 0 {
		m.right, more = n.right.split(key)
		return &m, more
	}
	less, m.left = n.left.split(key)
	return less, &m
}

// join puts two trees together of which all keys of n are below those of o.
func (n *node) join(o *node) *node {
	switch {
	case n == nil:
		return o
	case o == nil:
		return n
	case n.priority > o.priority:
		m := *n
		m.right = n.right.join(o)
		return &m
	default:
		m := *o
		m.left = n.join(o.left)
		return &m
	}
}

// walk visits the nodes of a range in its direction until visit says no. The limit is the visitor's
// affair.
func (n *node) walk(r kv.Range, visit func(*node) bool) bool {
	if n == nil {
		return true
	}
	below := bytes.Compare(n.key, r.From) < 0
	above := r.To != nil && bytes.Compare(n.key, r.To) >= 0
	first, second := n.left, n.right
	skipFirst, skipSecond := below, above
	if r.Reverse {
		first, second = second, first
		skipFirst, skipSecond = skipSecond, skipFirst
	}
	if !skipFirst && !first.walk(r, visit) {
		return false
	}
	if !below && !above && !visit(n) {
		return false
	}
	return skipSecond || second.walk(r, visit)
}
