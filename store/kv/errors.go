package kv

import (
	"context"
	"errors"
	"fmt"
)

// What an engine answers, to be told apart with errors.Is. Engine.Commit says which of them mean that nothing was saved.
var (
	ErrClosed   = errors.New("the database is closed")
	ErrConflict = errors.New("somebody else wrote to the database since")
	ErrInvalid  = errors.New("the batch is not valid")
	ErrLocked   = errors.New("another program has the database open")
	ErrFull     = errors.New("the disk is full")
	ErrDamaged  = errors.New("the database is damaged")
	ErrReplaced = errors.New("the database file was removed or replaced while it was open")
	ErrReadOnly = errors.New("the database takes no changes until it is checked")
	ErrPending  = errors.New("still saving")
	ErrUnknown  = errors.New("not known to be saved")
	ErrExists   = errors.New("there is already a file of that name")
)

// Damage says what is hurt. errors.Is(err, ErrDamaged) finds it.
type Damage struct {
	Where string // "page 17", "meta page 0", "key 6900000001", or the file's path
	What  string // what is wrong there, in a few plain words
}

func (d *Damage) Error() string {
	return fmt.Sprintf("%v: %s: %s", ErrDamaged, d.Where, d.What)
}

// Is makes every Damage an ErrDamaged.
func (d *Damage) Is(target error) bool { return target == ErrDamaged }

// Pending is the error of a commit whose context was done while the write went on. errors.Is(err, ErrPending) finds it; errors.As gives its Wait. It is also
// the context's own error, so that a caller who only knows deadlines sees one.
type Pending struct {
	cause   error
	done    chan struct{}
	version Version
	err     error
}

// NewPending makes one for a write under way, to be settled once. Engines call it.
func NewPending(cause error) *Pending {
	return &Pending{cause: cause, done: make(chan struct{})}
}

// Settle tells those who wait how the write ended. Engines call it, once.
func (p *Pending) Settle(v Version, err error) {
	p.version, p.err = v, err
	close(p.done)
}

// Wait returns what Commit would have returned had it been given the time. When ctx is done before that is known, Wait returns the Pending itself again.
func (p *Pending) Wait(ctx context.Context) (Version, error) {
	select {
	case <-p.done:
		return p.version, p.err
	default:
	}
	select {
	case <-p.done:
		return p.version, p.err
	case <-ctx.Done():
		return 0, p
	}
}

func (p *Pending) Error() string { return fmt.Sprintf("%v: %v", ErrPending, p.cause) }

// Is makes every Pending an ErrPending.
func (p *Pending) Is(target error) bool { return target == ErrPending }

// Unwrap gives the context's error.
func (p *Pending) Unwrap() error { return p.cause }
