package desk

import (
	"cmp"
	"context"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/store"
)

// Issues answers a list. Query errors are *query.Error.
func (d *Desk) Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error) {
	expr, err := query.Parse(q.Query)
	if err != nil {
		return model.IssuePage{}, err
	}
	if err := d.people.load(ctx, d); err != nil {
		return model.IssuePage{}, err
	}
	var page model.IssuePage
	err = d.read(ctx, func(r *store.Reader) error {
		env, err := d.env(r, q.Who)
		if err != nil {
			return err
		}
		asked := query.Compile(expr, env)
		if d.index != nil {
			page, err = d.find(ctx, r, q, asked)
		} else {
			page, err = r.List(store.Listing{Matcher: asked, Order: q.Order, Limit: q.Limit, After: q.After, Count: q.Count})
		}
		if err != nil {
			return err
		}
		heads, err := r.Heads()
		page.Logged = heads.Issue
		return err
	})
	return page, err
}

// env is what a query's meaning depends on now.
func (d *Desk) env(r *store.Reader, who model.UserID) (query.Env, error) {
	zone, err := r.Zone()
	if err != nil {
		return query.Env{}, err
	}
	users, err := r.Users()
	if err != nil {
		return query.Env{}, err
	}
	book, err := r.Tags()
	if err != nil {
		return query.Env{}, err
	}
	return query.Env{Now: d.Now(), Zone: zone, Me: who, Names: names{book, users, &d.people}}, nil
}

// names finds the desk's records by what people call them.
type names struct {
	book   model.TagBook
	users  []model.User
	people *directory
}

func (n names) Tag(k model.TagKey) model.TagKey { return n.book.Resolve(k) }

func (n names) Users(name string) []model.UserID {
	var out []model.UserID
	for i := range n.users {
		if query.UserIs(&n.users[i], name) {
			out = append(out, n.users[i].ID)
		}
	}
	return out
}

func (n names) Customers(name string) []model.CustomerID { return n.people.named(name) }

// Issue answers with all that is known of one issue.
func (d *Desk) Issue(ctx context.Context, n model.Number) (model.IssueView, error) {
	var view *model.IssueView
	err := d.read(ctx, func(r *store.Reader) error {
		var err error
		view, err = r.IssueView(n)
		return err
	})
	if err == nil && view == nil {
		err = &model.Refusal{Code: model.NotFound, Ref: (&model.Issue{Number: n}).Ref()}
	}
	if err != nil {
		return model.IssueView{}, err
	}
	return *view, nil
}

// Users lists everyone on the desk, by name.
func (d *Desk) Users(ctx context.Context) ([]model.User, error) {
	return ask(ctx, d, (*store.Reader).Users)
}

// Room counts each person's open issues: how much room they have.
func (d *Desk) Room(ctx context.Context) (map[model.UserID]int, error) {
	return ask(ctx, d, (*store.Reader).Room)
}

// Self reads one person; nil is none.
func (d *Desk) Self(ctx context.Context, id model.UserID) (*model.User, error) {
	return ask(ctx, d, func(r *store.Reader) (*model.User, error) { return r.User(id) })
}

// Info reads what the desk has in common; nil before it is founded.
func (d *Desk) Info(ctx context.Context) (*model.Desk, error) {
	return ask(ctx, d, (*store.Reader).Desk)
}

// Zone is the desk's time zone.
func (d *Desk) Zone(ctx context.Context) (*time.Location, error) {
	zone, err := ask(ctx, d, (*store.Reader).Zone)
	return cmp.Or(zone, time.UTC), err
}

// recentDays is how far back "recent" reaches on the form.
const recentDays = 30

// Customers finds customers for what was typed: by name, reading, account or
// phone, with what the form says of each.
func (d *Desk) Customers(ctx context.Context, typed string, limit int) ([]model.CustomerView, error) {
	if err := d.people.load(ctx, d); err != nil {
		return nil, err
	}
	found := d.people.starting(typed, limit)
	out := make([]model.CustomerView, 0, len(found))
	err := d.read(ctx, func(r *store.Reader) error {
		zone, err := r.Zone()
		if err != nil {
			return err
		}
		since := d.Now().Day(zone) - recentDays
		for _, c := range found {
			v, err := r.CustomerView(&c, d.people.same(c.ID), since)
			if err != nil {
				return err
			}
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// TagUses lists every tag with how often it was used, by key.
func (d *Desk) TagUses(ctx context.Context) ([]model.TagUse, error) {
	return ask(ctx, d, (*store.Reader).TagUses)
}

// Known tells which rows of a source are on the desk already: the number of
// each, zero where it is not.
func (d *Desk) Known(ctx context.Context, source string, ids []string) ([]model.Number, error) {
	out := make([]model.Number, len(ids))
	err := d.read(ctx, func(r *store.Reader) error {
		for i, id := range ids {
			n, err := r.Known(source, id)
			if err != nil {
				return err
			}
			out[i] = n
		}
		return nil
	})
	return out, err
}

// Tag reads one tag as it stands.
func (d *Desk) Tag(key model.TagKey) (model.Tag, error) {
	if t := d.book.Load().tags[key]; t != nil {
		return *t, nil
	}
	return model.Tag{}, &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.TagRecord, Key: string(key)}}
}

// AddContacts fills in the contacts of some rows, for an export.
func (d *Desk) AddContacts(ctx context.Context, rows []model.Row) error {
	return d.read(ctx, func(r *store.Reader) error {
		for i := range rows {
			contacts, err := r.Contacts(rows[i].Issue.Ref())
			if err != nil {
				return err
			}
			rows[i].Contacts = contacts
		}
		return nil
	})
}

// Happened lists what happened after an event, at most limit events, oldest first;
// an answer may be shorter, and is empty where nothing has.
func (d *Desk) Happened(ctx context.Context, after uint64, limit int) ([]model.Happened, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Happened, error) { return r.Happened(after, min(limit, mostHappened)) })
}

// mostHappened bounds what one answer reads.
const mostHappened = 500
