package model

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"koe/model/text"
)

// A world is a desk in memory: it answers [Facts] from a map of records and
// keeps what follows from each command.
type world struct {
	t       testing.TB
	records map[Ref]Record
	events  []Event
	heads   Heads
	env     Env
	// fail makes the question of this number fail, from 1; 0 is none. asked
	// counts them.
	fail, asked int
}

var tokyo = time.FixedZone("JST", 9*3600)

// testNow is Monday 13 July 2026, 10:00 in Tokyo.
var testNow = At(time.Date(2026, 7, 13, 10, 0, 0, 0, tokyo))

// newWorld is a desk with one person of each role, and a second agent.
func newWorld(t testing.TB) *world {
	w := &world{t: t, records: map[Ref]Record{}, env: Env{Now: testNow, Zone: tokyo}}
	for id, role := range map[UserID]Role{"guest": ReadOnly, "aya": Agent, "ben": Agent, "mori": Lead, "sato": Leader, "root": Admin} {
		w.keep(&User{ID: id, Name: string(id), Role: role})
	}
	w.keep(&User{ID: "left", Name: "left", Role: Agent, Gone: true})
	w.keep(&Desk{ID: ID{9}, Zone: "Asia/Tokyo", FiscalStart: 4, Since: 1})
	return w
}

// of is somebody of a role.
func (w *world) of(r Role) UserID {
	return map[Role]UserID{ReadOnly: "guest", Agent: "aya", Lead: "mori", Leader: "sato", Admin: "root"}[r]
}

// keep puts a record on the desk as it is.
func (w *world) keep(r Record) { w.records[r.Ref()] = r }

// issue puts an issue on the desk, aya's new complaint but for what is said.
func (w *world) issue(say ...func(*Issue)) Number {
	w.heads.Issue++
	i := &Issue{Number: w.heads.Issue, Revision: 1, Kind: KindComplaint, Text: "They charged me twice", Severity: S3, State: New, LoggedBy: "aya", Day: Date(2026, 7, 13)}
	for _, s := range say {
		s(i)
	}
	w.keep(i)
	return i.Number
}

// problem puts a problem on the desk.
func (w *world) problem(say ...func(*Problem)) ProblemID {
	w.heads.Problem++
	p := &Problem{ID: w.heads.Problem, Revision: 1, Title: "Double charge", Stage: Suspected, CreatedBy: "sato"}
	for _, s := range say {
		s(p)
	}
	w.keep(p)
	return p.ID
}

// customer puts a customer on the desk.
func (w *world) customer(name string, say ...func(*Customer)) CustomerID {
	w.heads.Customer++
	c := &Customer{ID: w.heads.Customer, Revision: 1, Name: name}
	for _, s := range say {
		s(c)
	}
	w.keep(c)
	return c.ID
}

// tag puts a tag on the desk.
func (w *world) tag(path TagPath, say ...func(*Tag)) TagKey {
	g := &Tag{Key: path.Key(), Path: path, Since: 1}
	for _, s := range say {
		s(g)
	}
	w.keep(g)
	return g.Key
}

// later moves the clock on by a minute.
func (w *world) later() { w.env.Now = w.env.Now.Add(time.Minute) }

// got is a record of the desk.
func got[T Record](w *world, r Ref) T {
	w.t.Helper()
	rec, ok := w.records[r].(T)
	if !ok {
		w.t.Fatalf("there is no %s", r)
	}
	return rec
}

func (w *world) issueAt(n Number) *Issue {
	w.t.Helper()
	return got[*Issue](w, ref(IssueRecord, uint64(n)))
}

func (w *world) problemAt(id ProblemID) *Problem {
	w.t.Helper()
	return got[*Problem](w, ref(ProblemRecord, uint64(id)))
}

func (w *world) tagAt(k TagKey) *Tag { w.t.Helper(); return got[*Tag](w, Ref{TagRecord, string(k)}) }

func (w *world) userAt(id UserID) *User {
	w.t.Helper()
	return got[*User](w, Ref{UserRecord, string(id)})
}

// decide says what follows and keeps nothing. It holds Decide to being pure:
// the facts stay as they are, and the same question has the same answer.
func (w *world) decide(who UserID, c Command) (Consequence, error) {
	w.t.Helper()
	before := w.written()
	req := Request{ID: ID{1, byte(len(w.events))}, Actor: who, Command: c}
	first, err := Decide(w, w.env, req)
	if w.fail != 0 {
		return first, err
	}
	if again, err2 := Decide(w, w.env, req); !reflect.DeepEqual(first, again) || !reflect.DeepEqual(err, err2) {
		w.t.Errorf("%#v decided twice gives\n%+v, %v\nand\n%+v, %v", c, first, err, again, err2)
	}
	if after := w.written(); after != before {
		w.t.Errorf("%#v changed the facts\n%s\nto\n%s", c, before, after)
	}
	return first, err
}

// written is everything the desk knows, as text.
func (w *world) written() string {
	refs := make([]string, 0, len(w.records))
	for r, rec := range w.records {
		b, err := json.Marshal(rec)
		if err != nil {
			w.t.Fatal(err)
		}
		refs = append(refs, r.String()+" "+string(b)+"\n")
	}
	slices.Sort(refs)
	b, err := json.Marshal(refs)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// do gives a command and keeps what follows; it must not be refused.
func (w *world) do(who UserID, c Command) Consequence {
	w.t.Helper()
	out, err := w.decide(who, c)
	if err != nil {
		w.t.Fatalf("%#v of %s: %v", c, who, err)
	}
	w.take(who, c, out)
	return out
}

// take keeps a consequence as the desk would.
func (w *world) take(who UserID, c Command, out Consequence) {
	w.t.Helper()
	for _, e := range out.Effects {
		was := e.Before
		if was == nil {
			was = e.After
		}
		r := was.Ref()
		if now := w.records[r]; (e.Before == nil) != (now == nil) || e.Before != nil && !reflect.DeepEqual(now, e.Before) {
			w.t.Errorf("%s was %+v, and not %+v", r, now, e.Before)
		}
		delete(w.records, r)
		if e.After != nil {
			w.keep(e.After)
		}
	}
	body, err := json.Marshal(out.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	w.heads = out.Heads
	w.events = append(w.events, Event{Seq: out.Receipt.Event, ID: out.Receipt.ID, At: w.env.Now, Actor: who, Verb: c.Verb(), Undoes: out.Undoes, Payload: body})
	if w.heads.Event != uint64(len(w.events)) || out.Receipt.Event != w.heads.Event {
		w.t.Errorf("event %d, heads %d after %d events", out.Receipt.Event, w.heads.Event, len(w.events))
	}
}

// refuses gives a command that must be refused in exactly this way.
func (w *world) refuses(who UserID, c Command, want Refusal) {
	w.t.Helper()
	out, err := w.decide(who, c)
	var r *Refusal
	if !errors.As(err, &r) || !reflect.DeepEqual(*r, want) {
		w.t.Errorf("%#v of %s: %+v, %v; want %+v", c, who, out.Effects, err, want)
	}
}

// becomes gives a command that must change one record alone, to exactly this.
func becomes[T Record](w *world, who UserID, c Command, at Ref, change func(T)) Consequence {
	w.t.Helper()
	want := clone(w.records[at]).(T)
	change(want)
	revise(Effect{After: want})
	out := w.do(who, c)
	if len(out.Effects) != 1 {
		w.t.Errorf("%#v touches %d records, want one", c, len(out.Effects))
	}
	if now := w.records[at]; !reflect.DeepEqual(now, Record(want)) {
		w.t.Errorf("%#v makes of it\n%+v\nwant\n%+v", c, now, want)
	}
	return out
}

// made gives a command and returns the one record that it makes.
func made[T Record](w *world, who UserID, c Command) T {
	w.t.Helper()
	var found []T
	for _, e := range w.do(who, c).Effects {
		if r, ok := e.After.(T); ok && e.Before == nil {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		w.t.Fatalf("%#v makes %d of them, want one", c, len(found))
	}
	return found[0]
}

var errUnread = errors.New("it cannot be read")

func (w *world) ask() error {
	if w.asked++; w.asked == w.fail {
		return errUnread
	}
	return nil
}

func look[T Record](w *world, r Ref) (none T, err error) {
	if err := w.ask(); err != nil {
		return none, err
	}
	if rec, ok := w.records[r].(T); ok {
		return rec, nil
	}
	return none, nil
}

func (w *world) Issue(n Number) (*Issue, error) { return look[*Issue](w, ref(IssueRecord, uint64(n))) }

func (w *world) Customer(id CustomerID) (*Customer, error) {
	return look[*Customer](w, ref(CustomerRecord, uint64(id)))
}

func (w *world) Problem(id ProblemID) (*Problem, error) {
	return look[*Problem](w, ref(ProblemRecord, uint64(id)))
}

func (w *world) User(id UserID) (*User, error) { return look[*User](w, Ref{UserRecord, string(id)}) }

func (w *world) Desk() (*Desk, error) { return look[*Desk](w, Ref{DeskRecord, "desk"}) }

func (w *world) Record(r Ref) (Record, error) { return look[Record](w, r) }

func (w *world) CustomerNamed(key string) (CustomerID, error) {
	for _, r := range w.records {
		if c, ok := r.(*Customer); ok && (text.Key(c.Name) == key || c.Account != "" && text.Key(c.Account) == key) {
			return c.ID, w.ask()
		}
	}
	return 0, w.ask()
}

func (w *world) ProblemNamed(external string) (ProblemID, error) {
	for _, r := range w.records {
		if p, ok := r.(*Problem); ok && p.External == external {
			return p.ID, w.ask()
		}
	}
	return 0, w.ask()
}

func (w *world) Contacts(about Ref) (found []Contact, err error) {
	for _, r := range w.records {
		if c, ok := r.(*Contact); ok && c.About == about {
			found = append(found, *c)
		}
	}
	slices.SortFunc(found, func(a, b Contact) int { return int(a.ID) - int(b.ID) })
	return found, w.ask()
}

func (w *world) Linked(id ProblemID) (n int, err error) {
	for _, r := range w.records {
		if i, ok := r.(*Issue); ok && i.Problem == id {
			n++
		}
	}
	return n, w.ask()
}

func (w *world) Tags() (TagBook, error) {
	book := TagBook{}
	for _, r := range w.records {
		if g, ok := r.(*Tag); ok {
			book[g.Key] = g
		}
	}
	return book, w.ask()
}

func (w *world) Known(source, externalID string) (Number, error) {
	for _, r := range w.records {
		if i, ok := r.(*Issue); ok && i.Source == source && i.ExternalID == externalID {
			return i.Number, w.ask()
		}
	}
	return 0, w.ask()
}

func (w *world) Heads() (Heads, error) { return w.heads, w.ask() }

func (w *world) Event(seq uint64) (*Event, error) {
	if err := w.ask(); err != nil || seq == 0 || seq > uint64(len(w.events)) {
		return nil, err
	}
	return &w.events[seq-1], nil
}

func (w *world) UndoneBy(seq uint64) (uint64, error) { return w.undoneBy(seq), w.ask() }

func (w *world) undoneBy(seq uint64) uint64 {
	for _, e := range slices.Backward(w.events) {
		if e.Undoes == seq && w.undoneBy(e.Seq) == 0 {
			return e.Seq
		}
	}
	return 0
}

func (w *world) Standing(about Ref, other uint64) (*Event, error) {
	for _, e := range slices.Backward(w.events) {
		if e.Seq == other || w.undoneBy(e.Seq) != 0 || e.Verb == VerbUndo || e.Verb == VerbRedo {
			continue
		}
		body, err := e.Body()
		if err != nil {
			return nil, err
		}
		for _, c := range body.Changes {
			made, _ := c.Field("about")
			var of Ref
			_ = json.Unmarshal(made.To, &of)
			if c.Ref == about || of == about {
				return &e, w.ask()
			}
		}
	}
	return nil, w.ask()
}

func (w *world) LastOwn(who UserID, redo bool) (*Event, error) {
	for n := len(w.events) - 1; n >= 0; n-- {
		e := &w.events[n]
		switch undone := w.undoneBy(e.Seq) != 0; {
		case e.Actor != who:
		case redo && e.Verb == VerbUndo && !undone:
			return e, w.ask()
		case redo && Undoable(e.Verb):
			return nil, w.ask()
		case !redo && Undoable(e.Verb) && !undone:
			return e, w.ask()
		}
	}
	return nil, w.ask()
}
