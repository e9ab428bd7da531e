package search

import (
	"context"

	"koe/model"
)

// A Source is the desk's records, as the index reads them in the background.
type Source interface {
	// Snapshot shows the newest committed state. The index closes it within the time a batch of a
	// few hundred issues takes.
	Snapshot(ctx context.Context) (Snapshot, error)
}

// A Snapshot is a Reader that somebody must close.
type Snapshot interface {
	Reader
	Close() error
}

// A Reader answers from one state of the records and serves one goroutine.
type Reader interface {
	// Head is the last event of this state and the newest issue's number, zero where there is none.
	Head() (event uint64, newest model.Number, err error)

	// Event reads an event; nil is none. Its hash tells one history of a desk from another.
	Envelope(seq uint64) (*model.Event, error)

	// Issue reads an issue; nil is none.
	Issue(n model.Number) (*model.Issue, error)

	// Scan calls fn with the issues numbered from to to, both within, in ascending order. An error
	// of fn ends it and is returned.
	Scan(from, to model.Number, fn func(*model.Issue) error) error

	// Changed lists the issues that events after the given one logged, changed or deleted, in any
	// order and perhaps more than once. It reads whole events until it has limit numbers or more,
	// and says up to which event it read: at least one, if there is one.
	Changed(after uint64, limit int) (numbers []model.Number, upto uint64, err error)
}
