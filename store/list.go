package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"koe/model"
	"koe/model/query"
	"koe/store/kv"
)

// DefaultLimit is how many rows a page has when nothing else is asked.
const DefaultLimit = 50

// A Listing asks for a page of issues that a compiled query lets through.
type Listing struct {
	Matcher *query.Matcher
	Order   model.Order
	Limit   int
	After   model.Cursor
	// Count asks for the number of all matches beside the page.
	Count bool
}

// List answers a listing. Counting goes on to the end of the list or of the
// context, whichever comes first; the page itself is never given up for it.
func (r *Reader) List(l Listing) (model.IssuePage, error) {
	page := model.IssuePage{Total: -1}
	if l.Limit <= 0 {
		l.Limit = DefaultLimit
	}
	count, more := 0, false
	err := r.walk(l, func(i *model.Issue, at model.Cursor) (bool, error) {
		if !l.Matcher.Match(i) {
			return true, nil
		}
		count++
		if len(page.Rows) == l.Limit {
			more = true
			return l.Count && l.After == "", nil
		}
		row, err := r.Row(i)
		if err != nil {
			return false, err
		}
		page.Rows = append(page.Rows, row)
		page.Next = at
		return true, nil
	})
	switch {
	case err == nil && l.Count && l.After == "":
		page.Total = count
	case more && errors.Is(err, context.DeadlineExceeded):
		err = nil // the page is whole; only the count was not finished
	}
	if !more {
		page.Next = ""
	}
	return page, err
}

// walk visits issues in the listing's order. at is where a next page begins.
func (r *Reader) walk(l Listing, fn func(i *model.Issue, at model.Cursor) (bool, error)) error {
	f := l.Matcher.Facets()
	switch {
	case l.Order == model.ByUrgency && OnlyOpen(f):
		return r.walkUrgent(urgentPrefix(OnlyOwner(f)), l, fn)
	case f.Problem != 0:
		return r.walkIndex(linkedPrefix(f.Problem), l, fn)
	case len(f.Customers) == 1:
		return r.walkCustomer(f.Customers[0], l, fn)
	}
	return r.walkNumbers(f.Numbers, l, fn)
}

// OnlyOpen reports that a query asks for no issue that is not open, so that it
// can be listed by urgency.
func OnlyOpen(f query.Facets) bool {
	return !slices.ContainsFunc(f.States, func(s model.State) bool { return !s.Open() })
}

// OnlyOwner is the one owner a query asks for ("" is nobody), or nil.
func OnlyOwner(f query.Facets) *model.UserID {
	if len(f.Owners) != 1 {
		return nil
	}
	return &f.Owners[0]
}

func numberCursor(n model.Number) model.Cursor {
	return model.Cursor(strconv.FormatUint(uint64(n), 10))
}

func (l Listing) afterNumber() (model.Number, error) {
	if l.After == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(string(l.After), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("the page's cursor %q is not one of this list: %w", l.After, err)
	}
	return model.Number(n), nil
}

// walkNumbers reads the issues themselves, newest or oldest first.
func (r *Reader) walkNumbers(bounds [2]uint64, l Listing, fn func(*model.Issue, model.Cursor) (bool, error)) error {
	after, err := l.afterNumber()
	if err != nil {
		return err
	}
	rng := kv.Range{From: issueKey(model.Number(bounds[0])), To: kv.Prefix([]byte{tableIssue}).To}
	if bounds[1] < 1<<63 {
		rng.To = issueKey(model.Number(bounds[1] + 1))
	}
	switch {
	case l.Order != model.Oldest:
		rng.Reverse = true
		if after != 0 {
			rng.To = issueKey(after)
		}
	case after != 0:
		rng.From = issueKey(after + 1)
	}
	return r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		n := model.Number(tailNumber(k))
		i, err := DecodeIssue(n, v)
		if err != nil {
			return false, err
		}
		return fn(i, numberCursor(n))
	})
}

// walkIndex reads issues whose numbers end the keys of a prefix.
func (r *Reader) walkIndex(prefix []byte, l Listing, fn func(*model.Issue, model.Cursor) (bool, error)) error {
	after, err := l.afterNumber()
	if err != nil {
		return err
	}
	rng := kv.Prefix(prefix)
	rng.Reverse = l.Order != model.Oldest
	return r.entries(rng, func(k []byte) (bool, error) {
		n := model.Number(tailNumber(k))
		if after != 0 && (rng.Reverse && n >= after || !rng.Reverse && n <= after) {
			return true, nil
		}
		return r.visit(n, numberCursor(n), fn)
	})
}

// walkCustomer reads a customer's issues. They are kept by day, and a page
// wants them by number, so all numbers are gathered first: one customer's
// issues are few.
func (r *Reader) walkCustomer(c model.CustomerID, l Listing, fn func(*model.Issue, model.Cursor) (bool, error)) error {
	var numbers []model.Number
	err := r.entries(kv.Prefix(customerPrefix(c)), func(k []byte) (bool, error) {
		numbers = append(numbers, model.Number(tailNumber(k)))
		return true, nil
	})
	if err != nil {
		return err
	}
	slices.Sort(numbers)
	if l.Order != model.Oldest {
		slices.Reverse(numbers)
	}
	after, err := l.afterNumber()
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if after != 0 && (l.Order != model.Oldest && n >= after || l.Order == model.Oldest && n <= after) {
			continue
		}
		if more, err := r.visit(n, numberCursor(n), fn); err != nil || !more {
			return err
		}
	}
	return nil
}

// walkUrgent reads open issues in the order of their urgency.
func (r *Reader) walkUrgent(prefix []byte, l Listing, fn func(*model.Issue, model.Cursor) (bool, error)) error {
	rng, err := urgentRange(prefix, l.After)
	if err != nil {
		return err
	}
	return r.entries(rng, func(k []byte) (bool, error) {
		n := model.Number(tailNumber(k))
		return r.visit(n, keyCursor(k), fn)
	})
}

func keyCursor(k []byte) model.Cursor { return model.Cursor(hex.EncodeToString(k)) }

// urgentRange is what is left of a list by urgency after a cursor.
func urgentRange(prefix []byte, after model.Cursor) (kv.Range, error) {
	rng := kv.Prefix(prefix)
	if after == "" {
		return rng, nil
	}
	from, err := hex.DecodeString(string(after))
	if err != nil || !rng.Contains(from) {
		return rng, fmt.Errorf("the page's cursor %q is not one of this list", after)
	}
	rng.From = append(from, 0)
	return rng, nil
}

func (r *Reader) visit(n model.Number, at model.Cursor, fn func(*model.Issue, model.Cursor) (bool, error)) (bool, error) {
	if err := r.ctx.Err(); err != nil {
		return false, err
	}
	i, err := r.Named(n)
	if err != nil {
		return false, err
	}
	return fn(i, at)
}

// Row gives an issue the names that a list shows.
func (r *Reader) Row(i *model.Issue) (model.Row, error) {
	row := model.Row{Issue: *i}
	book, err := r.Tags()
	if err != nil {
		return row, err
	}
	for _, t := range i.Tags {
		if book[t] == nil {
			return row, missing("tag " + string(t))
		}
		row.Tags = append(row.Tags, book.Path(book.Resolve(t)))
	}
	c, err := r.Resolved(i.Customer)
	if err != nil {
		return row, err
	}
	if c != nil {
		row.Customer = c.Name
	}
	if i.Problem != 0 {
		p, err := spokenOf[model.Problem](r, problemKey(i.Problem), i.Problem)
		if err != nil {
			return row, err
		}
		row.ProblemTitle = p.Title
	}
	return row, nil
}

// Resolved reads a customer that a record speaks of, following merges; nil where
// it speaks of none.
func (r *Reader) Resolved(id model.CustomerID) (*model.Customer, error) {
	for range 8 {
		if id == 0 {
			return nil, nil
		}
		c, err := spokenOf[model.Customer](r, personKey(id), id)
		if err != nil || c.Into == 0 {
			return c, err
		}
		id = c.Into
	}
	return nil, &kv.Damage{Where: "customer " + id.String(), What: "its merges go round in a circle"}
}
