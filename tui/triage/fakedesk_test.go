package triage

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/tui/stage"
)

// fakeDesk is a desk in memory that decides as the real one does: by
// model.Decide, on records that it keeps in a map.
type fakeDesk struct {
	mu      sync.Mutex
	now     model.Instant
	records map[model.Ref]model.Record
	events  []model.Event
	bodies  []model.EventBody // of the events
	heads   model.Heads
	done    map[model.ID]model.Receipt
	asked   []model.IssueQuery
	slow    int // so many commands take too long before they are known
}

func newFakeDesk(t testing.TB) *fakeDesk {
	d := &fakeDesk{now: model.At(stage.Now()), records: make(map[model.Ref]model.Record), done: make(map[model.ID]model.Receipt)}
	d.keep(&model.Desk{Zone: "Asia/Tokyo", FiscalStart: 4})
	return d
}

func (d *fakeDesk) keep(r model.Record) { d.records[r.Ref()] = r }

// must gives a command at a moment, for setting the scene.
func (d *fakeDesk) must(t testing.TB, at time.Time, who model.UserID, c model.Command) model.Receipt {
	t.Helper()
	was := d.now
	d.now = model.At(at)
	r, err := d.Do(context.Background(), model.Request{ID: freshID(), Actor: who, Command: c})
	if err != nil {
		t.Fatalf("%s: %v", c.Verb(), err)
	}
	d.now = was
	return r
}

func (d *fakeDesk) Do(ctx context.Context, r model.Request) (model.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if receipt, ok := d.done[r.ID]; ok {
		return receipt, nil
	}
	c, err := model.Decide(facts{d}, model.Env{Now: d.now, Zone: stage.Zone()}, r)
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
	d.bodies = append(d.bodies, c.Body)
	d.done[r.ID] = c.Receipt
	if d.slow > 0 {
		d.slow--
		return model.Receipt{}, context.DeadlineExceeded
	}
	return c.Receipt, nil
}

func (d *fakeDesk) Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, q)
	e, err := query.Parse(q.Query)
	if err != nil {
		return model.IssuePage{}, err
	}
	m := query.Compile(e, query.Env{Now: d.now, Zone: stage.Zone(), Me: q.Who, Names: names{d}})
	var rows []model.Row
	for _, r := range d.records {
		if i, ok := r.(*model.Issue); ok && m.Match(i) && (q.Order != model.ByUrgency || i.State.Open()) {
			rows = append(rows, d.row(i))
		}
	}
	slices.SortFunc(rows, func(a, b model.Row) int { return compare(q.Order, &a.Issue, &b.Issue) })
	page := model.IssuePage{Total: -1}
	if q.Count {
		page.Total = len(rows)
	}
	from, _ := strconv.Atoi(string(q.After))
	to := min(len(rows), from+q.Limit)
	page.Rows = rows[min(from, to):to]
	if to < len(rows) {
		page.Next = model.Cursor(strconv.Itoa(to))
	}
	return page, nil
}

func compare(o model.Order, a, b *model.Issue) int {
	switch o {
	case model.Newest:
		return int(b.Number) - int(a.Number)
	case model.Oldest:
		return int(a.Number) - int(b.Number)
	}
	due := func(i *model.Issue) int64 {
		if d := i.NextDeadline(); d != 0 {
			return int64(d)
		}
		return 1 << 62
	}
	if a.Severity != b.Severity {
		return int(a.Severity) - int(b.Severity)
	}
	if x, y := due(a), due(b); x != y {
		return int(min(max(x-y, -1), 1))
	}
	return int(a.Number) - int(b.Number)
}

func (d *fakeDesk) row(i *model.Issue) model.Row {
	row := model.Row{Issue: *i}
	if c, ok := d.records[(&model.Customer{ID: i.Customer}).Ref()].(*model.Customer); ok {
		row.Customer = c.Name
	}
	book, _ := facts{d}.Tags()
	for _, k := range i.Tags {
		row.Tags = append(row.Tags, book.Path(book.Resolve(k)))
	}
	if p, _ := (facts{d}).Problem(i.Problem); p != nil {
		row.ProblemTitle = p.Title
	}
	return row
}

func (d *fakeDesk) Issue(ctx context.Context, n model.Number) (model.IssueView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i, _ := facts{d}.Issue(n)
	if i == nil {
		return model.IssueView{}, &model.Refusal{Code: model.NotFound, Ref: (&model.Issue{Number: n}).Ref()}
	}
	v := model.IssueView{Row: d.row(i)}
	v.Problem, _ = facts{d}.Problem(i.Problem)
	for _, r := range d.records {
		if c, ok := r.(*model.Contact); ok && c.About == i.Ref() {
			v.Contacts = append(v.Contacts, *c)
		}
	}
	slices.SortFunc(v.Contacts, func(a, b model.Contact) int { return int(a.ID) - int(b.ID) })
	for at, e := range d.events {
		if d.isAbout(d.bodies[at], i) {
			v.Events = append(v.Events, e)
		}
	}
	return v, nil
}

func (d *fakeDesk) isAbout(body model.EventBody, i *model.Issue) bool {
	for _, c := range body.Changes {
		if c.Ref == i.Ref() {
			return true
		}
		if contact, ok := d.records[c.Ref].(*model.Contact); ok && contact.About == i.Ref() {
			return true
		}
	}
	return body.Batch != nil && i.Number >= body.Batch.First && i.Number <= body.Batch.Last
}

func (d *fakeDesk) Users(context.Context) ([]model.User, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return all[*model.User](d), nil
}

func (d *fakeDesk) Room(context.Context) (map[model.UserID]int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	open := make(map[model.UserID]int)
	for _, i := range all[*model.Issue](d) {
		if i.Owner != "" && i.State.Open() {
			open[i.Owner]++
		}
	}
	return open, nil
}

func (d *fakeDesk) TagUses(context.Context) ([]model.TagUse, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var uses []model.TagUse
	for _, t := range all[*model.Tag](d) {
		use := model.TagUse{Tag: t}
		for _, i := range all[*model.Issue](d) {
			if slices.Contains(i.Tags, t.Key) {
				use.Count++
			}
		}
		uses = append(uses, use)
	}
	return uses, nil
}

func (d *fakeDesk) Problems(context.Context) ([]model.ProblemView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var views []model.ProblemView
	for _, p := range all[*model.Problem](d) {
		n, _ := facts{d}.Linked(p.ID)
		views = append(views, model.ProblemView{Problem: p, Linked: n, Open: n})
	}
	return views, nil
}

// all are the records of a sort, by their key.
func all[P interface {
	*T
	model.Record
}, T any](d *fakeDesk) []T {
	var refs []model.Ref
	for ref, r := range d.records {
		if _, ok := r.(P); ok {
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b model.Ref) int {
		if x, y := len(a.Key), len(b.Key); a.Type != model.UserRecord && a.Type != model.TagRecord && x != y {
			return x - y
		}
		return map[bool]int{true: -1, false: 1}[a.Key < b.Key]
	})
	out := make([]T, len(refs))
	for i, ref := range refs {
		out[i] = *d.records[ref].(P)
	}
	return out
}

// facts are the desk's records as the model asks for them.
type facts struct{ d *fakeDesk }

func lookUp[P interface {
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
	return lookUp(f, &model.Issue{Number: n}), nil
}
func (f facts) Customer(id model.CustomerID) (*model.Customer, error) {
	return lookUp(f, &model.Customer{ID: id}), nil
}
func (f facts) Problem(id model.ProblemID) (*model.Problem, error) {
	return lookUp(f, &model.Problem{ID: id}), nil
}
func (f facts) User(id model.UserID) (*model.User, error) { return lookUp(f, &model.User{ID: id}), nil }
func (f facts) Desk() (*model.Desk, error)                { return lookUp(f, &model.Desk{}), nil }
func (f facts) Heads() (model.Heads, error)               { return f.d.heads, nil }
func (f facts) ProblemNamed(string) (model.ProblemID, error) {
	return 0, nil
}
func (f facts) Known(source, id string) (model.Number, error) { return 0, nil }
func (f facts) Record(r model.Ref) (model.Record, error)      { return f.d.records[r], nil }

func (f facts) CustomerNamed(key string) (model.CustomerID, error) {
	for _, c := range all[*model.Customer](f.d) {
		if text.Key(c.Name) == key || c.Account != "" && text.Key(c.Account) == key {
			return c.ID, nil
		}
	}
	return 0, nil
}

func (f facts) Contacts(model.Ref) ([]model.Contact, error) { return nil, nil }

func (f facts) Linked(p model.ProblemID) (n int, err error) {
	for _, r := range f.d.records {
		if i, ok := r.(*model.Issue); ok && p != 0 && i.Problem == p {
			n++
		}
	}
	return n, nil
}

func (f facts) Tags() (model.TagBook, error) {
	book := model.TagBook{}
	for _, r := range f.d.records {
		if t, ok := r.(*model.Tag); ok {
			book[t.Key] = t
		}
	}
	return book, nil
}

func (f facts) Event(seq uint64) (*model.Event, error) {
	if seq == 0 || seq > uint64(len(f.d.events)) {
		return nil, errors.New("no such event")
	}
	return &f.d.events[seq-1], nil
}

func (f facts) UndoneBy(seq uint64) (uint64, error) {
	for _, e := range slices.Backward(f.d.events) {
		if e.Undoes == seq {
			if by, _ := f.UndoneBy(e.Seq); by == 0 {
				return e.Seq, nil
			}
		}
	}
	return 0, nil
}

func (f facts) LastOwn(who model.UserID, redo bool) (*model.Event, error) {
	for i := len(f.d.events) - 1; i >= 0; i-- {
		e := &f.d.events[i]
		by, _ := f.UndoneBy(e.Seq)
		switch {
		case e.Actor != who || by != 0:
		case redo && e.Verb == model.VerbUndo:
			return e, nil
		case redo && e.Verb != model.VerbRedo:
			return nil, nil
		case !redo && model.Undoable(e.Verb):
			return e, nil
		}
	}
	return nil, nil
}

// names resolves the names of queries.
type names struct{ d *fakeDesk }

func (n names) Tag(k model.TagKey) model.TagKey {
	book, _ := facts(n).Tags()
	return book.Resolve(k)
}

func (n names) Users(name string) []model.UserID {
	var ids []model.UserID
	for _, u := range all[*model.User](n.d) {
		if query.UserIs(&u, name) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

func (n names) Customers(name string) []model.CustomerID {
	var ids []model.CustomerID
	for _, c := range all[*model.Customer](n.d) {
		if query.CustomerIs(&c, name) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

var idsMade uint64

// freshID makes IDs in a row, so that a test is the same each time.
func freshID() model.ID {
	idsMade++
	var id model.ID
	_ = id.SetTime(idsMade)
	return id
}
