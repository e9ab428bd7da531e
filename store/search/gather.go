package search

import "slices"

// Parts are merged so that there are few: a question costs a little for each.
const (
	// fanIn is how many times a smaller part must fit into the greater one beside it to be left
	// alone.
	fanIn = 3
	// maxMerged bounds the bytes of what is merged.
	maxMerged = 256 << 20
)

// gather merges parts that are in memory alone, as long as two of them are of like size.
func gather(v *view) *view {
	for {
		two := alike(v, func(p *part) bool { return p.at.size == 0 })
		if two == nil {
			return v
		}
		v = v.replaced(two, inMemory(merge(two)))
	}
}

// alike are two parts of the kind asked for that are of like size and fit into one; nil where there
// are none.
func alike(v *view, which func(*part) bool) []*part {
	var some []*part
	for _, p := range v.parts {
		if which(p) {
			some = append(some, p)
		}
	}
	slices.SortStableFunc(some, func(a, b *part) int { return a.alive - b.alive })
	for i := 1; i < len(some); i++ {
		a, b := some[i-1], some[i]
		if b.alive <= fanIn*a.alive && a.alive+b.alive <= maxDocs && len(a.seg.bytes)+len(b.seg.bytes) <= maxMerged {
			return []*part{a, b}
		}
	}
	return nil
}

// inMemory makes a part of a segment just written.
func inMemory(data []byte) *part {
	seg, err := openSegment(data)
	if err != nil {
		panic(err) // a segment of ours that we cannot read is a mistake of ours
	}
	seg.proven.Store(true)
	return newPart(seg, nil, seg.number(0), seg.number(seg.docs-1))
}
