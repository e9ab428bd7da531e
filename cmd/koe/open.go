package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"koe/model"
	"koe/store/desk"
	"koe/store/hold"
	"koe/store/join"
	"koe/store/kv/bolt"
	"koe/tui/lang"
)

// openTime bounds how long opening may take, and waiting for another koe that has
// the file and lets nobody in. What changes the file itself does not wait as long.
const (
	openTime  = 10 * time.Second
	aloneTime = 500 * time.Millisecond
)

// A manner is how a command is at the desk.
type manner struct {
	stays  bool // screens, which take the file over when its holder ends
	serves bool // a server, which is handed the file and hands it to nobody
	alone  bool // what changes the file itself: nobody else may be there
}

// A session is a seat at the desk, of this koe or of another one on this machine,
// and the person on it.
type session struct {
	*join.Seat
	path string
	who  model.User
	zone *time.Location
}

// path is where the database lies: --db, KOE_DB, or the user's data folder.
func (p *program) path() string {
	if p.db != "" {
		return p.db
	}
	if env := p.getenv("KOE_DB"); env != "" {
		return env
	}
	if p.getenv("HOME") == "" && p.getenv("XDG_DATA_HOME") == "" {
		if u, err := user.Current(); err == nil && u.HomeDir != "" && os.Setenv("HOME", u.HomeDir) == nil {
			xdg.Reload() // else the root of the disk would be home
		}
	}
	return filepath.Join(xdg.DataHome, "koe", "koe.db")
}

// absolute is a path from the root of the disk, so that a message about the
// file says where it is.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// name is who acts: --as, KOE_USER, or the login name.
func (p *program) name() string {
	for _, s := range []string{p.who, p.getenv("KOE_USER")} {
		if s != "" {
			return s
		}
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username[strings.LastIndexByte(u.Username, '\\')+1:]
	}
	return "me"
}

// open takes a seat at the desk and finds out who is on it. Where no other koe has
// the database it opens it, making it where there is none yet.
func (p *program) open(ctx context.Context, how manner) (*session, error) {
	if p.visitor != nil {
		return p.visitor.sit(ctx, p.doing)
	}
	path := absolute(p.path())
	if err := ours(path); err != nil {
		return nil, err
	}
	words, err := p.words()
	if err != nil {
		return nil, err
	}
	p.shut(words, path)
	id, name, err := model.ParseUser(p.name())
	if err != nil {
		return nil, err
	}
	o := p.seatOptions(path, id, how)
	o.Near = func(ctx context.Context) (*desk.Desk, error) { return p.openNear(ctx, words, path, name, o.Session) }
	seat, err := join.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	s := &session{Seat: seat, path: path}
	p.stands(words, s)
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := s.enter(ctx, id); err != nil {
		return nil, errors.Join(err, seat.Close())
	}
	return s, nil
}

// seatOptions are those of every seat but for how its desk is opened.
func (p *program) seatOptions(path string, id model.UserID, how manner) join.Options {
	o := join.Options{
		Database: resolved(path), User: id, Doing: p.doing, Build: version(), Clock: p.clock, Rand: rand.Reader,
		Session: desk.NewID(p.clock(), rand.Reader), Stays: how.stays, Serves: how.serves, Alone: how.alone, Patience: openTime,
	}
	if how.alone {
		o.Patience = aloneTime
	}
	return o
}

// resolved is where a path leads, so that those who come by a link find each other.
func resolved(path string) string {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	return path
}

// openNear opens the desk of a file that this koe holds.
func (p *program) openNear(ctx context.Context, words *lang.Catalogue, path, owner string, session model.ID) (*desk.Desk, error) {
	engine, err := p.openToday(ctx, words, path)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	d, err := desk.Open(ctx, desk.Options{
		Engine: engine, Clock: p.clock, Rand: rand.Reader, Session: session, Index: path + ".search", Indexing: p.indexing,
		Known: knownHurt(path), Damaged: func(f *model.Fault) { noteHurt(path, f.Where) },
		Found: &desk.Founding{Zone: localZone(p.getenv), Owner: owner},
	})
	if err != nil {
		return nil, errors.Join(engineFault(path, err), engine.Close())
	}
	return d, nil
}

// keepAlone holds a database of which no desk is open, so that nobody opens one
// meanwhile.
func keepAlone(ctx context.Context, path string) (*hold.Hold, error) {
	wait, cancel := context.WithTimeout(ctx, aloneTime)
	defer cancel()
	h, err := hold.Take(wait, resolved(path))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, hold.ErrHeld):
		return nil, &model.Fault{Code: model.InUse, Where: path, Err: err}
	}
	return h, err
}

// openToday opens the engine of a database that has, from then on, the form of
// this koe. Bringing up a large file takes its time and is not bounded.
func (p *program) openToday(ctx context.Context, words *lang.Catalogue, path string) (*bolt.Engine, error) {
	opening, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	engine, err := openEngine(opening, path)
	if err != nil {
		return nil, err
	}
	if err := p.bringUp(ctx, words, engine, path); err != nil {
		return nil, errors.Join(engineFault(path, err), engine.Close())
	}
	return engine, nil
}

// openEngine opens the engine of a database; nothing else in the program does.
func openEngine(ctx context.Context, path string) (*bolt.Engine, error) {
	engine, err := bolt.Open(ctx, path)
	if err != nil {
		return nil, engineFault(path, err)
	}
	return engine, nil
}

// enter lets in a person whom the desk knows.
func (s *session) enter(ctx context.Context, id model.UserID) error {
	var err error
	if s.zone, err = s.Zone(ctx); err != nil {
		return err
	}
	self, err := s.Self(ctx, id)
	if err != nil {
		return err
	}
	if self == nil || self.Gone {
		return &strangerError{id, &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.UserRecord, Key: string(id)}}}
	}
	s.who = *self
	return nil
}

// A strangerError is a person whom the desk does not know and who wants in: a
// login name that nobody was added under, as a rule.
type strangerError struct {
	id  model.UserID
	err error
}

func (e *strangerError) Error() string { return e.in(lang.English) }

func (e *strangerError) Unwrap() error { return e.err }

// in is what a person can do about it, in their language.
func (e *strangerError) in(l lang.Lang) string {
	return fmt.Sprintf(lang.Say(
		"There is no user %[1]s on this desk; its admin adds one with koe user add %[1]s, and --as NAME acts as somebody who is.",
		"ユーザー %[1]s の登録がこのデスクにありません。管理者に「koe user add %[1]s」での登録を依頼するか、--as で登録済みのユーザーを指定してください。",
	).In(l), e.id)
}

// localZone is the machine's time zone by its IANA name.
func localZone(getenv func(string) string) string {
	if tz := strings.TrimPrefix(getenv("TZ"), ":"); isZone(tz) {
		return tz
	}
	if b, err := os.ReadFile("/etc/timezone"); err == nil && isZone(strings.TrimSpace(string(b))) {
		return strings.TrimSpace(string(b))
	}
	if link, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(link, "zoneinfo/"); ok && isZone(name) {
			return name
		}
	}
	return "UTC"
}

// isZone reports whether a name is a zone's on every machine. "Local" is one to
// the library, and another on each machine.
func isZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

// request wraps a command of this session's person.
func (s *session) request(c model.Command) model.Request {
	return model.Request{ID: s.NewID(), Actor: s.who.ID, Command: c}
}

// with runs a command at the desk and leaves it afterwards.
func (p *program) with(ctx context.Context, fn func(*session) error) error {
	return p.withManner(ctx, manner{}, fn)
}

func (p *program) withManner(ctx context.Context, how manner, fn func(*session) error) error {
	s, err := p.open(ctx, how)
	if err != nil {
		return err
	}
	return errors.Join(fn(s), s.Close())
}
