package desk

import (
	"context"
	"strings"

	"koe/model"
	"koe/model/text"
	"koe/store"
	"koe/store/search"
)

// Bounds of what is shown for a text being typed.
const (
	likeProblems = 3
	likeIssues   = 24
	likeEnough   = 0.12 // the score below which a problem is not offered
)

// Similar finds known problems and open issues like a text that is being
// typed: problems first, then this customer's issues, then others'.
func (d *Desk) Similar(ctx context.Context, words, customer string, limit int) ([]model.Similar, error) {
	if text.Key(words) == "" {
		return nil, nil
	}
	if d.index == nil { // nothing was looked at, which is not that nothing is known
		return nil, d.Fault()
	}
	var out []model.Similar
	err := d.read(ctx, func(r *store.Reader) error {
		var err error
		if out, err = d.similarProblems(r, words); err != nil {
			return err
		}
		who, err := r.CustomerNamed(text.Key(strings.TrimSuffix(customer, "様")))
		if err != nil {
			return err
		}
		hits, err := d.index.Similar(ctx, r, search.Like{Text: words, Customer: who, Limit: likeIssues})
		if err != nil {
			return err
		}
		for _, h := range hits {
			if !h.Issue.State.Open() {
				continue
			}
			row, err := r.Row(h.Issue)
			if err != nil {
				return err
			}
			out = append(out, model.Similar{Row: &row, Score: h.Score, Same: h.Same})
		}
		return nil
	})
	return out[:min(limit, len(out))], err
}

// similarProblems are the problems that the words are about.
func (d *Desk) similarProblems(r *store.Reader, words string) ([]model.Similar, error) {
	var out []model.Similar
	for _, m := range d.alike(words, likeProblems) {
		if m.Score < likeEnough {
			continue
		}
		p, err := r.Problem(m.Problem)
		if err != nil {
			return nil, err
		}
		if p == nil || p.Stage.Final() {
			continue
		}
		v, err := d.problemView(r, *p, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, model.Similar{Problem: &v.Problem, Score: m.Score, Linked: v.Open})
	}
	return out, nil
}
