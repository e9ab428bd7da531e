// Package desk is the one road for every change. A key press, a shell command,
// an import and a session over the network all end in [Desk.Do].
//
// One goroutine takes requests in order: may this person, what do the records
// say, what follows (model.Decide), number and chain; then one batch a group
// and one sync; then receipts; then hints to whoever listens. A refused
// command writes nothing. A failed sync makes its whole group "not known to be
// saved" and drops what the group had decided.
package desk

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"koe/model"
	"koe/store"
	"koe/store/kv"
	"koe/store/search"
)

// Options are what a desk is given to work with.
type Options struct {
	Engine kv.Engine
	Clock  func() time.Time // time.Now in the program
	Rand   io.Reader        // salts of events; crypto/rand in the program
	// Session names the run of the program in the events of requests that name none.
	Session model.ID
	// Known is damage that was found before and is not mended: the desk opens and
	// takes no changes. Damaged, where set, is told of damage that is found, once.
	Known   *model.Fault
	Damaged func(*model.Fault)
	// Found makes a desk of an empty database; nil leaves it empty.
	Found *Founding
	// Index is the path of the search index, made where it is missing; empty
	// scans the records instead.
	Index string
	// Indexing, where set, is told how far the building of the index is.
	Indexing func(search.Progress)
}

// A Desk decides, keeps and answers. Its methods may be called from many
// goroutines at once.
type Desk struct {
	engine kv.Engine
	clock  func() time.Time
	rand   io.Reader

	session model.ID

	jobs    chan job
	quit    chan struct{}
	stopped chan struct{}
	once    sync.Once

	book   atomic.Pointer[bookAt]
	chain  [32]byte // of the newest event; the loop's own
	expect int      // requests of the group before; the loop's own
	event  atomic.Uint64
	fault  atomic.Pointer[model.Fault]
	// damaged is told of damage that is found; may be nil.
	damaged func(*model.Fault)
	hints   listeners
	people  directory
	lookers lookers
	rate    rate
	cases   cases
	index   *search.Index // nil scans the records
	trends  trendCache
	rules   rules // the loop's own

	actPiece int           // issues in one batch of a large act
	readMost int           // issues read to divide them or to count their customers
	patience time.Duration // for the count of a list
}

type job struct {
	req   model.Request
	reply chan answer
}

type answer struct {
	receipt model.Receipt
	err     error
}

// Open starts the desk of an engine.
func Open(ctx context.Context, o Options) (*Desk, error) {
	d := &Desk{
		engine: o.Engine, clock: o.Clock, rand: o.Rand, session: o.Session, damaged: o.Damaged, actPiece: actPiece,
		jobs: make(chan job, 1024), quit: make(chan struct{}), stopped: make(chan struct{}), readMost: readMost, patience: countPatience,
	}
	d.rules.desk = d
	behind, err := d.load(ctx)
	if err != nil {
		return nil, faultOf(err)
	}
	if err := d.standing(ctx); err != nil {
		return nil, err
	}
	if o.Known != nil {
		d.fault.CompareAndSwap(nil, o.Known)
	}
	if behind {
		d.fault.CompareAndSwap(nil, &model.Fault{Code: model.OlderForm})
	}
	if o.Found != nil && d.event.Load() == 0 {
		if err := d.found(*o.Found); err != nil {
			return nil, err
		}
	}
	if o.Index != "" && d.fault.Load() == nil {
		if err := d.follow(ctx, o); err != nil {
			return nil, faultOf(err)
		}
	}
	d.cases.stale.Store(true)
	go d.loop()
	return d, nil
}

// standing learns from the engine why it takes no changes, if it takes none from
// the start: then nothing beside the file is written either.
func (d *Desk) standing(ctx context.Context) error {
	m, ok := d.engine.(kv.Maintainer)
	if !ok {
		return nil
	}
	stats, err := m.Stats(ctx)
	if err != nil {
		return faultOf(err)
	}
	var f *model.Fault
	if errors.As(faultOf(stats.Fault), &f) {
		d.fault.Store(f)
	}
	return nil
}

// load checks the schema and reads what the loop keeps in memory. behind says
// that the file must not be written before it is brought up.
func (d *Desk) load(ctx context.Context) (behind bool, err error) {
	snap, err := d.engine.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer snap.Close()
	r := store.NewReader(ctx, snap, nil)
	if behind, err = r.CheckSchema(); err != nil {
		return false, err
	}
	book, err := r.Tags()
	if err != nil {
		return false, err
	}
	d.book.Store(&bookAt{book, snap.Version()})
	heads, err := r.Heads()
	if err != nil || heads.Event == 0 {
		return behind, err
	}
	last, err := r.Envelope(heads.Event)
	if err != nil {
		return false, err
	}
	if last == nil {
		return false, &kv.Damage{Where: "the newest event", What: "it is missing"}
	}
	d.chain = last.Hash
	d.event.Store(heads.Event)
	return behind, nil
}

// follow opens the search index of a desk that is founded.
func (d *Desk) follow(ctx context.Context, o Options) error {
	info, err := d.Info(ctx)
	if err != nil || info == nil {
		return err
	}
	d.index = search.Open(search.Options{Path: o.Index, Desk: info.ID, Source: records{d}, Clock: d.clock, Progress: o.Indexing})
	return nil
}

// Close stops the loop after the group under way and closes the engine.
func (d *Desk) Close() error {
	d.once.Do(func() { close(d.quit) })
	<-d.stopped
	if d.index != nil {
		return errors.Join(d.index.Close(), d.engine.Close())
	}
	return d.engine.Close()
}

// Now is the desk's clock.
func (d *Desk) Now() model.Instant { return model.At(d.clock()) }

// Do carries out a request and returns its receipt once it is on disk. A
// repeat of a request returns the first receipt. Refusals are *model.Refusal,
// failures of the database *model.Fault; when ctx ends while the request is
// under way the answer is [model.StillSaving], and a repeat tells how it ended.
func (d *Desk) Do(ctx context.Context, req model.Request) (model.Receipt, error) {
	if req.Actor == model.SystemUser {
		return model.Receipt{}, &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.UserRecord, Key: string(req.Actor)}}
	}
	pieces, err := d.act(ctx, req)
	switch {
	case err != nil:
		return model.Receipt{}, err
	case len(pieces) == 1:
		return d.do(ctx, pieces[0])
	}
	return d.doAll(ctx, req, pieces)
}

func (d *Desk) do(ctx context.Context, req model.Request) (model.Receipt, error) {
	if req.ID == (model.ID{}) || req.Command == nil {
		return model.Receipt{}, &model.Refusal{Code: model.Missing, Field: "command"}
	}
	if req.Session == (model.ID{}) {
		req.Session = d.session
	}
	j := job{req: req, reply: make(chan answer, 1)}
	select {
	case d.jobs <- j:
	case <-d.quit:
		return model.Receipt{}, &model.Fault{Code: model.Closing}
	case <-ctx.Done():
		return model.Receipt{}, &model.Fault{Code: model.NotSaved, Err: ctx.Err()}
	}
	select {
	case a := <-j.reply:
		return a.receipt, a.err
	case <-d.stopped:
		select {
		case a := <-j.reply:
			return a.receipt, a.err
		default:
			return model.Receipt{}, &model.Fault{Code: model.Closing}
		}
	case <-ctx.Done():
		return model.Receipt{}, &model.Fault{Code: model.StillSaving, Err: ctx.Err()}
	}
}

// Fault is why the desk takes no changes, or nil.
func (d *Desk) Fault() error {
	if f := d.fault.Load(); f != nil {
		return f
	}
	return nil
}

// fail notes a fault after which nothing more is written.
func (d *Desk) fail(err error) {
	var f *model.Fault
	if errors.As(faultOf(err), &f) && (f.Code == model.Damaged || f.Code == model.NotKnown || f.Code == model.Moved) {
		if d.fault.CompareAndSwap(nil, f) && f.Code == model.Damaged && d.damaged != nil {
			d.damaged(f)
		}
	}
}

// ask answers a question out of the newest committed state.
func ask[T any](ctx context.Context, d *Desk, question func(*store.Reader) (T, error)) (answer T, err error) {
	err = d.read(ctx, func(r *store.Reader) (err error) {
		answer, err = question(r)
		return err
	})
	return answer, err
}

// read runs fn over the newest committed state.
func (d *Desk) read(ctx context.Context, fn func(*store.Reader) error) error {
	snap, err := d.engine.Snapshot(ctx)
	if err != nil {
		return faultOf(err)
	}
	defer snap.Close()
	err = fn(store.NewReader(ctx, snap, d.bookFor(snap)))
	if err != nil {
		d.fail(err)
	}
	return faultOf(err)
}
