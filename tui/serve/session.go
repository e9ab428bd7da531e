package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"koe/model"
	"koe/tui/lang"
	"koe/tui/widget"
)

// A visit is one session of a guest.
type visit struct {
	guest Guest
	conn  *gossh.ServerConn
	ctx   context.Context
	end   context.CancelCauseFunc

	line    *line
	at      *terminal   // nil where none was asked for
	working atomic.Bool // a command is run, which is seen through when the server stops
}

// Exit codes beside those of koe's commands.
const (
	exitOK      = 0
	exitFailed  = 1
	exitRefused = 2
)

// session is the handler of the one kind of channel that is taken.
func (s *Server) session(_ *ssh.Server, conn *gossh.ServerConn, wanted gossh.NewChannel, ctx ssh.Context) {
	if c, ok := ctx.Value(countedKey{}).(*counted); ok {
		c.done()
	}
	v := &visit{conn: conn}
	key := model.KeyID(conn.Permissions.Extensions[extKey])
	guest, known, err := s.o.House.Known(s.life, key)
	if err != nil || !known { // it was known a moment ago
		_ = wanted.Reject(gossh.ConnectionFailed, "not known")
		return
	}
	v.guest = guest
	v.guest.Key, v.guest.From = key, addressOf(conn.RemoteAddr())
	v.ctx, v.end = context.WithCancelCause(context.Background())
	defer v.end(nil)
	if !s.enter(v) {
		s.o.Log.Warn("refused", "from", v.guest.From, "user", string(v.guest.User), "why", "too many sessions")
		_ = wanted.Reject(gossh.ResourceShortage, lang.For(v.guest.Lang).Serve.Full)
		return
	}
	defer s.leave(v)
	ch, requests, err := wanted.Accept()
	if err != nil {
		return
	}
	v.line = newLine(ch, s.o.Limits, v)
	defer v.line.close()
	s.hear(v, requests)
}

// hear listens to what a guest wants until they have said it and it is done.
func (s *Server) hear(v *visit, requests <-chan *gossh.Request) {
	done := make(chan struct{})
	begun := false
	begin := func(do func() int) {
		begun = true
		go func() {
			defer close(done)
			v.line.exit(s.guarded(v, do))
		}()
	}
	waiting := time.NewTimer(s.o.Limits.Handshake)
	defer waiting.Stop()
	ending := v.ctx.Done()
	for {
		select {
		case r, ok := <-requests:
			if !ok { // the other side is gone
				v.end(io.EOF)
				if begun {
					<-done
				}
				return
			}
			_ = r.Reply(s.request(v, r, begun, begin), nil)
		case <-waiting.C:
			if !begun {
				return
			}
		case <-ending:
			if !begun {
				return
			}
			ending = nil // the screens see it themselves
		case <-done:
			return
		}
	}
}

// request takes one request of a channel and reports whether it is granted.
func (s *Server) request(v *visit, r *gossh.Request, begun bool, begin func(func() int)) bool {
	switch r.Type {
	case "pty-req":
		if begun || v.at != nil {
			return false
		}
		var asked struct {
			Term                         string
			Columns, Rows, Width, Height uint32
			Modes                        string
		}
		if gossh.Unmarshal(r.Payload, &asked) != nil {
			return false
		}
		v.at = newTerminal(asked.Term, asked.Columns, asked.Rows)
		return true
	case "window-change":
		var now struct{ Columns, Rows, Width, Height uint32 }
		if v.at == nil || gossh.Unmarshal(r.Payload, &now) != nil {
			return false
		}
		v.at.resize(now.Columns, now.Rows)
		return true
	case "shell":
		if begun {
			return false
		}
		begin(func() int { return s.screens(v) })
		return true
	case "exec":
		var asked struct{ Line string }
		if begun || gossh.Unmarshal(r.Payload, &asked) != nil {
			return false
		}
		begin(func() int { return s.run(v, asked.Line) })
		return true
	case "signal":
		var sent struct{ Name string }
		if gossh.Unmarshal(r.Payload, &sent) == nil && (sent.Name == "INT" || sent.Name == "TERM" || sent.Name == "HUP") {
			v.end(context.Canceled)
		}
		return true
	}
	// No environment, no agent, no X11, no subsystem.
	return false
}

// guarded runs what a guest wanted; a panic ends their session alone.
func (s *Server) guarded(v *visit, do func() int) (code int) {
	defer func() {
		if p := recover(); p != nil {
			s.o.Log.Error("a session panicked", "user", string(v.guest.User), "panic", fmt.Sprint(p))
			code = exitFailed
		}
	}()
	return do()
}

// during bounds a session by its limits.
func (s *Server) during(v *visit) func() {
	longest := time.AfterFunc(s.o.Limits.Longest, func() { v.end(errTooLong) })
	return func() { longest.Stop() }
}

// screens shows the interface.
func (s *Server) screens(v *visit) int {
	say := lang.For(v.guest.Lang).Serve
	if v.at == nil {
		fmt.Fprintln(v.line.errs(), "koe: "+say.NoTerminal)
		return exitRefused
	}
	defer s.during(v)()
	v.line.watchIdle()
	began := s.o.Clock()
	s.o.Log.Info("in", "user", string(v.guest.User), "from", v.guest.From, "key", string(v.guest.Key), "for", "screens")
	err := s.o.House.Screens(v.ctx, v.guest, Terminal{
		In: v.line.in(), Out: v.line.raw(), Term: v.at.term, Size: v.at.first, Sizes: v.at.sizes,
	})
	why := context.Cause(v.ctx)
	s.o.Log.Info("out", "user", string(v.guest.User), "from", v.guest.From, "for", "screens", "seconds", seconds(s.o.Clock().Sub(began)), "why", endOf(why, err))
	bye := map[error]func(string) string{errStopping: say.Stopping, errRevoked: say.Revoked, errIdle: say.Idle, errTooLong: say.TooLong}[why]
	switch {
	case bye != nil && err != nil:
		fmt.Fprintln(v.line.out(true), bye(say.NotKept))
		return exitFailed
	case bye != nil:
		fmt.Fprintln(v.line.out(true), bye(say.Kept))
		return exitFailed
	case err != nil && v.ctx.Err() == nil:
		fmt.Fprintln(v.line.out(true), "koe: "+lang.For(v.guest.Lang).Error(err))
		return exitFailed
	}
	return exitOK
}

// run runs a command.
func (s *Server) run(v *visit, asked string) int {
	defer s.during(v)()
	v.working.Store(true)
	does, began := s.o.House.Does(asked), s.o.Clock()
	s.o.Log.Info("in", "user", string(v.guest.User), "from", v.guest.From, "key", string(v.guest.Key), "for", does)
	out, errs := v.line.out(v.at != nil), v.line.errs()
	if v.at != nil {
		errs = out // a terminal has one
	}
	code := s.o.House.Run(v.ctx, v.guest, asked, v.line.in(), out, errs)
	s.o.Log.Info("out", "user", string(v.guest.User), "from", v.guest.From, "for", does, "seconds", seconds(s.o.Clock().Sub(began)), "code", code)
	return code
}

// endOf is why a session ended, for the log.
func endOf(why, err error) string {
	switch {
	case errors.Is(why, io.EOF):
		return "the line was lost"
	case why != nil:
		return why.Error()
	case err != nil:
		return "a fault" // its words may be somebody's
	}
	return "left"
}

func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }

// A terminal is what is known of the other side's.
type terminal struct {
	term  string
	first widget.Size
	sizes chan widget.Size

	mu sync.Mutex
}

// The largest window that is believed, in columns or rows, and what is taken where
// none is said.
const (
	largest                 = 10_000
	usualColumns, usualRows = 80, 24
)

func newTerminal(term string, columns, rows uint32) *terminal {
	return &terminal{term: plainTerm(term), first: sizeOf(columns, rows), sizes: make(chan widget.Size, 1)}
}

func sizeOf(columns, rows uint32) widget.Size {
	s := widget.Size{Width: int(min(columns, largest)), Height: int(min(rows, largest))}
	if s.Width == 0 {
		s.Width = usualColumns
	}
	if s.Height == 0 {
		s.Height = usualRows
	}
	return s
}

// resize notes a new size; one that nobody has taken yet gives way.
func (t *terminal) resize(columns, rows uint32) {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-t.sizes:
	default:
	}
	t.sizes <- sizeOf(columns, rows)
}

// plainTerm is a terminal's name without what such names never have.
func plainTerm(s string) string {
	if len(s) > 64 {
		return ""
	}
	for _, r := range s {
		if r < '!' || r > '~' || r == '=' {
			return ""
		}
	}
	return s
}
