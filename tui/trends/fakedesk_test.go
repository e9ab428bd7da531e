package trends

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"koe/model"
	"koe/tui/stage"
)

// fakeDesk decides as the real desk does, by model.Decide, on records that it
// keeps in a map. The trends it answers with are those it was given: the
// numbers are the engine's, and the engine has its own tests.
type fakeDesk struct {
	mu      sync.Mutex
	now     model.Instant
	records map[model.Ref]model.Record
	events  []model.Event
	heads   model.Heads
	done    map[model.ID]model.Receipt
	given   []model.Command // commands taken, oldest first

	trends model.Trends
	detail model.TrendDetail
	calls  []model.Call
	people []model.CustomerView

	asked  []model.TrendQuery
	looked []model.Day
	slow   int           // so many commands take too long before they are known
	hold   chan struct{} // trends wait for it, where it is set
	fail   error         // of the next trends
}

func newFakeDesk() *fakeDesk {
	d := &fakeDesk{now: model.At(stage.Now()), records: map[model.Ref]model.Record{}, done: map[model.ID]model.Receipt{}}
	d.keep(&model.Desk{Zone: "Asia/Tokyo", FiscalStart: 4})
	return d
}

func (d *fakeDesk) keep(r model.Record) { d.records[r.Ref()] = r }

// must gives a command of a person, for setting the scene.
func (d *fakeDesk) must(t testing.TB, who model.UserID, c model.Command) model.Receipt {
	t.Helper()
	r, err := d.Do(context.Background(), model.Request{ID: freshID(), Actor: who, Command: c})
	if err != nil {
		t.Fatalf("%s: %v", c.Verb(), err)
	}
	return r
}

func (d *fakeDesk) Do(_ context.Context, r model.Request) (model.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if receipt, ok := d.done[r.ID]; ok {
		return receipt, nil
	}
	c, err := model.Decide(facts{d: d}, model.Env{Now: d.now, Zone: stage.Zone()}, r)
	if err != nil {
		return model.Receipt{}, err
	}
	for _, e := range c.Effects {
		if e.After == nil {
			delete(d.records, e.Before.Ref())
		} else {
			d.keep(e.After)
		}
	}
	payload, err := json.Marshal(c.Body)
	if err != nil {
		return model.Receipt{}, err
	}
	d.heads = c.Heads
	d.events = append(d.events, model.Event{Seq: c.Heads.Event, ID: r.ID, At: d.now, Actor: r.Actor, Verb: r.Command.Verb(), Undoes: c.Undoes, Payload: payload, Salt: []byte{1}})
	d.done[r.ID] = c.Receipt
	d.given = append(d.given, r.Command)
	if d.slow > 0 {
		d.slow--
		return model.Receipt{}, context.DeadlineExceeded
	}
	return c.Receipt, nil
}

// Trends answers with the trends it was given, its problems as they stand now.
func (d *fakeDesk) Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error) {
	if d.hold != nil {
		select {
		case <-d.hold:
		case <-ctx.Done():
			return model.Trends{}, ctx.Err()
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, q)
	if d.fail != nil {
		err := d.fail
		d.fail = nil
		return model.Trends{}, err
	}
	t := d.trends
	if q.On != 0 {
		t.On = q.On
	}
	t.Today = t.On == d.now.Day(stage.Zone())
	if len(d.looked) > 0 {
		t.Looked = 0 // the newest look is today's
	}
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		r := &t.Rows[i]
		r.Problem = nil
		for _, p := range d.problems() {
			if p.Tag == r.Tag && p.Tag != "" {
				r.Problem = &p
			}
		}
		if len(d.looked) > 0 {
			r.WasKnown = false
		}
	}
	t.Efforts = slices.Clone(t.Efforts)
	for i := range t.Efforts {
		e := &t.Efforts[i]
		if p, _ := (facts{d: d}).Problem(e.Problem.ID); p != nil {
			e.Problem = *p
			e.Action = p.Actions[e.Action.N-1]
		}
	}
	return t, nil
}

func (d *fakeDesk) problems() []model.Problem {
	var all []model.Problem
	for _, r := range d.records {
		if p, ok := r.(*model.Problem); ok {
			all = append(all, *p)
		}
	}
	slices.SortFunc(all, func(a, b model.Problem) int { return int(b.ID) - int(a.ID) })
	return all
}

func (d *fakeDesk) TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error) {
	t, err := d.Trends(ctx, q)
	out := d.detail
	for _, r := range t.Rows {
		if r.Tag == tag {
			out.Row = r
		}
	}
	if out.Row.Problem != nil {
		v, err := d.Problem(ctx, out.Row.Problem.ID)
		if err != nil {
			return out, err
		}
		out.Problem = &v
	}
	return out, err
}

func (d *fakeDesk) Look(_ context.Context, _ model.UserID, t model.Trends) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.looked = append(d.looked, t.On)
	return nil
}

func (d *fakeDesk) Problems(ctx context.Context) ([]model.ProblemView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []model.ProblemView
	for _, p := range d.problems() {
		all = append(all, d.view(p))
	}
	return all, nil
}

func (d *fakeDesk) Problem(_ context.Context, id model.ProblemID) (model.ProblemView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, _ := facts{d: d}.Problem(id)
	if p == nil {
		return model.ProblemView{}, &model.Refusal{Code: model.NotFound, Ref: (&model.Problem{ID: id}).Ref()}
	}
	return d.view(*p), nil
}

func (d *fakeDesk) view(p model.Problem) model.ProblemView {
	v := model.ProblemView{Problem: p, TagPath: model.TagPath(p.Tag)}
	loggers := map[model.UserID]bool{}
	for _, i := range d.issues() {
		if i.Problem == p.ID {
			v.Issues = append(v.Issues, d.row(i))
			v.Linked++
			if i.State.Open() {
				v.Open++
			}
			if !loggers[i.LoggedBy] {
				loggers[i.LoggedBy] = true
				v.Loggers = append(v.Loggers, i.LoggedBy)
			}
		}
	}
	for _, e := range d.events {
		body, err := e.Body()
		if err == nil && slices.ContainsFunc(body.Changes, func(c model.Change) bool { return c.Ref == p.Ref() }) {
			v.Events = append(v.Events, e)
		}
	}
	return v
}

// issues are all issues, newest first.
func (d *fakeDesk) issues() []*model.Issue {
	var all []*model.Issue
	for _, r := range d.records {
		if i, ok := r.(*model.Issue); ok {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b *model.Issue) int { return int(b.Number) - int(a.Number) })
	return all
}

func (d *fakeDesk) row(i *model.Issue) model.Row {
	row := model.Row{Issue: *i}
	if c, ok := d.records[(&model.Customer{ID: i.Customer}).Ref()].(*model.Customer); ok {
		row.Customer = c.Name
	}
	for _, k := range i.Tags {
		row.Tags = append(row.Tags, model.TagPath(k))
	}
	return row
}

func (d *fakeDesk) Calls(_ context.Context, limit int) ([]model.Call, error) {
	return d.calls[:min(limit, len(d.calls))], nil
}

// Issues answers with all issues: which of them a query means is the query
// package's own affair.
func (d *fakeDesk) Issues(_ context.Context, q model.IssueQuery) (model.IssuePage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	page := model.IssuePage{Total: -1}
	for _, i := range d.issues() {
		if len(page.Rows) < q.Limit {
			page.Rows = append(page.Rows, d.row(i))
		}
	}
	return page, nil
}

func (d *fakeDesk) Issue(_ context.Context, n model.Number) (model.IssueView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i, _ := facts{d: d}.Issue(n)
	if i == nil {
		return model.IssueView{}, &model.Refusal{Code: model.NotFound, Ref: (&model.Issue{Number: n}).Ref()}
	}
	v := model.IssueView{Row: d.row(i)}
	for _, r := range d.records {
		if c, ok := r.(*model.Contact); ok && c.About == i.Ref() {
			v.Contacts = append(v.Contacts, *c)
		}
	}
	slices.SortFunc(v.Contacts, func(a, b model.Contact) int { return int(a.ID) - int(b.ID) })
	return v, nil
}

func (d *fakeDesk) Customers(context.Context, string, int) ([]model.CustomerView, error) {
	return d.people, nil
}

func (d *fakeDesk) Users(context.Context) ([]model.User, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []model.User
	for _, r := range d.records {
		if u, ok := r.(*model.User); ok {
			all = append(all, *u)
		}
	}
	slices.SortFunc(all, func(a, b model.User) int {
		return map[bool]int{true: -1, false: 1}[a.ID < b.ID]
	})
	return all, nil
}

// facts are the desk's records as the model asks for them. What no test here
// needs is left to the interface, which is nil: asking for it fails the test.
type facts struct {
	model.Facts
	d *fakeDesk
}

func find[P interface {
	*T
	model.Record
}, T any](f facts, probe P) P {
	r, ok := f.d.records[probe.Ref()].(P)
	if !ok {
		return nil
	}
	return r
}

func (f facts) Issue(n model.Number) (*model.Issue, error) {
	return find(f, &model.Issue{Number: n}), nil
}
func (f facts) Problem(id model.ProblemID) (*model.Problem, error) {
	return find(f, &model.Problem{ID: id}), nil
}
func (f facts) Customer(id model.CustomerID) (*model.Customer, error) {
	return find(f, &model.Customer{ID: id}), nil
}
func (f facts) User(id model.UserID) (*model.User, error)      { return find(f, &model.User{ID: id}), nil }
func (f facts) Desk() (*model.Desk, error)                     { return find(f, &model.Desk{}), nil }
func (f facts) Heads() (model.Heads, error)                    { return f.d.heads, nil }
func (f facts) Record(r model.Ref) (model.Record, error)       { return f.d.records[r], nil }
func (f facts) Contacts(model.Ref) ([]model.Contact, error)    { return nil, nil }
func (f facts) Tags() (model.TagBook, error)                   { return model.TagBook{}, nil }
func (f facts) ProblemNamed(string) (model.ProblemID, error)   { return 0, nil }
func (f facts) Known(string, string) (model.Number, error)     { return 0, nil }
func (f facts) CustomerNamed(string) (model.CustomerID, error) { return 0, nil }
func (f facts) Linked(model.ProblemID) (int, error)            { return 0, nil }
func (f facts) UndoneBy(uint64) (uint64, error)                { return 0, nil }
func (f facts) Event(seq uint64) (*model.Event, error)         { return &f.d.events[seq-1], nil }
func (f facts) LastOwn(who model.UserID, _ bool) (*model.Event, error) {
	for i := len(f.d.events) - 1; i >= 0; i-- {
		if e := &f.d.events[i]; e.Actor == who && model.Undoable(e.Verb) {
			return e, nil
		}
	}
	return nil, nil
}

var idsMade uint64

// freshID makes IDs in a row, so that a test is the same each time.
func freshID() model.ID {
	idsMade++
	var id model.ID
	_ = id.SetTime(idsMade)
	return id
}

// notebook is a folder in memory.
type notebook struct{ name, text string }

func (n *notebook) Write(_ context.Context, name, text string) (string, error) {
	n.name, n.text = name, text
	return name + ".md", nil
}
