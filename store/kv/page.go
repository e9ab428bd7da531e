package kv

import (
	"bytes"
	"context"
	"iter"
)

// PageBytes is about how many bytes of keys and values one Scan copies: a page ends with the pair
// that reaches it.
const PageBytes = 256 << 10

// Range is a run of keys.
type Range struct {
	From    []byte // the first key, inclusive; nil is the beginning
	To      []byte // the end, exclusive; nil is the end of the database
	Reverse bool   // from the end to the beginning
	Limit   int    // at most so many pairs; 0 is no limit
}

// Prefix is the range of all keys that begin with prefix.
func Prefix(prefix []byte) Range {
	return Range{From: prefix, To: after(prefix)}
}

// after returns the least key greater than every key that begins with prefix, or nil if there is
// none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			end := bytes.Clone(prefix[:i+1])
			end[i]++
			return end
		}
	}
	return nil
}

// Contains tells whether key lies between From and To.
func (r Range) Contains(key []byte) bool {
	return bytes.Compare(key, r.From) >= 0 && (r.To == nil || bytes.Compare(key, r.To) < 0)
}

// Empty tells whether no key can lie in the range.
func (r Range) Empty() bool {
	return r.To != nil && bytes.Compare(r.From, r.To) >= 0
}

// Page holds copies of consecutive pairs. The zero Page is ready; one that is used again reuses its
// memory, and what it held before is then gone.
type Page struct {
	pairs []Pair
	buf   []byte
	size  int
	left  Range
	more  bool
}

// Pairs are in the scan's order and stay valid until the page is filled again.
func (p *Page) Pairs() []Pair { return p.pairs }

// Rest is the part of the scanned range that did not fit the page, with what is left of its limit;
// ok is false when nothing is left.
func (p *Page) Rest() (rest Range, ok bool) { return p.left, p.more }

// Begin empties the page for a scan of r. Engines call it.
func (p *Page) Begin(r Range) {
	p.pairs, p.buf, p.size = p.pairs[:0], p.buf[:0], 0
	p.left, p.more = r, false
}

// Add copies a pair to the end of the page and tells whether another one may follow. Engines call
// it, and Cut when one that may not follow is there.
func (p *Page) Add(key, value []byte) (room bool) {
	n := len(key) + len(value)
	if cap(p.buf)-len(p.buf) < n {
		// The pairs before keep the old memory; only what follows goes to the new.
		p.buf = make([]byte, 0, max(n, 2*cap(p.buf), 4<<10))
	}
	at := len(p.buf)
	p.buf = append(append(p.buf, key...), value...)
	end := at + len(key)
	p.pairs = append(p.pairs, Pair{Key: p.buf[at:end:end], Value: p.buf[end:len(p.buf):len(p.buf)]})
	p.size += n
	return p.size < PageBytes && (p.left.Limit == 0 || len(p.pairs) < p.left.Limit)
}

// Cut notes that the range goes on after the page's last pair. Engines call it when Add had no room
// and another key of the range follows.
func (p *Page) Cut() {
	if p.left.Limit > 0 {
		if p.left.Limit -= len(p.pairs); p.left.Limit <= 0 {
			return // the limit was reached, so nothing is left of what was asked
		}
	}
	last := p.pairs[len(p.pairs)-1].Key
	if p.more = true; p.left.Reverse {
		p.left.To = bytes.Clone(last)
	} else {
		p.left.From = append(bytes.Clone(last), 0)
	}
}

// All walks the pairs of a range, page by page. A pair is valid until the next step of the loop. An
// error is the last thing it yields.
func All(ctx context.Context, s Snapshot, r Range) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		var page Page
		for more := true; more; {
			if err := s.Scan(ctx, r, &page); err != nil {
				yield(Pair{}, err)
				return
			}
			for _, pair := range page.Pairs() {
				if !yield(pair, nil) {
					return
				}
			}
			r, more = page.Rest()
		}
	}
}
