package search

import (
	"slices"

	"koe/model"
)

// A part is a segment with those of its issues that have died since: they were changed and stand in
// a younger part, or are gone. A part that was published never changes; who marks deaths makes a
// new one.
type part struct {
	seg   *segment
	dead  set // nil where all live
	alive int
	// first and last are the least and the greatest number, dead or alive.
	first, last model.Number
	at          extent // where it stands in the file; zero where it is in memory alone
}

func newPart(seg *segment, dead set, first, last model.Number) *part {
	p := &part{seg: seg, dead: dead, alive: seg.docs, first: first, last: last}
	if dead != nil {
		p.alive -= dead.count()
	}
	return p
}

// live is the first living document from d on, -1 if there is none.
func (p *part) live(d int) int {
	for ; d < p.seg.docs; d++ {
		if p.dead == nil || !p.dead.has(d) {
			return d
		}
	}
	return -1
}

// has is the living document that an issue is, -1 if it is not here.
func (p *part) has(n model.Number) int {
	if n < p.first || n > p.last {
		return -1
	}
	p.seg.prove()
	d := p.seg.doc(n)
	if d >= 0 && p.dead != nil && p.dead.has(d) {
		return -1
	}
	return d
}

// bury returns the part without the issues, ascending: the part itself where none of them is here,
// nil where none is left.
func (p *part) bury(numbers []model.Number) *part {
	var dead set
	for _, n := range numbers {
		d := p.has(n)
		if d < 0 {
			continue
		}
		if dead == nil {
			dead = newSet(p.seg.docs)
			copy(dead, p.dead)
		}
		dead.add(d)
	}
	if dead == nil {
		return p
	}
	q := newPart(p.seg, dead, p.first, p.last)
	q.at = p.at
	if q.alive == 0 {
		return nil
	}
	return q
}

// A view is the index at one moment; it never changes once published. An issue lives in one part at
// most.
type view struct {
	event uint64       // every change up to this event is in
	mark  [32]byte     // that event's hash
	floor model.Number // issues with lesser numbers are not listed yet
	parts []*part      // the greatest last number first
}

func emptyView() *view { return &view{floor: maxNumber + 1} }

// begun tells a view that lists something, or has nothing to list, from the empty one.
func (v *view) begun() bool { return v.floor <= maxNumber }

// with returns a view in which the issues of the parts take the place of what was known of the
// numbers, ascending.
func (v *view) with(numbers []model.Number, more ...*part) *view {
	w := &view{event: v.event, mark: v.mark, floor: v.floor}
	for _, p := range v.parts {
		if p = p.bury(numbers); p != nil {
			w.parts = append(w.parts, p)
		}
	}
	w.parts = append(w.parts, more...)
	w.order()
	return w
}

// replaced returns a view with one part in place of some, whose living issues it has.
func (v *view) replaced(old []*part, by *part) *view {
	w := &view{event: v.event, mark: v.mark, floor: v.floor}
	for _, p := range v.parts {
		if !slices.Contains(old, p) {
			w.parts = append(w.parts, p)
		}
	}
	w.parts = append(w.parts, by)
	w.order()
	return w
}

func (v *view) order() {
	slices.SortFunc(v.parts, func(a, b *part) int {
		switch {
		case a.last > b.last:
			return -1
		case a.last < b.last:
			return 1
		}
		return 0
	})
}

// listed is how many issues the index knows.
func (v *view) listed() int {
	n := 0
	for _, p := range v.parts {
		n += p.alive
	}
	return n
}
