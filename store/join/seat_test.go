package join

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"koe/model"
	"koe/store/demo"
	"koe/store/desk"
	"koe/store/hold"
	"koe/store/kv/bolt"
)

var tokyo = time.FixedZone("JST", 9*60*60)

// today is the clock of all desks here: it stands.
var today = time.Date(2026, 7, 13, 9, 0, 0, 0, tokyo)

func clock() time.Time { return today }

// near opens the desk of a file.
func near(database string) func(context.Context) (*desk.Desk, error) {
	return func(ctx context.Context) (*desk.Desk, error) {
		engine, err := bolt.Open(ctx, database)
		if err != nil {
			return nil, &model.Fault{Code: model.InUse, Err: err}
		}
		d, err := desk.Open(ctx, desk.Options{
			Engine: engine, Clock: clock, Rand: rand.Reader, Session: desk.NewID(today, rand.Reader), Index: database + ".search",
			Found: &desk.Founding{Zone: "Asia/Tokyo", Owner: "aya"},
		})
		if err != nil {
			return nil, errors.Join(err, engine.Close())
		}
		return d, nil
	}
}

// take takes a seat at a database.
func take(t *testing.T, database string, change func(*Options)) *Seat {
	t.Helper()
	o := Options{
		Database: database, User: "aya", Doing: "test", Build: "1", Session: desk.NewID(today, rand.Reader), Clock: clock, Rand: rand.Reader,
		Near: near(database), Patience: 20 * time.Second,
	}
	if change != nil {
		change(&o)
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// needLocks skips where nobody can join.
func needLocks(t *testing.T) {
	t.Helper()
	h, err := hold.Try(filepath.Join(t.TempDir(), "koe.db"))
	if err != nil {
		t.Fatal(err)
	}
	if !h.Firm() {
		t.Skip("this system locks no files, so that nobody joins")
	}
	if err := h.Release(); err != nil {
		t.Fatal(err)
	}
}

// newDatabase is where a database can be made.
func newDatabase(t *testing.T) string {
	needLocks(t)
	return filepath.Join(t.TempDir(), "desk", "koe.db")
}

// fill makes a desk up in a database.
func fill(t *testing.T, database string) {
	t.Helper()
	now := &handClock{at: today.AddDate(-1, 0, 0)}
	engine, err := bolt.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), desk.Options{Engine: engine, Clock: now.now, Rand: rand.Reader, Found: &desk.Founding{Name: "demo", Zone: "Asia/Tokyo", Owner: "you"}})
	if err != nil {
		t.Fatal(err)
	}
	days := 200
	if testing.Short() {
		days = 40 // the trends of a long history take their time where races are looked for
	}
	o := demo.Options{Seed: 1, Last: model.DayOf(today) - 1, Days: days, PerDay: 8, Zone: tokyo, Language: demo.Japanese}
	if err := errors.Join(demo.Fill(t.Context(), d, now, "you", o), d.Close()); err != nil {
		t.Fatal(err)
	}
}

type handClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *handClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *handClock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

func logOne(t *testing.T, s *Seat, words string) model.Number {
	t.Helper()
	r, err := s.Do(t.Context(), model.Request{ID: s.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: words}}})
	if err != nil {
		t.Fatal(err)
	}
	return r.Issues[0]
}

func words(t *testing.T, s *Seat, n model.Number) string {
	t.Helper()
	v, err := s.Issue(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return v.Issue.Text
}

func TestTheSecondJoinsTheFirst(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, nil)
	second := take(t, database, func(o *Options) { o.User, o.Doing = "mori", "list" })
	if !first.Holds() || second.Holds() {
		t.Fatalf("the first holds: %t, the second: %t", first.Holds(), second.Holds())
	}
	if got := words(t, first, logOne(t, second, "二重に請求された")); got != "二重に請求された" {
		t.Errorf("the first reads %q", got)
	}
	if got := words(t, second, logOne(t, first, "Charged twice")); got != "Charged twice" {
		t.Errorf("the second reads %q", got)
	}
	for name, s := range map[string]*Seat{"the first": first, "the second": second} {
		st, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if st.Holder.User != "aya" || len(st.Joined) != 1 || st.Joined[0].User != "mori" || st.Joined[0].Doing != "list" {
			t.Errorf("status of %s: %+v", name, st)
		}
	}
}

// A hint reaches whoever joined, and the holder of what they did.
func TestCommitsAreToldToAll(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, func(o *Options) { o.Stays = true })
	second := take(t, database, func(o *Options) { o.Stays = true })
	for _, s := range []*Seat{first, second} {
		logOne(t, s, "nobody rang back")
		heard(t, first, func(h model.Hint) bool { return h.Verb == model.VerbLog })
		heard(t, second, func(h model.Hint) bool { return h.Verb == model.VerbLog })
	}
}

// heard waits until a seat was told what is looked for.
func heard(t *testing.T, s *Seat, is func(model.Hint) bool) {
	t.Helper()
	for {
		select {
		case h := <-s.Hints():
			if is(h) {
				return
			}
		case <-time.After(20 * time.Second):
			t.Fatal("no hint came")
		}
	}
}

func TestAnotherTakesOverWhenTheHolderEnds(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, nil)
	n := logOne(t, first, "kept")
	second := take(t, database, func(o *Options) { o.Stays = true })
	third := take(t, database, func(o *Options) { o.Stays = true })
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Seat{second, third} { // at once, without being asked anything
		heard(t, s, func(h model.Hint) bool { return h == model.Hint{} })
	}
	if second.Holds() == third.Holds() {
		t.Fatalf("the second holds: %t, the third: %t", second.Holds(), third.Holds())
	}
	for _, s := range []*Seat{second, third} {
		if got := words(t, s, n); got != "kept" {
			t.Errorf("%q was kept", got)
		}
		logOne(t, s, "and goes on")
	}
}

// Whoever only asks now and then takes the file over when they ask.
func TestACommandTakesOverWhenItIsUnderWay(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, nil)
	second := take(t, database, nil)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	logOne(t, second, "still there")
	if !second.Holds() {
		t.Error("the second does not hold the file")
	}
}

// However often the holder changes, what was acknowledged is there and nothing
// twice.
func TestNothingIsLostOrDoneTwiceWhileHoldersChange(t *testing.T) {
	database := newDatabase(t)
	const writers, each = 4, 40
	holder := take(t, database, nil)
	seats := make([]*Seat, writers)
	for i := range seats {
		seats[i] = take(t, database, func(o *Options) { o.Stays = true })
	}
	said := make(chan model.Receipt, writers*each)
	var all sync.WaitGroup
	for _, s := range seats {
		all.Go(func() {
			for range each {
				r, err := s.Do(t.Context(), model.Request{ID: s.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "一度だけ"}}})
				if err != nil {
					t.Error(err)
					return
				}
				said <- r
			}
		})
	}
	changes := 0
	go func() { all.Wait(); close(said) }()
	got := map[model.Number]bool{}
	for r := range said {
		if got[r.Issues[0]] {
			t.Errorf("#%d was given twice", r.Issues[0])
		}
		got[r.Issues[0]] = true
		if len(got)%20 == 0 && !holder.Holds() || len(got) == 1 {
			if holder.Close() == nil {
				changes++
			}
			holder = take(t, database, nil)
		}
	}
	if changes == 0 {
		t.Error("the holder never changed")
	}
	page, err := holder.Issues(t.Context(), model.IssueQuery{Limit: 1, Count: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != writers*each || page.Total != len(got) || int(page.Logged) != len(got) {
		t.Errorf("%d acknowledged, %d on the desk, the last is #%d; want %d", len(got), page.Total, page.Logged, writers*each)
	}
}

// A request whose answer was lost is sent again under its ID.
func TestARequestUnderWayActsOnce(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, nil)
	second := take(t, database, nil)
	r := model.Request{ID: second.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "once"}}}
	receipt, err := first.Do(t.Context(), r) // as if its answer had not come back
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := second.Do(t.Context(), r)
	if err != nil || again.Issues[0] != receipt.Issues[0] {
		t.Errorf("again: %+v, %v; the first was %+v", again, err, receipt)
	}
}

func TestWhoIsAloneLetsNobodyInAndJoinsNobody(t *testing.T) {
	database := newDatabase(t)
	alone := take(t, database, func(o *Options) { o.Alone = true })
	o := alone.o
	o.Patience = 50 * time.Millisecond
	for _, mode := range []bool{true, false} {
		o.Alone = mode
		if _, err := Open(t.Context(), o); !errors.Is(err, &model.Fault{Code: model.InUse}) {
			t.Errorf("beside one who is alone: %v, want in use", err)
		}
	}
	if err := alone.Close(); err != nil {
		t.Fatal(err)
	}
	take(t, database, nil)
	o.Alone = true
	if _, err := Open(t.Context(), o); !errors.Is(err, &model.Fault{Code: model.InUse}) {
		t.Errorf("alone beside another: %v, want in use", err)
	}
}

func TestASocketIsItsOwnersAlone(t *testing.T) {
	database := newDatabase(t)
	take(t, database, nil)
	who, err := hold.Who(database)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{who.Socket: 0o600, filepath.Dir(who.Socket): 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

// A folder that stands where the socket's should be is made private, or nobody is
// let in: a link is not followed.
func TestASocketIsNotMadeWhereALinkLeads(t *testing.T) {
	database := newDatabase(t)
	elsewhere := t.TempDir()
	if err := os.Mkdir(filepath.Dir(database), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, folderOf(database)); err != nil {
		t.Skip(err)
	}
	s := take(t, database, nil)
	logOne(t, s, "works alone")
	if who, err := hold.Who(database); err != nil || who.Socket != "" {
		t.Errorf("lets others in at %q, %v", who.Socket, err)
	}
	if left, err := os.ReadDir(elsewhere); err != nil || len(left) > 0 {
		t.Errorf("made %v where the link leads, %v", left, err)
	}
}

func TestADatabaseWithALongPathIsJoined(t *testing.T) {
	needLocks(t)
	long := "とても長い名前のフォルダー"
	database := filepath.Join(t.TempDir(), long, long, long, "koe.db")
	first := take(t, database, nil)
	second := take(t, database, nil)
	logOne(t, second, "joined")
	who, err := hold.Who(database)
	if err != nil || who.Socket == "" || second.Holds() {
		t.Fatalf("at %q, %v; the second holds: %t", who.Socket, err, second.Holds())
	}
	if err := errors.Join(second.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(who.Socket)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of the socket stays behind: %v", err)
	}
}

// What a holder left that was killed is no obstacle.
func TestAStaleSocketIsReplaced(t *testing.T) {
	database := newDatabase(t)
	if err := os.MkdirAll(folderOf(database), 0o700); err != nil {
		t.Fatal(err)
	}
	stale := filepath.Join(folderOf(database), socketName)
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(hold.File(database), []byte(`{"pid":1,"user":"aya","socket":"`+stale+`"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	first := take(t, database, nil)
	second := take(t, database, nil)
	if !first.Holds() || second.Holds() {
		t.Errorf("the first holds: %t, the second: %t", first.Holds(), second.Holds())
	}
}

func TestASeatThatWasLeftSaysSo(t *testing.T) {
	s := take(t, newDatabase(t), nil)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Users(context.Background()); !errors.Is(err, &model.Fault{Code: model.Closing}) {
		t.Errorf("after Close: %v", err)
	}
}

// Where the file cannot be taken over, that is said, and the seat goes on trying.
func TestWhereNobodyCanTakeOverItIsSaid(t *testing.T) {
	database := newDatabase(t)
	first := take(t, database, nil)
	var mu sync.Mutex
	full := true
	second := take(t, database, func(o *Options) {
		open := o.Near
		o.Stays = true
		o.Near = func(ctx context.Context) (*desk.Desk, error) {
			mu.Lock()
			defer mu.Unlock()
			if full {
				return nil, &model.Fault{Code: model.DiskFull}
			}
			return open(ctx)
		}
	})
	if err := second.Fault(); err != nil {
		t.Fatalf("while the first is there: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Users(t.Context()); !errors.Is(err, &model.Fault{Code: model.DiskFull}) {
		t.Errorf("a question: %v, want why the file cannot be taken over", err)
	}
	_, err := second.Do(t.Context(), model.Request{ID: second.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "x"}}})
	if !errors.Is(err, &model.Fault{Code: model.DiskFull}) {
		t.Errorf("a command: %v", err)
	}
	if err := second.Fault(); !errors.Is(err, &model.Fault{Code: model.DiskFull}) {
		t.Errorf("the seat says %v", err)
	}
	mu.Lock()
	full = false
	mu.Unlock()
	heard(t, second, func(h model.Hint) bool { return h == model.Hint{} && second.Holds() })
	if err := second.Fault(); err != nil {
		t.Errorf("when there is room: %v", err)
	}
}

// A holder that does not answer is told from one that lets nobody in.
func TestAHolderThatDoesNotAnswer(t *testing.T) {
	database := newDatabase(t)
	folder := filepath.Join(t.TempDir(), "s")
	silent, err := net.Listen("unix", folder)
	if err != nil {
		t.Skip(err)
	}
	defer silent.Close()
	if err := os.MkdirAll(filepath.Dir(database), 0o700); err != nil {
		t.Fatal(err)
	}
	h, err := hold.Try(database)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	if err := h.Say(hold.Holder{PID: 1, User: "mori", Socket: folder}); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Options{Database: database, Clock: clock, Rand: rand.Reader, Near: near(database), Patience: 100 * time.Millisecond})
	if !errors.Is(err, &model.Fault{Code: model.Away}) {
		t.Errorf("%v, want away", err)
	}
}
