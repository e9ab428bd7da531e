package store

import (
	"bytes"
	"context"
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
