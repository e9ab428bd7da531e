package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"time"

	"koe/model"
	"koe/store/kv"
	"koe/store/kv/memory"
)

// A failing engine lets through so many reads and fails the next, and fails commits as it is told.
type failing struct {
	kv.Engine
	reads  int // since reset
	fail   int // the read that fails, from 1; zero fails none
	commit error
}

var errRead = &kv.Damage{Where: "page 7", What: "it cannot be read"}

func (f *failing) read() error {
	if f.reads++; f.reads == f.fail {
		return errRead
	}
	return nil
}

func (f *failing) Snapshot(ctx context.Context) (kv.Snapshot, error) {
	s, err := f.Engine.Snapshot(ctx)
	return &failingSnapshot{s, f}, err
}

func (f *failing) Commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	if f.commit != nil {
		return 0, f.commit
	}
	return f.Engine.Commit(ctx, b)
}

type failingSnapshot struct {
	kv.Snapshot
	engine *failing
}

func (s *failingSnapshot) Get(ctx context.Context, key []byte) ([]byte, bool, error) {
	if err := s.engine.read(); err != nil {
		return nil, false, err
	}
	return s.Snapshot.Get(ctx, key)
}

func (s *failingSnapshot) Scan(ctx context.Context, r kv.Range, page *kv.Page) error {
	if err := s.engine.read(); err != nil {
		return err
	}
	return s.Snapshot.Scan(ctx, r, page)
}

// failingDesk is a desk over a copy of another's pairs whose engine can be made to fail.
func failingDesk(t *testing.T, from kv.Engine) (*Desk, *failing) {
	t.Helper()
	f := &failing{Engine: copyOf(t, from, func(p kv.Pair) *kv.Pair { return &p })}
	d, err := Open(context.Background(), Options{Engine: f, Clock: func() time.Time { return monday }, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, f
}

// TestEveryReadThatFailsIsSaid fails one read after another of each question: it then answers with
// the fault and never with what it has so far.
func TestEveryReadThatFailsIsSaid(t *testing.T) {
	d, f := failingDesk(t, busyDesk(t).engine)
	for name, ask := range questions() {
		forget := func() { // what the desk keeps in memory
			d.fault.Store(nil)
			d.trends.mu.Lock()
			d.trends.reports, d.trends.event = nil, 0
			d.trends.mu.Unlock()
			d.people.mu.Lock()
			d.people.loaded = false
			d.people.mu.Unlock()
		}
		forget()
		f.reads, f.fail = 0, 0
		if _, err := ask(d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		reads := f.reads
		step := 1
		for n := 1; n <= reads; n += step {
			forget()
			f.reads, f.fail = 0, n
			_, err := ask(d)
			var fault *model.Fault
			if !errors.As(err, &fault) || fault.Code != model.Damaged || fault.Where != "page 7" {
				t.Errorf("%s: read %d of %d fails and the answer is %v", name, n, reads, err)
			}
			if d.Fault() == nil {
				t.Errorf("%s: read %d of %d fails and the desk still takes changes", name, n, reads)
			}
		}
		f.fail = 0
	}
}

// TestFaults says what an engine's errors mean for a person, and after which the desk takes no more
// changes until it is opened again.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		err   error
		code  model.FaultCode
		final bool
	}{
		{&kv.Damage{Where: "page 3", What: "x"}, model.Damaged, true},
		{fmt.Errorf("wrapped: %w", &kv.Damage{Where: "page 3", What: "x"}), model.Damaged, true},
		{kv.ErrDamaged, model.Damaged, true},
		{kv.ErrUnknown, model.NotKnown, true},
		{kv.ErrReplaced, model.Moved, true},
		{kv.ErrFull, model.DiskFull, false},
		{kv.ErrConflict, model.NotSaved, false},
		{kv.ErrReadOnly, model.ReadOnlyFile, false},
		{kv.ErrLocked, model.InUse, false},
		{kv.ErrNewer, model.NewerFile, false},
		{kv.ErrClosed, model.Closing, false},
		{kv.ErrPending, model.StillSaving, false},
		{fs.ErrPermission, model.NotWritable, false},
		{&model.Fault{Code: model.DiskFull}, model.DiskFull, false},
	} {
		d, f := failingDesk(t, newDesk(t).engine)
		f.commit = c.err
		_, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "words"}}})
		var fault *model.Fault
		if !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%v: %v, want %s", c.err, err, c.code)
		}
		if (d.Fault() != nil) != c.final {
			t.Errorf("%v: the desk's fault is %v, want one: %v", c.err, d.Fault(), c.final)
		}
		f.commit = nil
		_, err = d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: model.Log{Draft: model.Draft{Text: "words"}}})
		if refused := errors.Is(err, &model.Fault{Code: model.ReadOnlyFile}); refused != c.final || !refused && err != nil {
			t.Errorf("%v: the next change: %v", c.err, err)
		}
		page, err := d.Issues(context.Background(), model.IssueQuery{})
		if want := 1; err != nil || !c.final && len(page.Rows) != want || c.final && len(page.Rows) != 0 {
			t.Errorf("%v: afterwards %d issues, %v", c.err, len(page.Rows), err)
		}
	}
	other := errors.New("something else")
	if faultOf(nil) != nil || faultOf(other) != other {
		t.Error("what is no fault became one")
	}
	var damaged *model.Fault
	if errors.As(faultOf(&kv.Damage{Where: "page 3"}), &damaged); damaged.Where != "page 3" {
		t.Errorf("%+v does not say where", damaged)
	}
	if refusal := (&model.Refusal{Code: model.NotFound}); faultOf(refusal) != error(refusal) {
		t.Error("a refusal became a fault")
	}
}

// TestARequestMustBeWhole refuses what has no ID, no command or is in the system's name.
func TestARequestMustBeWhole(t *testing.T) {
	d := newDesk(t)
	log := model.Log{Draft: model.Draft{Text: "words"}}
	for name, req := range map[string]model.Request{
		"no ID":          {Actor: "aya", Command: log},
		"no command":     {ID: d.NewID(), Actor: "aya"},
		"nobody":         {ID: d.NewID(), Command: log},
		"a stranger":     {ID: d.NewID(), Actor: "nobody-here", Command: log},
		"as the system":  {ID: d.NewID(), Actor: model.SystemUser, Command: log},
		"nothing at all": {},
	} {
		var refusal *model.Refusal
		if _, err := d.Do(context.Background(), req); !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := d.Do(ctx, model.Request{ID: d.NewID(), Actor: "aya", Command: log})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after its time: %v", err)
	}
	d.Close()
	if _, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: "aya", Command: log}); !errors.Is(err, &model.Fault{Code: model.Closing}) {
		t.Errorf("after closing: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

func TestADeskWithoutAFileHasNoBackup(t *testing.T) {
	d := newDesk(t)
	if err := d.Backup(context.Background(), nil); !errors.Is(err, errNoMaintainer) {
		t.Errorf("a backup of an engine in memory: %v", err)
	}
	if e := memory.New(); d.Index().Trouble != nil || e == nil {
		t.Error("a desk without an index has trouble with one")
	}
	if err := d.Indexed(context.Background()); err != nil {
		t.Errorf("waiting for no index: %v", err)
	}
}
