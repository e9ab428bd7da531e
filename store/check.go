package store

import (
	"bytes"
	"fmt"
	"hash/maphash"

	"koe/model"
	"koe/store/kv"
)

// A CheckReport is what comparing everything with everything found.
type CheckReport struct {
	Issues int
	Events int
	Hurt   []kv.Damage
	More   int // found beyond maxHurt
	// Lost is what a repair did not find, which is no new damage.
	Lost Lost

	brought map[uint64]int // issues that are there, by the import that brought them in
}

const maxHurt = 200

func (c *CheckReport) add(where, what string, args ...any) {
	if len(c.Hurt) == maxHurt {
		c.More++
		return
	}
	c.Hurt = append(c.Hurt, kv.Damage{Where: where, What: fmt.Sprintf(what, args...)})
}

// A keySet is a set of keys by its size and the sum of its members' hashes, so
// that two sets of millions are compared without holding either.
type keySet struct {
	n   int
	sum uint64
}

func (t *keySet) add(seed maphash.Seed, k []byte) {
	t.n++
	t.sum += maphash.Bytes(seed, k)
}

// Check reads everything and recounts: what Derive calls for from every record
// is compared with the index entries and counters on disk, what a record speaks
// of must be there, and the chain of events is followed with all that is kept
// about them.
func (r *Reader) Check() (CheckReport, error) {
	var c CheckReport
	want, counts, err := r.recount(&c)
	if err != nil {
		return c, err
	}
	for _, step := range []func() error{
		func() error { return r.compareEntries(&c, want) },
		func() error { return r.compareCounts(&c, counts) },
		func() error { return r.checkOthers(&c) },
		func() error { return r.checkReferences(&c) },
		func() error { return r.checkEvents(&c) },
	} {
		if err := step(); err != nil {
			return c, err
		}
	}
	return c, nil
}

var checkSeed = maphash.MakeSeed()

// recount derives everything anew from the records.
func (r *Reader) recount(c *CheckReport) (map[byte]*keySet, map[string][]int, error) {
	want := map[byte]*keySet{}
	counts := map[string][]int{}
	c.brought = map[uint64]int{}
	take := func(rec model.Record) {
		d := Derive(nil, rec)
		for _, k := range d.Put {
			if want[k[0]] == nil {
				want[k[0]] = &keySet{}
			}
			want[k[0]].add(checkSeed, k)
		}
		for _, change := range d.counts {
			if counts[change.key] == nil {
				counts[change.key] = make([]int, slots(change.key))
			}
			counts[change.key][change.slot] += change.delta
		}
	}
	for _, table := range []struct {
		prefix byte
		empty  func() model.Record
	}{
		{tableIssue, func() model.Record { return &model.Issue{} }},
		{tablePerson, func() model.Record { return &model.Customer{} }},
		{tableProblem, func() model.Record { return &model.Problem{} }},
		{tableContact, func() model.Record { return &model.Contact{} }},
	} {
		err := r.src.scan(r.ctx, kv.Prefix([]byte{table.prefix}), func(k, v []byte) (bool, error) {
			rec := table.empty()
			if err := decode(k, v, rec); err != nil {
				c.add(fmt.Sprintf("record %x", k), "%v", err)
				return true, nil
			}
			if !bytes.Equal(recordKey(rec), k) {
				c.add(fmt.Sprintf("record %x", k), "it says that it is %s", rec.Ref())
			}
			if i, ok := rec.(*model.Issue); ok {
				c.Issues++
				if i.ImportBatch != 0 {
					c.brought[i.ImportBatch]++
				}
			}
			take(rec)
			return true, nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return want, counts, nil
}

// derivedTables are those that Derive writes.
var derivedTables = []byte{tableUrgent, tableOwner, tablePromise, tableTag, tableCustomer, tableLinked, tableGrave, tableExternal, tableName, tableProbRef, tableAbout}

func (r *Reader) compareEntries(c *CheckReport, want map[byte]*keySet) error {
	for _, table := range derivedTables {
		var have keySet
		err := r.src.scan(r.ctx, kv.Prefix([]byte{table}), func(k, v []byte) (bool, error) {
			if _, err := kv.Unseal(k, v); err != nil {
				c.add(fmt.Sprintf("index entry %x", k), "%v", err)
			}
			have.add(checkSeed, k)
			return true, nil
		})
		if err != nil {
			return err
		}
		w := want[table]
		if w == nil {
			w = &keySet{}
		}
		if *w != have {
			c.add(fmt.Sprintf("index %q", table), "it has %d entries that differ from the %d its records call for", have.n, w.n)
		}
	}
	return nil
}

func (r *Reader) compareCounts(c *CheckReport, want map[string][]int) error {
	for _, table := range []byte{tableCount, tableHours} {
		err := r.src.scan(r.ctx, kv.Prefix([]byte{table}), func(k, v []byte) (bool, error) {
			have := make([]uint32, slots(string(k)))
			plain, err := kv.Unseal(k, v)
			if err != nil || !unpackCounts(have, plain) {
				c.add(fmt.Sprintf("counter %x", k), "it cannot be read")
				delete(want, string(k))
				return true, nil
			}
			for slot := range have {
				wanted := 0
				if w := want[string(k)]; w != nil {
					wanted = w[slot]
				}
				if int(have[slot]) != wanted {
					c.add(fmt.Sprintf("counter %x", k), "it counts %d where %d issues are", have[slot], wanted)
					break
				}
			}
			delete(want, string(k))
			return true, nil
		})
		if err != nil {
			return err
		}
	}
	for k, w := range want {
		for _, n := range w {
			if n != 0 {
				c.add(fmt.Sprintf("counter %x", k), "it is missing")
				break
			}
		}
	}
	return nil
}
