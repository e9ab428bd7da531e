package join

import (
	"context"
	"errors"
	"net/http"
	"time"

	"koe/model"
	"koe/store/hold"
)

// yieldTime is how long one who handed the file over leaves it to the other.
const yieldTime = 10 * time.Second

// errWaits says that a seat does not try to have the file itself.
var errWaits = errors.New("the file is left to another")

// try takes the database if nobody has it, and if it is not left to another.
func (s *Seat) try() (*hold.Hold, error) {
	s.mu.Lock()
	waits := s.waits
	s.mu.Unlock()
	if waits {
		return nil, errWaits
	}
	return hold.Try(s.o.Database)
}

// backTime is how long a question waits for a server that was stopped: one that is
// started anew is back by then.
const backTime = 3 * time.Second

// patience is how long a place is looked for.
func (s *Seat) patience() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waits {
		return min(s.o.Patience, backTime)
	}
	return s.o.Patience
}

// back joins whoever has the file that this seat leaves to others; nil where nobody
// is there yet.
func (s *Seat) back(ctx context.Context) (*far, error) {
	who, err := hold.Who(s.o.Database)
	if err != nil || who.Socket == "" {
		return nil, nil
	}
	f, err := dial(ctx, who.Socket, s.self(), s.tell)
	var fault *model.Fault
	switch {
	case errors.As(err, &fault):
		return nil, fault // another build is back
	case err != nil:
		return nil, nil
	}
	s.waitsNoMore()
	return f, nil
}

func (s *Seat) waitsNoMore() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waits = false
}

// askFor asks whoever has the database to hand it over. One that ends by itself, or
// is not there any more, is waited for.
func (s *Seat) askFor(ctx context.Context) error {
	who, err := hold.Who(s.o.Database)
	if err != nil || who.Socket == "" {
		return nil
	}
	f := newFar(who.Socket, s.self(), nil)
	defer f.client.CloseIdleConnections()
	resp, err := f.send(ctx, http.MethodPost, handOverPath, nil)
	var fault *model.Fault
	switch {
	case errors.As(err, &fault):
		return fault
	case err != nil:
		return nil
	}
	return resp.Body.Close()
}

// yield hands the file over to whoever asked, once they were answered. It reports
// whether that is being done: what only runs a command ends by itself.
func (s *Seat) yield(p *place) func() bool {
	return func() bool {
		if !s.o.Stays {
			return false
		}
		if p.yielded.Swap(true) {
			return true
		}
		time.AfterFunc(0, func() {
			s.mu.Lock()
			// A server that does not come after all leaves the file to whoever is there.
			s.unwait = time.AfterFunc(yieldTime, s.waitsNoMore)
			s.mu.Unlock()
			s.left(p)
		})
		return true
	}
}
