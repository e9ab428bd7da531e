package search

import "math/bits"

// maxDocs is how many issues a segment lists at most; they are known there by 16 bits.
const maxDocs = 1 << 16

// set is some issues of one segment, a bit for each.
type set []uint64

func newSet(docs int) set { return make(set, (docs+63)/64) }

func (s set) add(i int)      { s[i>>6] |= 1 << (i & 63) }
func (s set) has(i int) bool { return s[i>>6]&(1<<(i&63)) != 0 }

func (s set) and(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

func (s set) or(o set) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s set) without(o set) {
	for i := range s {
		s[i] &^= o[i]
	}
}

// invert denies the set within the first docs.
func (s set) invert(docs int) {
	for i := range s {
		s[i] = ^s[i]
	}
	s.trim(docs)
}

// fill puts the first docs in.
func (s set) fill(docs int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	s.trim(docs)
}

func (s set) trim(docs int) {
	if rest := docs & 63; rest != 0 {
		s[len(s)-1] &= 1<<rest - 1
	}
}

func (s set) addRange(from, to int) {
	for i := from; i < to; {
		if i&63 == 0 && i+64 <= to {
			s[i>>6] = ^uint64(0)
			i += 64
			continue
		}
		s.add(i)
		i++
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// next is the first member from i on, -1 if there is none.
func (s set) next(i int) int {
	if i < 0 {
		i = 0
	}
	for w := i >> 6; w < len(s); w++ {
		word := s[w]
		if w == i>>6 {
			word &= ^uint64(0) << (i & 63)
		}
		if word != 0 {
			return w<<6 + bits.TrailingZeros64(word)
		}
	}
	return -1
}

// previous is the last member up to i, -1 if there is none.
func (s set) previous(i int) int {
	if i >= len(s)<<6 {
		i = len(s)<<6 - 1
	}
	for w := i >> 6; w >= 0; w-- {
		word := s[w]
		if w == i>>6 {
			word &= ^uint64(0) >> (63 - i&63)
		}
		if word != 0 {
			return w<<6 + 63 - bits.LeadingZeros64(word)
		}
	}
	return -1
}
