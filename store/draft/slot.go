package draft

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// The layout of the file: slotCount slots of slotSize bytes, each a header and
// a payload. A header is the magic, then big-endian the format, the number of
// the write, the payload's length, and the CRC-32C of all of these and the
// payload.
const (
	slotCount  = 2
	slotSize   = 512 << 10 // sixteen forms of 4,000 characters, four bytes each, and room to spare
	headerSize = 32
	maxPayload = slotSize - headerSize
	format     = 1
)

var (
	magic      = [8]byte{'k', 'o', 'e', 'd', 'r', 'a', 'f', 't'}
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
)

// slot is what is known of one slot.
type slot struct {
	whole   bool
	seq     uint64
	payload []byte
	used    int // bytes from its start that are not zero for certain
}

// encodeSlot is the image of a slot up to the end of its payload.
func encodeSlot(seq uint64, payload []byte) []byte {
	b := make([]byte, headerSize, headerSize+len(payload))
	copy(b, magic[:])
	binary.BigEndian.PutUint32(b[8:], format)
	binary.BigEndian.PutUint64(b[12:], seq)
	binary.BigEndian.PutUint32(b[20:], uint32(len(payload)))
	b = append(b, payload...)
	binary.BigEndian.PutUint32(b[24:], checksum(b))
	return b
}

// decodeSlot reads a slot. What is not whole has whole false.
func decodeSlot(b []byte) slot {
	s := slot{used: used(b)}
	if len(b) < headerSize || !bytes.Equal(b[:8], magic[:]) || binary.BigEndian.Uint32(b[8:]) != format {
		return s
	}
	length := int64(binary.BigEndian.Uint32(b[20:]))
	if length > int64(len(b)-headerSize) {
		return s
	}
	image := b[:headerSize+int(length)]
	if binary.BigEndian.Uint32(b[24:]) != checksum(image) {
		return s
	}
	s.whole, s.seq = true, binary.BigEndian.Uint64(b[12:])
	s.payload = bytes.Clone(image[headerSize:])
	return s
}

// used is up to where something else than zeros stands.
func used(b []byte) int {
	const step = 4096
	for len(b) >= step && [step]byte(b[len(b)-step:]) == [step]byte{} {
		b = b[:len(b)-step]
	}
	return len(bytes.TrimRight(b, "\x00"))
}

// checksum covers a slot's image but for the checksum itself.
func checksum(image []byte) uint32 {
	sum := crc32.Update(0, castagnoli, image[:24])
	return crc32.Update(sum, castagnoli, image[28:])
}

// oneIsLost reports whether the other slot held forms that cannot be read: torn by
// a kill or a power cut, or damaged since. They may have been newer.
func oneIsLost(slots [slotCount]slot, newest int) bool {
	for _, s := range slots {
		if !s.whole && (s.used > 0 || slots[newest].seq > 1) {
			return true
		}
	}
	return false
}

// newestOf is the whole slot with the highest number, -1 where none is whole.
func newestOf(slots [slotCount]slot) int {
	newest := -1
	for i, s := range slots {
		if s.whole && (newest < 0 || s.seq > slots[newest].seq) {
			newest = i
		}
	}
	return newest
}
