package kvtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koe/store/kv"
)

func testEmpty(t *testing.T, h Harness) {
	e := h.start(t)
	s := look(t, e)
	defer s.Close()
	if s.Version() != 1 {
		t.Errorf("version %d, want 1", s.Version())
	}
	if got := keys(t, s, kv.Range{}); len(got) != 0 {
		t.Errorf("keys %q in an empty engine", got)
	}
	if got := keys(t, s, kv.Range{Reverse: true}); len(got) != 0 {
		t.Errorf("keys %q in an empty engine, backwards", got)
	}
	if got := get(t, s, "a"); got != "-" {
		t.Errorf("a = %q", got)
	}
	if _, found, err := s.Get(context.Background(), nil); found || err != nil {
		t.Errorf("the empty key: %v, %v", found, err)
	}
}

func testBatch(t *testing.T, h Harness) {
	e := h.start(t)
	if v := put(t, e, "b1", "one", "a1", "two", "b2", ""); v != 2 {
		t.Errorf("version %d, want 2", v)
	}
	v := commit(t, e, kv.Batch{Put: []kv.Pair{pair("b1", "three"), pair("c1", "four")}, Del: [][]byte{[]byte("a1"), []byte("nothing")}})
	if v != 3 {
		t.Errorf("version %d, want 3", v)
	}
	s := look(t, e)
	defer s.Close()
	if s.Version() != 3 {
		t.Errorf("the snapshot has version %d, want 3", s.Version())
	}
	for key, want := range map[string]string{"a1": "-", "b1": "three", "b2": "", "c1": "four", "b": "-", "b11": "-", "d": "-"} {
		if got := get(t, s, key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	if v := commit(t, e, kv.Batch{}); v != 3 {
		t.Errorf("a batch of nothing made version %d", v)
	}
}

func testInvalid(t *testing.T, h Harness) {
	e := h.start(t)
	put(t, e, "a", "kept")
	for name, b := range map[string]kv.Batch{
		"an empty key":             {Put: []kv.Pair{{Value: []byte("x")}}},
		"an empty key to delete":   {Del: [][]byte{nil}},
		"a long key":               {Put: []kv.Pair{{Key: bytes.Repeat([]byte("k"), kv.MaxKey+1)}}},
		"a long value":             {Put: []kv.Pair{{Key: []byte("a"), Value: make([]byte, kv.MaxValue+1)}}},
		"a key twice":              {Put: []kv.Pair{pair("b", "1"), pair("a", "1"), pair("b", "2")}},
		"a key put and deleted":    {Put: []kv.Pair{pair("a", "1")}, Del: [][]byte{[]byte("a")}},
		"one bad pair among many":  {Put: []kv.Pair{pair("a", "1"), pair("b", "1"), {Value: []byte("x")}}},
		"bad for any version":      {After: 99, Put: []kv.Pair{{}}},
		"deleting a key twice too": {Del: [][]byte{[]byte("a"), []byte("a")}},
	} {
		if _, err := e.Commit(context.Background(), b); !errors.Is(err, kv.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	s := look(t, e)
	defer s.Close()
	if s.Version() != 2 || get(t, s, "a") != "kept" || len(keys(t, s, kv.Range{})) != 1 {
		t.Errorf("a refused batch left something: version %d, keys %q", s.Version(), keys(t, s, kv.Range{}))
	}
	longest := strings.Repeat("k", kv.MaxKey)
	put(t, e, longest, "fits")
}

func testConflict(t *testing.T, h Harness) {
	e := h.start(t)
	v := put(t, e, "a", "1")
	after := v
	v = commit(t, e, kv.Batch{After: v, Put: []kv.Pair{pair("a", "2")}})
	for _, stale := range []kv.Version{after, v + 1, 1} {
		for _, b := range []kv.Batch{{After: stale, Put: []kv.Pair{pair("a", "3")}}, {After: stale}} {
			if _, err := e.Commit(context.Background(), b); !errors.Is(err, kv.ErrConflict) {
				t.Errorf("after %d while %d stands: %v, want ErrConflict", stale, v, err)
			}
		}
	}
	if now := commit(t, e, kv.Batch{After: v}); now != v {
		t.Errorf("asking for version %d gave %d", v, now)
	}
	s := look(t, e)
	defer s.Close()
	if got := get(t, s, "a"); got != "2" || s.Version() != v {
		t.Errorf("a = %q at version %d, want 2 at %d", got, s.Version(), v)
	}
}

func testScans(t *testing.T, h Harness) {
	e := h.start(t)
	all := []string{"\x00", "\x00\x00", "a", "a\x00", "a\xff", "a\xff\xff", "b", "b1", "b2", "b\xff", "c", "\xfe\xff", "\xff", "\xff\xff", "\xff\xffx"}
	var b kv.Batch
	for _, key := range all {
		b.Put = append(b.Put, pair(key, "v"))
	}
	slices.Reverse(b.Put)
	commit(t, e, b)
	s := look(t, e)
	defer s.Close()
	bound := func(key string) []byte {
		if key == "nil" {
			return nil
		}
		return []byte(key)
	}
	edges := append([]string{"nil", "", "\x01", "a\x01", "b11", "bz", "d"}, all...)
	for _, from := range edges {
		for _, to := range edges {
			for _, limit := range []int{0, 1, 2, 3, 100} {
				r := kv.Range{From: bound(from), To: bound(to), Limit: limit}
				var want []string
				for _, key := range all {
					if key >= string(r.From) && (r.To == nil || key < string(r.To)) {
						want = append(want, key)
					}
				}
				for _, reverse := range []bool{false, true} {
					r.Reverse = reverse
					want := slices.Clone(want)
					if reverse {
						slices.Reverse(want)
					}
					if limit > 0 && len(want) > limit {
						want = want[:limit]
					}
					if got := keys(t, s, r); !slices.Equal(got, want) {
						t.Fatalf("from %q to %q, reverse %v, limit %d:\n got %q\nwant %q", from, to, reverse, limit, got, want)
					}
				}
			}
		}
	}
	for prefix, want := range map[string]int{"": len(all), "a": 4, "a\xff": 2, "\xff": 3, "\xff\xff": 2, "b": 4, "z": 0} {
		if got := keys(t, s, kv.Prefix([]byte(prefix))); len(got) != want {
			t.Errorf("prefix %q: %q, want %d keys", prefix, got, want)
		}
	}
}

func testPages(t *testing.T, h Harness) {
	e := h.start(t)
	var b kv.Batch
	const n = 3000
	for i := range n {
		key := []byte(number('i', i))
		b.Put = append(b.Put, kv.Pair{Key: key, Value: kv.Seal(key, filler(i, 300))})
	}
	commit(t, e, b)
	s := look(t, e)
	defer s.Close()
	for _, reverse := range []bool{false, true} {
		for _, limit := range []int{0, 7, 1500, n, n + 1} {
			var page kv.Page
			r, more := kv.Range{Reverse: reverse, Limit: limit}, true
			pages, next := 0, 0
			for more {
				if err := s.Scan(context.Background(), r, &page); err != nil {
					t.Fatal(err)
				}
				size := 0
				for _, p := range page.Pairs() {
					i := next
					if reverse {
						i = n - 1 - next
					}
					if string(p.Key) != number('i', i) || !bytes.Equal(p.Value, b.Put[i].Value) {
						t.Fatalf("pair %d of the scan is %q", next, p.Key)
					}
					next++
					size += len(p.Key) + len(p.Value)
				}
				if size > kv.PageBytes+400 {
					t.Fatalf("a page of %d bytes", size)
				}
				r, more = page.Rest()
				pages++
			}
			want := n
			if limit > 0 {
				want = min(limit, n)
			}
			if next != want {
				t.Errorf("reverse %v, limit %d: %d pairs", reverse, limit, next)
			}
			if most := want*320/kv.PageBytes + 1; pages > most {
				t.Errorf("reverse %v, limit %d: %d pages, at most %d are needed", reverse, limit, pages, most)
			}
		}
	}
}

func testCopies(t *testing.T, h Harness) {
	e := h.start(t)
	key, value := []byte("key"), []byte("value")
	commit(t, e, kv.Batch{Put: []kv.Pair{{Key: key, Value: kv.Seal(key, value)}}})
	s := look(t, e)
	for range 2 {
		got, _, err := s.Get(context.Background(), key)
		if err != nil || string(got[:5]) != "value" {
			t.Fatalf("%q, %v", got, err)
		}
		clear(got)
		var page kv.Page
		if err := s.Scan(context.Background(), kv.Range{}, &page); err != nil {
			t.Fatal(err)
		}
		clear(page.Pairs()[0].Key)
		clear(page.Pairs()[0].Value)
	}
	var page kv.Page
	if err := s.Scan(context.Background(), kv.Range{}, &page); err != nil {
		t.Fatal(err)
	}
	kept, _, _ := s.Get(context.Background(), key)
	s.Close()
	commit(t, e, kv.Batch{Del: [][]byte{key}})
	if p := page.Pairs()[0]; string(p.Key) != "key" || string(p.Value[:5]) != "value" || string(kept[:5]) != "value" {
		t.Errorf("after closing the snapshot: %q = %q", p.Key, p.Value)
	}
}

func testLarge(t *testing.T, h Harness) {
	e := h.start(t)
	for i, size := range []int{0, 1, 4000, 4096, 5000, 64 << 10, 1 << 20} {
		key := []byte(number('l', i))
		want := kv.Seal(key, filler(i, size))
		commit(t, e, kv.Batch{Put: []kv.Pair{{Key: key, Value: want}, pair(number('s', i), "small")}})
		s := look(t, e)
		if got, found, err := s.Get(context.Background(), key); !found || err != nil || !bytes.Equal(got, want) {
			t.Errorf("a value of %d bytes comes back as %d: %v, %v", size, len(got), found, err)
		}
		if got := keys(t, s, kv.Prefix([]byte("l"))); len(got) != i+1 {
			t.Errorf("%d large values, want %d", len(got), i+1)
		}
		s.Close()
	}
}

func testContexts(t *testing.T, h Harness) {
	e := h.start(t)
	put(t, e, "a", "1")
	s := look(t, e)
	defer s.Close()
	done, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancel := context.WithDeadline(context.Background(), time.Unix(1, 0))
	defer cancel()
	for ctx, want := range map[context.Context]error{done: context.Canceled, late: context.DeadlineExceeded} {
		if _, err := e.Snapshot(ctx); !errors.Is(err, want) {
			t.Errorf("Snapshot: %v, want %v", err, want)
		}
		if _, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{pair("a", "2")}}); !errors.Is(err, want) || errors.Is(err, kv.ErrPending) {
			t.Errorf("Commit: %v, want %v and nothing pending", err, want)
		}
		if _, _, err := s.Get(ctx, []byte("a")); !errors.Is(err, want) {
			t.Errorf("Get: %v, want %v", err, want)
		}
		if err := s.Scan(ctx, kv.Range{}, new(kv.Page)); !errors.Is(err, want) {
			t.Errorf("Scan: %v, want %v", err, want)
		}
	}
	now := look(t, e)
	defer now.Close()
	if now.Version() != 2 || get(t, now, "a") != "1" {
		t.Errorf("a commit that was never begun left version %d", now.Version())
	}
}

func testClosed(t *testing.T, h Harness) {
	e := h.New(t)
	put(t, e, "a", "1")
	closed, open := look(t, e), look(t, e)
	for range 2 {
		if err := closed.Close(); err != nil {
			t.Errorf("closing a snapshot: %v", err)
		}
	}
	for range 2 {
		if err := e.Close(); err != nil {
			t.Errorf("closing the engine: %v", err)
		}
	}
	for name, s := range map[string]kv.Snapshot{"a closed snapshot": closed, "a snapshot of a closed engine": open} {
		if _, _, err := s.Get(context.Background(), []byte("a")); !errors.Is(err, kv.ErrClosed) {
			t.Errorf("Get on %s: %v", name, err)
		}
		if err := s.Scan(context.Background(), kv.Range{}, new(kv.Page)); !errors.Is(err, kv.ErrClosed) {
			t.Errorf("Scan on %s: %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("closing %s: %v", name, err)
		}
	}
	if _, err := e.Snapshot(context.Background()); !errors.Is(err, kv.ErrClosed) {
		t.Errorf("Snapshot: %v", err)
	}
	for _, b := range []kv.Batch{{}, {Put: []kv.Pair{pair("a", "2")}}} {
		if _, err := e.Commit(context.Background(), b); !errors.Is(err, kv.ErrClosed) {
			t.Errorf("Commit: %v", err)
		}
	}
	if m, ok := e.(kv.Maintainer); ok {
		_, verifying := m.Verify(context.Background(), nil)
		_, backing := m.Backup(context.Background(), new(bytes.Buffer))
		_, asking := m.Stats(context.Background())
		compacting := m.Compact(context.Background(), fmt.Sprintf("%s/compact", t.TempDir()))
		for _, err := range []error{verifying, backing, asking, compacting} {
			if !errors.Is(err, kv.ErrClosed) {
				t.Errorf("maintaining: %v", err)
			}
		}
	}
}
