package desk

import (
	"context"
	"iter"
	"strconv"
	"time"

	"koe/model"
	"koe/model/query"
	"koe/store"
	"koe/store/kv"
	"koe/store/search"
)

// countPatience is how long a list waits for its count; past it the count is
// not known, and the list is there.
const countPatience = 50 * time.Millisecond

// records lets the search index read what the desk has committed.
type records struct{ d *Desk }

type recordSnapshot struct {
	*store.Reader
	snap kv.Snapshot
}

func (s recordSnapshot) Close() error { return s.snap.Close() }

// Snapshot shows the newest committed state.
func (r records) Snapshot(ctx context.Context) (search.Snapshot, error) {
	snap, err := r.d.engine.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return recordSnapshot{store.NewReader(ctx, snap, r.d.bookFor(snap)), snap}, nil
}

// Index tells where the search index stands; the zero Status where the desk
// has none.
func (d *Desk) Index() search.Status {
	if d.index == nil {
		return search.Status{}
	}
	return d.index.Status()
}

// Indexed returns once everything committed so far is in the search index.
func (d *Desk) Indexed(ctx context.Context) error {
	if d.index == nil {
		return nil
	}
	return d.index.Wait(ctx, d.event.Load())
}

// ProveIndex holds the search index against its checksums. Where some of it is
// damaged it is built anew in the background; sound is false then.
func (d *Desk) ProveIndex(ctx context.Context) (sound bool, err error) {
	if d.index == nil {
		return true, nil
	}
	return d.index.Prove(ctx)
}

// find answers a list through the search index.
func (d *Desk) find(ctx context.Context, r *store.Reader, q model.IssueQuery, asked *query.Matcher) (model.IssuePage, error) {
	f := asked.Facets()
	if q.Order == model.ByUrgency && store.OnlyOpen(f) {
		return d.findUrgent(ctx, r, q, asked, store.OnlyOwner(f))
	}
	after, err := cursorNumber(q.After)
	if err != nil {
		return model.IssuePage{}, err
	}
	found, err := d.index.Search(ctx, r, search.Request{
		Query: asked, Oldest: q.Order == model.Oldest, Limit: q.Limit, After: after, Count: q.Count && q.After == "",
	})
	if err != nil {
		return model.IssuePage{}, err
	}
	page := model.IssuePage{Total: found.Total}
	for _, i := range found.Issues {
		row, err := r.Row(i)
		if err != nil {
			return page, err
		}
		page.Rows = append(page.Rows, row)
	}
	if found.Next != 0 {
		page.Next = model.Cursor(strconv.FormatUint(uint64(found.Next), 10))
	}
	return page, nil
}

func cursorNumber(c model.Cursor) (model.Number, error) {
	if c == "" {
		return 0, nil
	}
	return model.ParseNumber(string(c))
}

// readFirst is how many open issues are read one by one before the index is
// asked which of the rest may belong: most lists by urgency begin with what
// they want.
const readFirst = 200

// urgent gives the open issues of a query in the order of their urgency.
func (d *Desk) urgent(ctx context.Context, r *store.Reader, after model.Cursor, asked *query.Matcher, owner *model.UserID) iter.Seq2[*model.Issue, error] {
	return func(yield func(*model.Issue, error) bool) {
		read := 0
		var at *model.Issue
		done := true
		r.UrgentNumbers(owner, after, func(n model.Number, err error) bool {
			if err == nil && read == readFirst {
				done = false
				return false
			}
			read++
			var i *model.Issue
			if err == nil {
				i, err = r.Named(n)
			}
			if err == nil {
				at = i
				if !asked.Match(i) {
					return true
				}
			}
			return yield(i, err) && err == nil
		})
		if done || at == nil {
			return
		}
		var rest iter.Seq2[model.Number, error] = func(yield func(model.Number, error) bool) {
			r.UrgentNumbers(owner, store.UrgentCursor(owner, at), yield)
		}
		for i, err := range d.index.Among(ctx, r, asked, rest) {
			if !yield(i, err) || err != nil {
				return
			}
		}
	}
}

// findUrgent walks the open issues in the order of their urgency and keeps
// what the index lets through.
func (d *Desk) findUrgent(ctx context.Context, r *store.Reader, q model.IssueQuery, asked *query.Matcher, owner *model.UserID) (model.IssuePage, error) {
	page := model.IssuePage{Total: -1}
	limit := q.Limit
	if limit <= 0 {
		limit = store.DefaultLimit
	}
	var last *model.Issue
	for i, err := range d.urgent(ctx, r, q.After, asked, owner) {
		if err != nil {
			return page, err
		}
		if len(page.Rows) == limit {
			page.Next = store.UrgentCursor(owner, last)
			break
		}
		row, err := r.Row(i)
		if err != nil {
			return page, err
		}
		page.Rows, last = append(page.Rows, row), i
	}
	if q.Count && q.After == "" {
		open := asked.And(query.Expr{Op: query.Test, Field: query.State, Cmp: query.Eq, Value: "open"})
		patience, cancel := context.WithTimeout(ctx, d.patience)
		defer cancel()
		total, err := d.index.Count(patience, r, open)
		if err != nil {
			return page, err
		}
		page.Total = total
	}
	return page, nil
}
