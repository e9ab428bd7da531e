package kvtest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"koe/store/kv"
)

// model is the plain idea of an engine: a map and a number.
type model struct {
	version kv.Version
	pairs   map[string]string
}

func (m model) clone() model { return model{m.version, maps.Clone(m.pairs)} }

// scan answers a range from the model.
func (m model) scan(r kv.Range) []kv.Pair {
	var all []kv.Pair
	for _, key := range slices.Sorted(maps.Keys(m.pairs)) {
		if r.Contains([]byte(key)) {
			all = append(all, kv.Pair{Key: []byte(key), Value: []byte(m.pairs[key])})
		}
	}
	if r.Reverse {
		slices.Reverse(all)
	}
	if r.Limit > 0 && len(all) > r.Limit {
		all = all[:r.Limit]
	}
	return all
}

// Keys with few bytes at each place meet each other often; now and then one is long.
var anyKey = rapid.Custom(func(t *rapid.T) []byte {
	key := []byte{rapid.SampledFrom([]byte{0, 1, 'a', 'b', 0xfe, 0xff}).Draw(t, "table")}
	key = append(key, rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 'm', 0xff}), 0, 5).Draw(t, "rest")...)
	if rapid.IntRange(0, 20).Draw(t, "long") == 0 {
		key = append(key, bytes.Repeat([]byte{'k'}, 500)...)
	}
	return key
})

var anyRange = rapid.Custom(func(t *rapid.T) kv.Range {
	r := kv.Range{Reverse: rapid.Bool().Draw(t, "reverse"), Limit: rapid.SampledFrom([]int{0, 0, 1, 3, 50}).Draw(t, "limit")}
	if rapid.Bool().Draw(t, "from") {
		r.From = anyKey.Draw(t, "from")
	}
	if rapid.Bool().Draw(t, "to") {
		r.To = anyKey.Draw(t, "to")
	}
	return r
})

// anyBatch draws a batch for the model and the model after it.
func anyBatch(t *rapid.T, m model) (kv.Batch, model) {
	b, next := kv.Batch{}, m.clone()
	put := func(key []byte, size int) {
		value := kv.Seal(key, filler(int(m.version), size))
		b.Put, next.pairs[string(key)] = append(b.Put, kv.Pair{Key: key, Value: value}), string(value)
	}
	size := rapid.SampledFrom([]int{0, 1, 20, 200, 900, 5000})
	for _, key := range rapid.SliceOfNDistinct(anyKey, 0, 12, func(k []byte) string { return string(k) }).Draw(t, "keys") {
		if _, there := m.pairs[string(key)]; there && rapid.Bool().Draw(t, "delete") {
			b.Del = append(b.Del, key)
			delete(next.pairs, string(key))
		} else {
			put(key, size.Draw(t, "size"))
		}
	}
	// Runs of many keys give trees branches to grow and to lose.
	if from := rapid.IntRange(0, 3).Draw(t, "run"); from > 0 {
		for i := range rapid.IntRange(10, 150).Draw(t, "many") {
			key := []byte(number('r', from*100+i))
			if _, there := m.pairs[string(key)]; there {
				b.Del = append(b.Del, key)
				delete(next.pairs, string(key))
			} else {
				put(key, 100)
			}
		}
	}
	if len(b.Put)+len(b.Del) > 0 {
		next.version++
	}
	b.After = rapid.SampledFrom([]kv.Version{kv.Any, m.version}).Draw(t, "after")
	return b, next
}

// testRandom holds an engine against the model over random operations.
func testRandom(t *testing.T, h Harness) {
	rapid.Check(t, func(rt *rapid.T) {
		e, now := h.New(t), model{version: 1, pairs: map[string]string{}}
		type held struct {
			kv.Snapshot
			model
		}
		var open []held
		compare := func(s kv.Snapshot, m model) {
			if s.Version() != m.version {
				rt.Fatalf("version %d, want %d", s.Version(), m.version)
			}
			r := anyRange.Draw(rt, "range")
			want := m.scan(r)
			i := 0
			for p, err := range kv.All(context.Background(), s, r) {
				if err != nil {
					rt.Fatalf("scanning: %v", err)
				}
				if i >= len(want) || !bytes.Equal(p.Key, want[i].Key) || !bytes.Equal(p.Value, want[i].Value) {
					rt.Fatalf("pair %d of %+v is %x", i, r, p.Key)
				}
				i++
			}
			if i != len(want) {
				rt.Fatalf("%d pairs of %+v, want %d", i, r, len(want))
			}
			key := anyKey.Draw(rt, "key")
			got, found, err := s.Get(context.Background(), key)
			if want, there := m.pairs[string(key)]; err != nil || found != there || string(got) != want {
				rt.Fatalf("key %x: %v, %v", key, found, err)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"commit": func(rt *rapid.T) {
				b, next := anyBatch(rt, now)
				if v := commit(rt, e, b); v != next.version {
					rt.Fatalf("version %d, want %d", v, next.version)
				}
				now = next
			},
			"conflict": func(rt *rapid.T) {
				b, _ := anyBatch(rt, now)
				b.After = now.version + kv.Version(rapid.IntRange(1, 3).Draw(rt, "ahead"))
				if _, err := e.Commit(context.Background(), b); !errors.Is(err, kv.ErrConflict) {
					rt.Fatalf("%v, want ErrConflict", err)
				}
			},
			"look": func(rt *rapid.T) {
				s := look(rt, e)
				compare(s, now)
				if len(open) < 4 && rapid.Bool().Draw(rt, "keep") {
					open = append(open, held{s, now.clone()})
				} else {
					s.Close()
				}
			},
			"look again": func(*rapid.T) {
				if len(open) > 0 {
					s := open[0]
					compare(s, s.model)
					s.Close()
					open = open[1:]
				}
			},
			"reopen": func(*rapid.T) {
				if h.Reopen != nil {
					e, open = h.Reopen(t, e), nil
				}
			},
		})
		verify(rt, e)
		if err := e.Close(); err != nil {
			rt.Fatalf("closing: %v", err)
		}
	})
}

func testReopen(t *testing.T, h Harness) {
	if h.Reopen == nil {
		t.Skip("this engine forgets")
	}
	e := h.New(t)
	defer func() { e.Close() }()
	for round := range 5 {
		v := put(t, e, number('a', round), "a", number('b', round), string(filler(round, 3000)), "last", number('x', round))
		e = h.Reopen(t, e)
		s := look(t, e)
		if s.Version() != v {
			t.Errorf("version %d, want %d", s.Version(), v)
		}
		if got := keys(t, s, kv.Range{}); len(got) != 2*(round+1)+1 || get(t, s, "last") != number('x', round) {
			t.Errorf("round %d: keys %q, last %q", round, got, get(t, s, "last"))
		}
		s.Close()
		if _, err := e.Commit(context.Background(), kv.Batch{After: v - 1, Put: []kv.Pair{pair("late", "")}}); !errors.Is(err, kv.ErrConflict) {
			t.Errorf("after opening again: %v, want ErrConflict", err)
		}
	}
	verify(t, e)
}
