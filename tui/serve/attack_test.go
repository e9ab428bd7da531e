package serve

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Nobody comes in but by a key that is known and proved.
func TestWhoIsNotLetIn(t *testing.T) {
	w := newTown(t, Limits{})
	key := w.guest("mori")
	gone := w.guest("gone")
	w.forget(gone)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	old := signer(t, rsaKey)
	w.know(old, "mori")
	sha1, err := gossh.NewSignerWithAlgorithms(old.(gossh.AlgorithmSigner), []string{gossh.KeyAlgoRSA})
	if err != nil {
		t.Fatal(err)
	}
	answers := func(string, string, []string, []bool) ([]string, error) { return []string{""}, nil }
	for name, auth := range map[string][]gossh.AuthMethod{
		"nothing":              nil,
		"an unknown key":       {gossh.PublicKeys(newKey(t))},
		"a key taken away":     {gossh.PublicKeys(gone)},
		"a password":           {gossh.Password("")},
		"another password":     {gossh.Password("koe")},
		"answers":              {gossh.KeyboardInteractive(answers)},
		"a signature by SHA-1": {gossh.PublicKeys(sha1)},
		"another's key":        {gossh.PublicKeys(stolen{key, newKey(t)})},
		"many unknown keys":    {gossh.PublicKeys(newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), newKey(t), key)},
	} {
		c, err := w.dial(auth...)
		if err == nil {
			c.Close()
			t.Errorf("%s lets somebody in", name)
		}
	}
	w.logged("msg=refused from=127.0.0.1", "nobody is known by the key "+string(idOf(gone)), "no key was given")
	w.come(key)
}

// stolen offers another's public key, and signs with its own.
type stolen struct {
	shown gossh.Signer
	own   gossh.Signer
}

func (s stolen) PublicKey() gossh.PublicKey { return s.shown.PublicKey() }

func (s stolen) Sign(r io.Reader, data []byte) (*gossh.Signature, error) { return s.own.Sign(r, data) }

// No forwarding of any kind, no subsystem, no environment.
func TestNothingButASession(t *testing.T) {
	w := newTown(t, Limits{})
	c := w.come(w.guest("mori"))
	behind, err := net.Listen("tcp", "127.0.0.1:0") // what a tunnel would lead to
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close()
	var reached atomic.Bool
	go func() {
		if conn, err := behind.Accept(); err == nil {
			reached.Store(true)
			conn.Close()
		}
	}()
	if conn, err := c.Dial("tcp", behind.Addr().String()); err == nil {
		conn.Close()
		t.Error("a port is forwarded")
	}
	if conn, err := c.Dial("unix", "/tmp/x"); err == nil {
		conn.Close()
		t.Error("a socket is forwarded")
	}
	if l, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		l.Close()
		t.Error("a port is listened at")
	}
	if l, err := c.ListenUnix(t.TempDir() + "/s"); err == nil {
		l.Close()
		t.Error("a socket is listened at")
	}
	for _, kind := range []string{"x11", "auth-agent@openssh.com", "tun@openssh.com", "shell", ""} {
		if ch, _, err := c.OpenChannel(kind, nil); err == nil {
			ch.Close()
			t.Errorf("a channel of kind %q is opened", kind)
		}
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestSubsystem("sftp"); err == nil {
		t.Error("SFTP is there")
	}
	if err := s.Setenv("KOE_DB", "/tmp/x"); err == nil {
		t.Error("the environment is taken")
	}
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "env", "break", "nonsense"} {
		if ok, err := s.SendRequest(kind, true, []byte("\x00\x00\x00\x01x")); err != nil || ok {
			t.Errorf("%s is granted, %v", kind, err)
		}
	}
	if ok, err := s.SendRequest("pty-req", true, []byte("short")); err != nil || ok {
		t.Errorf("half a terminal is granted, %v", err)
	}
	if reached.Load() {
		t.Error("what is behind the server was reached")
	}
	if out, err := s.Output("list"); err == nil || string(out) != "mori ran \"list\"\n" { // it goes on
		t.Errorf("%q, %v", out, err)
	}
}

// A line of a megabyte ends the connection or is refused, and nobody else's.
func TestALineOfAMegabyte(t *testing.T) {
	w := newTown(t, Limits{})
	key := w.guest("mori")
	other := w.sit(w.come(key))
	s, err := w.come(key).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Run("log " + strings.Repeat("x", 1<<20)); err == nil {
		t.Error("it is run")
	}
	other.type_("on")
	other.sees("typed on")
}

// A client that never reads ends itself alone.
func TestAClientThatNeverReads(t *testing.T) {
	w := newTown(t, Limits{Stuck: 200 * time.Millisecond})
	key := w.guest("mori")
	conn, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	deaf := &deafConn{Conn: conn, heard: make(chan struct{})}
	sshConn, chans, reqs, err := gossh.NewClientConn(deaf, w.addr, &gossh.ClientConfig{User: "x", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.FixedHostKey(w.host.PublicKey())})
	if err != nil {
		t.Fatal(err)
	}
	c := gossh.NewClient(sshConn, chans, reqs)
	stuck := w.sit(c)
	deaf.deaf.Store(true)
	stuck.type_("flood")
	other := w.sit(w.come(key))
	for range 20 {
		other.type_("on")
		other.sees("typed on")
	}
	w.logged("for=screens", `why="the line took no output for too long"`)
}

// deafConn stops reading once it is deaf.
type deafConn struct {
	net.Conn
	deaf  atomic.Bool
	heard chan struct{}
}

func (d *deafConn) Read(p []byte) (int, error) {
	if d.deaf.Load() {
		<-d.heard
	}
	return d.Conn.Read(p)
}

// A thousand connections at once are refused at the door, those that say nothing
// are sent off, and whoever is in works on.
func TestAThousandConnections(t *testing.T) {
	w := newTown(t, Limits{Burst: 30, PerSecond: 1, Handshakes: 10, Handshake: 300 * time.Millisecond})
	in := w.sit(w.come(w.guest("mori")))
	var opened sync.WaitGroup
	var closed atomic.Int64
	for range 1000 {
		opened.Go(func() {
			conn, err := net.Dial("tcp", w.addr)
			if err != nil {
				closed.Add(1)
				return
			}
			defer conn.Close()
			_, _ = io.Copy(io.Discard, conn) // until it is closed, however that looks
			closed.Add(1)
		})
	}
	for range 20 {
		in.type_("on")
		in.sees("typed on")
	}
	opened.Wait()
	if n := closed.Load(); n != 1000 {
		t.Errorf("%d of 1000 were sent off", n)
	}
	w.logged("too many connections from there", "too many connections at once")
}

// A handshake that drips is cut off.
func TestASlowHandshake(t *testing.T) {
	w := newTown(t, Limits{Handshake: 200 * time.Millisecond})
	conn, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	dripping := make(chan struct{})
	go func() {
		defer close(dripping)
		for _, b := range bytes.Repeat([]byte("SSH-2.0-drip "), 1000) {
			if _, err := conn.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Error(err)
	}
	conn.Close()
	<-dripping
	w.logged("it took too long to give a key")
	// One that proves its key and wants nothing is sent off too.
	c := w.come(w.guest("mori"))
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = c.Wait()
	}()
	select {
	case <-over:
	case <-time.After(limit):
		t.Error("it stays for ever")
	}
}
