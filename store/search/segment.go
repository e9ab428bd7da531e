package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sort"
	"sync/atomic"

	"koe/model"
)

// errDamaged says that a segment's bytes cannot be what was written; whoever reads one recovers
// from a panic with it.
var errDamaged = errors.New("the search index is damaged")

const segmentMagic = "koeseg1\n"

// The sections of a segment, in their order. Everything is little-endian.
const (
	sectionNumbers  = iota // uint32 a document: the issues' numbers, ascending
	sectionNorms           // uint16 a document: its distinct text terms, at most 65,535
	sectionTexts           // uint32 a document and one more: where its folded words begin among sectionStored
	sectionKeyAt           // uint32 a term and one more: where its key begins among sectionKeys
	sectionListAt          // uint32 a term: where its list begins among sectionLists, or its only document
	sectionCounts          // uint32 a term: how many documents, and the list's shape
	sectionListSums        // uint32 a term: its list's checksum
	sectionTextSums        // uint32 a document: its words' checksum
	sectionKeys            // the terms, ascending
	sectionLists           // their lists
	sectionStored          // folded words of documents that have any of a dense script
	sections
)

// headerSize is the magic, the counts of documents and terms, the end of each section, and the
// checksum of all this and of the sections before the lists.
const headerSize = sumAt + 4

const sumAt = 8 + 4 + 4 + 4*sections

// A segment lists some issues under their terms. It never changes and may be read by many at once.
// What is read of a file is held against its checksum the first time. Damage is a panic with
// errDamaged, from which whoever asked recovers.
type segment struct {
	docs, terms int
	part        [sections][]byte
	bytes       []byte
	keep        *mapping    // whose bytes they are; nil where they are in memory
	proven      atomic.Bool // the dictionary is what was written
	lists       proofs      // by term, once more than one document stands under it
	texts       proofs      // by document
}

// openSegment takes a segment's bytes apart.
func openSegment(data []byte) (*segment, error) {
	if len(data) < headerSize || string(data[:8]) != segmentMagic {
		return nil, errDamaged
	}
	s := &segment{
		docs:  int(binary.LittleEndian.Uint32(data[8:])),
		terms: int(binary.LittleEndian.Uint32(data[12:])),
		bytes: data,
	}
	from := uint64(headerSize)
	for i := range sections {
		end := uint64(binary.LittleEndian.Uint32(data[16+4*i:]))
		if end < from || end > uint64(len(data)) {
			return nil, errDamaged
		}
		s.part[i] = data[from:end]
		from = end
	}
	want := [...]int{4 * s.docs, 2 * s.docs, 4 * (s.docs + 1), 4 * (s.terms + 1), 4 * s.terms, 4 * s.terms, 4 * s.terms, 4 * s.docs}
	for i, n := range want {
		if len(s.part[i]) != n {
			return nil, errDamaged
		}
	}
	if s.docs == 0 || s.docs > maxDocs {
		return nil, errDamaged
	}
	return s, nil
}

// mapped tells the segment that its bytes are a file's.
func (s *segment) mapped(keep *mapping) {
	s.keep, s.lists, s.texts = keep, newProofs(s.terms), newProofs(s.docs)
}

// prove holds the dictionary against its checksum, the first time.
func (s *segment) prove() {
	if s.proven.Load() {
		return
	}
	if directorySum(s.bytes, len(s.bytes)-len(s.part[sectionLists])-len(s.part[sectionStored])) != binary.LittleEndian.Uint32(s.bytes[sumAt:]) {
		panic(errDamaged)
	}
	s.proven.Store(true)
}

func directorySum(data []byte, end int) uint32 {
	return crc32.Update(crc32.Checksum(data[:sumAt], castagnoli), castagnoli, data[headerSize:end])
}

func (s *segment) u32(section, i int) int {
	return int(binary.LittleEndian.Uint32(s.part[section][4*i:]))
}

// number is the issue that a document is.
func (s *segment) number(doc int) model.Number { return model.Number(s.u32(sectionNumbers, doc)) }

// seek is the first document whose number is n or greater.
func (s *segment) seek(n model.Number) int {
	return sort.Search(s.docs, func(i int) bool { return s.number(i) >= n })
}

// doc is the document that an issue is, -1 if it is not here.
func (s *segment) doc(n model.Number) int {
	if i := s.seek(n); i < s.docs && s.number(i) == n {
		return i
	}
	return -1
}

func (s *segment) norm(doc int) int {
	return int(binary.LittleEndian.Uint16(s.part[sectionNorms][2*doc:]))
}

// words are the folded words of a document, and whether they were kept.
func (s *segment) words(doc int) ([]byte, bool) {
	from, to := s.u32(sectionTexts, doc), s.u32(sectionTexts, doc+1)
	words := s.part[sectionStored][from:to]
	s.hold(words, sectionTextSums, doc, s.texts)
	return words, to > from
}

// hold holds bytes of a file against their checksum, the first time.
func (s *segment) hold(data []byte, sums, i int, proven proofs) {
	if s.keep == nil || proven.has(i) {
		return
	}
	if crc32.Checksum(data, castagnoli) != uint32(s.u32(sums, i)) {
		panic(errDamaged)
	}
	proven.add(i)
}

// proofs are which of some things were held against their checksums; for many goroutines at once.
type proofs []atomic.Uint64

func newProofs(n int) proofs { return make(proofs, (n+63)/64) }

func (p proofs) has(i int) bool { return p[i>>6].Load()&(1<<(i&63)) != 0 }
func (p proofs) add(i int)      { p[i>>6].Or(1 << (i & 63)) }

// key is a term's bytes.
func (s *segment) key(term int) []byte {
	return s.part[sectionKeys][s.u32(sectionKeyAt, term):s.u32(sectionKeyAt, term+1)]
}

func (s *segment) list(term int) list {
	count, at := s.u32(sectionCounts, term), s.u32(sectionListAt, term)
	l := list{count: count &^ setFlag, asSet: count&setFlag != 0}
	if l.count == 1 && !l.asSet {
		l.one = at
		return l
	}
	l.bytes = listBytes(s.part[sectionLists], at)
	s.hold(l.bytes, sectionListSums, term, s.lists)
	return l
}

// count is how many documents stand under a term.
func (s *segment) count(term int) int { return s.u32(sectionCounts, term) &^ setFlag }

// seekTerm is the first term that is key or greater.
func (s *segment) seekTerm(key []byte) int {
	return sort.Search(s.terms, func(i int) bool { return bytes.Compare(s.key(i), key) >= 0 })
}

// find is the term with that key, -1 if none has it.
func (s *segment) find(key []byte) int {
	if i := s.seekTerm(key); i < s.terms && bytes.Equal(s.key(i), key) {
		return i
	}
	return -1
}

// under is the range of terms whose keys begin with the prefix, which is not empty.
func (s *segment) under(prefix []byte) (from, to int) {
	from = s.seekTerm(prefix)
	to = from + sort.Search(s.terms-from, func(i int) bool { return !bytes.HasPrefix(s.key(from+i), prefix) })
	return from, to
}

// eachWith calls fn with each word that has a part, anywhere or at its end.
func (s *segment) eachWith(part []byte, atEnd bool, fn func(term int)) {
	from, to := s.under([]byte{byte(kindWord)})
	if from == to {
		return
	}
	base := s.u32(sectionKeyAt, from)
	region := s.part[sectionKeys][base:s.u32(sectionKeyAt, to)]
	for pos := 0; pos < len(region); {
		hit := bytes.Index(region[pos:], part)
		if hit < 0 {
			return
		}
		hit += pos
		term := from + sort.Search(to-from, func(i int) bool { return s.u32(sectionKeyAt, from+i+1)-base > hit })
		begin, end := s.u32(sectionKeyAt, term)-base, s.u32(sectionKeyAt, term+1)-base
		if !atEnd || bytes.HasSuffix(region[begin+1:end], part) {
			fn(term)
		}
		pos = end
	}
}
