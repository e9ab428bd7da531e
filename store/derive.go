package store

import (
	"bytes"
	"slices"

	"koe/model"
	"koe/model/text"
)

// A Derived is what follows for indexes and counters when a record changes.
type Derived struct {
	Put    [][]byte // index entries to make
	Del    [][]byte // index entries to drop
	counts []countChange
}

// Derive is the one writer of derived keys: the pure difference of what the
// old record and the new one call for. Either may be nil.
func Derive(before, after model.Record) Derived {
	var d Derived
	old, now := entries(before), entries(after)
	slices.SortFunc(old, bytes.Compare)
	slices.SortFunc(now, bytes.Compare)
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || (len(old) > 0 && bytes.Compare(old[0], now[0]) < 0):
			d.Del, old = append(d.Del, old[0]), old[1:]
		case len(old) == 0 || bytes.Compare(now[0], old[0]) < 0:
			d.Put, now = append(d.Put, now[0]), now[1:]
		default:
			old, now = old[1:], now[1:]
		}
	}
	was, _ := before.(*model.Issue)
	is, _ := after.(*model.Issue)
	if !sameCounts(was, is) {
		d.counts = countsOf(countsOf(nil, was, -1), is, 1)
	}
	return d
}

// sameCounts spares the counters when nothing that they divide by has changed.
func sameCounts(a, b *model.Issue) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Counted() == b.Counted() && a.Day == b.Day && a.Hour == b.Hour && a.Primary() == b.Primary() &&
		a.Kind == b.Kind && a.Channel == b.Channel && a.Segment == b.Segment
}

// entries are all index keys of a record.
func entries(r model.Record) [][]byte {
	switch r := r.(type) {
	case *model.Issue:
		return issueEntries(r)
	case *model.Customer:
		return customerEntries(r)
	case *model.Problem:
		if r.External != "" {
			return [][]byte{problemRefKey(r.External)}
		}
	case *model.Contact:
		return [][]byte{num(aboutPrefix(r.About), r.ID)}
	}
	return nil
}

func issueEntries(i *model.Issue) [][]byte {
	n := uint64(i.Number)
	keys := make([][]byte, 0, 8)
	if i.State.Open() {
		keys = append(keys, urgency(key(tableUrgent, 17), i), urgency(ownerPrefix(i.Owner), i))
		for _, p := range i.Promises {
			if p.KeptAt == 0 {
				keys = append(keys, num(instant(key(tablePromise, 16), p.By), n))
			}
		}
	}
	for _, t := range i.Tags {
		keys = append(keys, tagKey(t, i.Day, i.Number))
	}
	if len(i.Tags) == 0 {
		keys = append(keys, tagKey("", i.Day, i.Number))
	}
	if i.Customer != 0 {
		keys = append(keys, num(day(customerPrefix(i.Customer), i.Day), n))
	}
	if i.Severity == model.S1 && i.Counted() {
		keys = append(keys, num(day(key(tableGrave, 12), i.Day), n))
	}
	if i.Problem != 0 {
		keys = append(keys, num(linkedPrefix(i.Problem), n))
	}
	if i.ExternalID != "" {
		keys = append(keys, externalKey(i.Source, i.ExternalID))
	}
	slices.SortFunc(keys, bytes.Compare)
	return slices.CompactFunc(keys, bytes.Equal)
}

func customerEntries(c *model.Customer) [][]byte {
	var keys [][]byte
	add := func(s string) {
		if folded := text.Key(s); folded != "" && len(folded) < 512 {
			keys = append(keys, num(namePrefix(folded), uint64(c.ID)))
		}
	}
	add(c.Name)
	add(c.Reading)
	add(c.Account)
	for _, p := range c.Phones {
		add(digits(p))
	}
	for _, e := range c.Emails {
		add(e)
	}
	slices.SortFunc(keys, bytes.Compare)
	return slices.CompactFunc(keys, bytes.Equal)
}

// digits keeps the digits of a telephone number.
func digits(s string) string {
	var b []byte
	for _, r := range text.Fold(s) {
		if r >= '0' && r <= '9' {
			b = append(b, byte(r))
		}
	}
	return string(b)
}

// entryValue is what an index entry holds: the record's number where the key
// does not end with it, and else nothing but its seal.
func entryValue(k []byte, r model.Record) []byte {
	switch k[0] {
	case tableExternal:
		if i, ok := r.(*model.Issue); ok {
			return num(nil, uint64(i.Number))
		}
	case tableProbRef:
		if p, ok := r.(*model.Problem); ok {
			return num(nil, uint64(p.ID))
		}
	}
	return nil
}
