package serve

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"koe/model"
	"koe/model/testday"
	"koe/tui/lang"
	"koe/tui/widget"
)

// limit bounds what must never hang.
const limit = 30 * time.Second

// A hotel is a house for tests: it knows some keys, and its screens say what is
// typed.
type hotel struct {
	mu     sync.Mutex
	guests map[model.KeyID]Guest
	kept   map[model.UserID]string
	fails  error
	lost   error         // what screens end with when they are ended
	began  chan struct{} // told when screens or a command begin
}

func (h *hotel) Known(_ context.Context, key model.KeyID) (Guest, bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g, ok := h.guests[key]
	return g, ok, h.fails
}

func (h *hotel) Screens(ctx context.Context, g Guest, t Terminal) error {
	h.begin()
	typed := make(chan string)
	go func() {
		buf := make([]byte, 100)
		for {
			n, err := t.In.Read(buf)
			if n > 0 {
				typed <- string(buf[:n])
			}
			if err != nil {
				close(typed)
				return
			}
		}
	}()
	fmt.Fprintf(t.Out, "%s %s %s %dx%d\n", g.User, g.From, t.Term, t.Size.Width, t.Size.Height)
	for {
		select {
		case s, ok := <-typed:
			if !ok || s == "q" {
				return nil
			}
			if s == "panic" {
				panic("a screen")
			}
			if s == "flood" {
				for range 1_000_000 {
					if _, err := t.Out.Write(bytes.Repeat([]byte("x"), 10_000)); err != nil {
						return err
					}
				}
			}
			h.mu.Lock()
			h.kept[g.User] += s
			h.mu.Unlock()
			fmt.Fprintln(t.Out, "typed "+s)
		case s := <-t.Sizes:
			fmt.Fprintf(t.Out, "now %dx%d\n", s.Width, s.Height)
		case <-ctx.Done():
			return h.lost
		}
	}
}

func (h *hotel) Run(ctx context.Context, g Guest, line string, in io.Reader, out, errs io.Writer) int {
	h.begin()
	switch {
	case line == "wait":
		<-ctx.Done()
		return 9
	case line == "cat":
		n, err := io.Copy(out, in)
		fmt.Fprintf(errs, "%d %v\n", n, err)
		return 0
	}
	fmt.Fprintf(out, "%s ran %q\n", g.User, line)
	fmt.Fprintln(errs, "and said")
	return 7
}

func (h *hotel) Does(line string) string { return "koe " + strings.Fields(line + " -")[0] }

func (h *hotel) begin() {
	select {
	case h.began <- struct{}{}:
	default:
	}
}

// A town is a server with its house, and what it logged.
type town struct {
	t      testing.TB
	hotel  *hotel
	server *Server
	addr   string
	log    *safeBuffer
	host   gossh.Signer
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signer(t, key)
}

func signer(t testing.TB, key any) gossh.Signer {
	t.Helper()
	s, err := gossh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func idOf(s gossh.Signer) model.KeyID { return model.KeyIDOf(s.PublicKey().Marshal()) }

func newTown(t testing.TB, l Limits) *town {
	t.Helper()
	w := &town{t: t, hotel: &hotel{guests: map[model.KeyID]Guest{}, kept: map[model.UserID]string{}, began: make(chan struct{}, 100)}, log: &safeBuffer{}, host: newKey(t)}
	if l.Burst == 0 {
		l.Burst = 10_000
	}
	w.server = New(Options{House: w.hotel, HostKey: w.host, Limits: l, Log: slog.New(slog.NewTextHandler(w.log, nil)), Clock: testday.Clock()})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.addr = listener.Addr().String()
	served := make(chan error, 1)
	go func() { served <- w.server.Serve(listener) }()
	t.Cleanup(func() {
		w.server.Stop()
		select {
		case err := <-served:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(limit):
			t.Error("the server does not end")
		}
	})
	return w
}

// guest is a key that somebody is known by.
func (w *town) guest(user model.UserID) gossh.Signer {
	w.t.Helper()
	key := newKey(w.t)
	w.know(key, user)
	return key
}

func (w *town) know(key gossh.Signer, user model.UserID) {
	w.hotel.mu.Lock()
	defer w.hotel.mu.Unlock()
	w.hotel.guests[idOf(key)] = Guest{User: user, Lang: lang.English}
}

func (w *town) forget(key gossh.Signer) {
	w.hotel.mu.Lock()
	defer w.hotel.mu.Unlock()
	delete(w.hotel.guests, idOf(key))
}

// dial connects; the host must be the town's.
func (w *town) dial(auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", w.addr, &gossh.ClientConfig{User: "anybody", Auth: auth, HostKeyCallback: gossh.FixedHostKey(w.host.PublicKey()), Timeout: limit})
}

func (w *town) come(key gossh.Signer) *gossh.Client {
	w.t.Helper()
	c, err := w.dial(gossh.PublicKeys(key))
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { c.Close() })
	return c
}

// logged waits until the log has some words.
func (w *town) logged(words ...string) {
	w.t.Helper()
	over := time.After(limit)
	for _, s := range words {
		for !strings.Contains(w.log.String(), s) {
			select {
			case <-over:
				w.t.Fatalf("the log has no %q:\n%s", s, w.log)
			case <-time.After(time.Millisecond):
			}
		}
	}
}

// A seatedGuest is one with the screens in front of them.
type seatedGuest struct {
	t       testing.TB
	session *gossh.Session
	keys    io.WriteCloser
	out     *safeBuffer
	ended   chan error
}

func (w *town) sit(c *gossh.Client) *seatedGuest {
	w.t.Helper()
	session, err := c.NewSession()
	if err != nil {
		w.t.Fatal(err)
	}
	g := &seatedGuest{t: w.t, session: session, out: &safeBuffer{}, ended: make(chan error, 1)}
	session.Stdout = g.out
	if g.keys, err = session.StdinPipe(); err != nil {
		w.t.Fatal(err)
	}
	if err := session.RequestPty("xterm", 30, 100, gossh.TerminalModes{}); err != nil {
		w.t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		w.t.Fatal(err)
	}
	go func() { g.ended <- session.Wait() }()
	g.sees("100x30")
	return g
}

func (g *seatedGuest) type_(s string) {
	g.t.Helper()
	if _, err := io.WriteString(g.keys, s); err != nil {
		g.t.Fatal(err)
	}
}

func (g *seatedGuest) sees(words string) {
	g.t.Helper()
	over := time.After(limit)
	for !strings.Contains(g.out.String(), words) {
		select {
		case <-over:
			g.t.Fatalf("%q is not seen:\n%s", words, g.out)
		case <-time.After(time.Millisecond):
		}
	}
}

func (g *seatedGuest) leaves() error {
	g.t.Helper()
	select {
	case err := <-g.ended:
		return err
	case <-time.After(limit):
		g.t.Fatal("the session does not end")
		return nil
	}
}

func TestAGuestHasTheScreens(t *testing.T) {
	w := newTown(t, Limits{})
	g := w.sit(w.come(w.guest("mori")))
	g.sees("mori 127.0.0.1 xterm 100x30\r\n")
	g.type_("返金")
	g.sees("typed 返金\r\n")
	if err := g.session.WindowChange(50, 120); err != nil {
		t.Fatal(err)
	}
	g.sees("now 120x50\r\n")
	g.type_("q")
	if err := g.leaves(); err != nil {
		t.Error(err)
	}
	w.logged("msg=in user=mori from=127.0.0.1 key=SHA256:", "for=screens", "msg=out user=mori", "why=left")
	if strings.Contains(w.log.String(), "返金") {
		t.Error("the log says what was typed")
	}
}

func TestAGuestRunsACommand(t *testing.T) {
	w := newTown(t, Limits{})
	c := w.come(w.guest("mori"))
	run := func(line, in string) (string, string, int) {
		t.Helper()
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var out, errs bytes.Buffer
		s.Stdout, s.Stderr, s.Stdin = &out, &errs, strings.NewReader(in)
		err = s.Run(line)
		var exit *gossh.ExitError
		switch e := err.(type) {
		case nil:
			return out.String(), errs.String(), 0
		case *gossh.ExitError:
			exit = e
		default:
			t.Fatal(err)
		}
		return out.String(), errs.String(), exit.ExitStatus()
	}
	line := "log it's late; rm -rf / $(id)\n`id` &"
	if out, errs, code := run(line, ""); out != fmt.Sprintf("mori ran %q\n", line) || errs != "and said\n" || code != 7 {
		t.Errorf("%q %q %d", out, errs, code)
	}
	large := strings.Repeat("お申し出\x00", 200_000)
	if out, errs, code := run("cat", large); out != large || errs != fmt.Sprintf("%d <nil>\n", len(large)) || code != 0 {
		t.Errorf("%d bytes, %q %d", len(out), errs, code)
	}
	w.logged(`for="koe log"`, `for="koe cat"`, "code=7")
	if strings.Contains(w.log.String(), "late") {
		t.Error("the log says what was given")
	}
	// Whoever goes away takes what they run with them.
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("wait"); err != nil {
		t.Fatal(err)
	}
	if err := s.Signal(gossh.SIGINT); err != nil {
		t.Fatal(err)
	}
	w.logged("code=9")
}

func TestScreensNeedATerminal(t *testing.T) {
	w := newTown(t, Limits{})
	s, err := w.come(w.guest("mori")).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s.Stderr = &errs
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err == nil || !strings.Contains(errs.String(), "the screens need a terminal") {
		t.Errorf("%v, %q", err, &errs)
	}
}

// Whoever's key is taken away is sent off at once, with what they typed kept; the
// others stay, and where nobody can say whose a key is, everybody stays.
func TestAKeyThatIsTakenAwayEndsItsSessions(t *testing.T) {
	w := newTown(t, Limits{})
	key, other := w.guest("mori"), w.guest("sato")
	mori, sato := w.sit(w.come(key)), w.sit(w.come(other))
	mori.type_("half")
	mori.sees("typed half")
	w.hotel.mu.Lock()
	w.hotel.fails = io.ErrUnexpectedEOF
	w.hotel.mu.Unlock()
	w.server.Recheck(t.Context())
	w.hotel.mu.Lock()
	w.hotel.fails = nil
	w.hotel.mu.Unlock()
	sato.type_("still here")
	sato.sees("typed still here")
	w.forget(key)
	w.server.Recheck(t.Context())
	mori.sees("Your key is not known at this desk any more.")
	if err := mori.leaves(); err == nil {
		t.Error("the session ended as if mori had left")
	}
	sato.type_("me too")
	sato.sees("typed me too")
	if _, err := w.dial(gossh.PublicKeys(key)); err == nil {
		t.Error("mori came back")
	}
	// A key that is somebody else's now ends what was begun with it.
	w.know(other, "abe")
	w.server.Recheck(t.Context())
	sato.sees("Your key is not known")
}

// A server that stops says goodbye to whoever is there and sees commands through.
func TestStopSaysGoodbye(t *testing.T) {
	w := newTown(t, Limits{Farewell: 2 * time.Second})
	c := w.come(w.guest("mori"))
	g := w.sit(c)
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("wait"); err != nil {
		t.Fatal(err)
	}
	<-w.hotel.began
	<-w.hotel.began
	w.server.Stop()
	g.sees("koe is being stopped. What you were typing is kept")
	w.logged("code=9") // when its time was over
	if _, err := w.dial(gossh.PublicKeys(w.guest("late"))); err == nil {
		t.Error("a stopped server lets somebody in")
	}
}

// Where not all could be kept, nobody is told that it was.
func TestAGoodbyeClaimsNoMoreThanWasKept(t *testing.T) {
	w := newTown(t, Limits{})
	w.hotel.lost = io.ErrShortWrite
	g := w.sit(w.come(w.guest("mori")))
	w.server.Stop()
	g.sees("koe is being stopped. Not all that you were typing could be kept")
	if strings.Contains(g.out.String(), "is kept") {
		t.Error(g.out)
	}
}

func TestIdleAndLongSessionsEnd(t *testing.T) {
	w := newTown(t, Limits{Idle: 50 * time.Millisecond})
	g := w.sit(w.come(w.guest("mori")))
	g.sees("No key was pressed for a long time.")
	g.leaves()
	w = newTown(t, Limits{Longest: 50 * time.Millisecond})
	g = w.sit(w.come(w.guest("mori")))
	g.sees("This session has reached its longest time.")
	g.leaves()
}

func TestTooManySessions(t *testing.T) {
	w := newTown(t, Limits{Sessions: 2})
	c := w.come(w.guest("mori"))
	first, _ := w.sit(c), w.sit(c)
	if _, err := c.NewSession(); err == nil || !strings.Contains(err.Error(), "too many people") {
		t.Errorf("%v", err)
	}
	first.type_("q")
	first.leaves()
	over := time.After(limit)
	for {
		if _, err := c.NewSession(); err == nil {
			return
		}
		select {
		case <-over:
			t.Fatal("a place is never free again")
		case <-time.After(time.Millisecond):
		}
	}
}

// A panic in one session ends that one alone.
func TestAPanicEndsOneSession(t *testing.T) {
	w := newTown(t, Limits{})
	c := w.come(w.guest("mori"))
	one, other := w.sit(c), w.sit(c)
	one.type_("panic")
	if err := one.leaves(); err == nil {
		t.Error("it ended as if nothing had happened")
	}
	other.type_("on")
	other.sees("typed on")
	w.logged(`msg="a session panicked"`)
}

func TestEveryKindOfKeyIsTaken(t *testing.T) {
	w := newTown(t, Limits{})
	ec := func(c elliptic.Curve) any {
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	big, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []any{big, ec(elliptic.P256()), ec(elliptic.P384()), ec(elliptic.P521())} {
		s := signer(t, key)
		w.know(s, "mori")
		w.come(s)
		line := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(s.PublicKey())))
		if k, err := model.ParseKey(line); err != nil || k.ID != idOf(s) || string(k.ID) != gossh.FingerprintSHA256(s.PublicKey()) {
			t.Errorf("%s: %+v, %v", s.PublicKey().Type(), k, err)
		}
	}
}

func TestSizesAreBelievedWithinReason(t *testing.T) {
	for _, c := range []struct {
		columns, rows uint32
		want          widget.Size
	}{{80, 24, widget.Size{Width: 80, Height: 24}}, {0, 0, widget.Size{Width: 80, Height: 24}}, {1 << 31, 3, widget.Size{Width: largest, Height: 3}}} {
		if got := sizeOf(c.columns, c.rows); got != c.want {
			t.Errorf("%d x %d: %v", c.columns, c.rows, got)
		}
	}
	for term, want := range map[string]string{"xterm-256color": "xterm-256color", "x\x1b]0;t\a": "", "a=b": "", strings.Repeat("x", 65): "", "": "", "日本": ""} {
		if got := plainTerm(term); got != want {
			t.Errorf("%q is taken as %q", term, got)
		}
	}
}
