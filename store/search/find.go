package search

import (
	"context"
	"errors"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"koe/model"
	"koe/model/query"
)

// countPatience is how long a count may take that the sets alone do not give.
const countPatience = 40 * time.Millisecond

// A Request asks for a page of the issues that belong to a query.
type Request struct {
	Query  *query.Matcher
	Oldest bool         // the least number first; else the greatest
	Limit  int          // rows, 50 where zero
	After  model.Number // where the page before ended; zero is from the start
	Count  bool         // also how many belong in all
	// Patience is how long a count may take that the sets alone do not give: 40 ms where zero.
	Patience time.Duration
}

// A Page is an answer.
type Page struct {
	Issues []*model.Issue
	// Next goes on after this page; zero after the last one. A page that is shorter than asked for
	// and has a Next is one whose time was up.
	Next model.Number
	// Total is how many issues belong, -1 where it was not asked or could not be known in time.
	Total int
}

// Search answers a request from a state of the records. A context that runs out gives what was
// found until then, with Next set, if anything was; an error of reading is returned.
func (x *Index) Search(ctx context.Context, r Reader, q Request) (Page, error) {
	if q.Limit == 0 {
		q.Limit = 50
	}
	if q.Patience == 0 {
		q.Patience = countPatience
	}
	var page Page
	err := x.trying(func() error {
		page = Page{Total: -1}
		a, err := x.asking(ctx, r, q.Query)
		if err != nil {
			return err
		}
		if err = a.page(q, &page); err == nil && q.Count {
			page.Total, err = a.count(x.opt.Clock().Add(q.Patience))
		}
		return err
	})
	if errors.Is(err, context.DeadlineExceeded) && page.Next != 0 {
		err = nil
	}
	return page, err
}

// Count is how many issues belong to a query; -1 where the context ran out first.
func (x *Index) Count(ctx context.Context, r Reader, q *query.Matcher) (int, error) {
	n := -1
	err := x.trying(func() error {
		a, err := x.asking(ctx, r, q)
		if err == nil {
			n, err = a.count(time.Time{})
		}
		return err
	})
	if errors.Is(err, context.DeadlineExceeded) {
		return -1, nil
	}
	return n, err
}

// An asking is one query put to one view and one state of the records.
type asking struct {
	ctx     context.Context
	clock   func() time.Time
	records Reader
	plan    *plan
	view    *view
	answers []*answer       // by part; nil until needed
	late    *roaring.Bitmap // issues that changed after the view: the record alone knows
	newest  model.Number
}

func (x *Index) asking(ctx context.Context, r Reader, q *query.Matcher) (*asking, error) {
	v := x.view.Load()
	head, newest, err := r.Head()
	if err != nil {
		return nil, err
	}
	a := &asking{ctx: ctx, clock: x.opt.Clock, records: r, plan: newPlan(q), view: v, answers: make([]*answer, len(v.parts)), late: roaring.New(), newest: newest}
	for event := v.event; event < head && v.begun(); {
		numbers, upto, err := r.Changed(event, lateBatch)
		if err != nil {
			return nil, err
		}
		if upto <= event {
			break
		}
		for _, n := range numbers {
			if n <= maxNumber && (n >= v.floor) {
				a.late.Add(uint32(n))
			}
		}
		event = upto
	}
	return a, ctx.Err()
}

// lateBatch is how many changed numbers are asked for at a time.
const lateBatch = 4096

// answer asks the plan of a part, once.
func (a *asking) answer(i int) *answer {
	if a.answers[i] == nil {
		a.answers[i] = a.plan.ask(a.view.parts[i])
	}
	return a.answers[i]
}

// check reads an issue and says whether it belongs; nil where it does not.
func (a *asking) check(n model.Number) (*model.Issue, error) {
	i, err := a.records.Issue(n)
	if err != nil || i == nil || !a.plan.match.Match(i) {
		return nil, err
	}
	return i, nil
}

// page fills a page with the rows that belong.
func (a *asking) page(q Request, page *Page) error {
	last := q.After
	for at := a.walk(q.Oldest, q.After); ; {
		if err := a.ctx.Err(); err != nil {
			page.Next = last
			return err
		}
		n, ok := at.next()
		if !ok {
			return nil
		}
		if len(page.Issues) == q.Limit {
			page.Next = last
			return nil
		}
		i, err := a.check(n)
		if err != nil {
			return err
		}
		last = n
		if i != nil {
			page.Issues = append(page.Issues, i)
		}
	}
}
