package draft

import (
	"bytes"
	"encoding/binary"
	"testing"

	"pgregory.net/rapid"
)

func TestNewestOf(t *testing.T) {
	for _, c := range []struct {
		slots [slotCount]slot
		want  int
	}{
		{[slotCount]slot{}, -1},
		{[slotCount]slot{{whole: true, seq: 1}, {}}, 0},
		{[slotCount]slot{{}, {whole: true, seq: 1}}, 1},
		{[slotCount]slot{{whole: true, seq: 2}, {whole: true, seq: 3}}, 1},
		{[slotCount]slot{{whole: true, seq: 4}, {whole: true, seq: 3}}, 0},
		{[slotCount]slot{{seq: 9}, {whole: true, seq: 3}}, 1},
		{[slotCount]slot{{whole: true, seq: 3}, {seq: 9}}, 0},
		{[slotCount]slot{{whole: true, seq: 0}, {}}, 0},
		{[slotCount]slot{{whole: true, seq: 3}, {whole: true, seq: 3}}, 0},
	} {
		if got := newestOf(c.slots); got != c.want {
			t.Errorf("%+v: %d, want %d", c.slots, got, c.want)
		}
	}
}

func TestUsed(t *testing.T) {
	for _, at := range []int{0, 1, 4095, 4096, 4097, 8191, 8192, 12287} {
		b := make([]byte, 3*4096)
		b[at] = 1
		if got := used(b); got != at+1 {
			t.Errorf("something at %d: used up to %d", at, got)
		}
	}
	for _, size := range []int{0, 1, 4095, 4096, 5000, 8192} {
		if got := used(make([]byte, size)); got != 0 {
			t.Errorf("%d zeros: used up to %d", size, got)
		}
	}
}

// TestOneChangedBitIsNoSlot writes payloads of many lengths and reads them back; with any one bit
// of header or payload changed, or cut short anywhere, nothing is whole.
func TestOneChangedBitIsNoSlot(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		payload := rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(rt, "payload")
		seq := rapid.Uint64().Draw(rt, "seq")
		image := encodeSlot(seq, payload)
		whole := append(bytes.Clone(image), make([]byte, rapid.IntRange(0, 50).Draw(rt, "room"))...)
		if s := decodeSlot(whole); !s.whole || s.seq != seq || !bytes.Equal(s.payload, payload) || s.used > len(image) {
			rt.Fatalf("%+v", s)
		}
		hurt := bytes.Clone(whole)
		hurt[rapid.IntRange(0, len(image)-1).Draw(rt, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
		if s := decodeSlot(hurt); s.whole {
			rt.Fatalf("a changed bit: %+v", s)
		}
		if s := decodeSlot(whole[:rapid.IntRange(0, len(image)-1).Draw(rt, "cut")]); s.whole {
			rt.Fatalf("a slot cut short: %+v", s)
		}
	})
	// A length that its slot cannot have, with a checksum that would be right.
	b := encodeSlot(7, []byte("words"))
	binary.BigEndian.PutUint32(b[20:], 6)
	binary.BigEndian.PutUint32(b[24:], checksum(b))
	if s := decodeSlot(b); s.whole {
		t.Errorf("a length beyond the slot: %+v", s)
	}
}
