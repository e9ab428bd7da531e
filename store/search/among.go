package search

import (
	"context"
	"errors"
	"iter"

	"koe/model"
	"koe/model/query"
)

// Among gives the issues of a query out of numbers that come in an order of the caller's, in that
// order: how a list by urgency is filtered. Only what the index cannot rule out is read. The
// context's error, an error of the numbers and one of reading end it.
func (x *Index) Among(ctx context.Context, r Reader, q *query.Matcher, numbers iter.Seq2[model.Number, error]) iter.Seq2[*model.Issue, error] {
	return func(yield func(*model.Issue, error) bool) {
		a, err := x.asking(ctx, r, q)
		if err != nil {
			yield(nil, err)
			return
		}
		trusted := true
		for n, err := range numbers {
			if err == nil {
				err = ctx.Err()
			}
			var i *model.Issue
			if err == nil && trusted {
				i, err = x.judge(a, n)
			}
			if errors.Is(err, errDamaged) {
				trusted, err = false, nil
			}
			if err == nil && !trusted {
				i, err = a.check(n)
			}
			if (err != nil || i != nil) && !yield(i, err) || err != nil {
				return
			}
		}
	}
}

// judge reads the issue if it may belong, and returns it if it does.
func (x *Index) judge(a *asking, n model.Number) (i *model.Issue, err error) {
	defer x.guard(&err)()
	if n >= a.view.floor && n <= maxNumber && !a.late.Contains(uint32(n)) {
		for p, part := range a.view.parts {
			if d := part.has(n); d >= 0 {
				if ans := a.answer(p); !ans.hi.has(d) || ans.decide(d) == no {
					return nil, nil
				}
				break
			}
		}
	}
	return a.check(n)
}
