package search

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"koe/model"
)

// Options are what an index needs.
type Options struct {
	// Path is the index's file, made where it is missing; empty keeps everything in memory.
	Path string
	// Desk is whose records these are: a file of another desk is built anew.
	Desk   model.ID
	Source Source
	// Clock tells how much time goes by: a count is given up, a file saved and a building paused by
	// it. Where it is nil no time does.
	Clock func() time.Time
	// Progress, if set, is told now and then how far the building of a whole index is. It is called
	// in the background and must return quickly; the last call of a building has Done equal to
	// Total.
	Progress func(Progress)
}

// Progress is how many numbers of issues were gone through, of how many.
type Progress struct{ Done, Total int }

// An Index finds issues. Its methods may be called from many goroutines at once.
type Index struct {
	opt    Options
	view   atomic.Pointer[view]
	hint   chan struct{} // of one slot: something was committed
	stop   context.CancelFunc
	done   chan struct{} // closed when the indexer has ended
	broken atomic.Bool   // a segment could not be read: build anew
	sums   sync.Pool     // *[]float32: scratch of looking for similar issues, as large as a segment

	mu      sync.Mutex
	moved   chan struct{} // closed and made anew when the view has moved
	trouble error         // what keeps the index from following, nil where nothing does
}

// Open opens the index beside a database and begins to follow it. It never fails because of the
// file: one that cannot be used is built anew, and until then the records are read.
func Open(o Options) *Index {
	if o.Clock == nil {
		o.Clock = func() time.Time { return time.Time{} }
	}
	ctx, stop := context.WithCancel(context.Background())
	x := &Index{opt: o, hint: make(chan struct{}, 1), stop: stop, done: make(chan struct{}), moved: make(chan struct{})}
	by := &indexer{index: x, ctx: ctx, savedAt: o.Clock()}
	x.view.Store(by.open())
	go by.run()
	return x
}

// Close ends the work in the background and keeps what it has in the file. Questions under way are
// answered.
func (x *Index) Close() error {
	x.stop()
	<-x.done
	return nil
}

// Committed says that events were committed. It never waits.
func (x *Index) Committed() {
	select {
	case x.hint <- struct{}{}:
	default:
	}
}

// Status is where the index stands.
type Status struct {
	Event   uint64 // every change up to this event is listed
	Listed  int    // issues listed
	Whole   bool   // no older issues are still to be listed
	Bytes   int64  // of all segments
	Trouble error  // what keeps it from following, nil where nothing does
}

// Status tells where the index stands.
func (x *Index) Status() Status {
	v := x.view.Load()
	s := Status{Event: v.event, Listed: v.listed(), Whole: v.floor <= 1}
	for _, p := range v.parts {
		s.Bytes += int64(len(p.seg.bytes))
	}
	x.mu.Lock()
	s.Trouble = x.trouble
	x.mu.Unlock()
	return s
}

// Wait returns once the index is whole and stands at the event or after it, or with the context's
// error.
func (x *Index) Wait(ctx context.Context, event uint64) error {
	for {
		x.mu.Lock()
		moved := x.moved
		x.mu.Unlock()
		if v := x.view.Load(); v.event >= event && v.floor <= 1 {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-x.done:
			return context.Canceled
		}
	}
}

// publish makes a view the one that questions are put to.
func (x *Index) publish(v *view) {
	x.view.Store(v)
	x.mu.Lock()
	close(x.moved)
	x.moved = make(chan struct{})
	x.mu.Unlock()
}

func (x *Index) setTrouble(err error) {
	x.mu.Lock()
	x.trouble = err
	x.mu.Unlock()
}

// guard turns a panic over damaged bytes, or over a file whose bytes cannot be read, into
// errDamaged. Deferring it is also what makes the latter a panic instead of the end of the program.
func (x *Index) guard(err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		p := recover()
		if p == nil {
			return
		}
		if !isDamage(p) {
			panic(p)
		}
		x.distrust()
		*err = errDamaged
	}
}

// trying does something with the index and, where that is found damaged, once more without it.
func (x *Index) trying(do func() error) error {
	once := func() (err error) {
		defer x.guard(&err)()
		return do()
	}
	err := once()
	if errors.Is(err, errDamaged) {
		err = once()
	}
	return err
}

// distrust lets go of everything listed and asks for a new building.
func (x *Index) distrust() {
	x.broken.Store(true)
	x.publish(emptyView())
	x.Committed()
}

// isDamage tells the panics that reading a damaged file makes from mistakes.
func isDamage(p any) bool {
	err, ok := p.(error)
	var fault interface{ Addr() uintptr }
	return ok && (errors.Is(err, errDamaged) || errors.As(err, &fault))
}
