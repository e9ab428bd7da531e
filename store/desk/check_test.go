package desk

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"koe/model"
	"koe/store/kv"
)

// TestCheckFindsEveryHurt takes away, changes and adds pairs of every table that follows from
// records, and events: a check names each, and finds nothing on a desk that is sound.
func TestCheckFindsEveryHurt(t *testing.T) {
	ctx := context.Background()
	whole := busyDesk(t).engine
	sound := damagedDesk(t, whole, func(p kv.Pair) *kv.Pair { return &p })
	report, err := sound.Check(ctx)
	if err != nil || len(report.Hurt) != 0 || report.More != 0 || report.Issues != 6 || report.Events != int(sound.event.Load()) {
		t.Fatalf("a sound desk: %+v, %v", report, err)
	}
	snap, err := whole.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var all []kv.Pair
	for p, err := range kv.All(ctx, snap, kv.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, kv.Pair{Key: bytes.Clone(p.Key), Value: bytes.Clone(p.Value)})
	}
	reseal := func(p kv.Pair, change func(plain []byte) []byte) *kv.Pair {
		plain, err := kv.Unseal(p.Key, bytes.Clone(p.Value))
		if err != nil {
			t.Fatal(err)
		}
		return &kv.Pair{Key: p.Key, Value: kv.Seal(p.Key, change(bytes.Clone(plain)))}
	}
	gone := func(kv.Pair) *kv.Pair { return nil }
	rotten := func(p kv.Pair) *kv.Pair {
		v := bytes.Clone(p.Value)
		v[len(v)-1] ^= 1
		return &kv.Pair{Key: p.Key, Value: v}
	}
	moved := func(p kv.Pair) *kv.Pair {
		k := bytes.Clone(p.Key)
		k[len(k)-1] ^= 0x40
		return &kv.Pair{Key: k, Value: kv.Seal(k, p.Value[:len(p.Value)-kv.SealSize])}
	}
	more := func(p kv.Pair) *kv.Pair { return reseal(p, func(b []byte) []byte { b[len(b)-1]++; return b }) }
	late := func(p kv.Pair) *kv.Pair { return reseal(p, func(b []byte) []byte { return append([]byte{0}, b...) }) }
	unreadable := func(p kv.Pair) *kv.Pair { return reseal(p, func([]byte) []byte { return []byte{0xff} }) }
	for _, c := range []struct {
		tables string
		change func(kv.Pair) *kv.Pair
		want   string
	}{
		{"owptclgNK", gone, "that differ from the"},
		{"owptclgNK", moved, "that differ from the"},
		{"owptclgNK", rotten, "does not match its checksum"},
		{"nh", gone, "it is missing"},
		{"nh", rotten, "it cannot be read"},
		{"nh", more, "issues are"},
		{"n", late, "issues are"}, // a day's counts on the day after
		{"nh", unreadable, "it cannot be read"},
		{"nh", moved, ""},
		{"iCkqr", gone, "it is missing, and"},
		{"iCqk", rotten, "does not match its checksum"},
		{"iCqk", moved, "it says that it is"},
		{"ax", gone, "that differ from the"},
		{"E", gone, "is missing in it"},
		{"y", gone, "it is not noted that it was taken back"},
		{"y", more, "it is noted as taken back by another event"},
		{"axfEyv", rotten, ""},
		{"f", gone, "it is missing, and another record speaks of it"},
		{"f", func(p kv.Pair) *kv.Pair { // other words under the seal of the event
			return reseal(p, func(b []byte) []byte {
				var part model.Part
				if err := cbor.Unmarshal(b, &part); err != nil {
					t.Fatal(err)
				}
				part.Payload = append(part.Payload, ' ')
				out, err := cbor.Marshal(&part)
				if err != nil {
					t.Fatal(err)
				}
				return out
			})
		}, "does not follow from the event before it"},
		{"e", gone, "is missing"},
		{"e", rotten, "does not match its checksum"},
		{"e", func(p kv.Pair) *kv.Pair { // another time under the old seal of the chain
			return reseal(p, func(b []byte) []byte {
				var e model.Event
				if err := cbor.Unmarshal(b, &e); err != nil {
					t.Fatal(err)
				}
				e.At++
				out, err := cbor.Marshal(&e)
				if err != nil {
					t.Fatal(err)
				}
				return out
			})
		}, "does not follow from the event before it"},
	} {
		for _, table := range []byte(c.tables) {
			tried := 0
			for n, p := range all {
				if p.Key[0] != table || len(all) > 40 && tried > 5 && n%3 != 0 {
					continue
				}
				tried++
				key := string(p.Key)
				if table == 'e' && bytes.HasPrefix(p.Key[1:], []byte{0, 0, 0, 0, 0, 0, 0, byte(report.Events)}) {
					continue // the desk does not open without its newest
				}
				hurt := damagedDesk(t, whole, func(p kv.Pair) *kv.Pair {
					if string(p.Key) == key {
						return c.change(p)
					}
					return &p
				})
				got, err := hurt.Check(ctx)
				if err != nil {
					t.Fatalf("table %q: %v", table, err)
				}
				found := false
				for _, h := range got.Hurt {
					found = found || strings.Contains(h.What, c.want)
				}
				if !found {
					t.Errorf("table %q, key %x: found %+v, want %q", table, key, got.Hurt, c.want)
				}
				hurt.Close()
			}
			if tried == 0 {
				t.Errorf("table %q holds nothing on a busy desk", table)
			}
		}
	}
}
