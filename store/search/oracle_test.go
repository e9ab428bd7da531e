package search

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"koe/model"
)

// TestLikeReading is the law of this package: whatever the index answers is what reading every
// record answers, whether it has followed all events, some or none, and across closing and opening.
func TestLikeReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		w := newWorld()
		dir, path := tempDir(t), ""
		if rnd.IntN(4) > 0 {
			path = filepath.Join(dir, "desk.search")
		}
		for range rnd.IntN(120) {
			w.put(someIssue(rnd))
		}
		x := Open(Options{Path: path, Desk: w.desk, Source: w})
		defer func() { x.Close() }()
		for range 12 {
			switch rnd.IntN(8) {
			case 0, 1:
				for range 1 + rnd.IntN(40) {
					w.put(someIssue(rnd))
				}
			case 2, 3:
				for range 1 + rnd.IntN(20) {
					if n := model.Number(1 + rnd.Uint64N(uint64(w.newest)+1)); w.issues[n] != nil {
						i := someIssue(rnd)
						i.Number = n
						w.put(i)
					}
				}
			case 4:
				if w.newest > 0 {
					w.drop(model.Number(1 + rnd.Uint64N(uint64(w.newest))))
				}
			case 5:
				x.Close()
				x = Open(Options{Path: path, Desk: w.desk, Source: w})
			case 6:
				x.Committed()
			case 7:
				x.Committed()
				catchUpWith(t, x, w)
			}
			compare(t, rnd, x, w)
		}
	})
}

func catchUpWith(t failer, x *Index, w *world) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := x.Wait(ctx, w.head()); err != nil {
		t.Fatalf("the index does not follow: %v, %+v", err, x.Status())
	}
}

type failer interface {
	Fatalf(format string, args ...any)
}

// compare puts one made-up query in every way.
func compare(t failer, rnd *rand.Rand, x *Index, w *world) {
	src := someQuery(rnd)
	q := mustQuery(src)
	r := w.reader()
	defer r.Close()
	want := r.oracle(q)
	for _, oldest := range []bool{true, false} {
		var got []model.Number
		req := Request{Query: q, Oldest: oldest, Limit: 1 + rnd.IntN(30), Count: true, Patience: time.Minute}
		for {
			p, err := x.Search(context.Background(), r, req)
			if err != nil {
				t.Fatalf("%s: %v", src, err)
			}
			if p.Total != len(want) {
				t.Fatalf("%s: counted %d, reading finds %d", src, p.Total, len(want))
			}
			for _, i := range p.Issues {
				got = append(got, i.Number)
			}
			if p.Next == 0 {
				break
			}
			req.After = p.Next
		}
		if !oldest {
			slices.Reverse(got)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s (oldest first: %t): found %v, reading finds %v", src, oldest, got, want)
		}
	}
	all := func(yield func(model.Number, error) bool) {
		for n := range w.newest {
			if !yield(n+1, nil) {
				return
			}
		}
	}
	var got []model.Number
	for i, err := range x.Among(context.Background(), r, q, all) {
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		got = append(got, i.Number)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s among all: found %v, reading finds %v", src, got, want)
	}
}

func tempDir(t *rapid.T) string {
	dir, err := os.MkdirTemp("", "search")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
