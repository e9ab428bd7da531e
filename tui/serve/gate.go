package serve

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A gate counts connections before a word is spoken: how many prove their key at
// once, and how many an address opens in a second.
type gate struct {
	limits Limits
	clock  func() time.Time

	mu       sync.Mutex
	proving  int
	open     int           // connections, of whoever
	changed  chan struct{} // closed and made anew when one closes
	from     map[string]*rate.Limiter
	lastLook time.Time
}

// forgetAfter is how long an address is remembered that is quiet.
const forgetAfter = time.Minute

func newGate(l Limits, clock func() time.Time) *gate {
	return &gate{limits: l, clock: clock, from: map[string]*rate.Limiter{}, changed: make(chan struct{})}
}

// enter counts a connection; it returns why it is refused, "" where it is not.
func (g *gate) enter(a net.Addr) string {
	now := g.clock()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.forget(now)
	address := addressOf(a)
	l := g.from[address]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(g.limits.PerSecond), g.limits.Burst)
		g.from[address] = l
	}
	switch {
	case !l.AllowN(now, 1):
		return "too many connections from there"
	case g.proving >= g.limits.Handshakes:
		return "too many connections at once"
	}
	g.proving++
	g.open++
	return ""
}

// forget drops the addresses that have been quiet long enough to have all their
// connections again.
func (g *gate) forget(now time.Time) {
	if now.Sub(g.lastLook) < forgetAfter {
		return
	}
	g.lastLook = now
	for a, l := range g.from {
		if l.TokensAt(now) >= float64(g.limits.Burst) {
			delete(g.from, a)
		}
	}
}

// proved says that a connection proves its key no more.
func (g *gate) proved() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.proving--
}

// closed says that a connection is no more.
func (g *gate) closed() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open--
	close(g.changed)
	g.changed = make(chan struct{})
}

// empty waits until no connection is open, but not longer than limit.
func (g *gate) empty(limit time.Duration) {
	over := time.After(limit)
	for {
		g.mu.Lock()
		open, changed := g.open, g.changed
		g.mu.Unlock()
		if open == 0 {
			return
		}
		select {
		case <-changed:
		case <-over:
			return
		}
	}
}

// count has a connection count until it has proved its key and begun a session, for
// which it has twice the time of the first, or ends.
func (g *gate) count(conn net.Conn) *counted {
	c := &counted{Conn: conn, gate: g}
	time.AfterFunc(2*g.limits.Handshake, c.late)
	return c
}

// countedKey is under which a connection's own context keeps it.
type countedKey struct{}

// counted is a connection that counts as one that proves its key.
type counted struct {
	net.Conn
	gate  *gate
	once  sync.Once
	ended sync.Once
}

// done has it count no more.
func (c *counted) done() { c.once.Do(c.gate.proved) }

// late ends it if it still counts.
func (c *counted) late() {
	c.once.Do(func() {
		c.gate.proved()
		go c.Close()
	})
}

// Close ends the connection.
func (c *counted) Close() error {
	c.done()
	c.ended.Do(c.gate.closed)
	return c.Conn.Close()
}
