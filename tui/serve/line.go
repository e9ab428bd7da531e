package serve

import (
	"io"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// A line is a guest's channel. Whoever takes no output for too long is cut off, and
// so is, where that is watched, who presses no key for too long.
type line struct {
	ch     gossh.Channel
	limits Limits
	v      *visit

	mu   sync.Mutex
	idle *time.Timer
}

func newLine(ch gossh.Channel, l Limits, v *visit) *line { return &line{ch: ch, limits: l, v: v} }

// watchIdle ends the session when no key comes for too long.
func (l *line) watchIdle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.idle = time.AfterFunc(l.limits.Idle, func() { l.v.end(errIdle) })
}

// pressed says that a key came.
func (l *line) pressed() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.idle != nil {
		l.idle.Reset(l.limits.Idle)
	}
}

func (l *line) close() {
	l.mu.Lock()
	if l.idle != nil {
		l.idle.Stop()
	}
	l.mu.Unlock()
	_ = l.ch.Close()
}

// exit tells the other side how it ended.
func (l *line) exit(code int) {
	watch := l.watchStuck()
	defer watch.Stop()
	_, _ = l.ch.SendRequest("exit-status", false, gossh.Marshal(struct{ Code uint32 }{uint32(code)}))
}

// watchStuck cuts the connection of who takes no output: nothing else lets go of a
// write that waits for them.
func (l *line) watchStuck() *time.Timer {
	return time.AfterFunc(l.limits.Stuck, func() {
		l.v.end(errStuck)
		_ = l.v.conn.Close()
	})
}

// in is what comes from the other side.
func (l *line) in() io.Reader { return reading{l} }

type reading struct{ *line }

// Read reads what was typed.
func (r reading) Read(p []byte) (int, error) {
	n, err := r.ch.Read(p)
	if n > 0 {
		r.pressed()
	}
	return n, err
}

// raw is what goes to the other side's terminal: it has no driver there that would
// send a carriage return with a line feed.
func (l *line) raw() io.Writer { return ssh.NewPtyWriter(writing{l, l.ch}) }

// out is standard output, on a terminal or not.
func (l *line) out(terminal bool) io.Writer {
	if terminal {
		return l.raw()
	}
	return writing{l, l.ch}
}

// errs is standard error.
func (l *line) errs() io.Writer { return writing{l, l.ch.Stderr()} }

type writing struct {
	*line
	to io.Writer
}

// mostWritten is how much is written at once, so that a slow line is not a stuck one.
const mostWritten = 32 << 10

// Write writes to the other side.
func (w writing) Write(p []byte) (int, error) {
	done := 0
	for len(p) > 0 {
		some := p[:min(len(p), mostWritten)]
		watch := w.watchStuck()
		n, err := w.to.Write(some)
		watch.Stop()
		done += n
		if err != nil {
			return done, err
		}
		p = p[n:]
	}
	return done, nil
}
