package store

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"koe/model"
	"koe/store/kv"
)

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
