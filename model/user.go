package model

import (
	"strings"

	"koe/model/text"
)

// A User is a person of the desk.
type User struct {
	ID   UserID `cbor:"1,keyasint" json:"id"`
	Name string `cbor:"2,keyasint" json:"name"`
	Role Role   `cbor:"3,keyasint" json:"role"`
	Team string `cbor:"4,keyasint,omitempty" json:"team,omitempty"`
	// Gone users keep their history and can own nothing new.
	Gone    bool    `cbor:"5,keyasint,omitempty" json:"gone,omitempty"`
	Reading string  `cbor:"6,keyasint,omitempty" json:"reading,omitempty"`
	Lang    string  `cbor:"7,keyasint,omitempty" json:"lang,omitempty"`
	Since   Instant `cbor:"8,keyasint,omitempty" json:"since,omitempty"`
	// Looked is the day whose trends this person looked at last, LookedAt when,
	// and LookedBefore the day before that one: coming back on the same day they
	// read what has changed since then.
	Looked       Day     `cbor:"9,keyasint,omitempty" json:"looked,omitempty"`
	LookedAt     Instant `cbor:"10,keyasint,omitempty" json:"looked_at,omitempty"`
	LookedBefore Day     `cbor:"11,keyasint,omitempty" json:"looked_before,omitempty"`
}

// Ref names the record.
func (u *User) Ref() Ref { return Ref{UserRecord, string(u.ID)} }

// ParseUser reads a person's name as typed: their short name, folded, and the
// name as it is shown.
func ParseUser(s string) (UserID, string, error) {
	name, err := line("user", s)
	if err != nil {
		return "", "", err
	}
	name = trim(strings.TrimPrefix(name, "@"))
	id := UserID(strings.ReplaceAll(text.Key(name), " ", "-"))
	return id, name, nil
}

// PutUser adds a person or changes their name, role, team, reading or language.
// Undone, a person whom it added is gone.
type PutUser struct {
	User    UserID
	Name    string
	Role    Role
	Team    string
	Reading string
	Lang    string
}

const VerbUser Verb = "user"

func (PutUser) Verb() Verb    { return VerbUser }
func (PutUser) may() right    { return right{least: Admin} }
func (PutUser) undo() undoing { return unmakes }

func (c PutUser) decide(d *decider) error {
	id, name, err := ParseUser(string(c.User))
	if err != nil {
		return err
	}
	if id == "" || id == SystemUser {
		return &Refusal{Code: BadValue, Field: "user", Value: string(c.User), Shape: UserShape}
	}
	before, err := d.User(id)
	if err != nil {
		return err
	}
	after := User{ID: id, Name: name, Role: Agent, Since: d.env.Now}
	if before != nil {
		after = *before
		after.Gone = false
	}
	for _, f := range []struct {
		name string
		from string
		to   *string
	}{{"name", c.Name, &after.Name}, {"team", c.Team, &after.Team}, {"reading", c.Reading, &after.Reading}, {"lang", c.Lang, &after.Lang}} {
		if f.from == "" {
			continue
		}
		if *f.to, err = line(f.name, f.from); err != nil {
			return err
		}
	}
	if c.Role != 0 {
		after.Role = c.Role
	}
	if before == nil {
		d.put(nil, &after)
	} else {
		d.put(before, &after)
	}
	return nil
}

// RetireUser takes a person off the desk; their history stays. With HandsOver what
// they were accountable for, open issues, problems and actions, goes to another, or
// to nobody; promises go with their issues.
type RetireUser struct {
	User      UserID
	HandsOver bool
	To        UserID
}

const VerbRetireUser Verb = "user-retire"

func (RetireUser) Verb() Verb    { return VerbRetireUser }
func (RetireUser) may() right    { return right{least: Admin} }
func (RetireUser) undo() undoing { return restores }

func (c RetireUser) decide(d *decider) error {
	before, err := d.User(c.User)
	if err != nil {
		return err
	}
	if before == nil {
		return &Refusal{Code: NotFound, Ref: Ref{UserRecord, string(c.User)}}
	}
	if c.User == d.who.ID {
		return &Refusal{Code: YourOwn}
	}
	if c.To == c.User {
		return &Refusal{Code: Retired, Ref: before.Ref()}
	}
	if err := d.activeUser(c.To); err != nil {
		return err
	}
	after := *before
	after.Gone = true
	d.put(before, &after)
	return nil
}

// activeUser checks that a person is on the desk and not gone; nobody is fine.
func (d *decider) activeUser(id UserID) error {
	if id == "" {
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
