package desk

import (
	"context"
	"slices"
	"strings"

	"koe/model"
	"koe/store"
)

// What a shell offers while a command is being typed. Each answer reads little,
// whatever the size of the desk.

// Tags lists the tags as they stand, by key.
func (d *Desk) Tags() []model.Tag {
	book := d.book.Load().tags
	out := make([]model.Tag, 0, len(book))
	for _, t := range book {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b model.Tag) int { return strings.Compare(string(a.Key), string(b.Key)) })
	return out
}

// ProblemRecords lists the problems without what is linked to them, the newest
// first.
func (d *Desk) ProblemRecords(ctx context.Context) ([]model.Problem, error) {
	return ask(ctx, d, (*store.Reader).Problems)
}

// CustomersStarting finds customers whose name or account begins with what was
// typed, at most limit of them.
func (d *Desk) CustomersStarting(ctx context.Context, typed string, limit int) ([]model.Customer, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Customer, error) { return r.CustomersStarting(typed, limit) })
}

// IssuesNumbered finds issues whose number begins with what was typed, that
// one first and then the newest of each length, at most limit of them.
func (d *Desk) IssuesNumbered(ctx context.Context, typed string, limit int) ([]model.Issue, error) {
	var out []model.Issue
	err := d.read(ctx, func(r *store.Reader) error {
		_, newest, err := r.Head()
		if err != nil {
			return err
		}
		for _, span := range spans(typed, newest) {
			for n := span[1]; n >= span[0] && len(out) < limit; n-- {
				i, err := r.Issue(n)
				if err != nil {
					return err
				}
				if i != nil {
					out = append(out, *i)
				}
			}
		}
		return nil
	})
	return out, err
}

// spans are the runs of numbers up to newest that begin with some digits: with
// 12 they are 12, 120 to 129, 1200 to 1299.
func spans(typed string, newest model.Number) [][2]model.Number {
	if typed == "" {
		return [][2]model.Number{{1, newest}}
	}
	from, err := model.ParseNumber(typed)
	if err != nil || from == 0 || from.String() != "#"+typed {
		return nil
	}
	var out [][2]model.Number
	for width := model.Number(1); from <= newest; width *= 10 {
		out = append(out, [2]model.Number{from, min(from+width-1, newest)})
		from *= 10
	}
	return out
}
