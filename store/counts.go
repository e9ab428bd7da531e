package store

import (
	"encoding/binary"

	"koe/model"
)

// A dimension is one way of dividing the counts of a tag. Kind divides all
// issues; channel and segment divide the complaints.
type dimension byte

const (
	dimAll     dimension = 'a'
	dimKind    dimension = 'k'
	dimChannel dimension = 'c'
	dimSegment dimension = 's'
	// dimWithdrawn counts what was withdrawn, under no tag: reported, and in no trend.
	dimWithdrawn dimension = 'w'
)

// countKey is where a tag's counts of a month lie. The dimension comes first,
// so that one scan reads one dimension of every tag.
func countKey(dim dimension, value string, tag model.TagKey, m model.Month) []byte {
	k := append(key(tableCount, 8+len(value)+len(tag)), byte(dim))
	k = str(str(k, value), string(tag))
	return binary.BigEndian.AppendUint32(k, uint32(m)^(1<<31))
}

func countPrefix(dim dimension, value string) []byte {
	return str(append(key(tableCount, 2+len(value)), byte(dim)), value)
}

// splitCountKey reads the tag and the month of a key under a prefix. The tag
// lies in the key's memory.
func splitCountKey(k []byte, prefix int) (tag []byte, m model.Month, ok bool) {
	rest := k[prefix:]
	if len(rest) < 5 || rest[len(rest)-5] != 0 {
		return nil, 0, false
	}
	n := binary.BigEndian.Uint32(rest[len(rest)-4:]) ^ (1 << 31)
	return rest[:len(rest)-5], model.Month(int32(n)), true
}

// packCounts writes counts as varints, without the zeros at the end.
func packCounts(dst []byte, counts []uint32) []byte {
	last := len(counts)
	for last > 0 && counts[last-1] == 0 {
		last--
	}
	for _, c := range counts[:last] {
		dst = binary.AppendUvarint(dst, uint64(c))
	}
	return dst
}

// unpackCounts adds packed counts to dst and reports whether they were whole
// and fitted in.
func unpackCounts(dst []uint32, packed []byte) bool {
	for at := 0; len(packed) > 0; at++ {
		v := uint64(packed[0])
		n := 1
		if v >= 0x80 {
			v, n = binary.Uvarint(packed)
		}
		if n <= 0 || at >= len(dst) {
			return false
		}
		dst[at] += uint32(v)
		packed = packed[n:]
	}
	return true
}

// A countChange is what a record's change does to one day of one counter.
type countChange struct {
	key   string // of countKey or hoursKey
	slot  int    // day of the month from 0, or weekday*24+hour
	delta int
}

// hoursKey is where a month's profile by weekday and hour lies.
func hoursKey(m model.Month) []byte {
	return binary.BigEndian.AppendUint32(key(tableHours, 4), uint32(m)^(1<<31))
}

// slots is how many counters a key of either table holds at most.
func slots(k string) int {
	if k[0] == tableHours {
		return 7 * 24
	}
	return 31
}

// countsOf are the counters that an issue stands in, each with weight.
func countsOf(dst []countChange, i *model.Issue, weight int) []countChange {
	if i == nil {
		return dst
	}
	m := i.Day.Month()
	slot := int(i.Day - m.First())
	if !i.Counted() {
		return append(dst, countChange{string(countKey(dimWithdrawn, "", "", m)), slot, weight})
	}
	tag := i.Primary()
	add := func(dim dimension, value string) {
		dst = append(dst, countChange{string(countKey(dim, value, tag, m)), slot, weight})
	}
	add(dimAll, "")
	add(dimKind, i.Kind.String())
	if i.Kind != model.KindComplaint {
		return dst
	}
	if i.Channel != "" {
		add(dimChannel, string(i.Channel))
	}
	if i.Segment != "" {
		add(dimSegment, i.Segment)
	}
	return append(dst, countChange{string(hoursKey(m)), int(i.Day.Weekday())*24 + int(i.Hour), weight})
}
