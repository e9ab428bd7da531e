// Package serve is koe's interface over SSH. Whoever comes is known by a public
// key and by nothing else: no passwords, no forwarding, no subsystems, no shell of
// the system. A session has koe's screens, or runs one of koe's commands; what these
// are the [House] knows, which cmd/koe is.
//
// The way of a guest: gate.go counts them before a word is spoken, this file asks for
// the key, session.go hears what they want, line.go is their line, which may be slow
// or silent without holding anybody up. [Server.Recheck] sends off whose key is not
// known any more, [Server.Stop] everybody.
package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/widget"
)

// A Guest is somebody who came with a key that is known.
type Guest struct {
	User model.UserID
	Lang lang.Lang
	Key  model.KeyID
	From string // the address they come from

	Glyphs string // with which signs their screens are drawn; empty asks their terminal
	Plain  bool   // without colours
}

// A Terminal is what a guest who asked for one sits at.
type Terminal struct {
	In    io.Reader
	Out   io.Writer
	Term  string // TERM of the other side
	Size  widget.Size
	Sizes <-chan widget.Size
}

// A House is what guests are let in to. Its methods are called from many goroutines
// at once.
type House interface {
	// Known is who has a key; false where nobody has, or they are off the desk.
	Known(ctx context.Context, key model.KeyID) (Guest, bool, error)
	// Screens shows the interface until the guest leaves or ctx ends. It returns nil
	// where all that was typed is kept.
	Screens(ctx context.Context, g Guest, t Terminal) error
	// Run runs a line of koe's commands and returns its exit code.
	Run(ctx context.Context, g Guest, line string, in io.Reader, out, errs io.Writer) int
	// Does names what a line does, for the log: a command's name and none of its words.
	Does(line string) string
}

// Options are what a server is made with.
type Options struct {
	House   House
	HostKey gossh.Signer
	Limits  Limits
	Log     *slog.Logger // who came, from where, for what, how long; never what was said
	Clock   func() time.Time
}

// Why a session ends that the guest did not end.
var (
	errStopping = errors.New("the server stops")
	errRevoked  = errors.New("the key is not known any more")
	errIdle     = errors.New("no key was pressed for too long")
	errStuck    = errors.New("the line took no output for too long")
	errTooLong  = errors.New("the session was too long")
)

// A Server lets guests in.
type Server struct {
	o      Options
	ssh    *ssh.Server
	gate   *gate
	life   context.Context
	stop   context.CancelCauseFunc
	visits sync.WaitGroup

	mu    sync.Mutex
	doors []net.Listener
	there map[*visit]struct{}
	ended bool
}

// New makes a server.
func New(o Options) *Server {
	o.Limits = o.Limits.orDefault()
	s := &Server{o: o, gate: newGate(o.Limits, o.Clock), there: map[*visit]struct{}{}}
	s.life, s.stop = context.WithCancelCause(context.Background())
	s.ssh = &ssh.Server{
		Version: "koe", HostSigners: []ssh.Signer{o.HostKey}, HandshakeTimeout: o.Limits.Handshake,
		MaxTimeout: o.Limits.Longest + time.Minute, // of a connection on which nobody has a session any more
		ConnCallback: func(ctx ssh.Context, conn net.Conn) net.Conn {
			if why := s.gate.enter(conn.RemoteAddr()); why != "" {
				s.refused(conn, why)
				return nil
			}
			c := s.gate.count(conn)
			ctx.SetValue(countedKey{}, c)
			return c
		},
		ServerConfigCallback: func(ssh.Context) *gossh.ServerConfig { return s.config() },
		ConnectionFailedCallback: func(conn net.Conn, err error) {
			s.refused(conn, reason(err))
		},
		ChannelHandlers: map[string]ssh.ChannelHandler{"session": s.session},
		RequestHandlers: map[string]ssh.RequestHandler{},
	}
	return s
}

// Serve lets guests in at a listener until Stop; it returns nil then.
func (s *Server) Serve(l net.Listener) error {
	s.mu.Lock()
	s.doors = append(s.doors, l)
	ended := s.ended
	s.mu.Unlock()
	if ended {
		return l.Close()
	}
	err := s.ssh.Serve(l)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended || errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	return err
}

// Stop lets nobody in any more, has everybody's screens keep what they hold and say
// goodbye, sees commands through for a while, and returns when all are gone.
func (s *Server) Stop() {
	s.mu.Lock()
	s.ended = true
	for v := range s.there {
		if v.working.Load() {
			time.AfterFunc(s.o.Limits.Farewell/2, func() { v.end(errStopping) })
		} else {
			v.end(errStopping)
		}
	}
	// The library's own way to stop waits on what new connections count up; closing
	// the doors and the connections is enough.
	for _, l := range s.doors {
		_ = l.Close()
	}
	s.mu.Unlock()
	gone := make(chan struct{})
	go func() {
		s.visits.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-time.After(s.o.Limits.Farewell):
	}
	// They close their side when they have read how it ended; a connection that is
	// closed over what they still send would take that from them.
	s.gate.empty(leaveTime)
	_ = s.ssh.Close()
	s.stop(errStopping)
}

// leaveTime is how long a client has to close its side after a goodbye.
const leaveTime = time.Second

// Recheck sends off whose key is not known any more, or is another's. A lookup that
// fails sends nobody off.
func (s *Server) Recheck(ctx context.Context) {
	s.mu.Lock()
	all := make([]*visit, 0, len(s.there))
	for v := range s.there {
		all = append(all, v)
	}
	s.mu.Unlock()
	known := map[model.KeyID]bool{}
	for _, v := range all {
		is, asked := known[v.guest.Key]
		if !asked {
			g, ok, err := s.o.House.Known(ctx, v.guest.Key)
			if err != nil {
				return
			}
			is = ok && g.User == v.guest.User
			known[v.guest.Key] = is
		}
		if !is {
			v.end(errRevoked)
		}
	}
}

// enter counts a session, unless there are too many or the server stops.
func (s *Server) enter(v *visit) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended || len(s.there) >= s.o.Limits.Sessions {
		return false
	}
	s.there[v] = struct{}{}
	s.visits.Add(1)
	return true
}

func (s *Server) leave(v *visit) {
	s.mu.Lock()
	delete(s.there, v)
	s.mu.Unlock()
	s.visits.Done()
}
