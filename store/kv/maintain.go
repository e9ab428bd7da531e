package kv

import (
	"context"
	"io"
	"time"
)

// Maintainer is what an engine with a file of its own can do besides: find one with a type
// assertion on the Engine.
type Maintainer interface {
	// Backup writes a copy of the newest state to w, from which the engine can be opened again.
	// Writing goes on meanwhile. All of it is checked first; where something is hurt, nothing is
	// written and the error is a *Damage.
	Backup(ctx context.Context, w io.Writer) (Version, error)

	// Verify reads everything: structure, order, free space and every value's seal. What is hurt
	// stands in the report; the error says only that checking could not be finished. An engine that
	// a fault had made read-only takes changes again after a clean report, unless it must be opened
	// again first. Progress, if not nil, is called now and then from the calling goroutine.
	Verify(ctx context.Context, progress func(Progress)) (Report, error)

	// Compact writes the newest state to a new file at path, as small as it gets and without
	// remains of what was deleted. It fails with ErrExists if there is one already and with a
	// *Damage before it would copy a hurt value.
	Compact(ctx context.Context, path string) error

	// Stats are cheap enough to show on a status line.
	Stats(ctx context.Context) (Stats, error)
}

// Progress says how far a long task is.
type Progress struct {
	Done, Total int64 // bytes; Total is an estimate that only grows
}

// Report is what Verify found.
type Report struct {
	Version Version
	Keys    int64  // pairs seen
	Bytes   int64  // of keys and values seen
	Hurt    []Hurt // at most MaxHurt
	More    int    // how many were found beyond those
}

// MaxHurt is how many findings a report lists.
const MaxHurt = 200

// Hurt is one finding.
type Hurt struct {
	Damage
	From, To []byte // the keys that may be missing or wrong, [From, To); both nil where no keys can be named
}

// Err is nil for a clean report and otherwise the first finding.
func (r Report) Err() error {
	if len(r.Hurt) == 0 {
		return nil
	}
	return &r.Hurt[0].Damage
}

// Add notes a finding. Engines call it.
func (r *Report) Add(h Hurt) {
	if len(r.Hurt) == MaxHurt {
		r.More++
		return
	}
	r.Hurt = append(r.Hurt, h)
}

// Stats describe an engine's file.
type Stats struct {
	Version   Version
	FileBytes int64         // size of the file
	FreeBytes int64         // of it, free to be used again now or when the snapshots that hold it close
	Snapshots int           // how many are open
	Oldest    time.Duration // how long the oldest of them has been
	Fault     error         // why the engine takes no changes, or nil
}
