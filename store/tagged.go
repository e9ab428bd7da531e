package store

import (
	"cmp"
	"encoding/binary"
	"slices"

	"koe/model"
	"koe/store/kv"
)

// A Span is a run of civil days, both ends included.
type Span struct{ From, To model.Day }

// tagged is one entry of the tag index.
type tagged struct {
	day    model.Day
	number model.Number
}

// RawKeys lists the keys under which issues of a tag may be kept: its own and
// those of its aliases and, with leaves, of everything under it.
func RawKeys(book model.TagBook, tag model.TagKey, leaves bool) []model.TagKey {
	keys := []model.TagKey{tag}
	for k := range book {
		end := book.Resolve(k)
		parent, deep := end.Parent()
		if k != tag && (end == tag || leaves && deep && parent == tag) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// PrimaryIssues visits the issues counted under a tag (and, for a parent,
// under its leaves) in a span of days, the newest day first. The empty tag has
// those without any.
func (r *Reader) PrimaryIssues(tag model.TagKey, leaves bool, span Span, fn func(*model.Issue) (bool, error)) error {
	book, err := r.Tags()
	if err != nil {
		return err
	}
	keys := RawKeys(book, tag, leaves)
	entries, err := r.taggedIn(keys, span)
	if err != nil {
		return err
	}
	var last model.Number
	for _, e := range entries {
		if e.number == last {
			continue
		}
		last = e.number
		more, err := r.visit(e.number, "", func(i *model.Issue, _ model.Cursor) (bool, error) {
			if _, ok := slices.BinarySearch(keys, i.Primary()); !ok {
				return true, nil
			}
			return fn(i)
		})
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// taggedIn gathers index entries of some tags in a span, the newest first.
func (r *Reader) taggedIn(keys []model.TagKey, span Span) ([]tagged, error) {
	var all []tagged
	for _, tag := range keys {
		rng := kv.Range{From: day(tagPrefix(tag), span.From), To: day(tagPrefix(tag), span.To+1)}
		err := r.entries(rng, func(k []byte) (bool, error) {
			all = append(all, tagged{keyDay(k[len(k)-12:]), model.Number(tailNumber(k))})
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b tagged) int {
		return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.number, a.number))
	})
	return all, nil
}

func keyDay(b []byte) model.Day {
	return model.Day(int32(binary.BigEndian.Uint32(b) ^ (1 << 31)))
}

// Grave counts the S1 complaints of a span by their resolved primary tag.
func (r *Reader) Grave(span Span) (map[model.TagKey]int, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	out := map[model.TagKey]int{}
	rng := kv.Range{From: day(key(tableGrave, 4), span.From), To: day(key(tableGrave, 4), span.To+1)}
	err = r.entries(rng, func(k []byte) (bool, error) {
		return r.visit(model.Number(tailNumber(k)), "", func(i *model.Issue, _ model.Cursor) (bool, error) {
			if i.Kind == model.KindComplaint {
				out[book.Resolve(i.Primary())]++
			}
			return true, nil
		})
	})
	return out, err
}

// Withdrawn counts what was withdrawn of the issues received in a span.
func (r *Reader) Withdrawn(span Span) (int, error) {
	prefix := countPrefix(dimWithdrawn, "")
	total := 0
	err := r.src.scan(r.ctx, kv.Prefix(prefix), func(k, v []byte) (bool, error) {
		_, month, ok := splitCountKey(k, len(prefix))
		plain, err := kv.Unseal(k, v)
		counts := make([]uint32, 31)
		if err != nil {
			return false, err
		}
		if !ok || !unpackCounts(counts, plain) {
			return false, &kv.Damage{Where: "the counter of withdrawn issues", What: "it cannot be read"}
		}
		for slot, c := range counts {
			if d := month.First() + model.Day(slot); d >= span.From && d <= span.To {
				total += int(c)
			}
		}
		return true, nil
	})
	return total, err
}
