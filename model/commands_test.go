package model

import (
	"errors"
	"reflect"
	"testing"
)

// A sample is a command in a world where it does something.
type sample struct {
	word    Verb // stands in files on disk: none may ever change
	command Command
	who     UserID
	before  func(*world) // what is there when it is given
	least   Role
	own     bool
	undo    undoing
}

func ptr[T any](v T) *T { return &v }

func owned(by UserID) func(*Issue) {
	return func(i *Issue) { i.Owner, i.State = by, Working }
}

// samples has every command once. Issue #1 is there, aya's, tagged; P-1, C-1
// and C-2 as well.
func samples() []sample {
	draft := Draft{Text: "Late again", Customer: "Ito", Tags: []TagPath{"delivery/late"}, Problem: 1, CustomerID: 1}
	imported := Draft{ExternalID: "a", Text: "Late", ReceivedAt: testNow, Tags: []TagPath{"delivery"}, Owner: "carol", Customer: "Ito", ProblemRef: "K-7", Contacts: []Contact{{By: "carol", Outcome: Reached}}}
	return []sample{
		{word: "log", command: Log{Draft: draft}, who: "aya", least: Agent, undo: restores},
		{word: "import", command: Import{Source: "crm", Rows: []Draft{imported}}, who: "mori", least: Lead, undo: restores},
		{word: "amend", command: Amend{Issue: 1, Product: ptr("Card"), Customer: ptr("Ito"), Channel: ptr(Phone)}, who: "aya", least: Agent, undo: restores},
		{word: "assign", command: Assign{Issues: []Number{1}, Owner: "ben"}, who: "mori", least: Lead, undo: restores},
		{word: "severity", command: SetSeverity{Issues: []Number{1}, Severity: S1}, who: "aya", least: Agent, own: true, undo: restores},
		{word: "tag", command: Retag{Issues: []Number{1}, Add: []TagPath{"refund"}, Remove: []TagPath{"billing"}, Primary: "delivery/late"}, who: "aya", least: Agent, undo: restores},
		{word: "state", command: SetState{Issues: []Number{1}, State: Resolved, Answer: "Paid back"}, who: "aya", least: Agent, own: true, undo: restores},
		{word: "due", command: SetDue{Issues: []Number{1}, Due: testNow}, who: "aya", least: Agent, own: true, undo: restores},
		{word: "snooze", command: SnoozeIssues{Issues: []Number{1}, Until: testNow}, who: "aya", least: Agent, own: true, undo: restores},
		{word: "note", command: AddNote{Issue: 1, Text: "Called the bank"}, who: "aya", least: Agent, undo: restores},
		{word: "promise", command: MakePromise{Issue: 1, Text: "Call back", By: testNow}, who: "aya", least: Agent, undo: restores},
		{word: "promise-kept", command: KeepPromise{Issue: 1, By: 5}, who: "aya", least: Agent, undo: restores},
		{word: "contact", command: AddContact{About: ref(IssueRecord, 1), Outcome: Reached}, who: "aya", least: Agent, undo: restores},
		{word: "link", command: Link{Issues: []Number{1}, Problem: 1}, who: "aya", least: Agent, undo: restores},
		{word: "unlink", command: Unlink{Issues: []Number{2}}, who: "aya", least: Agent, undo: restores},

		{word: "problem", command: NewProblem{Title: "Late parcels", Tag: "delivery", Owner: "sato", Issues: []Number{1}}, who: "sato", least: Leader, undo: restores},
		{word: "problem-edit", command: EditProblem{Problem: 1, Title: ptr("Retries charge twice"), Tag: ptr(TagPath("retry"))}, who: "sato", least: Leader, undo: restores},
		{word: "problem-owner", command: OwnProblem{Problem: 1, Owner: "mori"}, who: "sato", least: Leader, undo: restores},
		{word: "problem-stage", command: SetStage{Problem: 1, Stage: Confirmed, Reason: "It is the gateway"}, who: "sato", least: Leader, undo: restores},
		{word: "action", command: AddAction{Problem: 1, Text: "Lock the retry", Owner: "mori"}, who: "sato", least: Leader, undo: restores},
		{word: "action-edit", command: EditAction{Problem: 1, N: 1, Text: ptr("Lock it"), Owner: ptr(UserID("sato"))}, who: "sato", least: Leader, undo: restores},
		{word: "action-cancel", command: CancelAction{Problem: 1, N: 1, Reason: "the app was changed instead"}, who: "sato", least: Leader, undo: restores},
		{word: "told", command: Tell{Problem: 1, Who: TellAgents}, who: "sato", least: Leader, undo: restores},
		{word: "heard", command: Hear{Problem: 1, Text: "They say it is the app"}, who: "aya", least: Agent, undo: restores},
		{word: "recurred", command: Recur{Problem: 2, On: 9}, who: SystemUser, least: Admin, undo: stands},

		{word: "customer", command: PutCustomers{Customers: []Customer{{Name: "Mori", Account: "K-1"}}}, who: "aya", least: Agent, undo: unmakes},
		{word: "customer-merge", command: MergeCustomers{From: 1, Into: 2}, who: "mori", least: Lead, undo: restores},
		{word: "tag-put", command: PutTag{Path: "refund/late"}, who: "mori", least: Lead, undo: unmakes},
		{word: "tag-rename", command: RenameTag{From: "billing", To: "money"}, who: "mori", least: Lead, undo: unmakes},
		{word: "tag-unalias", command: UnaliasTag{Tag: "invoice"}, who: "mori", least: Lead, undo: restores},
		{word: "user", command: PutUser{User: "dan"}, who: "root", least: Admin, undo: unmakes},
		{word: "user-retire", command: RetireUser{User: "ben"}, who: "root", least: Admin, undo: restores},
		{word: "hand-over", command: HandOver{Problem: 1, From: "carol", To: "mori"}, who: "root", before: func(w *world) { w.problemAt(1).Owner = "carol" }, least: Admin, undo: restores},
		{word: "team", command: PutTeams{Teams: []Team{{Name: "Osaka", Lead: "mori"}}}, who: "mori", least: Lead, undo: restores},
		{word: "key-add", command: AddKey{User: "ben", Line: benKey + " ben@desk"}, who: "root", least: Admin, undo: restores},
		{word: "key-remove", command: RemoveKey{Key: "SHA256:sX"}, who: "root", before: func(w *world) { w.keep(&Key{ID: "SHA256:sX", User: "ben", Line: benKey}) }, least: Admin, undo: restores},
		{word: "prefer", command: Prefer{Lang: ptr("ja"), Glyphs: ptr("ascii"), Plain: ptr(true)}, who: "guest", least: ReadOnly, undo: stands},
		{word: "users", command: PutUsers{Users: []UserEntry{{PutUser: PutUser{User: "dan", Role: Lead}, Keys: []string{benKey}}}}, who: "root", least: Admin, undo: unmakes},
		{word: "volume", command: PutVolumes{Volumes: []Volume{{Day: 9, Count: 7}}}, who: "mori", least: Lead, undo: stands},
		{word: "view", command: PutView{View: View{Name: "Mine", Owner: "aya", Query: "owner:me"}}, who: "aya", least: Agent, undo: restores},
		{word: "mapping", command: PutMapping{Mapping: Mapping{Name: "crm"}}, who: "mori", least: Lead, undo: restores},
		{word: "desk", command: PutDesk{Desk: Desk{Name: "Osaka", Zone: "Asia/Tokyo", FiscalStart: 4}}, who: "root", least: Admin, undo: stands},
		{word: "settings", command: PutSettings{Desk: Desk{Name: "Osaka", Zone: "Asia/Tokyo", FiscalStart: 4}, Teams: []Team{{Name: "Osaka", Lead: "mori"}}}, who: "root", least: Admin, undo: stands},

		{word: "look", command: SeeTrends{Day: 9}, who: "guest", least: ReadOnly, undo: stands},
		{word: "signal", command: Raise{Day: 9, Signals: []Signal{{Tag: "billing", On: 9}}, Forecasts: []Forecast{{Tag: "billing", From: 10}}}, who: SystemUser, least: Admin, undo: stands},
		{word: "export", command: NoteExport{Query: "state:open", Count: 3}, who: "sato", least: Leader, undo: stands},

		{word: "repair", command: NoteRepair{Events: 2, Records: 3}, who: SystemUser, least: Admin, undo: stands},

		{word: "undo", command: Undo{}, who: "aya", before: noted, least: Agent, undo: stands},
		{word: "redo", command: Redo{}, who: "aya", before: func(w *world) { noted(w); w.do("aya", Undo{}) }, least: Agent, undo: stands},
	}
}

// noted is something of aya's to take back.
func noted(w *world) { w.do("aya", AddNote{Issue: 1, Text: "Called"}) }

func (s sample) world(t testing.TB) *world {
	w := newWorld(t)
	w.tag("billing")
	w.tag("invoice", func(g *Tag) { g.Into = "billing" })
	w.problem(func(p *Problem) { p.Actions = []Action{{N: 1, Text: "Wait"}} })
	w.problem(func(p *Problem) { p.Stage = Effective })
	w.customer("Tanaka")
	w.customer("Suzuki")
	w.issue(owned("aya"), func(i *Issue) { i.Tags, i.Promises = []TagKey{"billing"}, []Promise{{Text: "Ring", By: 5}} })
	w.issue(owned("aya"), func(i *Issue) { i.Problem = 1 })
	if s.before != nil {
		s.before(w)
	}
	return w
}

func TestEveryCommandHasASample(t *testing.T) {
	all := samples()
	for n, c := range commands {
		if n >= len(all) || reflect.TypeOf(all[n].command) != reflect.TypeOf(c) {
			t.Fatalf("%T has no sample in its place; they follow the list of commands", c)
		}
		if was := all[n].word; c.Verb() != was {
			t.Errorf("the word of %T is %q and was %q", c, c.Verb(), was)
		}
	}
	if len(all) != len(commands) {
		t.Errorf("%d samples of %d commands", len(all), len(commands))
	}
}

// Who may give a command: the least role may, the one below it may not, and
// nobody else's word for it is needed.
func TestWhoMay(t *testing.T) {
	for _, s := range samples() {
		verb := s.command.Verb()
		if got := s.command.may(); got != (right{s.least, s.own}) {
			t.Errorf("%s may be given by %+v", verb, got)
		}
		for _, role := range AllRoles() {
			err := May(role, verb)
			want := error(&Refusal{Code: NotAllowed, Need: s.least, Value: string(verb)})
			if role >= s.least {
				want = nil
			}
			if !reflect.DeepEqual(err, want) {
				t.Errorf("%s by %s: %v", verb, role, err)
			}
			if want != nil {
				s.world(t).refuses(s.world(t).of(role), s.command, *want.(*Refusal))
			}
		}
		w := s.world(t)
		out := w.do(s.who, s.command)
		want := Receipt{ID: out.Receipt.ID, Verb: verb, Event: out.Heads.Event, At: testNow}
		if r := out.Receipt; r.ID != want.ID || r.Verb != want.Verb || r.Event != want.Event || r.At != want.At || r.Count < 1 {
			t.Errorf("the receipt of %s is %+v", verb, r)
		}
	}
	if err := May(Leader, "what is new"); !reflect.DeepEqual(err, &Refusal{Code: NotAllowed, Need: Admin, Value: "what is new"}) {
		t.Errorf("a word of a newer koe: %v", err)
	}
	if err := May(Admin, "what is new"); err != nil {
		t.Errorf("a word of a newer koe, by an admin: %v", err)
	}
}

// A fact that cannot be read ends every command with that error: nothing is
// decided on what is not known.
func TestFactsThatCannotBeRead(t *testing.T) {
	for _, s := range samples() {
		w := s.world(t)
		w.asked = 0
		if _, err := Decide(w, w.env, Request{Actor: s.who, Command: s.command}); err != nil {
			t.Fatalf("%s: %v", s.command.Verb(), err)
		}
		questions := w.asked
		for w.fail = 1; w.fail <= questions; w.fail++ {
			w.asked = 0
			if out, err := w.decide(s.who, s.command); !errors.Is(err, errUnread) || !reflect.DeepEqual(out, Consequence{}) {
				t.Errorf("%s goes on without the answer to question %d of %d: %v", s.command.Verb(), w.fail, questions, err)
			}
		}
	}
}

// Nobody acts who is not on the desk, or no longer.
func TestStrangers(t *testing.T) {
	w := newWorld(t)
	n := w.issue()
	for _, who := range []UserID{"", "nobody", "left"} {
		w.refuses(who, AddNote{Issue: n, Text: "x"}, Refusal{Code: NotFound, Ref: Ref{UserRecord, string(who)}})
	}
	if out := w.do(SystemUser, AddNote{Issue: n, Text: "x"}); out.Receipt.Count != 1 {
		t.Errorf("the desk itself: %+v", out.Receipt)
	}
}

// What would change nothing is refused and leaves no event.
func TestNothingDone(t *testing.T) {
	for _, s := range samples() {
		switch s.command.(type) {
		case Log, Import, AddNote, MakePromise, KeepPromise, AddContact, NewProblem, AddAction, SetStage, Tell, Hear, NoteExport, NoteRepair, Undo, Redo:
			continue // another of them is another one
		case RemoveKey:
			continue // there is no such key then, and that is what is said
		case Amend:
			s.command = Amend{Issue: 1, Product: ptr("Card")}
		}
		w := s.world(t)
		w.do(s.who, s.command)
		w.refuses(s.who, s.command, Refusal{Code: NothingDone})
	}
}

// Each command that can be taken back leaves the desk as it was but for what
// stays for good, and done again it is as it had become.
func TestUndoAndRedoOfEveryCommand(t *testing.T) {
	for _, s := range samples() {
		verb := s.command.Verb()
		if s.command.undo() != s.undo || Undoable(verb) != (s.undo != stands) {
			t.Errorf("%s: what undo leaves is %v", verb, s.command.undo())
		}
		w := s.world(t)
		if s.undo == stands {
			out := w.do(s.who, s.command)
			if s.who != SystemUser && s.who != "guest" && verb != VerbUndo && verb != VerbRedo {
				w.refuses(s.who, Undo{Event: out.Receipt.Event}, Refusal{Code: CannotUndo, Value: string(verb)})
				w.refuses(s.who, Undo{}, Refusal{Code: NothingToUndo})
			}
			continue
		}
		if verb == VerbCustomers { // what it made stays for good: see TestUndoOfCustomers
			continue
		}
		before := w.snapshot()
		w.do(s.who, s.command)
		done := w.snapshot()
		event := w.heads.Event
		w.later()
		out := w.do(s.who, Undo{})
		if out.Undoes != event || out.Receipt.Undid != verb || w.events[event].Undoes != event {
			t.Errorf("the undo of %s takes back event %d, %+v", verb, out.Undoes, out.Receipt)
		}
		undone := w.snapshot()
		undone.expect(t, "the undo of "+string(verb), before, left(verb))
		w.refuses(s.who, Undo{Event: event}, Refusal{Code: NothingToUndo})
		if verb == VerbImport {
			w.refuses(s.who, Redo{}, Refusal{Code: CannotUndo, Value: string(VerbImport)})
			continue
		}
		w.later()
		if out := w.do(s.who, Redo{}); out.Undoes != event+1 || out.Receipt.Undid != VerbUndo {
			t.Errorf("the redo of %s takes back event %d, %+v", verb, out.Undoes, out.Receipt)
		}
		w.snapshot().expect(t, "the redo of "+string(verb), done, nil)
		w.refuses(s.who, Redo{}, Refusal{Code: NothingToUndo})
		w.later()
		w.do(s.who, Undo{}) // it stands again, so it can be taken back again
		w.snapshot().expect(t, "the second undo of "+string(verb), undone, nil)
	}
}

// left says what an undo leaves of a command: how records that were not there
// before are seen now.
func left(verb Verb) map[string]string {
	switch verb {
	case VerbLog:
		return map[string]string{"issue/3": "withdrawn undone", "tag/delivery": "stays", "tag/delivery/late": "stays"}
	case VerbImport:
		return map[string]string{"tag/delivery": "stays", "user/carol": "stays", "customer/3": "stays", "problem/3": "stays"}
	case VerbAmend:
		return map[string]string{"customer/3": "stays"}
	case VerbRetag:
		return map[string]string{"tag/refund": "stays", "tag/delivery": "stays", "tag/delivery/late": "stays"}
	case VerbContact:
		return map[string]string{"contact/1": "retracted"}
	case VerbNewProblem:
		return map[string]string{"tag/delivery": "stays"}
	case VerbEditProblem:
		return map[string]string{"tag/retry": "stays"}
	case VerbTag:
		return map[string]string{"tag/refund": "retired", "tag/refund/late": "retired"}
	case VerbRenameTag:
		return map[string]string{"tag/money": "retired"}
	case VerbUser, VerbUsers:
		return map[string]string{"user/dan": "gone"}
	}
	return nil
}

// A snapshot is every record by its name, without revisions and the words that
// no event keeps.
type snapshot map[string]Record

func (w *world) snapshot() snapshot {
	s := snapshot{}
	for r, rec := range w.records {
		c := clone(rec)
		switch c := c.(type) {
		case *Issue:
			c.Revision, c.Notes, c.StateAt = 0, shown(c.Notes), 0
		case *Problem:
			c.Revision, c.Decisions, c.Heard = 0, shown(c.Decisions), shown(c.Heard)
		case *Customer:
			c.Revision = 0
		}
		s[r.String()] = c
	}
	return s
}

// shown are the notes that are not retracted, as their writers left them.
func shown(notes []Note) []Note {
	var out []Note
	for _, n := range notes {
		if !n.Retracted {
			out = append(out, n)
		}
	}
	return out
}

// expect holds a desk to another one, and to what it has besides.
func (s snapshot) expect(t *testing.T, what string, want snapshot, besides map[string]string) {
	t.Helper()
	for r, rec := range s {
		if how := besides[r]; how != "" {
			if got := standing(rec); got != how {
				t.Errorf("%s leaves %s %s, want %s", what, r, got, how)
			}
			continue
		}
		if want[r] == nil {
			t.Errorf("%s leaves %s, which was not there: %+v", what, r, rec)
		} else if !reflect.DeepEqual(plain(rec), plain(want[r])) {
			t.Errorf("%s leaves of %s\n%+v\nwant\n%+v", what, r, rec, want[r])
		}
	}
	for r := range want {
		if s[r] == nil {
			t.Errorf("%s leaves no %s", what, r)
		}
	}
	for r := range besides {
		if s[r] == nil {
			t.Errorf("%s leaves no %s, which should be there", what, r)
		}
	}
}

// plain is a record without the words of its notes: an undone problem is made
// again from an event, which holds no words.
func plain(r Record) Record {
	p, ok := clone(r).(*Problem)
	if !ok {
		return r
	}
	p.Decisions, p.Heard = wordless(p.Decisions), wordless(p.Heard)
	return p
}

func wordless(notes []Note) []Note {
	out := append([]Note(nil), notes...)
	for n := range out {
		out[n].Text = ""
	}
	return out
}

// standing says how a record stands that a command made and an undo left.
func standing(r Record) string {
	switch r := r.(type) {
	case *Issue:
		if r.State == Withdrawn {
			return "withdrawn " + r.Reason
		}
	case *Contact:
		if r.Retracted {
			return "retracted"
		}
	case *Tag:
		if r.Retired {
			return "retired"
		}
	case *User:
		if r.Gone {
			return "gone"
		}
	}
	return "stays"
}
