package desk

import (
	"context"
	"errors"
	"slices"

	"koe/model"
	"koe/model/query"
	"koe/store"
)

// Caught counts what a rule catches by now, for a problem or, with zero, for
// one that is still to be made. It waits for the count as long as ctx does.
func (d *Desk) Caught(ctx context.Context, rule string, id model.ProblemID) (model.Caught, error) {
	var out model.Caught
	e, err := query.ParseRule(rule)
	if err != nil || e.IsEmpty() {
		return out, err
	}
	if err := d.people.load(ctx, d); err != nil {
		return out, err
	}
	caught := query.Rule(e)
	err = d.read(ctx, func(r *store.Reader) error {
		env, err := d.env(r, "")
		if err != nil {
			return err
		}
		for _, one := range []struct {
			n *int
			e query.Expr
		}{{&out.All, caught}, {&out.Free, caught.And(query.InProblem(0))}, {&out.Here, caught.And(query.InProblem(id))}} {
			if id == 0 && one.n == &out.Here {
				continue
			}
			if *one.n, err = d.howMany(ctx, r, query.Compile(one.e, env)); err != nil {
				return err
			}
		}
		if id == 0 {
			return nil
		}
		out.Linked, err = r.Linked(id)
		return err
	})
	return out, err
}

// howMany counts the issues of a query however long it takes.
func (d *Desk) howMany(ctx context.Context, r *store.Reader, asked *query.Matcher) (int, error) {
	if d.index == nil {
		page, err := r.List(store.Listing{Matcher: asked, Limit: 1, Count: true})
		return page.Total, err
	}
	n, err := d.index.Count(ctx, r, asked)
	if err == nil && n < 0 {
		err = context.DeadlineExceeded
	}
	return n, err
}

// catchUp is how a rule is given to a problem and what it catches by now linked
// to it: first the rule, so that nothing that comes meanwhile is missed, then the
// issues in pieces. A repeat of one that was cut off finds what is left.
func (d *Desk) catchUp(ctx context.Context, req model.Request, rule string, named []model.Number, to model.ProblemID) ([]model.Request, error) {
	e, err := query.ParseRule(rule)
	if err != nil {
		return nil, err
	}
	pieces := d.pieces(req)
	if e.IsEmpty() {
		return pieces, nil
	}
	free, err := d.allOf(ctx, query.Rule(e).And(query.InProblem(0)))
	if err != nil {
		return nil, err
	}
	free = slices.DeleteFunc(free, func(n model.Number) bool { return slices.Contains(named, n) })
	for run := range slices.Chunk(free, d.actPiece) {
		// Told by its first issue, as a repeat begins with another one.
		pieces = append(pieces, piece(req, 1, 1<<62|uint64(run[0]), model.Link{Issues: run, Problem: to, Anyway: true, Free: true}))
	}
	return pieces, nil
}

// allOf are the numbers of all issues of a query, the least first.
func (d *Desk) allOf(ctx context.Context, e query.Expr) ([]model.Number, error) {
	var all []model.Number
	q := model.IssueQuery{Query: e.String(), Order: model.Oldest, Limit: allPage}
	for {
		page, err := d.Issues(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			all = append(all, r.Issue.Number)
		}
		if page.Next == "" {
			return all, nil
		}
		if q.After == page.Next {
			return nil, errors.New("a page of the issues did not go on")
		}
		q.After = page.Next
	}
}

// allPage is how many issues are read at a time where all of a query are wanted.
const allPage = 500
