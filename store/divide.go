package store

import (
	"bytes"
	"fmt"

	"koe/model"
	"koe/store/kv"
)

// Channels counts a tag's complaints of a span by channel, out of the counters. The empty channel
// has those of which none is known.
func (r *Reader) Channels(tag model.TagKey, leaves bool, span Span) (map[string]int, error) {
	return r.divided(dimChannel, tag, leaves, span)
}

// Segments counts a tag's complaints of a span by segment, out of the counters. The empty segment
// has those of which none is known.
func (r *Reader) Segments(tag model.TagKey, leaves bool, span Span) (map[string]int, error) {
	return r.divided(dimSegment, tag, leaves, span)
}

// divided counts a tag's complaints by a dimension: its values, and what is left of all complaints
// under the empty one.
func (r *Reader) divided(dim dimension, tag model.TagKey, leaves bool, span Span) (map[string]int, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	keys := RawKeys(book, tag, leaves)
	rest, err := r.counted(dimKind, model.KindComplaint.String(), keys, span)
	if err != nil {
		return nil, err
	}
	values, err := r.valuesOf(dim)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, value := range values {
		n, err := r.counted(dim, value, keys, span)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out[value] = n
			rest -= n
		}
	}
	if rest < 0 {
		return nil, &kv.Damage{Where: fmt.Sprintf("counters of %q", tag), What: "a part of the complaints is more than all of them"}
	}
	if rest > 0 {
		out[""] = rest
	}
	return out, nil
}

// counted adds up one value's counters of some tags over a span.
func (r *Reader) counted(dim dimension, value string, keys []model.TagKey, span Span) (int, error) {
	total := 0
	for _, tag := range keys {
		prefix := len(countPrefix(dim, value))
		rng := kv.Range{From: countKey(dim, value, tag, span.From.Month()), To: countKey(dim, value, tag, span.To.Month()+1)}
		err := r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
			_, month, counts, err := readCounts(k, v, prefix)
			if err != nil {
				return false, err
			}
			for slot, c := range counts {
				if d := month.First() + model.Day(slot); d >= span.From && d <= span.To {
					total += int(c)
				}
			}
			return true, nil
		})
		if err != nil {
			return 0, err
		}
	}
	return total, nil
}

// valuesOf lists the values by which a dimension has ever counted. It goes from the first key of
// each to the next value's, since there are few values and many tags and months under each.
func (r *Reader) valuesOf(dim dimension) ([]string, error) {
	var values []string
	rng := kv.Prefix(append(key(tableCount, 1), byte(dim)))
	for found := true; found; {
		found = false
		rng.Limit = 1
		err := r.entries(rng, func(k []byte) (bool, error) {
			value, _, ok := bytes.Cut(k[2:], []byte{0})
			if !ok {
				return false, &kv.Damage{Where: fmt.Sprintf("counter %x", k), What: "its key cannot be read"}
			}
			found = true
			values = append(values, string(value))
			rng.From = kv.Prefix(countPrefix(dim, string(value))).To
			return false, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return values, nil
}
