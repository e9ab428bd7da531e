package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	bbolt "go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"

	"koe/store/kv"
)

// Commit implements kv.Engine.
func (e *Engine) Commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	ops, err := b.Ops()
	if err != nil {
		return 0, err
	}
	if err := e.lockWriting(ctx); err != nil {
		return 0, err
	}
	if ctx.Done() == nil {
		defer e.unlockWriting()
		return e.write(b.After, ops)
	}
	saving := kv.NewSaving()
	go func() {
		v, err := e.write(b.After, ops)
		e.unlockWriting()
		saving.Settle(v, err)
	}()
	return saving.Wait(ctx)
}

// lockWriting waits for the turn to write.
func (e *Engine) lockWriting(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-e.closing:
		return kv.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	case e.writing <- struct{}{}:
	}
	if err := e.usable(); err != nil { // closing and the turn may have come together
		e.unlockWriting()
		return err
	}
	return nil
}

func (e *Engine) unlockWriting() { <-e.writing }

// write applies the changes, in the order of their keys, to the base version. The caller holds the
// turn to write.
func (e *Engine) write(base kv.Version, ops []kv.Op) (kv.Version, error) {
	if err := e.writable(); err != nil {
		return 0, err
	}
	if base != kv.Any && base != e.version {
		return 0, fmt.Errorf("%w: version %d stands, the batch is for %d", kv.ErrConflict, e.version, base)
	}
	if len(ops) == 0 {
		return e.version, nil
	}
	if err := e.inPlace(); err != nil {
		e.setFault(err, true)
		return 0, fmt.Errorf("%w: %w", kv.ErrReadOnly, err)
	}
	next := e.version + 1
	after, err := e.apply(ops, next)
	if err != nil {
		return 0, err
	}
	e.version, e.tallies = next, after
	if err := e.inPlace(); err != nil {
		// What was written is safe in a file that no longer has its name.
		e.setFault(err, true)
		return 0, fmt.Errorf("%w: %w", kv.ErrUnknown, err)
	}
	return next, nil
}

// apply runs one bbolt transaction, returns the tallies after it, and says what is known when it
// fails.
func (e *Engine) apply(ops []kv.Op, next kv.Version) (after tallies, err error) {
	var tx *bbolt.Tx
	if err := guard(e.path, func() (err error) {
		tx, err = e.db.Begin(true)
		return err
	}); err != nil {
		e.setStuck(err)
		return nil, fmt.Errorf("%w: %w", kv.ErrReadOnly, err)
	}
	number := uint64(tx.ID())
	err = guard(e.path, func() (err error) {
		if after, err = e.vet(tx, ops); err != nil {
			return err
		}
		return put(tx, ops, next, after)
	})
	if err == nil {
		if err = guard(e.path, tx.Commit); err == nil {
			return after, nil
		}
	}
	// bbolt has rolled back by itself if Commit failed with an error, and this then does nothing.
	if lost := guard(e.path, tx.Rollback); lost != nil && !errors.Is(lost, bberrors.ErrTxClosed) {
		e.setStuck(lost)
	}
	if newest, _ := readMetas(e.file); newest.tx >= number {
		// The meta page was written, and then the disk failed to say that it has it.
		e.setFault(err, true)
		return nil, fmt.Errorf("%w: %w", kv.ErrUnknown, err)
	}
	if isFull(err) {
		return nil, fmt.Errorf("%w: %v", kv.ErrFull, err)
	}
	e.setFault(err, !errors.Is(err, kv.ErrDamaged))
	return nil, fmt.Errorf("%w: %w", kv.ErrReadOnly, err)
}

// put hands the changes to bbolt, table by table, and what the engine says of the state after them.
func put(tx *bbolt.Tx, ops []kv.Op, next kv.Version, after tallies) error {
	for len(ops) > 0 {
		name, n := ops[0].Key[:1], 1
		for n < len(ops) && ops[n].Key[0] == name[0] {
			n++
		}
		bucket, err := tx.CreateBucketIfNotExists(name)
		if err != nil {
			return err
		}
		if last, _ := bucket.Cursor().Last(); bytes.Compare(ops[n-1].Key, last) > 0 {
			bucket.FillPercent = 1 // the table grows at its end: nothing will be put between these
		}
		for _, op := range ops[:n] {
			if op.Del {
				err = bucket.Delete(op.Key)
			} else {
				err = bucket.Put(op.Key, op.Value)
			}
			if errors.Is(err, bberrors.ErrIncompatibleValue) {
				err = &kv.Damage{Where: fmt.Sprintf("key %x", op.Key), What: "its entry is marked as what it cannot be"}
			}
			if err != nil {
				return err
			}
		}
		ops = ops[n:]
	}
	return putState(tx.Bucket(ownBucket), next, after)
}

// isFull tells whether a write failed for want of room. Where bbolt grows its file it passes the
// reason on only in words.
func isFull(err error) bool {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
