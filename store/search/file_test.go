package search

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"koe/model"
)

// built is a desk of some issues with its index's file, closed.
func built(t testing.TB, issues int) (w *world, path string, rnd *rand.Rand) {
	rnd = rand.New(rand.NewPCG(uint64(issues), 3))
	w, path = newWorld(), filepath.Join(t.TempDir(), "desk.search")
	for range issues {
		w.put(someIssue(rnd))
	}
	x := Open(Options{Path: path, Desk: w.desk, Source: w})
	catchUpWith(t, x, w)
	x.Close()
	return w, path, rnd
}

func TestOpenTakesUpWhatTheFileHolds(t *testing.T) {
	w, path, rnd := built(t, 300)
	silent := &countingSource{world: w}
	x := Open(Options{Path: path, Desk: w.desk, Source: silent})
	defer x.Close()
	catchUpWith(t, x, w)
	if s := x.Status(); s.Listed != 300 || !s.Whole {
		t.Errorf("listed %+v", s)
	}
	for range 20 {
		compare(t, rnd, x, w)
	}
	if silent.scans != 0 {
		t.Errorf("%d scans of the records for a file that was whole", silent.scans)
	}
}

// countingSource counts what is scanned.
type countingSource struct {
	*world
	scans int
}

func (s *countingSource) Snapshot(context.Context) (Snapshot, error) {
	return &countingReader{s.reader(), s}, nil
}

type countingReader struct {
	*worldReader
	source *countingSource
}

func (r *countingReader) Scan(from, to model.Number, fn func(*model.Issue) error) error {
	r.source.scans++
	return r.worldReader.Scan(from, to, fn)
}

func TestAFileOfAnotherDeskIsBuiltAnew(t *testing.T) {
	_, path, _ := built(t, 50)
	other, rnd := newWorld(), rand.New(rand.NewPCG(1, 9))
	other.desk = model.ID{2}
	for range 40 {
		other.put(someIssue(rnd))
	}
	x := Open(Options{Path: path, Desk: other.desk, Source: other})
	defer x.Close()
	for range 10 {
		compare(t, rnd, x, other)
	}
	catchUpWith(t, x, other)
	if s := x.Status(); s.Listed != 40 {
		t.Errorf("listed %d of 40", s.Listed)
	}
	for range 10 {
		compare(t, rnd, x, other)
	}
}

// TestARestoredDatabase opens the index of a desk beside an older copy of its database, and beside
// one that went on from an older copy in another way.
func TestARestoredDatabase(t *testing.T) {
	for name, more := range map[string]int{"older": 0, "gone on": 200} {
		t.Run(name, func(t *testing.T) {
			_, path, rnd := built(t, 100)
			restored := newWorld()
			for range 60 + more {
				restored.put(someIssue(rnd))
			}
			restored.put(someIssue(rnd))
			if more > 0 { // so that the histories differ before the index's event
				restored.changes[10] = 60
			}
			x := Open(Options{Path: path, Desk: restored.desk, Source: restored})
			defer x.Close()
			for range 10 {
				compare(t, rnd, x, restored)
			}
			catchUpWith(t, x, restored)
			if got := x.Status().Listed; got != len(restored.issues) {
				t.Errorf("listed %d of %d", got, len(restored.issues))
			}
			for range 10 {
				compare(t, rnd, x, restored)
			}
		})
	}
}

// TestADamagedFileIsBuiltAnew turns bytes all over the file, one at a time: whatever is asked is
// still answered truly, before and after the damage is noticed.
func TestADamagedFileIsBuiltAnew(t *testing.T) {
	w, path, rnd := built(t, 200)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, v, err := openFile(path, w.desk)
	if err != nil {
		t.Fatal(err)
	}
	f.close()
	seg, from := v.parts[0].seg, int(v.parts[0].at.from)
	lists := len(seg.part[sectionLists]) + len(seg.part[sectionStored])
	for range 40 {
		damaged := slices.Clone(whole)
		switch rnd.IntN(4) {
		case 0:
			damaged[rnd.IntN(len(damaged))] ^= byte(1 + rnd.IntN(255))
		case 1: // the dictionary, somewhere
			damaged[from+rnd.IntN(len(seg.bytes)-lists)] ^= byte(1 + rnd.IntN(255))
		default: // many lists and words
			for range 1000 {
				damaged[from+len(seg.bytes)-1-rnd.IntN(lists)] ^= byte(1 + rnd.IntN(255))
			}
		}
		if rnd.IntN(8) == 0 {
			damaged = damaged[:rnd.IntN(len(damaged))]
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		x := Open(Options{Path: path, Desk: w.desk, Source: w})
		for range 8 {
			compare(t, rnd, x, w)
		}
		r := w.reader()
		if _, err := x.Similar(context.Background(), r, Like{Text: "refund not received 返金されない"}); err != nil {
			t.Fatal(err)
		}
		r.Close()
		i := someIssue(rnd)
		i.Number = model.Number(1 + rnd.IntN(200))
		w.put(i)
		x.Committed()
		catchUpWith(t, x, w)
		compare(t, rnd, x, w)
		x.Close()
	}
}

// TestAFileThatShrinksUnderTheIndex cuts the file while it is mapped, as a disk that fails does.
func TestAFileThatShrinksUnderTheIndex(t *testing.T) {
	w, path, rnd := built(t, 200)
	x := Open(Options{Path: path, Desk: w.desk, Source: w})
	defer x.Close()
	catchUpWith(t, x, w)
	if err := os.Truncate(path, slotSize); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		compare(t, rnd, x, w)
	}
	catchUpWith(t, x, w)
	for range 10 {
		compare(t, rnd, x, w)
	}
}

func TestGarbageIsCleared(t *testing.T) {
	w, path, rnd := built(t, 200)
	var greatest int64
	for range 40 {
		x := Open(Options{Path: path, Desk: w.desk, Source: w})
		for range 20 {
			i := someIssue(rnd)
			i.Number = model.Number(1 + rnd.IntN(200))
			w.put(i)
		}
		x.Committed()
		catchUpWith(t, x, w)
		compare(t, rnd, x, w)
		x.Close()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		greatest = max(greatest, info.Size())
	}
	if greatest > 40*align {
		t.Errorf("the file grew to %d KiB for 200 issues", greatest>>10)
	}
}

// TestBlocks builds several blocks of numbers, most of which no issue has.
func TestBlocks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 4))
	w := newWorld()
	for range 400 {
		i := someIssue(rnd)
		i.Number = model.Number(1 + rnd.IntN(3*maxDocs))
		w.newest = max(w.newest, i.Number)
		w.put(i)
	}
	var told []Progress
	x := Open(Options{Path: filepath.Join(t.TempDir(), "desk.search"), Desk: w.desk, Source: w, Progress: func(p Progress) { told = append(told, p) }})
	for range 3 {
		compare(t, rnd, x, w)
	}
	catchUpWith(t, x, w)
	for range 20 {
		compare(t, rnd, x, w)
	}
	x.Close()
	if len(told) == 0 || told[len(told)-1].Done != told[len(told)-1].Total {
		t.Errorf("progress ended with %v", told)
	}
	if !slices.IsSortedFunc(told, func(a, b Progress) int { return a.Done - b.Done }) {
		t.Errorf("progress went back: %v", told)
	}
}

// TestTroubleIsToldAndPasses lets the records fail for a while.
func TestTroubleIsToldAndPasses(t *testing.T) {
	w, rnd := newWorld(), rand.New(rand.NewPCG(5, 5))
	for range 30 {
		w.put(someIssue(rnd))
	}
	f := &failingSource{world: w, asked: make(chan struct{}), up: make(chan struct{})}
	x := Open(Options{Desk: w.desk, Source: f})
	defer x.Close()
	<-f.asked
	x.Committed()
	<-f.asked // the first round has ended
	if err := x.Status().Trouble; !errors.Is(err, errDown) {
		t.Errorf("trouble is %v", err)
	}
	compare(t, rnd, x, w)
	close(f.up)
	x.Committed()
	catchUpWith(t, x, w)
	compare(t, rnd, x, w)
}

type failingSource struct {
	*world
	asked chan struct{} // takes a value for each snapshot refused
	up    chan struct{} // closed when the records are up
}

var errDown = errors.New("the records are down")

func (f *failingSource) Snapshot(ctx context.Context) (Snapshot, error) {
	select {
	case <-f.up:
		return f.world.Snapshot(ctx)
	case f.asked <- struct{}{}:
		return nil, errDown
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// FuzzFile writes anything anywhere into a file, or cuts it: never a panic, never a wrong answer.
func FuzzFile(f *testing.F) {
	w, path, _ := built(f, 60)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), []byte{0}, uint32(0))
	f.Add(uint32(align+20), []byte{1}, uint32(0))
	f.Add(uint32(slotSize+8), []byte("\xff\xff"), uint32(align+500))
	f.Fuzz(func(t *testing.T, at uint32, write []byte, cut uint32) {
		data := slices.Clone(whole)
		copy(data[int(at)%len(data):], write)
		if cut > 0 {
			data = data[:int(cut)%len(data)]
		}
		path := filepath.Join(t.TempDir(), "desk.search")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		x := Open(Options{Path: path, Desk: w.desk, Source: w})
		defer x.Close()
		rnd := rand.New(rand.NewPCG(uint64(at), uint64(cut)))
		for range 5 {
			compare(t, rnd, x, w)
		}
	})
}
