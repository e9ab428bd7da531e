package search

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"

	"koe/model"
	"koe/model/query"
)

// maxStored bounds the folded words of one segment, so that its places fit 32 bits.
const maxStored = 256 << 20

// maxStream bounds the terms gathered for one segment, in all: a builder's memory.
const maxStream = 48 << 20

// A builder gathers issues into a segment. Numbers must ascend.
type builder struct {
	terms   map[string]int32
	pairs   map[pair]int32 // the terms of pairs, found without making their keys
	letters [1 << 14]int32 // one more than the terms of pairs of ASCII letters
	nexts   []int32        // likewise of words that follow each other, by bucket; nil while there are few documents
	keys    []string
	listed  []listed // by term
	stream  []uint32 // the terms of each document after those of the one before
	ends    []uint32 // where each document's terms end in stream
	numbers []uint32
	norms   []uint16
	texts   []uint32 // where each document's words begin in stored
	stored  []byte
	keySize int

	doc         uint16
	distinct    int // text terms of the document at hand
	folded, key []byte
}

type pair struct{ a, b rune }

// manyDocs is the number of documents from which a table of all buckets is worth its room.
const manyDocs = 32

// listed is what the builder knows of a term while it gathers.
type listed struct{ count, last uint32 } // of documents; one more than the last of them

func newBuilder() *builder { return &builder{terms: map[string]int32{}, pairs: map[pair]int32{}} }

func (b *builder) docs() int { return len(b.numbers) }

// full tells that the next issue must go into another segment.
func (b *builder) full() bool {
	return len(b.numbers) == maxDocs || len(b.stored) > maxStored || b.keySize > maxStored || len(b.stream) > maxStream
}

// add lists an issue.
func (b *builder) add(i *model.Issue) {
	b.doc, b.distinct = uint16(len(b.numbers)), 0
	b.numbers = append(b.numbers, uint32(i.Number))
	b.texts = append(b.texts, uint32(len(b.stored)))
	b.folded = query.AppendWords(b.folded[:0], i)
	if eachWord(b.folded, b) {
		b.stored = append(b.stored, b.folded...)
	}
	b.norms = append(b.norms, uint16(min(b.distinct, math.MaxUint16)))
	eachFacet(i, b.key, func(key []byte) { b.key = key; b.list(b.term(key)) })
	b.ends = append(b.ends, uint32(len(b.stream)))
}

// term is the place of a term among the lists.
func (b *builder) term(key []byte) int32 {
	n, ok := b.terms[string(key)]
	if !ok {
		n = int32(len(b.keys))
		s := string(key)
		b.terms[s] = n
		b.keys, b.listed, b.keySize = append(b.keys, s), append(b.listed, listed{}), b.keySize+len(s)
	}
	return n
}

// list puts the document at hand under a term, and reports whether it was not there yet. Its terms
// go into one stream, to be sorted out at the end: a list for each, growing at a place of its own,
// costs twice the time.
func (b *builder) list(term int32) bool {
	l := &b.listed[term]
	if l.last == uint32(b.doc)+1 {
		return false
	}
	l.last = uint32(b.doc) + 1
	l.count++
	b.stream = append(b.stream, uint32(term))
	return true
}

// lists sorts the stream out: the documents of all terms, and where those of each term begin.
func (b *builder) lists() (docs []uint16, begin []uint32) {
	begin = make([]uint32, len(b.keys)+1)
	for i, l := range b.listed {
		begin[i+1] = begin[i] + l.count
	}
	docs, at := make([]uint16, len(b.stream)), slices.Clone(begin)
	from := uint32(0)
	for doc, end := range b.ends {
		for _, term := range b.stream[from:end] {
			docs[at[term]] = uint16(doc)
			at[term]++
		}
		from = end
	}
	return docs, begin
}

func (b *builder) word(letters []byte) {
	b.key = append(append(b.key[:0], byte(kindWord)), letters...)
	if b.list(b.term(b.key)) {
		b.distinct++
	}
}

func (b *builder) pair(k kind, x, y rune) {
	if k == kindPair && x < 1<<7 && y < 1<<7 {
		n := &b.letters[x<<7|y]
		if *n == 0 {
			b.key = pairKey(b.key[:0], k, x, y)
			*n = b.term(b.key) + 1
		}
		b.list(*n - 1)
		return
	}
	n, ok := b.pairs[pair{x, y}]
	if !ok {
		b.key = pairKey(b.key[:0], k, x, y)
		n = b.term(b.key)
		b.pairs[pair{x, y}] = n
	}
	if b.list(n) && k == kindDense {
		b.distinct++
	}
}

func (b *builder) next(bucket uint16) {
	if b.nexts == nil && len(b.numbers) > manyDocs {
		b.nexts = make([]int32, buckets)
	}
	if b.nexts != nil && b.nexts[bucket] != 0 {
		b.list(b.nexts[bucket] - 1)
		return
	}
	b.key = bucketKey(b.key[:0], bucket)
	n := b.term(b.key)
	b.list(n)
	if b.nexts != nil {
		b.nexts[bucket] = n + 1
	}
}

// segment writes what was gathered. There must be an issue.
func (b *builder) segment() []byte {
	order := make([]int32, len(b.keys))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		if b.keys[x] < b.keys[y] {
			return -1
		}
		return 1
	})
	w := newWriter(b.numbers, b.norms)
	for i, from := range b.texts {
		to := len(b.stored)
		if i+1 < len(b.texts) {
			to = int(b.texts[i+1])
		}
		w.words(b.stored[from:to])
	}
	docs, begin := b.lists()
	for _, n := range order {
		w.term([]byte(b.keys[n]), docs[begin[n]:begin[n+1]])
	}
	return w.segment()
}

// A writer lays a segment out, its terms ascending.
type writer struct {
	docs, terms int
	part        [sections][]byte
	scratch     []byte
}

func newWriter(numbers []uint32, norms []uint16) *writer {
	w := &writer{docs: len(numbers)}
	for i, n := range numbers {
		w.put(sectionNumbers, uint32(n))
		w.part[sectionNorms] = binary.LittleEndian.AppendUint16(w.part[sectionNorms], norms[i])
	}
	return w
}

func (w *writer) put(section int, v uint32) {
	w.part[section] = binary.LittleEndian.AppendUint32(w.part[section], v)
}

// words keeps the next document's folded words, none where they are empty.
func (w *writer) words(folded []byte) {
	w.put(sectionTexts, uint32(len(w.part[sectionStored])))
	w.put(sectionTextSums, crc32.Checksum(folded, castagnoli))
	w.part[sectionStored] = append(w.part[sectionStored], folded...)
}

// term lists the next term's documents, ascending and at least one.
func (w *writer) term(key []byte, docs []uint16) {
	w.terms++
	w.put(sectionKeyAt, uint32(len(w.part[sectionKeys])))
	w.part[sectionKeys] = append(w.part[sectionKeys], key...)
	if len(docs) == 1 {
		w.put(sectionListAt, uint32(docs[0]))
		w.put(sectionCounts, 1)
		w.put(sectionListSums, 0)
		return
	}
	var count uint32
	w.scratch, count = encodeList(w.scratch[:0], docs, w.docs)
	w.put(sectionListAt, uint32(len(w.part[sectionLists])))
	w.put(sectionCounts, count)
	w.put(sectionListSums, crc32.Checksum(w.scratch, castagnoli))
	w.part[sectionLists] = binary.AppendUvarint(w.part[sectionLists], uint64(len(w.scratch)))
	w.part[sectionLists] = append(w.part[sectionLists], w.scratch...)
}

func (w *writer) segment() []byte {
	w.put(sectionTexts, uint32(len(w.part[sectionStored])))
	w.put(sectionKeyAt, uint32(len(w.part[sectionKeys])))
	size := headerSize
	for _, p := range w.part {
		size += len(p)
	}
	out := make([]byte, 0, size)
	out = append(out, segmentMagic...)
	out = binary.LittleEndian.AppendUint32(out, uint32(w.docs))
	out = binary.LittleEndian.AppendUint32(out, uint32(w.terms))
	end := headerSize
	for _, p := range w.part {
		end += len(p)
		out = binary.LittleEndian.AppendUint32(out, uint32(end))
	}
	out = append(out, 0, 0, 0, 0)
	for _, p := range w.part {
		out = append(out, p...)
	}
	directory := len(out) - len(w.part[sectionLists]) - len(w.part[sectionStored])
	binary.LittleEndian.PutUint32(out[sumAt:], directorySum(out, directory))
	return out
}
