package search

import (
	"encoding/binary"
	"math/bits"
)

// A list is the issues of a segment that stand under a term, in the shorter of two shapes:
// ascending, as varint differences; or a set, as its words. Its length goes before it, as a varint.
// A single issue needs no bytes: its number stands where the place of its list would.
type list struct {
	count int
	asSet bool
	one   int    // where count is 1
	bytes []byte // otherwise
}

const setFlag = 1 << 31 // on the count: the list is a set

// encodeList appends ascending documents without their length, and returns the count as it stands
// in the dictionary, with its flag.
func encodeList(dst []byte, docs []uint16, size int) ([]byte, uint32) {
	count := uint32(len(docs))
	from, limit := len(dst), (size+63)/64*8
	last := -1
	for _, d := range docs {
		dst = binary.AppendUvarint(dst, uint64(int(d)-last-1))
		last = int(d)
		if len(dst)-from > limit {
			break
		}
	}
	if len(dst)-from <= limit {
		return dst, count
	}
	dst = dst[:from]
	s := newSet(size)
	for _, d := range docs {
		s.add(int(d))
	}
	for _, w := range s {
		dst = binary.LittleEndian.AppendUint64(dst, w)
	}
	return dst, count | setFlag
}

// listBytes are the bytes of the list that begins, with its length, at a place.
func listBytes(lists []byte, at int) []byte {
	if at > len(lists) {
		panic(errDamaged)
	}
	size, n := binary.Uvarint(lists[at:])
	if n <= 0 || size > uint64(len(lists)-at-n) {
		panic(errDamaged)
	}
	return lists[at+n : at+n+int(size)]
}

// orInto puts the list's issues into the set.
func (l list) orInto(s set) {
	switch {
	case l.count == 1:
		s.add(l.one)
	case l.asSet:
		for i := range s {
			s[i] |= binary.LittleEndian.Uint64(l.bytes[8*i:])
		}
	default:
		doc, b := -1, l.bytes
		for range l.count {
			if len(b) > 0 && b[0] < 0x80 {
				doc += int(b[0]) + 1
				b = b[1:]
			} else {
				v, n := binary.Uvarint(b)
				doc += int(v) + 1
				b = b[n:]
			}
			s.add(doc)
		}
	}
}

// appendDocs appends the list's issues, ascending.
func (l list) appendDocs(dst []uint16) []uint16 {
	switch {
	case l.count == 1:
		return append(dst, uint16(l.one))
	case l.asSet:
		for at := 0; at+8 <= len(l.bytes); at += 8 {
			for w := binary.LittleEndian.Uint64(l.bytes[at:]); w != 0; w &= w - 1 {
				dst = append(dst, uint16(at*8+bits.TrailingZeros64(w)))
			}
		}
		return dst
	}
	doc, b := -1, l.bytes
	for range l.count {
		v, n := binary.Uvarint(b)
		doc += int(v) + 1
		dst, b = append(dst, uint16(doc)), b[n:]
	}
	return dst
}
