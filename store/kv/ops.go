package kv

import (
	"bytes"
	"fmt"
	"slices"
)

// Op is one change of a batch.
type Op struct {
	Pair
	Del bool
}

// Ops checks the batch against the rules and returns its changes in the order of their keys.
// Engines call it first; an error is an ErrInvalid.
func (b Batch) Ops() ([]Op, error) {
	ops := make([]Op, 0, len(b.Put)+len(b.Del))
	for _, p := range b.Put {
		ops = append(ops, Op{Pair: p})
	}
	for _, key := range b.Del {
		ops = append(ops, Op{Pair: Pair{Key: key}, Del: true})
	}
	byKey := func(x, y Op) int { return bytes.Compare(x.Key, y.Key) }
	if !slices.IsSortedFunc(ops, byKey) {
		slices.SortFunc(ops, byKey)
	}
	for i, op := range ops {
		switch {
		case len(op.Key) == 0:
			return nil, fmt.Errorf("%w: an empty key", ErrInvalid)
		case len(op.Key) > MaxKey:
			return nil, fmt.Errorf("%w: a key of %d bytes, %d are allowed", ErrInvalid, len(op.Key), MaxKey)
		case len(op.Value) > MaxValue:
			return nil, fmt.Errorf("%w: key %s with a value of %d bytes, %d are allowed", ErrInvalid, keyName(op.Key), len(op.Value), MaxValue)
		case i > 0 && bytes.Equal(op.Key, ops[i-1].Key):
			return nil, fmt.Errorf("%w: key %s stands in it twice", ErrInvalid, keyName(op.Key))
		}
	}
	return ops, nil
}
