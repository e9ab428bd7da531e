package join

import (
	"context"
	"os"
	"slices"

	"koe/model"
)

// What is asked beside the table of questions, and takes a role too.
const (
	backupLeast = model.Admin // a copy has all that anybody ever said
	statusLeast = model.Lead
)

// As is a person's own seat where s is: they ask and act as themselves and nobody
// else, at every moment with the rights of their role then, and are told when
// something was committed. From is where they come from, for those who ask who is
// in. Close leaves s as it is.
func (s *Seat) As(who model.UserID, doing, from string) *Seat {
	o := s.o
	o.User, o.Doing, o.Session = who, doing, s.NewID()
	own := &Seat{o: o, base: s, from: from, since: model.At(o.Clock()), hints: make(chan model.Hint, 1)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.owns == nil {
		s.owns = map[*Seat]struct{}{}
	}
	s.owns[own] = struct{}{}
	return own
}

// allowed is the seat that is asked for s, if whoever sits on s may ask.
func (s *Seat) allowed(ctx context.Context, least model.Role, what string) (*Seat, error) {
	if s.base == nil {
		return s, nil
	}
	u, err := ask(ctx, s.base, self, s.o.User)
	switch {
	case err != nil:
		return nil, err
	case u == nil || u.Gone:
		return nil, &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.UserRecord, Key: string(s.o.User)}}
	case u.Role < least:
		return nil, &model.Refusal{Code: model.NotAllowed, Need: least, Value: what}
	}
	return s.base, nil
}

// seated lists the people who have a seat of their own here.
func (s *Seat) seated() []Member {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []Member{}
	for own := range s.owns {
		all = append(all, Member{PID: os.Getpid(), User: own.o.User, Doing: own.o.Doing, Since: own.since, From: own.from})
	}
	slices.SortFunc(all, earlier)
	return all
}

// rise leaves a seat of one's own.
func (s *Seat) rise() {
	s.base.mu.Lock()
	delete(s.base.owns, s)
	at := s.base.at
	s.base.mu.Unlock()
	if at != nil && at.near != nil {
		at.near.Left(s.o.Session)
	}
}
