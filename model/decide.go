package model

import (
	"strconv"
	"time"
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
	// Standing is the newest event that touched a record and that nobody took
	// back, other than one; nil is none.
	Standing(about Ref, other uint64) (*Event, error)
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
	Now   Instant
	Zone  *time.Location
	Rules Rules // nil: no problem has one
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
	if r.Command, err = cleansed(r.Command); err != nil {
		return Consequence{}, err
	}
	if err := goesOn(f, r); err != nil {
		return Consequence{}, err
	}
	d := newDecider(f, env, r, who, heads)
	if err := r.Command.decide(d); err != nil {
		return Consequence{}, err
	}
	if err := d.catch(); err != nil {
		return Consequence{}, err
	}
	return d.consequence()
}

// goesOn checks that a request goes on with an act that its author began.
func goesOn(f Facts, r Request) error {
	if r.Group == 0 {
		return nil
	}
	first, err := f.Event(r.Group)
	if err != nil {
		return err
	}
	if first == nil || first.Actor != r.Actor || first.Group != 0 {
		return &Refusal{Code: BadValue, Field: "group", Value: strconv.FormatUint(r.Group, 10)}
	}
	return nil
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
