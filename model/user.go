package model

import (
	"errors"
	"slices"
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
	// Glyphs and Plain are how screens are drawn for them over SSH: with which signs,
	// empty where their terminal is asked, and without colours.
	Glyphs string `cbor:"12,keyasint,omitempty" json:"glyphs,omitempty"`
	Plain  bool   `cbor:"13,keyasint,omitempty" json:"plain,omitempty"`
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

func (c PutUser) decide(d *decider) error { return d.putUser(c) }

// PutUsers adds or changes many people at once, each with further public keys.
type PutUsers struct{ Users []UserEntry }

// A UserEntry is a person of a list.
type UserEntry struct {
	PutUser
	Keys []string // as they stand in .pub files
}

const VerbUsers Verb = "users"

func (PutUsers) Verb() Verb    { return VerbUsers }
func (PutUsers) may() right    { return right{least: Admin} }
func (PutUsers) undo() undoing { return unmakes }

func (c PutUsers) decide(d *decider) error {
	for _, u := range c.Users {
		if err := d.putUser(u.PutUser); err != nil {
			return err
		}
		id, _, err := ParseUser(string(u.User))
		if err != nil {
			return err
		}
		for _, line := range u.Keys {
			if err := d.addKey(id, line); err != nil && !errors.Is(err, &Refusal{Code: NothingDone}) {
				return err
			}
		}
	}
	return nil
}

func (d *decider) putUser(c PutUser) error {
	id, name, err := ParseUser(string(c.User))
	if err != nil {
		return err
	}
	if id == "" || id == SystemUser {
		return &Refusal{Code: BadValue, Field: "user", Value: string(c.User), Shape: UserShape}
	}
	known, err := d.current(Ref{UserRecord, string(id)})
	if err != nil {
		return err
	}
	before, _ := known.(*User)
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

// GlyphCodes are the ways to draw that a person may choose; the first leaves it to
// their terminal.
func GlyphCodes() []string { return []string{"auto", "unicode", "ascii"} }

// Prefer is what a person says of themselves: their language, and how screens are
// drawn for them over SSH. Nil leaves a field as it is.
type Prefer struct {
	Lang, Glyphs *string
	Plain        *bool
}

const VerbPrefer Verb = "prefer"

func (Prefer) Verb() Verb    { return VerbPrefer }
func (Prefer) may() right    { return right{least: ReadOnly} }
func (Prefer) undo() undoing { return stands }

func (c Prefer) decide(d *decider) error {
	before, err := d.User(d.who.ID)
	if err != nil {
		return err
	}
	if before == nil {
		return &Refusal{Code: NotFound, Ref: d.who.Ref()}
	}
	after := *before
	if c.Lang != nil {
		if after.Lang, err = line("lang", *c.Lang); err != nil {
			return err
		}
	}
	if c.Glyphs != nil {
		if !slices.Contains(GlyphCodes(), *c.Glyphs) {
			return &Refusal{Code: BadValue, Field: "glyphs", Value: *c.Glyphs, Accepted: GlyphCodes()}
		}
		if after.Glyphs = *c.Glyphs; after.Glyphs == GlyphCodes()[0] {
			after.Glyphs = ""
		}
	}
	if c.Plain != nil {
		after.Plain = *c.Plain
	}
	d.put(before, &after)
	return nil
}
