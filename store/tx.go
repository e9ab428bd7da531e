package store

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"koe/model"
	"koe/store/kv"
)

const (
	metaHeads  = "heads"
	metaSchema = "schema"
)

// A Tx gathers the consequences of a group of commands into one batch. Its
// Reader sees what the group has decided so far. Counter changes are added up
// and read from disk once, when the batch is made.
type Tx struct {
	*Reader
	base    kv.Snapshot
	over    *overlay
	counts  map[string][]int
	chain   [32]byte // the hash of the newest event
	version kv.Version
	tags    bool // the book is this Tx's own copy
	broken  bool
}

// NewTx begins a group over a snapshot. chain is the hash of the newest event.
func NewTx(ctx context.Context, s kv.Snapshot, book model.TagBook, chain [32]byte) *Tx {
	over := &overlay{under: snapshotSource{s}, written: map[string][]byte{}}
	return &Tx{
		Reader: &Reader{ctx: ctx, src: over, book: book}, base: s, over: over,
		counts: map[string][]int{}, chain: chain, version: s.Version(),
	}
}

// Chain is the hash of the newest event, the group's included.
func (t *Tx) Chain() [32]byte { return t.chain }

// Book is the tags as they stand after the group.
func (t *Tx) Book() model.TagBook { return t.book }

// Broken reports that an Apply failed half way: the group must not be written.
func (t *Tx) Broken() bool { return t.broken }

// Apply takes a consequence into the group and returns its event, sealed into
// the chain. salt gives the 16 random bytes of the payload's seal.
func (t *Tx) Apply(req model.Request, c model.Consequence, salt io.Reader) (event *model.Event, err error) {
	defer func() { t.broken = t.broken || err != nil }()
	if event, err = t.event(req, c, salt); err != nil {
		return nil, err
	}
	if event.Seq == 1 {
		if err := t.put(metaKey(metaSchema), Schema); err != nil {
			return nil, err
		}
	}
	for _, e := range c.Effects {
		if err := t.effect(e, event.Seq); err != nil {
			return nil, err
		}
	}
	if err := t.put(receiptKey(req.ID), c.Receipt); err != nil {
		return nil, err
	}
	t.chain = event.Hash
	return event, t.put(metaKey(metaHeads), c.Heads)
}

func (t *Tx) event(req model.Request, c model.Consequence, salt io.Reader) (*model.Event, error) {
	parts, err := model.NewParts(c.Body, salt)
	if err != nil {
		return nil, err
	}
	e := &model.Event{
		Form: model.InParts, Seq: c.Heads.Event, ID: req.ID, At: c.Receipt.At, Actor: req.Actor, Verb: req.Command.Verb(),
		Undoes: c.Undoes, Group: req.Group, Session: req.Session, Parts: parts,
	}
	e.Seal(t.chain)
	if err := t.put(eventKey(e.Seq), e); err != nil {
		return nil, err
	}
	t.mark(num(actorPrefix(e.Actor), e.Seq), nil)
	if e.Group != 0 {
		t.mark(num(groupPrefix(e.Group), e.Seq), nil)
	}
	if err := t.parts(e, c.Body.Changes); err != nil {
		return nil, err
	}
	return e, t.undone(e)
}

// parts writes what an event says, and for each record whose history is kept
// which part speaks of it.
func (t *Tx) parts(e *model.Event, changes []model.Change) error {
	for n := range e.Parts {
		if err := t.put(partKey(e.Seq, n), &e.Parts[n]); err != nil {
			return err
		}
	}
	first := len(e.Parts) - len(changes) // what it says of all stands before
	for n, change := range changes {
		if keepsHistory(change.Ref.Type) {
			t.mark(num(historyPrefix(change.Ref), e.Seq), num(nil, uint64(first+n)))
		}
	}
	return nil
}

func keepsHistory(k model.RecordType) bool {
	switch k {
	case model.IssueRecord, model.ProblemRecord, model.CustomerRecord, model.ContactRecord:
		return true
	}
	return false
}

// undone notes which event was taken back. Taking back an undo makes the event
// that it had taken back stand again.
func (t *Tx) undone(e *model.Event) error {
	if e.Undoes == 0 {
		return nil
	}
	t.mark(undoneKey(e.Undoes), num(nil, e.Seq))
	taken, err := t.Envelope(e.Undoes)
	if err != nil {
		return err
	}
	if taken != nil && taken.Undoes != 0 {
		t.over.written[string(undoneKey(taken.Undoes))] = nil
	}
	return nil
}

// effect writes one record and all that is derived from it.
func (t *Tx) effect(e model.Effect, seq uint64) error {
	rec := e.After
	if rec == nil {
		rec = e.Before
		t.over.written[string(recordKey(rec))] = nil
	} else if err := t.put(recordKey(rec), rec); err != nil {
		return err
	}
	d := Derive(e.Before, e.After)
	for _, k := range d.Del {
		t.over.written[string(k)] = nil
	}
	for _, k := range d.Put {
		t.mark(k, entryValue(k, rec))
	}
	t.count(d.counts)
	switch rec := rec.(type) {
	case *model.Tag:
		if !t.tags {
			t.book, t.tags = maps.Clone(t.book), true
			if t.book == nil {
				t.book = model.TagBook{}
			}
		}
		if e.After == nil {
			delete(t.book, rec.Key)
		} else {
			t.book[rec.Key] = rec
		}
	case *model.Desk:
		t.desk = nil
	case *model.Contact:
		if k := num(historyPrefix(rec.About), seq); rec.About.Type == model.IssueRecord && seq != 0 && t.over.written[string(k)] == nil {
			t.mark(k, nil)
		}
	}
	return nil
}

func (t *Tx) put(k []byte, v any) error {
	sealed, err := encode(k, v)
	if err != nil {
		return err
	}
	t.over.written[string(k)] = sealed
	return nil
}

// mark writes an index entry.
func (t *Tx) mark(k, value []byte) { t.over.written[string(k)] = kv.Seal(k, value) }

func (t *Tx) count(changes []countChange) {
	for _, c := range changes {
		deltas := t.counts[c.key]
		if deltas == nil {
			deltas = make([]int, slots(c.key))
			t.counts[c.key] = deltas
		}
		deltas[c.slot] += c.delta
	}
}

// Batch is everything the group writes, sorted by key.
func (t *Tx) Batch() (kv.Batch, error) {
	if err := t.writeCounts(); err != nil {
		return kv.Batch{}, err
	}
	b := kv.Batch{After: t.version}
	for k, v := range t.over.written {
		if v == nil {
			b.Del = append(b.Del, []byte(k))
		} else {
			b.Put = append(b.Put, kv.Pair{Key: []byte(k), Value: v})
		}
	}
	slices.SortFunc(b.Put, func(x, y kv.Pair) int { return bytes.Compare(x.Key, y.Key) })
	slices.SortFunc(b.Del, bytes.Compare)
	return b, nil
}

func (t *Tx) writeCounts() error {
	for k, deltas := range t.counts {
		now := make([]uint32, len(deltas))
		sealed, ok, err := t.over.under.get(t.ctx, []byte(k))
		if err != nil {
			return err
		}
		if ok {
			plain, err := kv.Unseal([]byte(k), sealed)
			if err != nil {
				return err
			}
			if !unpackCounts(now, plain) {
				return &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "its counts cannot be read"}
			}
		}
		any := false
		for slot, delta := range deltas {
			sum := int64(now[slot]) + int64(delta)
			if sum < 0 {
				return &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "it would fall below zero"}
			}
			now[slot] = uint32(sum)
			any = any || sum > 0
		}
		if any {
			t.mark([]byte(k), packCounts(nil, now))
		} else {
			t.over.written[k] = nil
		}
	}
	return nil
}
