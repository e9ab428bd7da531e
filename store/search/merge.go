package search

import (
	"bytes"
	"slices"
)

// merge makes one segment of the living issues of several, which share none and together have at
// least one.
func merge(parts []*part) []byte {
	for _, p := range parts {
		p.seg.prove()
	}
	maps, numbers, norms := interleave(parts)
	w := newWriter(numbers, norms)
	storeWords(w, parts, maps, len(numbers))
	at := make([]int, len(parts)) // the next term of each
	var docs []uint16
	for {
		var least []byte
		for i, p := range parts {
			if at[i] < p.seg.terms {
				if k := p.seg.key(at[i]); least == nil || bytes.Compare(k, least) < 0 {
					least = k
				}
			}
		}
		if least == nil {
			return w.segment()
		}
		docs = docs[:0]
		for i, p := range parts {
			if at[i] == p.seg.terms || !bytes.Equal(p.seg.key(at[i]), least) {
				continue
			}
			from := len(docs)
			docs = p.seg.list(at[i]).appendDocs(docs)
			docs = remap(docs, from, maps[i])
			at[i]++
		}
		if !slices.IsSorted(docs) {
			slices.Sort(docs)
		}
		if len(docs) > 0 {
			w.term(least, docs)
		}
	}
}

const gone = -1 // in a map: the document has died

// interleave orders the living documents of all parts by their numbers and maps each part's to
// their new places.
func interleave(parts []*part) (maps [][]int32, numbers []uint32, norms []uint16) {
	maps = make([][]int32, len(parts))
	at := make([]int, len(parts))
	for i, p := range parts {
		maps[i] = make([]int32, p.seg.docs)
		at[i] = p.live(0)
		for d := range maps[i] {
			maps[i][d] = gone
		}
	}
	for {
		least := -1
		for i, p := range parts {
			if at[i] >= 0 && (least < 0 || p.seg.number(at[i]) < parts[least].seg.number(at[least])) {
				least = i
			}
		}
		if least < 0 {
			return maps, numbers, norms
		}
		p, d := parts[least], at[least]
		maps[least][d] = int32(len(numbers))
		numbers = append(numbers, uint32(p.seg.number(d)))
		norms = append(norms, uint16(p.seg.norm(d)))
		at[least] = p.live(d + 1)
	}
}

func storeWords(w *writer, parts []*part, maps [][]int32, docs int) {
	type origin struct{ part, doc int32 }
	from := make([]origin, docs)
	for i := range parts {
		for d, to := range maps[i] {
			if to != gone {
				from[to] = origin{int32(i), int32(d)}
			}
		}
	}
	for _, o := range from {
		words, _ := parts[o.part].seg.words(int(o.doc))
		w.words(words)
	}
}

// remap gives the documents from a place on their new places and leaves out the dead.
func remap(docs []uint16, from int, to []int32) []uint16 {
	kept := docs[:from]
	for _, d := range docs[from:] {
		if n := to[d]; n != gone {
			kept = append(kept, uint16(n))
		}
	}
	return kept
}
