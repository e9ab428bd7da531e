package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"koe/model"
	"koe/store/kv"
)

// checkEvents verifies that no event was changed, left out or put in, that all
// it says is there, and that what is kept to find events agrees with them.
func (r *Reader) checkEvents(c *CheckReport) error {
	if lost, err := r.Lost(); err != nil {
		c.add("what a repair did not find", "%v", err)
	} else {
		c.Lost = *lost
	}
	f := follower{r: r, c: c, next: 1, undone: map[uint64]uint64{}, undoes: map[uint64]uint64{}, absent: map[model.Ref]uint64{}, batches: map[uint64]int{}}
	err := r.src.scan(r.ctx, kv.Prefix([]byte{tableEvent}), func(k, v []byte) (bool, error) {
		return true, f.event(k, v)
	})
	if err != nil {
		return err
	}
	heads, err := r.Heads()
	f.skipLost(heads.Event + 1)
	if err == nil && heads.Event+1 != f.next {
		c.add(fmt.Sprintf("event %d", f.next), "the newest events are missing: %d were given out", heads.Event)
	}
	for _, index := range []struct {
		name  string
		table byte
		want  keySet
	}{
		{"the events of people", tableActor, f.actors},
		{"the receipts", tableReceipt, f.receipts},
		{"the events of acts", tableGroup, f.groups},
		{"the parts of events", tablePart, f.parts},
	} {
		if err := f.compare(index.name, index.table, index.want); err != nil {
			return err
		}
	}
	f.compareMade()
	return f.compareUndone()
}

// A follower follows the chain and gathers what the events call for.
type follower struct {
	r    *Reader
	c    *CheckReport
	prev [32]byte
	next uint64

	actors, receipts, groups, parts keySet

	undoes map[uint64]uint64 // of an undo or redo: what it took back
	undone map[uint64]uint64 // what is taken back, by which event

	absent  map[model.Ref]uint64 // made by which event, not deleted since, and not there
	batches map[uint64]int       // of an import that stands: how many issues it brought in
}

func (f *follower) event(k, v []byte) error {
	var e model.Event
	if err := decode(k, v, &e); err != nil {
		f.c.add(fmt.Sprintf("event %d", tailNumber(k)), "%v", err)
		f.next = tailNumber(k) + 1
		return nil
	}
	where := fmt.Sprintf("event %d", e.Seq)
	apart := f.skipLost(e.Seq)
	if e.Seq != f.next {
		f.c.add(fmt.Sprintf("event %d", f.next), "it is missing: event %d follows", e.Seq)
	}
	err := f.r.readParts(&e)
	switch {
	case err != nil && f.r.ctx.Err() != nil:
		return err
	case err != nil:
		f.c.add(where, "%v", err)
	case apart || f.c.Lost.Part(e.Seq): // what it follows, or a part of what it says, is known to be lost
	case !e.Verify(f.prev):
		f.c.add(where, "it does not follow from the event before it")
	}
	f.prev, f.next = e.Hash, e.Seq+1
	f.c.Events++
	f.expect(&e)
	if err == nil {
		return f.history(&e)
	}
	return nil
}

// skipLost goes on behind events that a repair did not find, and reports whether
// there were any.
func (f *follower) skipLost(upto uint64) (skipped bool) {
	for f.next < upto && f.c.Lost.Event(f.next) {
		f.next++
		skipped = true
	}
	return skipped
}

// ofLost reports a pair that belongs to an event that is lost, and is kept all the
// same: a receipt keeps its command from being done twice, a part has words.
func (f *follower) ofLost(k, sealed []byte) bool {
	switch k[0] {
	case tableReceipt:
		var r model.Receipt
		return len(f.c.Lost.Spans) > 0 && decode(k, sealed, &r) == nil && f.c.Lost.Event(r.Event)
	case tablePart:
		return len(k) == 13 && f.c.Lost.Event(binary.BigEndian.Uint64(k[1:]))
	}
	return false
}

// expect notes what an event calls for.
func (f *follower) expect(e *model.Event) {
	f.actors.add(checkSeed, num(actorPrefix(e.Actor), e.Seq))
	f.receipts.add(checkSeed, receiptKey(e.ID))
	for n := range e.Parts {
		if !e.Parts[n].Lost() {
			f.parts.add(checkSeed, partKey(e.Seq, n))
		}
	}
	if e.Group != 0 {
		f.groups.add(checkSeed, num(groupPrefix(e.Group), e.Seq))
	}
	if e.Undoes != 0 {
		f.undoes[e.Seq] = e.Undoes
		f.undone[e.Undoes] = e.Seq
		if earlier := f.undoes[e.Undoes]; earlier != 0 {
			delete(f.undone, earlier) // done again, it stands
		}
	}
}

// history looks up what the event made, and the entry of each record that it
// changed.
func (f *follower) history(e *model.Event) error {
	body, err := e.Body()
	if err != nil {
		f.c.add(fmt.Sprintf("event %d", e.Seq), "what it says cannot be read: %v", err)
		return nil
	}
	if body.Batch != nil {
		f.batches[e.Seq] = body.Batch.Count
		if e.Undoes != 0 {
			delete(f.batches, e.Seq)
			delete(f.batches, e.Undoes)
		}
	}
	for _, change := range body.Changes {
		if err := f.made(change, e.Seq); err != nil {
			return err
		}
		for _, ref := range touchedBy(change) {
			if err := f.historyOf(ref, e.Seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// made notes a record that a change made and that is not there.
func (f *follower) made(change model.Change, seq uint64) error {
	if change.Deleted {
		delete(f.absent, change.Ref)
	}
	if !change.Created {
		return nil
	}
	rec, err := f.r.Record(change.Ref)
	if err != nil && f.r.ctx.Err() != nil {
		return err
	}
	if err == nil && rec == nil { // one that cannot be read is named where records are
		f.absent[change.Ref] = seq
	}
	return nil
}

// compareMade names the records that are not there.
func (f *follower) compareMade() {
	for ref, seq := range f.absent {
		if f.c.Lost.Record(ref) {
			continue
		}
		f.c.add(ref.String(), "it is missing, and event %d made it", seq)
	}
	for seq, count := range f.batches {
		for _, rows := range f.c.Lost.Rows {
			if rows.Event == seq {
				count -= rows.Count
			}
		}
		if have := f.c.brought[seq]; have != count {
			f.c.add(fmt.Sprintf("the import of event %d", seq), "%d of its %d issues are there", have, count)
		}
	}
}

// touchedBy are the records in whose history a change stands: its own, and of a
// new contact what it is about.
func touchedBy(change model.Change) (refs []model.Ref) {
	if keepsHistory(change.Ref.Type) {
		refs = append(refs, change.Ref)
	}
	var about model.Ref
	if f, ok := change.Field("about"); ok && change.Created && json.Unmarshal(f.To, &about) == nil && about.Type == model.IssueRecord {
		refs = append(refs, about)
	}
	return refs
}

func (f *follower) historyOf(ref model.Ref, seq uint64) error {
	k := num(historyPrefix(ref), seq)
	sealed, ok, err := f.r.src.get(f.r.ctx, k)
	if err != nil {
		return err
	}
	if !ok {
		f.c.add(fmt.Sprintf("history of %s", ref), "event %d is missing in it", seq)
	} else if _, err := kv.Unseal(k, sealed); err != nil {
		f.c.add(fmt.Sprintf("history of %s", ref), "%v", err)
	}
	return nil
}

// compare reads a table whose keys the events call for.
func (f *follower) compare(name string, table byte, want keySet) error {
	var have keySet
	err := f.r.src.scan(f.r.ctx, kv.Prefix([]byte{table}), func(k, v []byte) (bool, error) {
		if _, err := kv.Unseal(k, v); err != nil {
			f.c.add(fmt.Sprintf("%s, key %x", name, k), "%v", err)
		}
		if f.ofLost(k, v) {
			return true, nil
		}
		have.add(checkSeed, k)
		return true, nil
	})
	if err == nil && want != have {
		f.c.add(name, "there are %d that differ from the %d its events call for", have.n, want.n)
	}
	return err
}

// compareUndone compares what is noted as taken back with what the events say.
func (f *follower) compareUndone() error {
	err := f.r.src.scan(f.r.ctx, kv.Prefix([]byte{tableUndone}), func(k, v []byte) (bool, error) {
		plain, err := kv.Unseal(k, v)
		by, ok := f.undone[tailNumber(k)]
		if err != nil || !ok || !bytes.Equal(plain, num(nil, by)) {
			f.c.add(fmt.Sprintf("event %d", tailNumber(k)), "it is noted as taken back by another event than the one that did")
		}
		delete(f.undone, tailNumber(k))
		return true, nil
	})
	for seq := range f.undone {
		f.c.add(fmt.Sprintf("event %d", seq), "it is not noted that it was taken back")
	}
	return err
}
