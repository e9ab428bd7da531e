package model

import (
	"fmt"
	"time"
	"unicode/utf8"

	"koe/model/text"
)

// Facts is what the records say at the moment of deciding. Records it returns
// are shared and must not be changed; nil with no error means "none".
type Facts interface {
	Issue(Number) (*Issue, error)
	Customer(CustomerID) (*Customer, error)
	// CustomerNamed finds a customer by the folded key of the name or account; zero is none.
	CustomerNamed(key string) (CustomerID, error)
	Problem(ProblemID) (*Problem, error)
	// ProblemNamed finds a problem by a source's reference; zero is none.
	ProblemNamed(external string) (ProblemID, error)
	// Contacts reads the attempts to reach somebody about a record.
	Contacts(about Ref) ([]Contact, error)
	// Linked counts the issues of a problem.
	Linked(ProblemID) (int, error)
	User(UserID) (*User, error)
	Tags() (TagBook, error)
	Desk() (*Desk, error)
	// Known finds an imported issue by its identity; zero is none.
	Known(source, externalID string) (Number, error)
	// Record reads any other record.
	Record(Ref) (Record, error)
	Heads() (Heads, error)
	Event(seq uint64) (*Event, error)
	// UndoneBy is the event that took seq back; zero is none.
	UndoneBy(seq uint64) (uint64, error)
	// LastOwn is the person's newest event that may be undone, or with redo
	// their newest undo that nothing of theirs followed; nil is none.
	LastOwn(who UserID, redo bool) (*Event, error)
}

// Heads are the last numbers given out.
type Heads struct {
	Issue    Number     `cbor:"1,keyasint"`
	Customer CustomerID `cbor:"2,keyasint"`
	Problem  ProblemID  `cbor:"3,keyasint"`
	Contact  uint64     `cbor:"4,keyasint"`
	Event    uint64     `cbor:"5,keyasint"`
}

// Env is the moment and the place of deciding, handed in.
type Env struct {
	Now  Instant
	Zone *time.Location
}

// An Effect is one record before and after; either may be nil.
type Effect struct {
	Before, After Record
}

// A Consequence is what follows from a command.
type Consequence struct {
	Effects []Effect
	Body    EventBody
	Receipt Receipt
	Heads   Heads
	Undoes  uint64
}

// Decide says what follows from a request, or refuses it with a [Refusal]. It
// is a pure function of its arguments: the facts, the moment, the request.
func Decide(f Facts, env Env, r Request) (Consequence, error) {
	who, err := author(f, r.Actor)
	if err != nil {
		return Consequence{}, err
	}
	if err := May(who.Role, r.Command.Verb()); err != nil {
		return Consequence{}, err
	}
	heads, err := f.Heads()
	if err != nil {
		return Consequence{}, err
	}
	d := &decider{Facts: f, env: env, id: r.ID, who: who, heads: heads, at: map[Ref]int{}, typed: map[TagPath]TagKey{}, named: map[string]CustomerID{}, refs: map[string]ProblemID{}}
	d.receipt = Receipt{ID: r.ID, Verb: r.Command.Verb(), Event: heads.Event + 1, At: env.Now}
	if err := d.run(r.Command); err != nil {
		return Consequence{}, err
	}
	return d.consequence()
}

func author(f Facts, id UserID) (*User, error) {
	if id == SystemUser {
		return &User{ID: SystemUser, Role: Admin}, nil
	}
	who, err := f.User(id)
	if err != nil {
		return nil, err
	}
	if who == nil || who.Gone {
		return nil, &Refusal{Code: NotFound, Ref: Ref{UserRecord, string(id)}}
	}
	return who, nil
}

// A decider gathers the effects of one command.
type decider struct {
	Facts
	env     Env
	id      ID
	who     *User
	heads   Heads
	named   map[string]CustomerID // customers by folded name, likewise
	refs    map[string]ProblemID  // problems by a source's reference, likewise
	effects []Effect
	at      map[Ref]int        // where a record stands among the effects
	typed   map[TagPath]TagKey // tags this command has already looked up
	body    EventBody
	receipt Receipt
	undoes  uint64
	bulk    bool // an import: issues are told as a batch, not one by one
}

func (d *decider) run(c Command) error {
	switch c := c.(type) {
	case Log:
		return d.log(c)
	case Import:
		return d.importBatch(c)
	case Amend:
		return d.amend(c)
	case Assign:
		return d.assign(c)
	case SetSeverity:
		return d.setSeverity(c)
	case Retag:
		return d.retag(c)
	case SetState:
		return d.setState(c)
	case SetDue:
		return d.eachIssue(c.Issues, VerbDue, 0, func(i *Issue) error { i.Due = c.Due; return nil })
	case SnoozeIssues:
		return d.eachIssue(c.Issues, VerbSnooze, 0, func(i *Issue) error { i.Snooze = c.Until; return nil })
	case AddNote:
		return d.addNote(c)
	case MakePromise:
		return d.makePromise(c)
	case KeepPromise:
		return d.keepPromise(c)
	case AddContact:
		return d.addContact(c)
	case Link:
		return d.link(c)
	case Unlink:
		return d.eachIssue(c.Issues, VerbUnlink, 0, func(i *Issue) error { i.Problem = 0; return nil })
	case Undo:
		return d.undo(c.Event)
	case Redo:
		return d.redo()
	}
	if done, err := d.runProblem(c); done {
		return err
	}
	return d.runDesk(c)
}

// consequence drops what did not change, moves revisions on and describes the rest.
func (d *decider) consequence() (Consequence, error) {
	var kept []Effect
	for _, e := range d.effects {
		quiet := d.bulk && inBulk(e)
		if !quiet {
			change, err := Diff(e.Before, e.After)
			if err != nil {
				return Consequence{}, err
			}
			if len(change.Fields) == 0 && !change.Created && !change.Deleted {
				continue
			}
			d.body.Changes = append(d.body.Changes, change)
		}
		revise(e)
		kept = append(kept, e)
	}
	// An export changes nothing and is recorded all the same.
	if len(kept) == 0 && d.body.Note == "" && d.body.Batch == nil && d.receipt.Verb != VerbExport {
		return Consequence{}, &Refusal{Code: NothingDone}
	}
	if d.receipt.Count == 0 {
		d.receipt.Count = len(kept)
	}
	d.heads.Event++
	return Consequence{Effects: kept, Body: d.body, Receipt: d.receipt, Heads: d.heads, Undoes: d.undoes}, nil
}

// inBulk reports a record of a sort that an import brings by the thousand: the
// event tells how many, the records tell the rest.
func inBulk(e Effect) bool {
	r := e.After
	if r == nil {
		r = e.Before
	}
	switch r.(type) {
	case *Issue, *Customer, *Contact:
		return true
	}
	return false
}

func revise(e Effect) {
	switch after := e.After.(type) {
	case *Issue:
		after.Revision++
	case *Customer:
		after.Revision++
	case *Problem:
		after.Revision++
	}
}

// put records that a record becomes after; before is nil for a new one.
func (d *decider) put(before, after Record) {
	r := after.Ref()
	if at, ok := d.at[r]; ok {
		d.effects[at].After = after
		return
	}
	d.at[r] = len(d.effects)
	d.effects = append(d.effects, Effect{before, after})
}

func (d *decider) remove(before Record) {
	d.effects = append(d.effects, Effect{Before: before})
}

// pending is the version of a record that this command has already made.
func (d *decider) pending(r Ref) Record {
	if at, ok := d.at[r]; ok {
		return d.effects[at].After
	}
	return nil
}

// issue gives the working copy of an issue, made once.
func (d *decider) issue(n Number) (*Issue, error) {
	if p := d.pending(ref(IssueRecord, uint64(n))); p != nil {
		return p.(*Issue), nil
	}
	before, err := d.Facts.Issue(n)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: ref(IssueRecord, uint64(n))}
	}
	after := *before
	d.put(before, &after)
	return &after, nil
}

func (d *decider) problem(id ProblemID) (*Problem, error) {
	if p := d.pending(ref(ProblemRecord, uint64(id))); p != nil {
		return p.(*Problem), nil
	}
	before, err := d.Facts.Problem(id)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: ref(ProblemRecord, uint64(id))}
	}
	after := *before
	d.put(before, &after)
	d.receipt.Problem = id
	return &after, nil
}

// eachIssue changes issues one by one, after asking whether this person may.
func (d *decider) eachIssue(numbers []Number, verb Verb, to State, change func(*Issue) error) error {
	if len(numbers) == 0 {
		return &Refusal{Code: Missing, Field: "number"}
	}
	if len(numbers) > 1 && d.who.Role < Lead {
		return &Refusal{Code: NotAllowed, Need: Lead, Value: string(verb)}
	}
	for _, n := range numbers {
		i, err := d.issue(n)
		if err != nil {
			return err
		}
		if err := MayTouch(d.who, verb, i, to); err != nil {
			return err
		}
		if err := change(i); err != nil {
			return err
		}
	}
	d.receipt.Issues = append([]Number(nil), numbers...)
	return nil
}

// activeUser checks that a person is on the desk and not gone; nobody is fine.
func (d *decider) activeUser(id UserID) error {
	if id == "" {
		return nil
	}
	if p := d.pending(Ref{UserRecord, string(id)}); p != nil {
		return nil
	}
	u, err := d.User(id)
	if err != nil {
		return err
	}
	if u == nil {
		return &Refusal{Code: NotFound, Ref: Ref{UserRecord, string(id)}}
	}
	if u.Gone {
		return &Refusal{Code: Retired, Ref: u.Ref()}
	}
	return nil
}

// Bounds of the free texts.
const (
	MaxTyped  = 4000     // characters in a typed field
	MaxText   = 64 << 10 // bytes of an issue's text in a record
	MaxLine   = 400      // characters of a one-line field: an answer, a reason, a name
	MaxTags   = 12       // tags of one issue
	MaxExtras = 200      // columns kept of a foreign file
)

// line cleans a one-line text; what is too long is refused, never cut.
func line(field, s string) (string, error) {
	clean, err := text.CleanLine(s)
	if err != nil {
		return "", fmt.Errorf("the %s: %w", field, err)
	}
	if n := utf8.RuneCountInString(clean); n > MaxLine {
		return "", &Refusal{Code: TooLong, Field: field, N: n, Max: MaxLine}
	}
	return trim(clean), nil
}

// block cleans a text of several lines up to a number of bytes.
func block(field, s string, most int) (string, error) {
	clean, err := text.CleanBlock(s)
	if err != nil {
		return "", fmt.Errorf("the %s: %w", field, err)
	}
	clean = trim(clean)
	if len(clean) > most {
		return "", &Refusal{Code: TooLong, Field: field, N: len(clean), Max: most}
	}
	return clean, nil
}
