package store

import (
	"bytes"
	"fmt"

	"koe/model"
	"koe/store/kv"
)

// checkOthers reads the records that nothing is derived from: people, tags,
// views, the desk, and the volumes.
func (r *Reader) checkOthers(c *CheckReport) error {
	read := func(k, v []byte, rec model.Record) {
		if err := decode(k, v, rec); err != nil {
			c.add(fmt.Sprintf("record %x", k), "%v", err)
		} else if !bytes.Equal(recordKey(rec), k) {
			c.add(fmt.Sprintf("record %x", k), "it says that it is %s", rec.Ref())
		}
	}
	err := r.src.scan(r.ctx, kv.Prefix([]byte{tableRecord}), func(k, v []byte) (bool, error) {
		if len(k) < 2 {
			c.add(fmt.Sprintf("record %x", k), "its key cannot be read")
			return true, nil
		}
		rec, err := model.NewRecord(model.RecordType(k[1]))
		if err != nil {
			c.add(fmt.Sprintf("record %x", k), "%v", err)
			return true, nil
		}
		read(k, v, rec)
		return true, nil
	})
	if err != nil {
		return err
	}
	return r.src.scan(r.ctx, kv.Prefix([]byte{tableVolume}), func(k, v []byte) (bool, error) {
		read(k, v, &model.Volume{})
		return true, nil
	})
}

// A spoken is what records speak of, and where it was first spoken of.
type spoken map[model.Ref]model.Ref

func (s spoken) of(what, by model.Ref) {
	if _, ok := s[what]; !ok {
		s[what] = by
	}
}

// checkReferences looks for what records speak of and what is not there.
func (r *Reader) checkReferences(c *CheckReport) error {
	heads, err := r.Heads()
	if err != nil {
		c.add("the numbers given out", "%v", err)
		return nil
	}
	said, err := r.whatIsSpokenOf(c, heads)
	if err != nil {
		return err
	}
	return r.find(c, said)
}

// whatIsSpokenOf gathers what records speak of, and names those whose number was never
// given out.
func (r *Reader) whatIsSpokenOf(c *CheckReport, heads model.Heads) (spoken, error) {
	said := spoken{}
	given := func(last uint64, n uint64, ref model.Ref) {
		if n > last {
			c.add(ref.String(), "its number is above the last that was given out, %d", last)
		}
	}
	for _, table := range []struct {
		prefix byte
		empty  func() model.Record
		speaks func(model.Record)
	}{
		{tableIssue, func() model.Record { return &model.Issue{} }, func(rec model.Record) {
			i := rec.(*model.Issue)
			given(uint64(heads.Issue), uint64(i.Number), i.Ref())
			if i.Customer != 0 {
				said.of((&model.Customer{ID: i.Customer}).Ref(), i.Ref())
			}
			if i.Problem != 0 {
				said.of((&model.Problem{ID: i.Problem}).Ref(), i.Ref())
			}
			if i.Owner != "" {
				said.of((&model.User{ID: i.Owner}).Ref(), i.Ref())
			}
			for _, t := range i.Tags {
				said.of((&model.Tag{Key: t}).Ref(), i.Ref())
			}
		}},
		{tablePerson, func() model.Record { return &model.Customer{} }, func(rec model.Record) {
			p := rec.(*model.Customer)
			given(uint64(heads.Customer), uint64(p.ID), p.Ref())
			if p.Into != 0 {
				said.of((&model.Customer{ID: p.Into}).Ref(), p.Ref())
			}
		}},
		{tableProblem, func() model.Record { return &model.Problem{} }, func(rec model.Record) {
			p := rec.(*model.Problem)
			given(uint64(heads.Problem), uint64(p.ID), p.Ref())
			if p.Owner != "" {
				said.of((&model.User{ID: p.Owner}).Ref(), p.Ref())
			}
		}},
		{tableContact, func() model.Record { return &model.Contact{} }, func(rec model.Record) {
			k := rec.(*model.Contact)
			given(heads.Contact, k.ID, k.Ref())
			if !k.Retracted { // of an issue whose import was taken back, nothing is left
				said.of(k.About, k.Ref())
			}
		}},
	} {
		err := r.src.scan(r.ctx, kv.Prefix([]byte{table.prefix}), func(k, v []byte) (bool, error) {
			rec := table.empty()
			if decode(k, v, rec) == nil { // what cannot be read is named by the recount
				table.speaks(rec)
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return said, nil
}

// find looks up what is spoken of. The tags are one scan, as there may be many.
func (r *Reader) find(c *CheckReport, said spoken) error {
	lost, err := r.Lost()
	if err != nil {
		return nil // named where events are followed
	}
	for what, by := range said {
		rec, err := r.Record(what)
		switch {
		case err != nil && r.ctx.Err() != nil:
			return err
		case err != nil: // a hurt record is named where records are read
		case rec == nil && !lost.Record(what):
			c.add(what.String(), "it is missing, and %s speaks of it", by)
		}
	}
	return nil
}
