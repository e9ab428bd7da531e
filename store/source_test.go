package store

import (
	"context"
	"fmt"
	"testing"

	"koe/store/kv"
	"koe/store/kv/memory"
)

// TestScansSeeEveryPairOnce walks runs of many lengths, both ways, with and
// without a limit: the steps that grow must neither leave out nor repeat one.
func TestScansSeeEveryPairOnce(t *testing.T) {
	ctx := context.Background()
	for _, n := range []int{0, 1, 63, 64, 65, 319, 320, 321, 5000} {
		e := memory.New()
		var put []kv.Pair
		for i := range n {
			k := []byte(fmt.Sprintf("a%05d", i))
			put = append(put, kv.Pair{Key: k, Value: kv.Seal(k, nil)})
		}
		if _, err := e.Commit(ctx, kv.Batch{Put: put}); err != nil {
			t.Fatal(err)
		}
		snap, err := e.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{0, 1, 64, 65, 400} {
			for _, reverse := range []bool{false, true} {
				rng := kv.Prefix([]byte("a"))
				rng.Limit, rng.Reverse = limit, reverse
				seen := 0
				err := snapshotSource{snap}.scan(ctx, rng, func(k, _ []byte) (bool, error) {
					want := seen
					if reverse {
						want = n - 1 - seen
					}
					if string(k) != fmt.Sprintf("a%05d", want) {
						t.Fatalf("%d pairs, limit %d, reverse %v: pair %d is %s", n, limit, reverse, seen, k)
					}
					seen++
					return true, nil
				})
				want := n
				if limit > 0 {
					want = min(n, limit)
				}
				if err != nil || seen != want {
					t.Fatalf("%d pairs, limit %d, reverse %v: saw %d, want %d, %v", n, limit, reverse, seen, want, err)
				}
			}
		}
		snap.Close()
	}
}
