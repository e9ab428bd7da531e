package join

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"koe/model"
	"koe/store/desk"
	"koe/store/hold"
)

// Options are what a seat is taken with.
type Options struct {
	Database string
	User     model.UserID
	Doing    string // what the program runs, for those who ask who is in
	Build    string // its version
	Session  model.ID
	Clock    func() time.Time
	Rand     io.Reader
	// Near opens the desk of the file, once the lock is held.
	Near func(context.Context) (*desk.Desk, error)
	// Stays has the seat take the file over, or join, as soon as the holder ends,
	// and not only when something is asked: a program that shows what is there.
	Stays bool
	// Alone joins nobody and lets nobody in: for what changes the file itself.
	Alone bool
	// Quiet lets nobody in: for what ends in a moment.
	Quiet bool
	// Serves has a program that stays hand the file over to this one, and nobody who
	// joined take it over when this one stops: it will be back. It joins nobody.
	Serves bool
	// Patience is how long a holder that lets nobody in, or does not answer, is
	// waited for.
	Patience time.Duration
}

// findRetry is about how often a place is looked for.
const findRetry = 5 * time.Millisecond

// A Seat is a program's place at the desk. Its methods may be called from many
// goroutines at once.
type Seat struct {
	o     Options
	turn  chan struct{} // who looks for a place
	life  context.Context
	end   context.CancelFunc
	stays sync.WaitGroup
	hints chan model.Hint

	// A seat of one's own is at that of another; see [Seat.As].
	base  *Seat
	from  string
	since model.Instant

	mu     sync.Mutex
	at     *place // nil while there is none
	lost   *model.Fault
	closed bool
	waits  bool // only joins: the file is, or will be, another's
	unwait *time.Timer
	owns   map[*Seat]struct{}
}

// A place is where the desk is: of this program, or over the socket.
type place struct {
	near   *desk.Desk
	hold   *hold.Hold
	server *server
	socket string

	far *far

	yielded atomic.Bool   // another asked for the file and has it
	ended   chan struct{} // closed with it
	once    sync.Once
}

// handedOver reports whether the desk of this program was closed since another
// has the file.
func (p *place) handedOver() bool { return p.yielded.Load() }

// Open takes a seat: it opens the database where nobody has it, and joins who has
// it otherwise. It fails with a *model.Fault: [model.InUse] where the holder lets
// nobody in, [model.Away] where it does not answer, [model.OtherBuild] where it is
// another version; and with what Near fails with.
func Open(ctx context.Context, o Options) (*Seat, error) {
	s := &Seat{o: o, turn: make(chan struct{}, 1), hints: make(chan model.Hint, 1)}
	s.life, s.end = context.WithCancel(context.Background())
	if _, err := s.place(ctx); err != nil {
		s.end()
		return nil, err
	}
	if o.Stays {
		s.stays.Go(s.stay)
	}
	return s, nil
}

// Holds reports whether this program has the file.
func (s *Seat) Holds() bool {
	if s.base != nil {
		return s.base.Holds()
	}
	p := s.now()
	return p != nil && p.near != nil
}

func (s *Seat) now() *place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

// place is where the desk is. Where that is not known any more, one looks for it
// and the others wait, each as long as their ctx.
func (s *Seat) place(ctx context.Context) (*place, error) {
	if p := s.now(); p != nil {
		return p, nil
	}
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.turn }()
	s.mu.Lock()
	p, closed := s.at, s.closed
	s.mu.Unlock()
	switch {
	case p != nil:
		return p, nil
	case closed:
		return nil, &model.Fault{Code: model.Closing}
	}
	p, err := s.find(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		errors.As(err, &s.lost)
		return nil, err
	}
	s.at, s.lost = p, nil
	return p, nil
}

// find takes the database, or joins who has it.
func (s *Seat) find(ctx context.Context) (*place, error) {
	wait, cancel := context.WithTimeout(ctx, s.patience())
	defer cancel()
	trouble := &model.Fault{Code: model.InUse, Where: s.o.Database}
	for {
		h, err := s.try()
		switch {
		case errors.Is(err, errWaits):
			trouble = &model.Fault{Code: model.Stopped}
			f, err := s.back(wait)
			if err != nil {
				return nil, err
			}
			if f != nil {
				return &place{far: f, ended: make(chan struct{})}, nil
			}
		case err == nil:
			p, err := s.take(ctx, h)
			if !errors.Is(err, &model.Fault{Code: model.InUse}) || !h.Firm() {
				return p, err
			}
		case !errors.Is(err, hold.ErrHeld):
			return nil, err
		case s.o.Serves:
			if err := s.askFor(wait); err != nil {
				return nil, err
			}
		case !s.o.Alone:
			who, err := hold.Who(s.o.Database)
			if err != nil || who.Socket == "" {
				break
			}
			f, err := dial(wait, who.Socket, s.self(), s.tell)
			if err == nil {
				return &place{far: f, ended: make(chan struct{})}, nil
			}
			if !errors.Is(err, errGone) && wait.Err() == nil {
				return nil, err
			}
			trouble.Code = model.Away
		}
		select {
		case <-time.After(findRetry + rand.N(findRetry)):
		case <-wait.Done():
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, trouble
		}
	}
}

func (s *Seat) self() Member {
	return Member{PID: os.Getpid(), User: s.o.User, Doing: s.o.Doing, Since: model.At(s.o.Clock()), session: s.o.Session}
}

// take opens the desk of a database that is held, and lets others in.
func (s *Seat) take(ctx context.Context, h *hold.Hold) (*place, error) {
	d, err := s.o.Near(ctx)
	if err != nil {
		return nil, errors.Join(err, h.Release())
	}
	p := &place{near: d, hold: h, ended: make(chan struct{})}
	if !h.Firm() { // its folder may have been made only now
		if again, err := hold.Try(s.o.Database); err == nil {
			p.hold = again
		}
	}
	self := s.self()
	who := hold.Holder{PID: self.PID, User: self.User, Doing: self.Doing, Since: self.Since}
	if !s.o.Alone && !s.o.Quiet && p.hold.Firm() {
		// Without a socket the next one is refused, as where there are none.
		if l, path, err := listen(p.hold, s.o.Database); err == nil {
			p.socket, who.Socket = path, path
			p.server = serve(l, serving{desk: d, self: self, build: s.o.Build, clock: s.o.Clock, serves: s.o.Serves, seated: s.seated, yield: s.yield(p)})
		}
	}
	if err := p.hold.Say(who); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if s.o.Stays || s.o.Serves {
		hints, stop := d.Hints()
		go func() {
			defer stop()
			for {
				select {
				case h := <-hints:
					s.tell(h)
				case <-p.ended:
					return
				}
			}
		}()
	}
	return p, nil
}

func (p *place) close() error {
	p.once.Do(func() { close(p.ended) })
	if p.far != nil {
		p.far.close()
		return nil
	}
	if p.server != nil {
		p.server.stop()
		sweep(p.socket)
	}
	return errors.Join(p.near.Close(), p.hold.Release())
}

// left notes that a place is no more. Others may have noted it before.
func (s *Seat) left(p *place) {
	s.mu.Lock()
	mine := s.at == p
	if mine {
		s.at = nil
		stopped := p.far != nil && p.far.stopped.Load()
		s.waits = s.waits || p.yielded.Load() || stopped
		if stopped {
			if s.unwait != nil {
				s.unwait.Stop()
			}
			s.lost = &model.Fault{Code: model.Stopped}
		}
	}
	s.mu.Unlock()
	if mine {
		_ = p.close()
	}
}

// Fault is why the desk takes no changes, or nil.
func (s *Seat) Fault() error {
	if s.base != nil {
		return s.base.Fault()
	}
	s.mu.Lock()
	p, lost := s.at, s.lost
	s.mu.Unlock()
	switch {
	case p == nil && lost != nil:
		return lost
	case p == nil:
		return nil // a place is being looked for
	case p.near != nil:
		return p.near.Fault()
	}
	if f := p.far.fault.Load(); f != nil {
		return f
	}
	return nil
}

// Close leaves the desk. Who holds the file sees through what is under way first.
func (s *Seat) Close() error {
	if s.base != nil {
		s.rise()
		return nil
	}
	s.end()
	s.mu.Lock()
	p := s.at
	s.at, s.closed = nil, true
	s.mu.Unlock()
	var err error
	if p != nil {
		err = p.close()
	}
	s.stays.Wait()
	return err
}
