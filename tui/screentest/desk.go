package screentest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"koe/model"
)

// Desk is a desk in memory for every screen. It decides as the real one does,
// by model.Decide, on records that it keeps in a map, and answers questions from
// them. What only the real one can work out, it answers as it was given: the
// engine's numbers, who is to be called, what is like a text.
//
// A test sets its fields before anything is asked, and reads afterwards what
// the desk was asked and given.
type Desk struct {
	mu      sync.Mutex
	now     model.Instant
	records map[model.Ref]model.Record
	events  []model.Event
	bodies  []model.EventBody // of the events
	heads   model.Heads
	done    map[model.ID]model.Receipt
	made    uint64 // IDs
	looked  model.Number

	// Answers that are given.
	TrendsNow   model.Trends
	Detail      model.TrendDetail
	CallsToMake []model.Call
	Others      map[model.Number][]model.UserID    // who else has an issue open
	Uses        []model.TagUse                     // tags in use; else those of the records
	Known       []model.CustomerView               // customers, beside those of the records
	Alike       func(words string) []model.Similar // what is like a text
	AllMatch    bool                               // a query means all issues

	// What was asked, and the commands taken, oldest first.
	Asked       []model.Request // repeats too
	Given       []model.Command
	AskedIssues []model.IssueQuery
	AskedTrends []model.TrendQuery
	Looked      []model.Day
	AskedAlike  []string
	AskedPeople []string

	// How the desk behaves.
	Before     func()        // runs before each command
	Fail       []error       // of the next commands, oldest first; nil lets one through
	Slow       int           // so many commands take too long before they are known
	FailTrends error         // of the next question about trends
	FailIssues error         // of questions about issues, until it is taken away
	Hold       chan struct{} // trends wait for it, where it is set
}

// NewDesk is a desk on which nothing has happened.
func NewDesk() *Desk {
	d := &Desk{now: model.At(Now()), records: map[model.Ref]model.Record{}, done: map[model.ID]model.Receipt{}}
	d.Keep(&model.Desk{Zone: "Asia/Tokyo", FiscalStart: 4})
	return d
}

// Keep puts a record in place, whatever was there.
func (d *Desk) Keep(r model.Record) { d.records[r.Ref()] = r }

// Remove takes a record away.
func (d *Desk) Remove(r model.Record) { delete(d.records, r.Ref()) }

// NewID makes IDs in a row, so that a test is the same each time.
func (d *Desk) NewID() model.ID {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made++
	var id model.ID
	_ = id.SetTime(d.made)
	return id
}

// Must gives a command at a moment, for setting the scene.
func (d *Desk) Must(t testing.TB, at time.Time, who model.UserID, c model.Command) model.Receipt {
	t.Helper()
	was := d.now
	d.now = model.At(at)
	r, err := d.Do(context.Background(), model.Request{ID: d.NewID(), Actor: who, Command: c})
	if err != nil {
		t.Fatalf("%s: %v", c.Verb(), err)
	}
	d.now = was
	return r
}

// Set forgets what was asked and given while the scene was set.
func (d *Desk) Set() *Desk {
	d.Asked, d.Given, d.AskedIssues, d.AskedTrends, d.Looked = nil, nil, nil, nil, nil
	return d
}

// Do takes a command.
func (d *Desk) Do(_ context.Context, r model.Request) (model.Receipt, error) {
	if d.Before != nil {
		d.Before()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Asked = append(d.Asked, r)
	if len(d.Fail) > 0 {
		err := d.Fail[0]
		d.Fail = d.Fail[1:]
		if err != nil {
			return model.Receipt{}, err
		}
	}
	if receipt, ok := d.done[r.ID]; ok {
		return receipt, nil
	}
	c, err := model.Decide(facts{d}, model.Env{Now: d.now, Zone: Zone()}, r)
	if err != nil {
		return model.Receipt{}, err
	}
	for _, e := range c.Effects {
		if e.After == nil {
			d.Remove(e.Before)
		} else {
			d.Keep(e.After)
		}
	}
	parts, err := model.NewParts(c.Body, salt{})
	if err != nil {
		return model.Receipt{}, err
	}
	e := model.Event{Form: model.InParts, Seq: c.Heads.Event, ID: r.ID, At: d.now, Actor: r.Actor, Verb: r.Command.Verb(), Undoes: c.Undoes, Parts: parts}
	e.Seal([32]byte{})
	d.heads = c.Heads
	d.events = append(d.events, e)
	d.bodies = append(d.bodies, c.Body)
	d.done[r.ID] = c.Receipt
	d.Given = append(d.Given, r.Command)
	if d.Slow > 0 {
		d.Slow--
		return model.Receipt{}, context.DeadlineExceeded
	}
	return c.Receipt, nil
}

// salt is no salt: these desks keep no secrets, and their events are the same in
// every run.
type salt struct{}

func (salt) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 1
	}
	return len(p), nil
}

// Last is the newest command that a desk took.
func Last[C model.Command](t testing.TB, d *Desk) C {
	t.Helper()
	if len(d.Given) == 0 {
		t.Fatal("the desk was given no command")
	}
	c, ok := d.Given[len(d.Given)-1].(C)
	if !ok {
		t.Fatalf("the last command is %#v", d.Given[len(d.Given)-1])
	}
	return c
}

// Events are what happened, oldest first.
func (d *Desk) Events() []model.Event { return d.events }

// NumberFrom makes the next issue's number.
func (d *Desk) NumberFrom(n model.Number) { d.heads.Issue = n - 1 }

// MustIssue is an issue's record as it stands.
func (d *Desk) MustIssue(t testing.TB, n model.Number) *model.Issue {
	t.Helper()
	i, _ := facts{d}.Issue(n)
	if i == nil {
		t.Fatalf("there is no issue %s", n)
	}
	return i
}

// RecordOf is a record as it stands, nil where there is none of its name.
func RecordOf[P interface {
	*T
	model.Record
}, T any](d *Desk, probe P) P {
	r, ok := d.records[probe.Ref()].(P)
	if !ok {
		return nil
	}
	return r
}

// all are the records of a sort, by their key.
func all[P interface {
	*T
	model.Record
}, T any](d *Desk) []T {
	var refs []model.Ref
	for ref, r := range d.records {
		if _, ok := r.(P); ok {
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b model.Ref) int {
		if x, y := len(a.Key), len(b.Key); a.Type != model.UserRecord && a.Type != model.TagRecord && x != y {
			return x - y // numbers
		}
		return map[bool]int{true: -1, false: 1}[a.Key < b.Key]
	})
	out := make([]T, len(refs))
	for i, ref := range refs {
		out[i] = *d.records[ref].(P)
	}
	return out
}
