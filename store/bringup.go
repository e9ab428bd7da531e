package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"

	"koe/model"
	"koe/store/kv"
)

// A form of the file's layout is known by its schema, a number that grows. An
// older file is brought up step by step, each step from one schema to the next,
// in batches; how far it came lies in the file, so that it goes on from there
// whenever it was cut off. From the first batch on the file says that it is of
// the new schema: no older koe takes it for its own.
//
// A step reads every pair of its tables once, in order, and says what becomes of
// a record. Adding a field to a record needs a step too, an empty one: a koe
// that does not know the field must refuse the file, and not drop it.
var steps = map[int]step{
	// The second form has events in parts, which stand beside the older ones, and
	// text that is text: an early koe stored names as bytes that were none.
	1: {tables: []byte{tableRecord, tablePerson, tableProblem, tableContact, tableIssue}, becomes: asText},
	// The third form has the keys by which people are known.
	2: {},
	// The fourth knows how a person has screens drawn.
	3: {},
	// The fifth has what is expected of an action, when it is judged, and what was
	// said of it.
	4: {},
}

// A step brings records up by one schema.
type step struct {
	tables []byte
	// becomes says what a pair's record was and is from now on; nil where nothing
	// changes.
	becomes func(k, sealed []byte) (*model.Effect, error)
}

// bringUpPairs is how many pairs one batch reads.
const bringUpPairs = 2_000

// A bringing is how far the bringing up of a file is.
type bringing struct {
	From  int    `cbor:"1,keyasint"` // the schema that is left behind
	After []byte `cbor:"2,keyasint"` // the last key that was read; nil before the first
	// Began is the schema that the first step left behind: of that one a copy lies
	// aside. 0 is From.
	Began int `cbor:"3,keyasint,omitempty"`
}

// metaBringing is where a bringing lies while it is under way.
const metaBringing = "bringing"

// schemaOf reads the schema of a file, 0 of an empty one, and where a bringing
// up was cut off.
func (r *Reader) schemaOf() (schema int, cut *bringing, err error) {
	if _, err := r.read(metaKey(metaSchema), &schema); err != nil {
		return 0, nil, err
	}
	if schema > Schema {
		return schema, nil, &model.Fault{Code: model.NewerFile, Err: fmt.Errorf("schema %d, this program knows %d", schema, Schema)}
	}
	cut, err = one[bringing](r, metaKey(metaBringing))
	return schema, cut, err
}

// BringUp brings the file of an engine to the schema of this program. Before it
// begins it calls aside, which keeps a copy of the file as it is and is told its
// schema; where aside fails, nothing is changed. It returns the schema that the
// file had, and Schema where there was nothing to do.
func BringUp(ctx context.Context, engine kv.Engine, aside func(schema int) error) (from int, err error) {
	from = Schema
	for {
		schema, cut, err := standing(ctx, engine)
		if err != nil {
			return from, err
		}
		if schema == 0 || schema == Schema && cut == nil {
			return from, nil
		}
		if cut == nil {
			cut = &bringing{From: schema, Began: schema}
			if err := aside(schema); err != nil {
				return from, err
			}
		}
		from = min(from, cmp.Or(cut.Began, cut.From))
		for done := false; !done; {
			if done, err = cut.advance(ctx, engine); err != nil {
				return from, err
			}
		}
	}
}

// standing reads where a file stands.
func standing(ctx context.Context, engine kv.Engine) (schema int, cut *bringing, err error) {
	snap, err := engine.Snapshot(ctx)
	if err != nil {
		return 0, nil, err
	}
	defer snap.Close()
	return NewReader(ctx, snap, nil).schemaOf()
}

// advance carries out one batch of a step, and reports whether it was the last.
func (b *bringing) advance(ctx context.Context, engine kv.Engine) (done bool, err error) {
	s, ok := steps[b.From]
	if !ok {
		return false, fmt.Errorf("there is no way from schema %d", b.From)
	}
	snap, err := engine.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	tx := NewTx(ctx, snap, nil, [32]byte{})
	last, err := b.read(ctx, tx, snap, s)
	var batch kv.Batch
	if err == nil {
		batch, err = b.batch(tx, last)
	}
	snap.Close()
	if err != nil {
		return false, err
	}
	_, err = engine.Commit(ctx, batch)
	b.After = last
	return last == nil, err
}

// read takes the next pairs into the batch and returns the last key of them; nil
// where no pair is left.
func (b *bringing) read(ctx context.Context, tx *Tx, snap kv.Snapshot, s step) (last []byte, err error) {
	left := bringUpPairs
	for _, table := range s.tables[b.table(s):] {
		rng := kv.Prefix([]byte{table})
		if len(b.After) > 0 && b.After[0] == table {
			rng.From = append(bytes.Clone(b.After), 0)
		}
		err := snapshotSource{snap}.scan(ctx, rng, func(k, v []byte) (bool, error) {
			if left == 0 {
				return false, nil
			}
			left--
			last = bytes.Clone(k)
			effect, err := s.becomes(k, v)
			if err != nil || effect == nil {
				return true, err
			}
			return true, tx.replace(*effect)
		})
		if err != nil {
			return nil, err
		}
		if left == 0 {
			return last, nil
		}
	}
	return nil, nil
}

// table is the table of the step that goes on.
func (b *bringing) table(s step) int {
	if len(b.After) == 0 {
		return 0
	}
	return max(0, bytes.IndexByte(s.tables, b.After[0]))
}

// batch is what is written: the records, how far it came, and the new schema. The
// end of a step is the beginning of the next.
func (b *bringing) batch(tx *Tx, last []byte) (kv.Batch, error) {
	if err := tx.put(metaKey(metaSchema), b.From+1); err != nil {
		return kv.Batch{}, err
	}
	rest := &bringing{From: b.From, After: last, Began: b.Began}
	if last == nil {
		rest.From++
	}
	if rest.From == Schema {
		tx.over.written[string(metaKey(metaBringing))] = nil
	} else if err := tx.put(metaKey(metaBringing), rest); err != nil {
		return kv.Batch{}, err
	}
	return tx.Batch()
}

// replace writes a record in the place of an older one that may lie elsewhere.
func (t *Tx) replace(e model.Effect) error {
	if e.Before != nil && e.After != nil && !bytes.Equal(recordKey(e.Before), recordKey(e.After)) {
		if _, taken, err := t.src.get(t.ctx, recordKey(e.After)); err != nil || taken {
			return err // it stays as it is, readable as ever
		}
		t.over.written[string(recordKey(e.Before))] = nil
	}
	return t.effect(e, 0)
}

// asText is a record whose strings are all text; nil where they are already.
// What cannot be read at all is left as it is, for a check to name.
func asText(k, sealed []byte) (*model.Effect, error) {
	empty, err := recordOf(k)
	if err != nil {
		return nil, nil
	}
	plain, err := kv.Unseal(k, sealed)
	if err != nil || modes().dec.Unmarshal(plain, empty) == nil {
		return nil, nil
	}
	before, after := reflect.New(reflect.TypeOf(empty).Elem()), reflect.New(reflect.TypeOf(empty).Elem())
	if errors.Join(modes().odd.Unmarshal(plain, before.Interface()), modes().odd.Unmarshal(plain, after.Interface())) != nil {
		return nil, nil
	}
	mend(after)
	return &model.Effect{Before: before.Interface().(model.Record), After: after.Interface().(model.Record)}, nil
}

// recordOf is an empty record of the sort that lies under a key.
func recordOf(k []byte) (model.Record, error) {
	switch {
	case k[0] == tableIssue:
		return &model.Issue{}, nil
	case k[0] == tablePerson:
		return &model.Customer{}, nil
	case k[0] == tableProblem:
		return &model.Problem{}, nil
	case k[0] == tableContact:
		return &model.Contact{}, nil
	case k[0] == tableVolume:
		return &model.Volume{}, nil
	case k[0] == tableRecord && len(k) > 1:
		return model.NewRecord(model.RecordType(k[1]))
	}
	return nil, fmt.Errorf("no record lies under key %x", k)
}
