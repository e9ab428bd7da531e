package kv_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"koe/store/kv"
)

func TestSeal(t *testing.T) {
	for key, value := range map[string]string{"k": "", "key": "value", "\x00": "\x00"} {
		sealed := kv.Seal([]byte(key), []byte(value))
		if got, err := kv.Unseal([]byte(key), sealed); err != nil || string(got) != value || len(sealed) != len(value)+kv.SealSize {
			t.Errorf("%q: %q, %v", key, got, err)
		}
		if again := kv.AppendSeal([]byte(value), []byte(key)); !bytes.Equal(again, sealed) {
			t.Errorf("%q: AppendSeal gives %x, Seal %x", key, again, sealed)
		}
	}
	// The polynomial is part of the file format: CRC-32C over 00000003 "abc" "def".
	if got := kv.Seal([]byte("abc"), []byte("def")); !bytes.Equal(got, []byte("def\x5f\x4e\x16\x48")) {
		t.Errorf("% x", got)
	}
}

// TestSealFindsOneFlippedBit is what a CRC promises: no single flipped bit, in key, value or seal,
// goes unseen, nor does a byte that moves from key to value.
func TestSealFindsOneFlippedBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "key")
		sealed := kv.Seal(key, rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(t, "value"))
		bit := rapid.IntRange(0, 8*(len(key)+len(sealed))-1).Draw(t, "bit")
		both := append(bytes.Clone(key), sealed...)
		both[bit/8] ^= 1 << (bit % 8)
		if _, err := kv.Unseal(both[:len(key)], both[len(key):]); !errors.Is(err, kv.ErrDamaged) {
			t.Fatalf("bit %d: %v", bit, err)
		}
		both[bit/8] ^= 1 << (bit % 8)
		if _, err := kv.Unseal(both[:len(key)+1], both[len(key)+1:]); !errors.Is(err, kv.ErrDamaged) {
			t.Fatalf("a byte moved: %v", err)
		}
	})
}

func TestUnsealNamesTheKey(t *testing.T) {
	for sealed, want := range map[string]string{"": "key 6901: its value is cut short", "abc": "key 6901: its value is cut short", "abcd": "key 6901: its value does not match its checksum"} {
		if _, err := kv.Unseal([]byte{'i', 1}, []byte(sealed)); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v", sealed, err)
		}
	}
	if _, err := kv.Unseal(bytes.Repeat([]byte{'k'}, kv.MaxKey), nil); len(err.Error()) > 200 {
		t.Errorf("a long key makes a long sentence: %v", err)
	}
}

func TestPrefix(t *testing.T) {
	for prefix, to := range map[string]string{"a": "b", "a\xff": "b", "a\xfe\xff\xff": "a\xff", "\x00": "\x01"} {
		if r := kv.Prefix([]byte(prefix)); string(r.From) != prefix || string(r.To) != to {
			t.Errorf("%q: from %q to %q, want to %q", prefix, r.From, r.To, to)
		}
	}
	for _, prefix := range []string{"", "\xff", "\xff\xff"} {
		if r := kv.Prefix([]byte(prefix)); r.To != nil {
			t.Errorf("%q: to %q, want no end", prefix, r.To)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 0xfe, 0xff}), 0, 4)
		prefix, key := few.Draw(t, "prefix"), few.Draw(t, "key")
		if r := kv.Prefix(prefix); r.Contains(key) != bytes.HasPrefix(key, prefix) {
			t.Fatalf("%x in %+v: %v", key, r, r.Contains(key))
		}
	})
}

func TestOpsAreSorted(t *testing.T) {
	b := kv.Batch{Put: []kv.Pair{{Key: []byte("c")}, {Key: []byte("a")}}, Del: [][]byte{[]byte("b"), []byte("0")}}
	ops, err := b.Ops()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, op := range ops {
		if got.Write(op.Key); op.Del {
			got.WriteByte('-')
		}
	}
	if got.String() != "0-ab-c" || string(b.Put[0].Key) != "c" {
		t.Errorf("%s, and the batch begins with %s", got.String(), b.Put[0].Key)
	}
}

func TestSaving(t *testing.T) {
	saving := kv.NewSaving()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := saving.Wait(ctx)
	var pending *kv.Pending
	if !errors.As(err, &pending) || !errors.Is(err, kv.ErrPending) || !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want a Pending for context.Canceled", err)
	}
	if _, err := pending.Wait(ctx); !errors.Is(err, kv.ErrPending) {
		t.Errorf("asked again: %v", err)
	}
	saving.Settle(7, kv.ErrFull)
	for range 2 { // the answer stays, and is given even to one whose time is over
		if v, err := pending.Wait(ctx); v != 7 || err != kv.ErrFull {
			t.Errorf("%d, %v", v, err)
		}
	}
}

func TestReport(t *testing.T) {
	var r kv.Report
	if r.Err() != nil {
		t.Error(r.Err())
	}
	for range kv.MaxHurt + 3 {
		r.Add(kv.Hurt{Damage: kv.Damage{Where: "page 7", What: "it is empty"}})
	}
	if len(r.Hurt) != kv.MaxHurt || r.More != 3 {
		t.Errorf("%d and %d more", len(r.Hurt), r.More)
	}
	if err := r.Err(); !errors.Is(err, kv.ErrDamaged) || err.Error() != "the database is damaged: page 7: it is empty" {
		t.Error(err)
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		from, to string
		endless  bool
		empty    bool
		holds    string // of the keys a, b, c
	}{
		{"", "", true, false, "abc"}, {"b", "", true, false, "bc"}, {"", "b", false, false, "a"}, {"a", "c", false, false, "ab"},
		{"b", "b", false, true, ""}, {"c", "a", false, true, ""}, {"", "", false, true, ""}, {"b", "ba", false, false, "b"},
	} {
		r := kv.Range{From: []byte(c.from), To: []byte(c.to)}
		if c.endless {
			r.To = nil
		}
		holds := ""
		for _, key := range []string{"a", "b", "c"} {
			if r.Contains([]byte(key)) {
				holds += key
			}
		}
		if r.Empty() != c.empty || holds != c.holds {
			t.Errorf("%+v: empty %v, holds %s", c, r.Empty(), holds)
		}
	}
}

// TestAPageEndsWhereItsRoomDoes counts pairs and bytes, and leaves the rest of the range with
// what is left of its limit.
func TestAPageEndsWhereItsRoomDoes(t *testing.T) {
	for _, reverse := range []bool{false, true} {
		var p kv.Page
		p.Begin(kv.Range{From: []byte("a"), To: []byte("z"), Reverse: reverse, Limit: 5})
		for n, key := range []string{"k", "l", "m"} {
			if !p.Add([]byte(key), []byte("v")) {
				t.Fatalf("no room after %d of 5", n+1)
			}
		}
		p.Cut()
		rest, more := p.Rest()
		want := kv.Range{From: []byte("m\x00"), To: []byte("z"), Limit: 2}
		if reverse {
			want = kv.Range{From: []byte("a"), To: []byte("m"), Reverse: true, Limit: 2}
		}
		if !more || string(rest.From) != string(want.From) || string(rest.To) != string(want.To) || rest.Limit != 2 || rest.Reverse != reverse {
			t.Errorf("reverse %v: %+v is left, %v", reverse, rest, more)
		}
		p.Begin(kv.Range{Limit: 2, Reverse: reverse})
		if first, second := p.Add([]byte("a"), nil), p.Add([]byte("b"), nil); !first || second {
			t.Errorf("a limit of two: %v, %v", first, second)
		}
		p.Cut()
		if rest, more := p.Rest(); more {
			t.Errorf("a limit that was reached leaves %+v", rest)
		}
	}
	var p kv.Page
	p.Begin(kv.Range{})
	if p.Add([]byte("k"), make([]byte, kv.PageBytes-2)) != true || p.Add([]byte("l"), nil) {
		t.Error("a page is full one byte before its bound, or not at it")
	}
	if pairs := p.Pairs(); len(pairs) != 2 || string(pairs[0].Key) != "k" || len(pairs[0].Value) != kv.PageBytes-2 || string(pairs[1].Key) != "l" {
		t.Errorf("%d pairs", len(pairs))
	}
}

func TestErrorsAreToldApart(t *testing.T) {
	if err := error(&kv.Damage{Where: "page 3", What: "it is hurt"}); !errors.Is(err, kv.ErrDamaged) || errors.Is(err, kv.ErrFull) || err.Error() != "the database is damaged: page 3: it is hurt" {
		t.Errorf("%v", err)
	}
	s := kv.NewSaving()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.Wait(ctx)
	var pending *kv.Pending
	if !errors.As(err, &pending) || !errors.Is(err, kv.ErrPending) || !errors.Is(err, context.Canceled) || errors.Is(err, kv.ErrUnknown) || err.Error() != "still saving: context canceled" {
		t.Fatalf("%v", err)
	}
	s.Settle(7, kv.ErrFull)
	if v, err := pending.Wait(ctx); v != 7 || !errors.Is(err, kv.ErrFull) {
		t.Errorf("settled, whoever no longer waits: %d, %v", v, err)
	}
}
