package kv

import (
	"context"
	"errors"
	"fmt"
)

// What an engine answers, to be told apart with errors.Is. Engine.Commit says which of them mean
// that nothing was saved.
var (
	ErrClosed   = errors.New("the database is closed")
	ErrConflict = errors.New("somebody else wrote to the database since")
	ErrInvalid  = errors.New("the batch is not valid")
	ErrLocked   = errors.New("another program has the database open")
	ErrFull     = errors.New("the disk is full")
	ErrDamaged  = errors.New("the database is damaged")
	ErrReplaced = errors.New("the database file was removed or replaced while it was open")
	ErrReadOnly = errors.New("the database takes no changes until it is checked")
	ErrLookOnly = errors.New("the database file may only be read")
	ErrPending  = errors.New("still saving")
	ErrUnknown  = errors.New("not known to be saved")
	ErrExists   = errors.New("there is already a file of that name")
	ErrNewer    = errors.New("the database was written by a newer version of the program")
)

// Damage says what is hurt. errors.Is(err, ErrDamaged) finds it.
type Damage struct {
	Where string // "page 17", "meta page 0", "key 6900000001", or the file's path
	What  string // what is wrong there, in a few plain words
	// Older says that the newest state of the file cannot be read, and what can
	// be is the one before it.
	Older bool
}

func (d *Damage) Error() string {
	return fmt.Sprintf("%v: %s: %s", ErrDamaged, d.Where, d.What)
}

// Is makes every Damage an ErrDamaged.
func (d *Damage) Is(target error) bool { return target == ErrDamaged }

// Saving is a write under way. Engines make one for each write that somebody may stop waiting for.
type Saving struct {
	done    chan struct{}
	version Version
	err     error
}

// NewSaving returns a write that is not yet settled.
func NewSaving() *Saving { return &Saving{done: make(chan struct{})} }

// Settle tells those who wait how the write ended. It is called once.
func (s *Saving) Settle(v Version, err error) {
	s.version, s.err = v, err
	close(s.done)
}

// Wait returns how the write ended, or a *Pending when ctx is done before that is known.
func (s *Saving) Wait(ctx context.Context) (Version, error) {
	select {
	case <-s.done:
		return s.version, s.err
	default:
	}
	select {
	case <-s.done:
		return s.version, s.err
	case <-ctx.Done():
		return 0, &Pending{saving: s, cause: ctx.Err()}
	}
}

// Pending is the error of a commit whose context was done while the write went on. errors.Is(err,
// ErrPending) finds it, and so does the context's own error, so that a caller who only knows
// deadlines sees one.
type Pending struct {
	saving *Saving
	cause  error
}

// Wait returns what Commit would have returned had it been given the time, or a *Pending again when
// ctx is done before that is known.
func (p *Pending) Wait(ctx context.Context) (Version, error) { return p.saving.Wait(ctx) }

func (p *Pending) Error() string { return fmt.Sprintf("%v: %v", ErrPending, p.cause) }

// Is makes every Pending an ErrPending.
func (p *Pending) Is(target error) bool { return target == ErrPending }

// Unwrap gives the context's error.
func (p *Pending) Unwrap() error { return p.cause }
