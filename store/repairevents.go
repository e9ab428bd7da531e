package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"koe/model"
	"koe/store/kv"
)

// told is what the events of a hurt file tell.
type told struct {
	chain   [32]byte           // the hash of the newest
	deleted map[model.Ref]bool // not there any more
	taken   map[uint64]bool    // imports that were taken back
	rows    map[uint64]int     // of an import that stands: how many issues it brought in
	made    map[model.Ref]bool // by an event, and not there
	brought map[uint64]int     // issues that are there, by their import
}

// events works out anew what is kept to find events, and learns from them what
// should be there.
func (m *mender) events() error {
	m.told = told{deleted: map[model.Ref]bool{}, taken: map[uint64]bool{}, rows: map[uint64]int{}, made: map[model.Ref]bool{}, brought: map[uint64]int{}}
	const most = 2_000
	next := uint64(1)
	rng := kv.Prefix([]byte{tableEvent})
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
				e := &model.Event{}
				if err := decode(k, v, e); err != nil {
					return false, err
				}
				m.missingEvents(next, e.Seq)
				next = e.Seq + 1
				return true, m.event(tx, e)
			})
		})
		if err != nil {
			return err
		}
	}
	m.missingEvents(next, m.heads.Event+1)
	m.count(model.Heads{Event: next - 1})
	slices.Sort(m.out.Lost.Partial)
	m.out.Lost.Partial = slices.Compact(m.out.Lost.Partial)
	return nil
}

// missingEvents notes that the events from one up to another are not there.
func (m *mender) missingEvents(from, to uint64) {
	for seq := from; seq < to; seq++ {
		if m.out.Lost.Event(seq) {
			continue // an earlier repair had not found it
		}
		if last := len(m.out.Lost.Spans) - 1; last >= 0 && m.out.Lost.Spans[last].Last == seq-1 {
			m.out.Lost.Spans[last].Last = seq
		} else {
			m.out.Lost.Spans = append(m.out.Lost.Spans, LostEvents{seq, seq})
		}
	}
}

// event works out what follows from one event.
func (m *mender) event(tx *Tx, e *model.Event) error {
	m.chain = e.Hash
	m.out.Events++
	if err := m.partsOf(tx, e); err != nil {
		return err
	}
	tx.mark(num(actorPrefix(e.Actor), e.Seq), nil)
	if e.Group != 0 {
		tx.mark(num(groupPrefix(e.Group), e.Seq), nil)
	}
	if err := tx.undone(e); err != nil {
		return err
	}
	body, err := e.Body()
	if err != nil {
		m.out.Unreadable = append(m.out.Unreadable, fmt.Sprintf("what event %d says: %v", e.Seq, err))
		return nil
	}
	if err := m.historyOf(tx, e); err != nil {
		return err
	}
	m.tell(tx, e, body)
	return m.receipt(tx, e, body)
}

// partsOf reads the parts of an event that are there, and leaves room for those
// that are not.
func (m *mender) partsOf(tx *Tx, e *model.Event) error {
	if e.Form == model.FirstForm {
		return nil
	}
	e.Parts = make([]model.Part, e.Count)
	have := 0
	err := tx.src.scan(m.ctx, kv.Prefix(partPrefix(e.Seq)), func(k, v []byte) (bool, error) {
		n := partOf(k)
		if n < 0 || n >= e.Count {
			return true, nil
		}
		have++
		return true, decode(k, v, &e.Parts[n])
	})
	if have < e.Count {
		m.out.Lost.Partial = append(m.out.Lost.Partial, e.Seq)
	}
	return err
}

// historyOf marks an event in the history of each record that it changed.
func (m *mender) historyOf(tx *Tx, e *model.Event) error {
	if e.Form == model.FirstForm {
		body, err := e.Body()
		if err != nil {
			return err
		}
		for _, change := range body.Changes {
			for _, ref := range touchedBy(change) {
				tx.mark(num(historyPrefix(ref), e.Seq), nil)
			}
		}
		return nil
	}
	for n := range e.Parts {
		one := model.Event{Form: e.Form, Count: 1, Parts: e.Parts[n : n+1]}
		body, err := one.Body()
		if err != nil {
			return err
		}
		for _, change := range body.Changes {
			for _, ref := range touchedBy(change) {
				k := num(historyPrefix(ref), e.Seq)
				if ref == change.Ref {
					tx.mark(k, num(nil, uint64(n)))
				} else if tx.over.written[string(k)] == nil {
					tx.mark(k, nil)
				}
			}
		}
	}
	return nil
}

// tell learns what an event made, deleted, brought in or took back.
func (m *mender) tell(r *Tx, e *model.Event, body model.EventBody) {
	if body.Batch != nil {
		if e.Undoes != 0 {
			m.taken[e.Undoes] = true
			delete(m.rows, e.Undoes)
		} else {
			m.rows[e.Seq] = body.Batch.Count
		}
		m.count(model.Heads{Issue: body.Batch.Last})
	}
	for _, change := range body.Changes {
		switch {
		case change.Deleted:
			m.deleted[change.Ref] = true
			delete(m.made, change.Ref)
		case change.Created:
			delete(m.deleted, change.Ref)
			if rec, err := r.Record(change.Ref); err == nil && rec == nil {
				m.made[change.Ref] = true
			}
		}
	}
}

// receipt puts a receipt where an event has none any more, so that its command
// is not done twice.
func (m *mender) receipt(tx *Tx, e *model.Event, body model.EventBody) error {
	if there, err := tx.Receipt(e.ID); there != nil || err != nil {
		return err
	}
	receipt := model.Receipt{ID: e.ID, Verb: e.Verb, Event: e.Seq, At: e.At, Count: len(body.Changes)}
	for _, change := range body.Changes {
		if change.Ref.Type != model.IssueRecord {
			continue
		}
		if n, err := model.ParseNumber(change.Ref.Key); err == nil {
			receipt.Issues = append(receipt.Issues, n)
		}
	}
	return tx.put(receiptKey(e.ID), receipt)
}

// fill puts a name where records speak of one that is missing, and writes down
// all that is known to be lost.
func (m *mender) fill() error {
	var c CheckReport
	var said spoken
	err := m.over(func(r *Reader) (err error) {
		said, err = r.whatIsSpokenOf(&c, model.Heads{Issue: 1 << 62, Customer: 1 << 62, Problem: 1 << 62, Contact: 1 << 62})
		return err
	})
	if err != nil {
		return err
	}
	lost := map[model.Ref]bool{}
	for ref := range m.made {
		lost[ref] = true
	}
	err = m.write(func(tx *Tx) error {
		for ref := range said {
			there, err := tx.Record(ref)
			if err != nil {
				return err
			}
			if there != nil {
				continue
			}
			lost[ref] = true
			if rec := m.placeholder(ref); rec != nil {
				m.out.Made = append(m.out.Made, ref)
				if err := tx.effect(model.Effect{After: rec}, 0); err != nil {
					return err
				}
			}
		}
		return m.mustHaves(tx)
	})
	for _, ref := range m.out.Lost.Records {
		lost[ref] = true
	}
	m.out.Lost.Records = nil
	for ref := range lost {
		m.out.Lost.Records = append(m.out.Lost.Records, ref)
	}
	m.lostRows()
	sortRefs(m.out.Lost.Records)
	sortRefs(m.out.Made)
	return err
}

// lostRows counts the issues of imports that are not there.
func (m *mender) lostRows() {
	m.out.Lost.Rows = nil
	for seq, count := range m.rows {
		if have := m.brought[seq]; have < count {
			m.out.Lost.Rows = append(m.out.Lost.Rows, LostRows{seq, count - have})
		}
	}
	slices.SortFunc(m.out.Lost.Rows, func(a, b LostRows) int { return cmp.Compare(a.Event, b.Event) })
}

// placeholder is a name and no more; nil where a name alone is of no use.
func (m *mender) placeholder(ref model.Ref) model.Record {
	rec, err := model.NewRecord(ref.Type)
	if err != nil {
		return nil
	}
	switch r := rec.(type) {
	case *model.Customer:
		n, err := model.ParseNumber(ref.Key)
		if err != nil {
			return nil
		}
		r.ID = model.CustomerID(n)
		r.Name = r.ID.String()
		m.count(model.Heads{Customer: r.ID})
	case *model.Problem:
		id, err := model.ParseProblem(ref.Key)
		if err != nil {
			return nil
		}
		r.ID, r.Title, r.Stage, r.StageAt, r.CreatedAt, r.CreatedBy = id, id.String(), model.Suspected, m.Now, m.Now, model.SystemUser
		m.count(model.Heads{Problem: id})
	case *model.User:
		r.ID, r.Name, r.Role, r.Gone = model.UserID(ref.Key), ref.Key, model.Agent, true
	case *model.Tag:
		r.Key, r.Path = model.TagKey(ref.Key), model.TagPath(ref.Key)
	default:
		return nil
	}
	return rec
}

// mustHaves puts the settings of the desk and a person who may do everything,
// where they are missing.
func (m *mender) mustHaves(tx *Tx) error {
	desk, err := tx.Desk()
	if err != nil {
		return err
	}
	if desk == nil {
		made := &model.Desk{ID: m.ID(), Zone: m.Zone, FiscalStart: 4, Since: m.Now}
		m.out.Made = append(m.out.Made, made.Ref())
		if err := tx.effect(model.Effect{After: made}, 0); err != nil {
			return err
		}
	}
	users, err := tx.Users()
	if err != nil || slices.ContainsFunc(users, func(u model.User) bool { return u.Role == model.Admin && !u.Gone }) {
		return err
	}
	owner := &model.User{ID: m.Owner, Name: string(m.Owner), Role: model.Admin, Since: m.Now}
	m.out.Made = append(m.out.Made, owner.Ref())
	return tx.effect(model.Effect{After: owner}, 0)
}

func sortRefs(refs []model.Ref) {
	slices.SortFunc(refs, func(a, b model.Ref) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(len(a.Key), len(b.Key)), cmp.Compare(a.Key, b.Key))
	})
}
