package bolt

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	bbolt "go.etcd.io/bbolt"

	"koe/store/kv"
)

// A leaf that a disk did not write, or wrote elsewhere, leaves an older one in its place that is
// well formed, in order and within its bounds: nothing on the page tells that it is stale. What
// tells is what should be there. So with the version the engine keeps of each table how many pairs
// it holds and the sum of a hash of each, which a change can carry on without reading the rest.

// tally is a set of pairs by its size and the sum of its members' hashes.
type tally struct {
	pairs int64
	sum   uint64
}

// tallies are those of the tables that are not empty.
type tallies map[byte]tally

// count takes a sealed pair in (+1) or out (-1). A value's seal already is a hash of key and value;
// mixing its bits makes sums of many tell them apart.
func (t tallies) count(table byte, value []byte, by int64) {
	var seal uint64
	if at := len(value) - kv.SealSize; at >= 0 {
		seal = uint64(binary.BigEndian.Uint32(value[at:]))
	}
	h := (seal + 1) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	now := t[table]
	now.pairs += by
	now.sum += uint64(by) * (h ^ h>>31)
	if now == (tally{}) {
		delete(t, table)
	} else {
		t[table] = now
	}
}

// change carries the tallies over a change; before is the sealed value it replaces or deletes, nil
// where there was none. Tallies that are not known stay so.
func (t tallies) change(op kv.Op, before []byte) {
	if t == nil {
		return
	}
	if before != nil {
		t.count(op.Key[0], before, -1)
	}
	if !op.Del {
		t.count(op.Key[0], op.Value, +1)
	}
}

const tallySize = 1 + 8 + 8 // name, pairs, sum

// encode writes the tallies of a version.
func (t tallies) encode(v kv.Version) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 8+tallySize*len(t)+kv.SealSize), uint64(v))
	for _, table := range slices.Sorted(maps.Keys(t)) {
		b = append(b, table)
		b = binary.BigEndian.AppendUint64(b, uint64(t[table].pairs))
		b = binary.BigEndian.AppendUint64(b, t[table].sum)
	}
	return b
}

// readTallies reads what encode wrote. They are nil, which is not known, where another version
// stands: a program that does not keep them has written since.
func readTallies(b []byte, standing kv.Version) (tallies, *kv.Damage) {
	if len(b) < 8 || (len(b)-8)%tallySize != 0 {
		return nil, &kv.Damage{Where: fmt.Sprintf("the engine's %s", talliesKey), What: "its length is wrong"}
	}
	if binary.BigEndian.Uint64(b) != uint64(standing) {
		return nil, nil
	}
	t := tallies{}
	for b = b[8:]; len(b) > 0; b = b[tallySize:] {
		t[b[0]] = tally{pairs: int64(binary.BigEndian.Uint64(b[1:])), sum: binary.BigEndian.Uint64(b[9:])}
	}
	return t, nil
}

// without finds a table that should hold pairs and is not among those there are.
func (t tallies) without(there func(table byte) bool) *kv.Damage {
	for _, table := range slices.Sorted(maps.Keys(t)) {
		if !there(table) {
			return &kv.Damage{Where: tableName(table), What: fmt.Sprintf("it is missing, with %d pairs", t[table].pairs)}
		}
	}
	return nil
}

// differs says how a table's pairs as they were read differ from what was written.
func (t tallies) differs(table byte, read tally) *kv.Damage {
	want := t[table]
	switch {
	case t == nil: // not known
		return nil
	case read.pairs != want.pairs:
		return &kv.Damage{Where: tableName(table), What: fmt.Sprintf("it holds %d pairs where %d were written", read.pairs, want.pairs)}
	case read.sum != want.sum:
		return &kv.Damage{Where: tableName(table), What: "its pairs are not those that were written last"}
	}
	return nil
}

func tableName(table byte) string { return fmt.Sprintf("table %x", table) }

// putState writes into the engine's bucket which version stands, and its tallies where they are
// known.
func putState(own *bbolt.Bucket, v kv.Version, t tallies) error {
	if err := own.Put(versionKey, kv.Seal(versionKey, binary.BigEndian.AppendUint64(nil, uint64(v)))); err != nil || t == nil {
		return err
	}
	return own.Put(talliesKey, kv.AppendSeal(t.encode(v), talliesKey))
}

// own is what the engine's bucket says of a state.
type own struct {
	format  byte
	version kv.Version
	tallies tallies // nil in a file of a program that kept none
}

// readOwn reads the engine's bucket.
func (r *reader) readOwn(t *tree) (o own, err error) {
	value, err := r.ownValue(t, formatKey, 1)
	if err != nil {
		return own{}, err
	}
	if o.format = value[0]; o.format > format {
		return own{}, fmt.Errorf("%w: file format %d, and %d is known", kv.ErrNewer, o.format, format)
	}
	if value, err = r.ownValue(t, versionKey, 8); err != nil {
		return own{}, err
	}
	o.version = kv.Version(binary.BigEndian.Uint64(value))
	if value, err = r.ownValue(t, talliesKey, 0); err != nil || value == nil {
		return o, err
	}
	var damage *kv.Damage
	if o.tallies, damage = readTallies(value, o.version); damage != nil {
		return own{}, damage
	}
	return o, nil
}

// ownValue reads a value of the engine's bucket, in the reader's memory. One that must be there has
// a size.
func (r *reader) ownValue(t *tree, key []byte, size int) ([]byte, error) {
	value, found, err := r.get(t, key)
	if err != nil {
		return nil, err
	}
	if found {
		if value, err = kv.Unseal(key, value); err != nil {
			return nil, err
		}
	}
	if size > 0 && len(value) != size {
		return nil, &kv.Damage{Where: fmt.Sprintf("the engine's %s", key), What: "it is missing"}
	}
	return value, nil
}
