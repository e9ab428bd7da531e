package join

import (
	"context"
	"errors"
	"io"
	"time"

	"koe/model"
	"koe/store"
	"koe/store/desk"
	"koe/store/kv"
	"koe/store/search"
)

// goneTime is how long the end of a holder may take to be seen, after a question
// of its did not come back.
const goneTime = 200 * time.Millisecond

// cuts is how often a question may be cut by a holder that is still there.
const cuts = 2

// through asks where the desk is, and again elsewhere when the holder ended
// meanwhile.
func through[R any](ctx context.Context, s *Seat, near func(*desk.Desk) (R, error), over func(*far) (R, error)) (R, error) {
	var none R
	for cut := 0; ; {
		p, err := s.place(ctx)
		if err != nil {
			return none, err
		}
		if p.near != nil {
			answer, err := near(p.near)
			if errors.Is(err, &model.Fault{Code: model.Closing}) && p.handedOver() {
				continue // another has the file now
			}
			return answer, err
		}
		answer, err := over(p.far)
		if !errors.Is(err, errGone) {
			return answer, err
		}
		select {
		case <-p.far.gone:
			s.left(p)
		case <-ctx.Done():
			return none, ctx.Err()
		case <-time.After(goneTime):
			if cut++; cut > cuts {
				return none, &model.Fault{Code: model.Away, Err: err}
			}
		}
	}
}

// ask asks one question of the table.
func ask[A, R any](ctx context.Context, s *Seat, q question[A, R], asked A) (R, error) {
	under, err := s.allowed(ctx, q.least, q.name)
	if err != nil {
		var none R
		return none, err
	}
	if s.base != nil && q.mine != nil {
		asked = q.mine(asked, s.o.User)
	}
	return through(ctx, under,
		func(d *desk.Desk) (R, error) { return q.near(ctx, d, asked) },
		func(f *far) (R, error) { return over(ctx, f, q, asked) })
}

// Do carries out a request as [desk.Desk.Do] does, once, whatever happens to the
// holder meanwhile: a request whose answer did not come is sent again under its
// ID. One that was sent and not answered in time is [model.StillSaving].
func (s *Seat) Do(ctx context.Context, r model.Request) (model.Receipt, error) {
	if r.Session == (model.ID{}) {
		r.Session = s.o.Session
	}
	if s.base != nil && r.Actor != s.o.User {
		return model.Receipt{}, &model.Refusal{Code: model.NotYourName, By: r.Actor}
	}
	under, err := s.allowed(ctx, do.least, do.name)
	if err != nil {
		return model.Receipt{}, err
	}
	sent := false
	receipt, err := through(ctx, under,
		func(d *desk.Desk) (model.Receipt, error) { return d.Do(ctx, r) },
		func(f *far) (model.Receipt, error) {
			w, err := wireOf(r)
			if err != nil {
				return model.Receipt{}, err
			}
			sent = true
			return over(ctx, f, do, w)
		})
	var refused *model.Refusal
	var fault *model.Fault
	if err != nil && ctx.Err() != nil && !errors.As(err, &refused) && !errors.As(err, &fault) {
		code := model.NotSaved
		if sent {
			code = model.StillSaving
		}
		return receipt, &model.Fault{Code: code, Err: err}
	}
	return receipt, err
}

// NewID makes the ID of a command.
func (s *Seat) NewID() model.ID { return desk.NewID(s.o.Clock(), s.o.Rand) }

// Now is this program's clock.
func (s *Seat) Now() model.Instant { return model.At(s.o.Clock()) }

// Warm has the desk of this program make ready what its first questions need; that
// of another is warm.
func (s *Seat) Warm() {
	if s.base != nil {
		return // whoever holds the file is warm
	}
	if p := s.now(); p != nil && p.near != nil {
		p.near.Warm()
	}
}

// The questions of a desk; see [desk.Desk].

func (s *Seat) Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error) {
	return ask(ctx, s, issues, q)
}

func (s *Seat) Issue(ctx context.Context, n model.Number) (model.IssueView, error) {
	return tell(ctx, s, issue, n, historyOfIssue)
}

func (s *Seat) Users(ctx context.Context) ([]model.User, error) {
	return ask(ctx, s, users, nothing{})
}

func (s *Seat) Self(ctx context.Context, id model.UserID) (*model.User, error) {
	return ask(ctx, s, self, id)
}

func (s *Seat) Room(ctx context.Context) (map[model.UserID]int, error) {
	return ask(ctx, s, room, nothing{})
}

func (s *Seat) Info(ctx context.Context) (*model.Desk, error) { return ask(ctx, s, info, nothing{}) }

// Zone is the desk's time zone.
func (s *Seat) Zone(ctx context.Context) (*time.Location, error) {
	under, err := s.allowed(ctx, info.least, info.name)
	if err != nil {
		return nil, err
	}
	return through(ctx, under,
		func(d *desk.Desk) (*time.Location, error) { return d.Zone(ctx) },
		func(f *far) (*time.Location, error) {
			desk, err := over(ctx, f, info, nothing{})
			if err != nil || desk == nil {
				return time.UTC, err
			}
			return time.LoadLocation(desk.Zone)
		})
}

func (s *Seat) Customers(ctx context.Context, typed string, limit int) ([]model.CustomerView, error) {
	return ask(ctx, s, customersLike, customers{typed, limit})
}

func (s *Seat) Similar(ctx context.Context, words, customer string, limit int) ([]model.Similar, error) {
	return ask(ctx, s, similar, similarTo{words, customer, limit})
}

func (s *Seat) TagUses(ctx context.Context) ([]model.TagUse, error) {
	return ask(ctx, s, tagUses, nothing{})
}

func (s *Seat) Tags(ctx context.Context) ([]model.Tag, error) { return ask(ctx, s, tags, nothing{}) }

func (s *Seat) Tag(ctx context.Context, key model.TagKey) (model.Tag, error) {
	return ask(ctx, s, tag, key)
}

func (s *Seat) Problems(ctx context.Context) ([]model.ProblemView, error) {
	return tell(ctx, s, problems, nothing{}, historiesOfProblems)
}

func (s *Seat) Problem(ctx context.Context, id model.ProblemID) (model.ProblemView, error) {
	return tell(ctx, s, problem, id, historyOfProblem)
}

func (s *Seat) ProblemRecords(ctx context.Context) ([]model.Problem, error) {
	return ask(ctx, s, records, nothing{})
}

func (s *Seat) Calls(ctx context.Context, limit int) ([]model.Call, error) {
	return ask(ctx, s, calls, limit)
}

func (s *Seat) Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error) {
	return ask(ctx, s, trends, q)
}

func (s *Seat) TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error) {
	return tell(ctx, s, detail, detailOf{q, tag}, historyOfDetail)
}

func (s *Seat) Look(ctx context.Context, who model.UserID, t model.Trends) error {
	_, err := ask(ctx, s, look, looked{who, t})
	return err
}

func (s *Seat) Mappings(ctx context.Context) ([]model.Mapping, error) {
	return ask(ctx, s, mappings, nothing{})
}

func (s *Seat) Teams(ctx context.Context) ([]model.Team, error) {
	return ask(ctx, s, teams, nothing{})
}

func (s *Seat) Known(ctx context.Context, source string, ids []string) ([]model.Number, error) {
	return ask(ctx, s, known, rowsOf{source, ids})
}

func (s *Seat) AddContacts(ctx context.Context, rows []model.Row) error {
	filled, err := ask(ctx, s, contacts, rows)
	copy(rows, filled)
	return err
}

func (s *Seat) CustomersStarting(ctx context.Context, typed string, limit int) ([]model.Customer, error) {
	return ask(ctx, s, customersStarting, customers{typed, limit})
}

func (s *Seat) IssuesNumbered(ctx context.Context, typed string, limit int) ([]model.Issue, error) {
	return ask(ctx, s, issuesNumbered, customers{typed, limit})
}

func (s *Seat) Caught(ctx context.Context, rule string, id model.ProblemID) (model.Caught, error) {
	return ask(ctx, s, caught, ruleOf{rule, id})
}

func (s *Seat) Happened(ctx context.Context, after uint64, limit int) ([]model.Happened, error) {
	return ask(ctx, s, happened, eventsAfter{after, limit})
}

func (s *Seat) Mark(ctx context.Context) (store.Mark, error) { return ask(ctx, s, mark, nothing{}) }

func (s *Seat) Chain(ctx context.Context) (store.Chain, error) {
	return ask(ctx, s, chain, nothing{})
}

func (s *Seat) WentThrough(ctx context.Context, m store.Mark) (bool, error) {
	return ask(ctx, s, went, m)
}

func (s *Seat) Check(ctx context.Context) (store.CheckReport, error) {
	return ask(ctx, s, check, nothing{})
}

func (s *Seat) Verify(ctx context.Context) (kv.Report, error) { return ask(ctx, s, verify, nothing{}) }

// Index is where the search index stands.
func (s *Seat) Index(ctx context.Context) (search.Status, error) {
	state, err := ask(ctx, s, index, nothing{})
	return state.status(), err
}

func (s *Seat) Indexed(ctx context.Context) error {
	_, err := ask(ctx, s, indexed, nothing{})
	return err
}

func (s *Seat) ProveIndex(ctx context.Context) (sound bool, err error) {
	return ask(ctx, s, proved, nothing{})
}

func (s *Seat) InspectIndex(ctx context.Context, path string, deep bool) (search.Inspection, error) {
	return ask(ctx, s, inspectIndex, indexAt{path, deep})
}

// Keys lists the public keys by which people are known.
func (s *Seat) Keys(ctx context.Context) ([]model.Key, error) { return ask(ctx, s, keys, nothing{}) }

// Key is a public key with the person it is of, nil where it is nobody's.
func (s *Seat) Key(ctx context.Context, id model.KeyID) (*model.Key, error) {
	return ask(ctx, s, key, id)
}

// Looking notes that this seat has an issue open, 0 none, and names the others who
// have it open.
func (s *Seat) Looking(ctx context.Context, n model.Number) ([]model.UserID, error) {
	return ask(ctx, s, looking, lookingAt{s.o.Session, s.o.User, n})
}

// Backup writes a copy of the newest state; it takes an admin. A copy of which a
// part was written when the holder ended is not begun again: it fails with
// [model.Away].
func (s *Seat) Backup(ctx context.Context, w io.Writer) error {
	under, err := s.allowed(ctx, backupLeast, "backup")
	if err != nil {
		return err
	}
	out := &begun{w: w}
	_, err = through(ctx, under,
		func(d *desk.Desk) (nothing, error) {
			if out.yet {
				return nothing{}, &model.Fault{Code: model.Away}
			}
			return nothing{}, d.Backup(ctx, out)
		},
		func(f *far) (nothing, error) {
			if out.yet {
				return nothing{}, &model.Fault{Code: model.Away}
			}
			return nothing{}, f.backup(ctx, out)
		})
	return err
}

// begun is a writer that knows whether anything was written yet.
type begun struct {
	w   io.Writer
	yet bool
}

// Write writes on.
func (b *begun) Write(p []byte) (int, error) {
	b.yet = true
	return b.w.Write(p)
}

// Compact writes the newest state to a new file; only who holds the file does.
func (s *Seat) Compact(ctx context.Context, path string) error {
	under, err := s.allowed(ctx, backupLeast, "compact")
	if err != nil {
		return err
	}
	_, err = through(ctx, under,
		func(d *desk.Desk) (nothing, error) { return nothing{}, d.Compact(ctx, path) },
		func(*far) (nothing, error) { return nothing{}, &model.Fault{Code: model.InUse, Where: s.o.Database} })
	return err
}

// Status is who holds the database, and who is in.
func (s *Seat) Status(ctx context.Context) (Status, error) {
	under, err := s.allowed(ctx, statusLeast, "status")
	if err != nil {
		return Status{}, err
	}
	return through(ctx, under,
		func(d *desk.Desk) (Status, error) {
			if p := under.now(); p != nil && p.server != nil {
				return p.server.status(), nil
			}
			st := Status{Holder: under.self(), Build: under.o.Build, Joined: under.seated()}
			st.Minute, st.Hour = d.Rate()
			return st, nil
		},
		func(f *far) (Status, error) {
			var r reply[Status]
			err := f.get(ctx, "GET", "/status", nil, &r)
			return r.Answer, err
		})
}
