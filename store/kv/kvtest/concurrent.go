package kvtest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"koe/store/kv"
)

func testSnapshots(t *testing.T, h Harness) {
	e := h.start(t)
	type held struct {
		kv.Snapshot
		version kv.Version
		keys    []string
	}
	var all []held
	present := map[string]bool{}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 25 {
		var b kv.Batch
		for _, i := range random.Perm(400)[:60] {
			key := number("ab"[i%2], i)
			if present[key] && random.IntN(2) == 0 {
				b.Del = append(b.Del, []byte(key))
				delete(present, key)
			} else {
				b.Put = append(b.Put, pair(key, string(filler(round, 10+random.IntN(400)))))
				present[key] = true
			}
		}
		v := commit(t, e, b)
		now := held{Snapshot: look(t, e), version: v}
		for key := range present {
			now.keys = append(now.keys, key)
		}
		slices.Sort(now.keys)
		all = append(all, now)
		for _, s := range all {
			if s.Version() != s.version {
				t.Fatalf("a snapshot of version %d now says %d", s.version, s.Version())
			}
			if got := keys(t, s, kv.Range{}); !slices.Equal(got, s.keys) {
				t.Fatalf("the snapshot of version %d moved at version %d", s.version, v)
			}
		}
		if len(all) > 8 { // give some back, not in the order they were taken
			i := random.IntN(len(all))
			all[i].Close()
			all = slices.Delete(all, i, i+1)
		}
	}
	for _, s := range all {
		s.Close()
	}
}

// testWriters moves amounts between accounts from many goroutines, each batch worked out from a
// snapshot and sent for its version: whatever conflicts is tried again, and the sum must stand at
// every version.
func testWriters(t *testing.T, h Harness) {
	e := h.start(t)
	const accounts, start, writers, moves = 20, 1000, 8, 12
	account := func(i int) []byte { return []byte(number("xyz"[i%3], i)) }
	amount := func(key []byte, n uint64) kv.Pair {
		return kv.Pair{Key: key, Value: kv.Seal(key, binary.BigEndian.AppendUint64(nil, n))}
	}
	read := func(s kv.Snapshot, key []byte) (uint64, error) {
		sealed, _, err := s.Get(context.Background(), key)
		if err != nil {
			return 0, err
		}
		value, err := kv.Unseal(key, sealed)
		if err != nil {
			return 0, err
		}
		return binary.BigEndian.Uint64(value), nil
	}
	var b kv.Batch
	for i := range accounts {
		b.Put = append(b.Put, amount(account(i), start))
	}
	first := commit(t, e, b)

	move := func(random *rand.Rand) error {
		s, err := e.Snapshot(context.Background())
		if err != nil {
			return err
		}
		from, to := random.IntN(accounts), random.IntN(accounts-1)
		if to >= from {
			to++
		}
		x, errX := read(s, account(from))
		y, errY := read(s, account(to))
		s.Close()
		if err := errors.Join(errX, errY); err != nil {
			return err
		}
		n := min(x, uint64(random.IntN(50)))
		_, err = e.Commit(context.Background(), kv.Batch{After: s.Version(), Put: []kv.Pair{amount(account(from), x-n), amount(account(to), y+n)}})
		return err
	}
	var wg sync.WaitGroup
	var conflicts atomic.Int64
	for w := range writers {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(uint64(w), 7))
			for done := 0; done < moves; {
				switch err := move(random); {
				case err == nil:
					done++
				case errors.Is(err, kv.ErrConflict):
					conflicts.Add(1)
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	s := look(t, e)
	defer s.Close()
	sum := uint64(0)
	for i := range accounts {
		n, err := read(s, account(i))
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != accounts*start {
		t.Errorf("the accounts add up to %d, want %d", sum, accounts*start)
	}
	if want := first + writers*moves; s.Version() != want {
		t.Errorf("version %d, want %d: each move once", s.Version(), want)
	}
	t.Logf("%d moves, %d conflicts", writers*moves, conflicts.Load())
}

// testReaders scans while every key is rewritten again and again: a scan sees one round, never two.
func testReaders(t *testing.T, h Harness) {
	e := h.start(t)
	const n, rounds, readers = 300, 40, 4
	write := func(round int) {
		var b kv.Batch
		for i := range n {
			b.Put = append(b.Put, pair(number("pqr"[i%3], i), fmt.Sprintf("%06d%s", round, filler(i, (round*37+i)%700))))
		}
		commit(t, e, b)
	}
	write(0)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for r := range readers {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s, err := e.Snapshot(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				round, seen := "", 0
				for p, err := range kv.All(context.Background(), s, kv.Range{Reverse: r%2 == 1}) {
					if err != nil {
						t.Error(err)
						break
					}
					value, err := kv.Unseal(p.Key, p.Value)
					if err != nil {
						t.Error(err)
						break
					}
					if seen++; round == "" {
						round = string(value[:6])
					}
					if string(value[:6]) != round {
						t.Errorf("round %s and round %s in one snapshot", round, value[:6])
						break
					}
				}
				s.Close()
				if seen != n {
					t.Errorf("%d keys in a scan, want %d", seen, n)
					return
				}
			}
		})
	}
	for round := range rounds {
		write(round + 1)
	}
	close(stop)
	wg.Wait()
}

// testCloseBusy closes under readers and writers: each of them comes to ErrClosed and to nothing
// else.
func testCloseBusy(t *testing.T, h Harness) {
	e := h.New(t)
	put(t, e, "a", "1", "b", string(filler(1, 9000)))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	jobs := []func(i int) error{
		func(i int) error {
			_, err := e.Commit(ctx, kv.Batch{Put: []kv.Pair{pair(number('n', i%50), string(filler(i, i%900)))}})
			return err
		},
		func(int) error {
			s, err := e.Snapshot(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			for _, err := range kv.All(ctx, s, kv.Range{}) {
				if err != nil {
					return err
				}
			}
			_, _, err = s.Get(ctx, []byte("a"))
			return err
		},
		func(int) error {
			m, ok := e.(kv.Maintainer)
			if !ok {
				return kv.ErrClosed
			}
			report, err := m.Verify(ctx, nil)
			return errors.Join(err, report.Err())
		},
	}
	var wg, warm sync.WaitGroup
	for range 2 {
		for _, job := range jobs {
			warm.Add(1)
			wg.Go(func() {
				for i := 0; ; i++ {
					if i == 3 {
						warm.Done()
					}
					if err := job(i); err != nil {
						if i < 3 {
							warm.Done()
						}
						if !errors.Is(err, kv.ErrClosed) {
							t.Errorf("while closing: %v", err)
						}
						return
					}
				}
			})
		}
	}
	warm.Wait()
	if err := e.Close(); err != nil {
		t.Errorf("closing: %v", err)
	}
	wg.Wait()
}
