package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"koe/model"
	"koe/store/kv"
)

// A Mend is how a file is put together anew from a hurt one.
type Mend struct {
	// From reads what is left of the hurt file, as bolt.Salvage does.
	From func(ctx context.Context, found func(kv.Pair, kv.Origin) error) (kv.Report, error)
	Into kv.Engine // empty
	Now  model.Instant
	Rand io.Reader
	ID   func() model.ID
	// Owner and Zone are those of a desk of which nobody is left who may do
	// everything, or no settings.
	Owner model.UserID
	Zone  string
}

// A Mended says what a repair brought into the new file, and what it did not.
type Mended struct {
	Issues, Customers, Problems, Contacts, Others, Events int

	Hurt       kv.Report   // of the old file
	Unreadable []string    // pairs whose seal holds and that cannot be read all the same
	Older      []model.Ref // records that are of an older state, or may be
	Made       []model.Ref // put where others speak of one that is missing: a name and no more
	Lost       Lost
}

// keptTables hold what cannot be worked out from anything else; all other tables
// follow from them.
var keptTables = []byte{tableIssue, tablePerson, tableProblem, tableContact, tableRecord, tableVolume, tableEvent, tablePart, tableReceipt}

// Repair puts into a new file all that is sound in a hurt one, and works out anew
// what follows from it. What is missing and known to be is written down in the
// new file, so that a check tells it from new damage.
func Repair(ctx context.Context, o Mend) (Mended, error) {
	m := mender{Mend: o, ctx: ctx, scraps: map[string]kv.Origin{}, pending: map[string][]byte{}}
	report, err := o.From(ctx, m.take)
	m.out.Hurt = report
	if err != nil {
		return m.out, err
	}
	for _, step := range []func() error{m.flush, m.events, m.drop, m.derive, m.fill, m.finish} {
		if err := step(); err != nil {
			return m.out, err
		}
	}
	return m.out, nil
}

// A mender is a repair under way.
type mender struct {
	Mend
	ctx context.Context
	out Mended

	pending map[string][]byte // to be written next
	size    int
	scraps  map[string]kv.Origin // keys that were not found on a whole page of the newest state
	heads   model.Heads
	newer   bool // the file is of a newer koe

	told // by the events
}

// mendBytes is about how much one batch of a repair writes.
const mendBytes = 8 << 20

// take keeps a pair, unless a surer one of its key is there.
func (m *mender) take(p kv.Pair, from kv.Origin) error {
	if p.Key[0] == tableMeta {
		m.takeMeta(p)
		return nil
	}
	if bytes.IndexByte(keptTables, p.Key[0]) < 0 {
		return nil
	}
	if err := m.readable(p.Key, p.Value); err != nil {
		m.out.Unreadable = append(m.out.Unreadable, err.Error())
		return nil
	}
	key := string(p.Key)
	if from != kv.Sound {
		take, err := m.surer(p, from)
		if err != nil || !take {
			return err
		}
		m.scraps[key] = from
	}
	m.pending[key] = bytes.Clone(p.Value)
	m.size += len(p.Key) + len(p.Value)
	if m.size >= mendBytes {
		return m.flush()
	}
	return nil
}

// surer reports whether a pair that was not found on a whole page is to be taken:
// where there is none of its key, or an older one.
func (m *mender) surer(p kv.Pair, from kv.Origin) (bool, error) {
	have, ok := m.pending[string(p.Key)]
	if !ok {
		snap, err := m.Into.Snapshot(m.ctx)
		if err != nil {
			return false, err
		}
		defer snap.Close()
		if have, ok, err = snap.Get(m.ctx, p.Key); err != nil {
			return false, err
		}
	}
	if !ok {
		return true, nil
	}
	if _, scrap := m.scraps[string(p.Key)]; !scrap && from != kv.Instead {
		return false, nil
	}
	return revisionOf(p.Key, p.Value) > revisionOf(p.Key, have), nil
}

// revisionOf is the revision of a record that has one, 0 of any other.
func revisionOf(k, sealed []byte) uint32 {
	rec, err := recordOf(k)
	if err != nil || decode(k, sealed, rec) != nil {
		return 0
	}
	switch r := rec.(type) {
	case *model.Issue:
		return r.Revision
	case *model.Customer:
		return r.Revision
	case *model.Problem:
		return r.Revision
	}
	return 0
}

// takeMeta takes the numbers given out, the highest of each, and what an earlier
// repair had not found.
func (m *mender) takeMeta(p kv.Pair) {
	var heads model.Heads
	var schema int
	var lost Lost
	switch name := string(p.Key[1:]); {
	case name == metaHeads && decode(p.Key, p.Value, &heads) == nil:
		m.count(heads)
	case name == metaSchema && decode(p.Key, p.Value, &schema) == nil:
		m.newer = m.newer || schema > Schema
	case name == metaLost && decode(p.Key, p.Value, &lost) == nil && lost.At >= m.out.Lost.At:
		m.out.Lost = lost
	}
}

// count takes note of numbers that were given out.
func (m *mender) count(h model.Heads) {
	m.heads = model.Heads{
		Issue: max(m.heads.Issue, h.Issue), Customer: max(m.heads.Customer, h.Customer), Problem: max(m.heads.Problem, h.Problem),
		Contact: max(m.heads.Contact, h.Contact), Event: max(m.heads.Event, h.Event),
	}
}

// readable reports whether a value whose seal holds is what its key says, and
// takes note of the numbers that it shows were given out: an event may be lost
// whose receipt is there.
func (m *mender) readable(k, sealed []byte) error {
	belongs := true
	var err error
	switch k[0] {
	case tableEvent:
		var e model.Event
		err = decode(k, sealed, &e)
		belongs = bytes.Equal(k, eventKey(e.Seq))
	case tablePart:
		err = decode(k, sealed, &model.Part{})
		if belongs = len(k) == 13; belongs {
			m.count(model.Heads{Event: binary.BigEndian.Uint64(k[1:])})
		}
	case tableReceipt:
		var r model.Receipt
		err = decode(k, sealed, &r)
		belongs = bytes.Equal(k, receiptKey(r.ID))
		m.count(model.Heads{Event: r.Event, Problem: r.Problem})
		for _, n := range r.Issues {
			m.count(model.Heads{Issue: n})
		}
	default:
		var rec model.Record
		if rec, err = recordOf(k); err == nil {
			err = decode(k, sealed, rec)
			belongs = bytes.Equal(k, recordKey(rec))
		}
	}
	if err == nil && !belongs {
		err = &kv.Damage{Where: fmt.Sprintf("key %x", k), What: "its value belongs elsewhere"}
	}
	return err
}

// flush writes what is pending.
func (m *mender) flush() error {
	if m.newer {
		return &model.Fault{Code: model.NewerFile}
	}
	var b kv.Batch
	for k, v := range m.pending {
		if v == nil {
			b.Del = append(b.Del, []byte(k))
		} else {
			b.Put = append(b.Put, kv.Pair{Key: []byte(k), Value: v})
		}
	}
	m.pending, m.size = map[string][]byte{}, 0
	if len(b.Put)+len(b.Del) == 0 {
		return nil
	}
	_, err := m.Into.Commit(m.ctx, b)
	return err
}

// over runs fn over the state of the new file.
func (m *mender) over(fn func(*Reader) error) error {
	snap, err := m.Into.Snapshot(m.ctx)
	if err != nil {
		return err
	}
	defer snap.Close()
	return fn(NewReader(m.ctx, snap, nil))
}

// write runs fn in a group of its own and writes that.
func (m *mender) write(fn func(*Tx) error) error {
	snap, err := m.Into.Snapshot(m.ctx)
	if err != nil {
		return err
	}
	tx := NewTx(m.ctx, snap, nil, m.chain)
	var b kv.Batch
	if err = fn(tx); err == nil {
		b, err = tx.Batch()
	}
	snap.Close()
	if err != nil || len(b.Put)+len(b.Del) == 0 {
		return err
	}
	_, err = m.Into.Commit(m.ctx, b)
	return err
}

// drop takes records away that were found beside the newest state and that the
// events say were taken back or deleted.
func (m *mender) drop() error {
	for key := range m.scraps {
		k := []byte(key)
		rec, err := recordOf(k)
		if err != nil {
			continue
		}
		err = m.over(func(r *Reader) error {
			_, err := r.read(k, rec)
			return err
		})
		if err != nil {
			return err
		}
		issue, _ := rec.(*model.Issue)
		contact, _ := rec.(*model.Contact)
		switch {
		case m.deleted[rec.Ref()], issue != nil && m.taken[issue.ImportBatch], contact != nil && m.taken[contact.ImportBatch]:
			m.pending[key] = nil
		case m.scraps[key] >= kv.Left:
			m.out.Older = append(m.out.Older, rec.Ref())
		}
	}
	sortRefs(m.out.Older)
	return m.flush()
}

// derive works out the index entries and counters of all records.
func (m *mender) derive() error {
	const most = 5_000
	for _, table := range []byte{tablePerson, tableProblem, tableIssue, tableContact} {
		rng := kv.Prefix([]byte{table})
		for more := true; more; {
			more = false
			err := m.write(func(tx *Tx) error {
				n := 0
				return snapshotSource{tx.base}.scan(m.ctx, rng, func(k, v []byte) (bool, error) {
					if n == most {
						more = true
						return false, nil
					}
					n++
					rng.From = append(bytes.Clone(k), 0)
					rec, err := recordOf(k)
					if err == nil {
						err = decode(k, v, rec)
					}
					if err != nil {
						return false, err
					}
					m.saved(rec)
					return true, tx.effect(model.Effect{After: rec}, 0)
				})
			})
			if err != nil {
				return err
			}
		}
	}
	return m.over(func(r *Reader) error {
		for _, table := range []byte{tableRecord, tableVolume} {
			err := r.src.scan(m.ctx, kv.Prefix([]byte{table}), func([]byte, []byte) (bool, error) {
				m.out.Others++
				return true, nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// saved counts a record, and its number as given out.
func (m *mender) saved(rec model.Record) {
	switch r := rec.(type) {
	case *model.Issue:
		m.out.Issues++
		m.count(model.Heads{Issue: r.Number})
		if r.ImportBatch != 0 {
			m.brought[r.ImportBatch]++
		}
	case *model.Customer:
		m.out.Customers++
		m.count(model.Heads{Customer: r.ID})
	case *model.Problem:
		m.out.Problems++
		m.count(model.Heads{Problem: r.ID})
	case *model.Contact:
		m.out.Contacts++
		m.count(model.Heads{Contact: r.ID})
	}
}

// finish writes what every file has: the schema, the numbers given out, what was
// lost, and last the event of the repair.
func (m *mender) finish() error {
	m.out.Lost.At = m.Now
	return m.write(func(tx *Tx) error {
		for name, v := range map[string]any{metaSchema: Schema, metaLost: &m.out.Lost, metaHeads: m.heads} {
			if err := tx.put(metaKey(name), v); err != nil {
				return err
			}
		}
		if m.out.Events == 0 && m.out.Issues == 0 && m.out.Others == 0 {
			return errNothingLeft
		}
		req := model.Request{ID: m.ID(), Actor: model.SystemUser, Command: model.NoteRepair{Events: m.out.Lost.Events(), Records: m.out.Lost.Count()}}
		c, err := model.Decide(tx, model.Env{Now: m.Now, Zone: time.UTC}, req)
		if err != nil {
			return fmt.Errorf("record the repair: %w", err)
		}
		_, err = tx.Apply(req, c, m.Rand)
		return err
	})
}

// errNothingLeft is a file in which nothing of a desk was found.
var errNothingLeft = errors.New("nothing of a desk is left in this file")
