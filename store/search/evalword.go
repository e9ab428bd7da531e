package search

// maxPairs bounds the pairs of words by which a phrase is narrowed.
const maxPairs = 512

// word finds the documents that have all that a pattern needs.
func (a *answer) word(w *wordPlan) bounds {
	hi, one := a.all(), a.set()
	for _, g := range w.grams {
		clear(one)
		a.addTerm(one, g)
		hi.and(one)
	}
	var before []int
	for i := range w.parts {
		if hi.empty() {
			break
		}
		p := &w.parts[i]
		clear(one)
		if p.pair() {
			a.addTerm(one, append([]byte{byte(kindPair)}, p.text...))
			hi.and(one)
			continue
		}
		hits := a.hits(p)
		for _, t := range hits {
			a.part.seg.list(t).orInto(one)
		}
		hi.and(one)
		if p.follows && len(before)*len(hits) <= maxPairs {
			clear(one)
			a.following(one, before, p.between, hits)
			hi.and(one)
		}
		before = hits
	}
	if w.exact || hi.empty() || w.pattern.IsEmpty() {
		return exactly(hi)
	}
	return bounds{a.set(), hi}
}

// hits are the words of the dictionary in which a part stands where it must.
func (a *answer) hits(p *wordPart) []int {
	var hits []int
	seg, key := a.part.seg, append([]byte{byte(kindWord)}, p.text...)
	switch p.place {
	case whole:
		if t := seg.find(key); t >= 0 {
			hits = append(hits, t)
		}
	case atStart:
		from, to := seg.under(key)
		for t := from; t < to; t++ {
			hits = append(hits, t)
		}
	default:
		seg.eachWith(p.text, p.place == atEnd, func(t int) { hits = append(hits, t) })
	}
	return hits
}

// following adds the documents that have one of the words and one of the others, where the one may
// follow the other with those signs between.
func (a *answer) following(s set, before []int, between []byte, after []int) {
	var key [3]byte
	seg, sets := a.part.seg, make([]set, len(after))
	for i, y := range after {
		sets[i] = a.set()
		seg.list(y).orInto(sets[i])
	}
	first, both := a.set(), a.set()
	for _, x := range before {
		clear(first)
		seg.list(x).orInto(first)
		for i, y := range after {
			clear(both)
			a.addTerm(both, bucketKey(key[:0], bucket(seg.key(x)[1:], between, seg.key(y)[1:])))
			both.and(first)
			both.and(sets[i])
			s.or(both)
		}
	}
}
