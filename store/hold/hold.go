// Package hold is who has a database. A lock on a file of its own beside it,
// `<database>.lock`, is held by one program at a time, and the file is never
// replaced or taken away: the database itself may be, by a compaction or a
// restore, and a lock on that file would go with it. The system lets go of the
// lock when its holder ends, however it ends.
//
// In the file stands who holds it and where others can reach it. That is for
// finding each other and for people; the lock alone decides.
package hold

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"time"

	"koe/model"
)

// ErrHeld says that another program has the database.
var ErrHeld = errors.New("another program has the database")

// errUnsupported is of systems where no file can be locked like that.
var errUnsupported = errors.New("files are not locked here")

// retry is about how often a lock is tried again.
const retry = 10 * time.Millisecond

// most is how long what stands in the file may be.
const most = 4 << 10

// A Holder is who has a database, in their own words.
type Holder struct {
	PID    int           `json:"pid"`
	User   model.UserID  `json:"user"`
	Doing  string        `json:"doing"`            // what it runs: "screens", "import"
	Since  model.Instant `json:"since"`            // when it began
	Socket string        `json:"socket,omitempty"` // where it is reached; empty where nobody else is let in
}

// A Hold is a database that is held.
type Hold struct {
	file *os.File
	mend string // the socket of a holder that ended without letting go
}

// File is where the lock of a database is.
func File(database string) string { return database + ".lock" }

// Take holds a database, as soon as nobody does: it waits until ctx is done, and
// fails then with [ErrHeld]. Where the system locks no files, or none can be made
// beside the database, the hold holds nothing and the engine's own lock alone
// keeps others out.
func Take(ctx context.Context, database string) (*Hold, error) {
	for {
		h, err := Try(database)
		if !errors.Is(err, ErrHeld) {
			return h, err
		}
		select {
		case <-time.After(retry + rand.N(retry)):
		case <-ctx.Done():
			return nil, ErrHeld
		}
	}
}

// Try holds a database if nobody does.
func Try(database string) (*Hold, error) {
	file, err := os.OpenFile(File(database), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return &Hold{}, nil // a folder that is missing, or may not be written: the engine says so
	}
	err = lock(file)
	if errors.Is(err, errUnsupported) {
		return &Hold{}, file.Close()
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	h := &Hold{file: file}
	if before, err := read(file); err == nil {
		h.mend = before.Socket
	}
	return h, nil
}

// Firm reports whether the lock is really held, so that others can be let in.
func (h *Hold) Firm() bool { return h.file != nil }

// Left is the socket that the holder before left behind, "" where it left none.
func (h *Hold) Left() string { return h.mend }

// Say writes who holds it, for those who come. The zero Holder takes that away.
func (h *Hold) Say(who Holder) error {
	if h.file == nil {
		return nil
	}
	var b []byte
	if who != (Holder{}) {
		var err error
		if b, err = json.Marshal(who); err != nil {
			return fmt.Errorf("say who holds the database: %w", err)
		}
	}
	if _, err := h.file.WriteAt(b, 0); err != nil {
		return fmt.Errorf("say who holds the database: %w", err)
	}
	if err := h.file.Truncate(int64(len(b))); err != nil {
		return fmt.Errorf("say who holds the database: %w", err)
	}
	return nil
}

// Release lets go.
func (h *Hold) Release() error {
	if h == nil || h.file == nil {
		return nil
	}
	err := h.Say(Holder{})
	file := h.file
	h.file = nil
	return errors.Join(err, unlock(file), file.Close())
}

// Lock takes the lock of any file until it is closed, and fails with [ErrHeld]
// where another open file has it. Where the system locks no files it does nothing.
func Lock(file *os.File) error {
	if err := lock(file); !errors.Is(err, errUnsupported) {
		return err
	}
	return nil
}

// Who reads who said last that they hold a database. They may have ended since;
// the zero Holder is that nobody says anything.
func Who(database string) (Holder, error) {
	file, err := os.Open(File(database))
	if errors.Is(err, os.ErrNotExist) {
		return Holder{}, nil
	}
	if err != nil {
		return Holder{}, fmt.Errorf("who holds the database: %w", err)
	}
	defer file.Close()
	return read(file)
}

// read reads what stands in the file. It may be half written, which is nothing
// yet.
func read(file *os.File) (Holder, error) {
	b, err := io.ReadAll(io.NewSectionReader(file, 0, most))
	if err != nil {
		return Holder{}, fmt.Errorf("who holds the database: %w", err)
	}
	var who Holder
	if json.Unmarshal(b, &who) != nil {
		return Holder{}, nil
	}
	return who, nil
}
