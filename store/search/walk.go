package search

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"koe/model"
)

// A walk goes through the numbers that may belong, in order: of every part, of the issues that
// changed since, and of those not listed yet. A part is asked only when the walk comes to where it
// begins.
type walk struct {
	a       *asking
	oldest  bool
	streams []stream
	waiting []int // parts not begun, in the order of their beginnings
	after   model.Number
}

// A stream gives ascending or descending numbers.
type stream struct {
	head model.Number
	next func() (model.Number, bool)
}

func (a *asking) walk(oldest bool, after model.Number) *walk {
	w := &walk{a: a, oldest: oldest, after: after}
	for i := range a.view.parts {
		w.waiting = append(w.waiting, i)
	}
	slices.SortFunc(w.waiting, func(i, j int) int {
		if w.before(w.begin(i), w.begin(j)) {
			return -1
		}
		return 1
	})
	w.add(lateNumbers(a.late, oldest, after))
	w.add(a.unlisted(oldest, after))
	return w
}

// before reports whether x comes before y on this walk.
func (w *walk) before(x, y model.Number) bool { return x != y && (x < y) == w.oldest }

// begin is where a part begins on this walk.
func (w *walk) begin(part int) model.Number {
	if p := w.a.view.parts[part]; w.oldest {
		return p.first
	} else {
		return p.last
	}
}

func (w *walk) add(next func() (model.Number, bool)) {
	if n, ok := next(); ok {
		w.streams = append(w.streams, stream{n, next})
	}
}

// next is the next number, and whether there is one.
func (w *walk) next() (model.Number, bool) {
	best := w.best()
	for len(w.waiting) > 0 && (best < 0 || !w.before(w.streams[best].head, w.begin(w.waiting[0]))) {
		w.add(w.a.hits(w.waiting[0], w.oldest, w.after))
		w.waiting = w.waiting[1:]
		best = w.best()
	}
	if best < 0 {
		return 0, false
	}
	s := &w.streams[best]
	n := s.head
	if head, ok := s.next(); ok {
		s.head = head
	} else {
		w.streams = slices.Delete(w.streams, best, best+1)
	}
	return n, true
}

func (w *walk) best() int {
	best := -1
	for i := range w.streams {
		if best < 0 || w.before(w.streams[i].head, w.streams[best].head) {
			best = i
		}
	}
	return best
}

// hits walks the issues of a part that may belong, except those that changed since and those that
// their words rule out.
func (a *asking) hits(part int, oldest bool, after model.Number) func() (model.Number, bool) {
	ans := a.answer(part)
	seg := ans.part.seg
	at := seg.docs - 1
	switch {
	case oldest:
		at = seg.seek(after + 1)
	case after > 0:
		at = seg.seek(after) - 1
	}
	return func() (model.Number, bool) {
		for {
			if oldest {
				at = ans.hi.next(at)
			} else {
				at = ans.hi.previous(at)
			}
			if at < 0 {
				return 0, false
			}
			doc := at
			if oldest {
				at++
			} else {
				at--
			}
			if n := seg.number(doc); !a.late.Contains(uint32(n)) && ans.decide(doc) != no {
				return n, true
			}
		}
	}
}

func lateNumbers(late *roaring.Bitmap, oldest bool, after model.Number) func() (model.Number, bool) {
	if oldest {
		it := late.Iterator()
		if after > 0 {
			it.AdvanceIfNeeded(uint32(after) + 1)
		}
		return func() (model.Number, bool) {
			if !it.HasNext() {
				return 0, false
			}
			return model.Number(it.Next()), true
		}
	}
	it := late.ReverseIterator()
	return func() (model.Number, bool) {
		for it.HasNext() {
			if n := model.Number(it.Next()); after == 0 || n < after {
				return n, true
			}
		}
		return 0, false
	}
}

// unlisted walks the numbers below the view's floor and those too great to list.
func (a *asking) unlisted(oldest bool, after model.Number) func() (model.Number, bool) {
	low, high := a.view.floor, maxNumber // between them everything is listed
	if oldest {
		n := after
		return func() (model.Number, bool) {
			if n++; n >= low && n <= high {
				n = high + 1
			}
			return n, n <= a.newest
		}
	}
	n := a.newest + 1
	if after > 0 {
		n = min(n, after)
	}
	return func() (model.Number, bool) {
		if n == 0 {
			return 0, false
		}
		if n--; n >= low && n <= high {
			n = low - min(low, 1)
		}
		return n, n > 0
	}
}
