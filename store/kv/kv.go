// Package kv is the seam between koe's records and whatever keeps them on disk: ordered keys,
// snapshots that do not move, and batches that go in as a whole or not at all.
//
// Two engines stand behind it: kv/bolt, the embedded file of every desk, and kv/memory, the plain
// one that tests compare with. What every engine must do is written down as tests in kv/kvtest. No
// type of an engine crosses the seam, so that a replicated engine can take its place.
//
// # Reading
//
// A [Snapshot] shows the database as it stood at one [Version]. [Snapshot.Get] answers one key,
// [Snapshot.Scan] fills a [Page] with copies of a run of pairs in either direction, and [All]
// strings pages together for a range loop:
//
//	for pair, err := range kv.All(ctx, snapshot, kv.Prefix(table)) { … }
//
// Everything handed out is a copy: it stays valid after the snapshot is closed (a page's pairs
// until the page is filled again), and a caller can neither hurt the file nor be hurt by it. A
// snapshot keeps the space of everything overwritten since from being used again, so a question
// from a screen takes one, copies what it needs and closes it within 100 ms; check, export and
// backup may hold one for as long as they run. Nobody may wait for their own commit while holding a
// snapshot: an engine that must grow its file may have to wait for the snapshots first.
//
// # Writing
//
// [Engine.Commit] applies a [Batch] after the version its author read, or answers [ErrConflict].
// When it returns without error the batch is on disk. Its other answers say exactly what is known:
// see [Engine].
//
// # Keys and values
//
// Keys sort as bytes. The first byte of a key is its table; engines may keep tables apart, and keys
// that only ever grow within a table are stored densely. Every value in koe is sealed: it ends with
// a checksum over key and value ([Seal], [Unseal]), which is how silent rot is found.
package kv

import "context"

// Bounds of what an engine takes. A batch outside them is refused with ErrInvalid and changes
// nothing.
const (
	MaxKey   = 2 << 10  // bytes of a key; the least is 1
	MaxValue = 16 << 20 // bytes of a value, its seal included
)

// Version numbers the states of a database. An empty new one stands at version 1 and every batch
// that changes anything adds one. Versions survive closing, backup and compaction.
type Version uint64

// Any, as a Batch's After, means: after whatever stands there now.
const Any Version = 0

// Pair is a key and its value.
type Pair struct{ Key, Value []byte }

// Batch is a set of changes that happen together or not at all. A key occurs in it at most once,
// and deleting a key that is not there is no error. Its order means nothing; a batch whose Put is
// already sorted by key commits a little faster. The engine may read its memory until the commit is
// settled, so nobody changes it afterwards.
type Batch struct {
	After Version // the version the batch was worked out from, or Any
	Put   []Pair
	Del   [][]byte
}

// Engine keeps the pairs. All its methods may be called from many goroutines at once.
type Engine interface {
	// Snapshot shows the newest committed state. It fails with ErrClosed, ErrDamaged or the
	// context's error. The caller closes it.
	Snapshot(ctx context.Context) (Snapshot, error)

	// Commit applies the batch and returns the version it made once that is on disk. A batch that
	// changes nothing is checked against After and returns the version that stands. Commits from
	// many goroutines go one after the other.
	//
	// Nothing was saved, and the same batch may be tried again: ErrConflict (somebody wrote since
	// After), ErrInvalid (a batch against the rules above), ErrFull, ErrReadOnly (after a fault,
	// which it wraps), ErrClosed, and the context's error if it was done before writing began.
	//
	// Not known whether it was saved: a *Pending (errors.Is ErrPending) when the context was done
	// while the write was under way; the write goes on, later commits queue behind it, and
	// Pending.Wait tells how it ended. ErrUnknown when the disk refused at a point from which
	// nobody can tell; the engine is read-only from then on, and opening it again shows which
	// version stands.
	Commit(ctx context.Context, b Batch) (Version, error)

	// Close waits for the write under way and for reads that are inside a call, closes the
	// snapshots still open and lets go of the file. Whatever else is called afterwards answers
	// ErrClosed; a second Close does nothing.
	Close() error
}

// Snapshot is the database at one version. Its methods may be called from several goroutines; they
// take turns.
type Snapshot interface {
	// Version says which state this is.
	Version() Version

	// Get returns a copy of the key's value, and whether there is one.
	Get(ctx context.Context, key []byte) (value []byte, found bool, err error)

	// Scan fills the page with the pairs of the range, about PageBytes of them at a time; Page.Rest
	// is the range that is left. After an error the page holds nothing to rely on.
	Scan(ctx context.Context, r Range, page *Page) error

	// Close gives the space it held back. A second Close does nothing.
	Close() error
}
