package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// The load is short where nothing is said, and as long and as large as is asked for:
//
//	go test ./cmd/koe -run TestLoad -v -load-issues 100000 \
//	  -load-sessions 200 -load-logs 20 -load-time 60s
//	go test ./cmd/koe -run TestLoad -v -load-sessions 1000 -load-logs 0 -load-time 30s
var (
	loadIssues   = flag.Int("load-issues", 1_000, "issues on the desk of TestLoad")
	loadSessions = flag.Int("load-sessions", 12, "sessions of TestLoad")
	loadLogs     = flag.Float64("load-logs", 4, "issues logged a second among them; 0 has all of them idle")
	loadTime     = flag.Duration("load-time", 3*time.Second, "how long TestLoad runs")
)

// stuckAfter is for how long a session may show nothing before it is called stuck.
const stuckAfter = time.Minute

// A many-eyed session is one of the load's: a client with a terminal of its own.
type loadSession struct {
	client *gossh.Client
	keys   io.WriteCloser

	mu   sync.Mutex
	seen bytes.Buffer // since the last key
	news chan struct{}
}

// Write takes what the server sends.
func (s *loadSession) Write(p []byte) (int, error) {
	s.mu.Lock()
	s.seen.Write(p)
	if s.seen.Len() > 1<<20 {
		s.seen.Reset() // nobody waits for anything
	}
	s.mu.Unlock()
	select {
	case s.news <- struct{}{}:
	default:
	}
	return len(p), nil
}

// press types some keys and waits until the screen shows what is wanted; it returns
// how long that took, and whether it came at all.
func (s *loadSession) press(keys, want string) (time.Duration, bool) {
	s.mu.Lock()
	s.seen.Reset()
	s.mu.Unlock()
	began := time.Now()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		return 0, false
	}
	return s.sees(began, want)
}

func (s *loadSession) sees(since time.Time, want string) (time.Duration, bool) {
	over := time.After(stuckAfter)
	for {
		s.mu.Lock()
		there := bytes.Contains(s.seen.Bytes(), []byte(want))
		s.mu.Unlock()
		if there {
			return time.Since(since), true
		}
		select {
		case <-s.news:
		case <-over:
			return 0, false
		}
	}
}

// sit opens the screens for somebody.
func (st *station) sit(t testing.TB, key gossh.Signer) *loadSession {
	t.Helper()
	client, err := gossh.Dial("tcp", "127.0.0.1:"+st.port, &gossh.ClientConfig{User: "x", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	s := &loadSession{client: client, news: make(chan struct{}, 1)}
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	session.Stdout = s
	if s.keys, err = session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 40, 120, nil); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.press("", "\x1b[6n"); !ok { // where the cursor stands, for the signs that can be drawn
		t.Fatal("the session does not begin")
	}
	if _, ok := s.press("\x1b[1;2R", "1 Log"); !ok {
		t.Fatal("the screens do not come")
	}
	return s
}

// mostPeople is how many people share the sessions of a load.
const mostPeople = 50

// loadDesk is a desk with many issues and the keys of those who type on it, served.
func loadDesk(t *testing.T) (*station, []gossh.Signer) {
	t.Helper()
	s := &station{home: newHome(t)}
	var rows strings.Builder
	rows.WriteString("id,text,received_at,state,category\n")
	day := clock()
	for n := range *loadIssues {
		state := "closed"
		if n%40 == 0 {
			state = "new"
		}
		fmt.Fprintf(&rows, "%d,%s %d,%s,%s,%s\n", n, "二重に請求されたので返金してほしい。電話がつながらない", n,
			day.Add(-time.Duration(*loadIssues-n)*10*time.Minute).Format("2006-01-02 15:04"), state, []string{"請求/二重請求", "配送/遅延", "電話/待ち時間", "返品"}[n%4])
	}
	s.koe("import", s.file("load.csv", rows.String()), "--json", "--map", "external_id=id", "--map", "text=text", "--map", "received_at=received_at", "--map", "state=state", "--map", "tag=category")
	var keys []gossh.Signer
	for n := range min(mostPeople, *loadSessions) {
		_, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		key := signer(t, private)
		keys = append(keys, key)
		s.koe("user", "add", fmt.Sprintf("agent%d", n), "--key", s.file("load.pub", string(gossh.MarshalAuthorizedKey(key.PublicKey()))))
	}
	s.serveWith("127.0.0.1:0", "--sessions", "5000", "--connections", "100000")
	return s, keys
}

func signer(t testing.TB, key any) gossh.Signer {
	t.Helper()
	s, err := gossh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// thousands is a number as koe writes it.
func thousands(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// figures are how long things took.
type figures struct {
	mu  sync.Mutex
	all []time.Duration
}

func (f *figures) add(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, d)
}

// String is the middle one, the one of a hundred, and the longest.
func (f *figures) String() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.all) == 0 {
		return "none"
	}
	slices.Sort(f.all)
	at := func(p float64) time.Duration {
		return f.all[int(p*float64(len(f.all)-1))].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("p50 %v, p99 %v, longest %v of %d", at(.5), at(.99), at(1), len(f.all))
}

// A desk at work over SSH: everybody's keys come to their screens, none is stuck, and
// all that was acknowledged is there. It prints what it measured; the clients take
// their part of the machine.
func TestLoad(t *testing.T) {
	s, people := loadDesk(t)
	all := make([]*loadSession, *loadSessions)
	began := time.Now()
	for i := range all {
		all[i] = s.sit(t, people[i%len(people)])
		defer all[i].client.Close()
	}
	t.Logf("%d sessions came in %v", len(all), time.Since(began).Round(time.Millisecond))
	before, at := s.took(t), time.Now()
	var keys, others figures
	var stuck, logged atomic.Int64
	if *loadLogs > 0 {
		w := &load{t: t, all: all, keys: &keys, others: &others, stuck: &stuck, logged: &logged}
		w.run(at.Add(*loadTime))
	} else {
		time.Sleep(*loadTime)
	}
	took, wall := s.took(t)-before, time.Since(at)
	t.Logf("the server took %.1f %% of one core over %v; its anonymous memory is %d MB", 100*took.Seconds()/wall.Seconds(), wall.Round(time.Second), s.anonymous(t)>>20)
	if *loadLogs > 0 {
		t.Logf("%d issues logged, %.1f a second", logged.Load(), float64(logged.Load())/wall.Seconds())
		t.Logf("a key to its frame: %s", &keys)
		t.Logf("a commit on another's screen: %s", &others)
	}
	if n := stuck.Load(); n > 0 {
		t.Errorf("%d sessions showed nothing for %v", n, stuckAfter)
	}
	if out := s.koe("check"); !strings.HasPrefix(out, fmt.Sprintf("Nothing is hurt: %s issues", thousands(int64(*loadIssues)+logged.Load()))) {
		t.Errorf("%d of %d were logged: %s", logged.Load(), *loadIssues, out)
	}
}

// A load is many sessions at work: most write down what callers say, every tenth
// watches the list.
type load struct {
	t             *testing.T
	all           []*loadSession
	keys, others  *figures
	stuck, logged *atomic.Int64
}

// said are the letters that are typed: each comes once in a text, so that its frame
// is known by it.
var said = []string{"壱", "弐", "参", "肆", "伍", "陸", "漆", "捌", "玖", "拾"}

func (w *load) run(until time.Time) {
	var working sync.WaitGroup
	writers := max(1, len(w.all)*9/10)
	pause := time.Duration(float64(writers) / *loadLogs / float64(len(said)+1) * float64(time.Second))
	watched := make(chan watchedLog, 1)
	for i, s := range w.all[:writers] {
		working.Go(func() { w.write(s, i, pause, until, watched) })
	}
	watching := make(chan struct{})
	for _, s := range w.all[writers:] {
		if _, ok := s.press("\x07"+"2", "Triage"); !ok {
			w.stuck.Add(1)
		}
		if _, ok := s.press("/tag:watched\r", "watched"); !ok {
			w.stuck.Add(1)
		}
	}
	go func() {
		defer close(watching)
		for l := range watched {
			for _, s := range w.all[writers:] {
				if took, ok := s.sees(l.at, l.words); ok {
					w.others.add(took)
				} else {
					w.stuck.Add(1)
				}
			}
		}
	}()
	working.Wait()
	close(watched)
	<-watching
}

// A watchedLog is one that others look out for.
type watchedLog struct {
	words string
	at    time.Time
}

// write types texts and saves them, until the time is over. Now and then one is
// looked out for by others.
func (w *load) write(s *loadSession, i int, pause time.Duration, until time.Time, watched chan<- watchedLog) {
	time.Sleep(pause * time.Duration(i%(len(said)+1)) / time.Duration(len(said)+1))
	for n := 0; time.Now().Before(until); n++ {
		for _, letter := range said {
			took, ok := s.press(letter, letter)
			if !ok {
				w.stuck.Add(1)
				return
			}
			w.keys.add(took)
			time.Sleep(pause)
		}
		mark := ""
		if i == 0 && len(w.all) > 1 {
			mark = fmt.Sprintf("seen%dx", n)
			if _, ok := s.press(" #watched "+mark, mark); !ok {
				w.stuck.Add(1)
				return
			}
		}
		// That it was saved is seen by the next text, which begins anew, and by all
		// being there in the end.
		if _, err := io.WriteString(s.keys, "\x13"); err != nil {
			w.stuck.Add(1)
			return
		}
		if mark != "" {
			select {
			case watched <- watchedLog{mark, time.Now()}:
			default: // they still look out for the last
			}
		}
		w.logged.Add(1)
		time.Sleep(pause)
	}
}

// took is the processor time that the server has taken.
func (s *station) took(t *testing.T) time.Duration {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.server.Process.Pid))
	if err != nil {
		t.Skipf("what a load takes is read from /proc, which this system has not: %v", err)
	}
	fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	var ticks int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// anonymous is the server's memory that is no file's, in bytes.
func (s *station) anonymous(t *testing.T) int {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.server.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			n, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				t.Fatal(err)
			}
			return n << 10
		}
	}
	t.Fatal("it says nothing of its memory")
	return 0
}
