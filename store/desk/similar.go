package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
	"koe/store"
	"koe/store/search"
)

// Bounds of what is asked of the index for a text being typed.
const (
	likeAsked  = 24  // issues like the text that stand for their problems
	ownWords   = 0.5 // the weight of a problem's own words beside its issues'
	likeEnough = 0.12
)

// Similar finds known problems and open issues like a text that is being
// typed: problems first, then this customer's issues, then others'. A problem
// is like a text when its own words are, or when issues linked to it are.
func (d *Desk) Similar(ctx context.Context, words, customer string, limit int) ([]model.Similar, error) {
	if d.index == nil || text.Key(words) == "" {
		return nil, nil
	}
	var out []model.Similar
	err := d.read(ctx, func(r *store.Reader) error {
		who, err := r.CustomerNamed(text.Key(strings.TrimSuffix(customer, "様")))
		if err != nil {
			return err
		}
		hits, err := d.index.Similar(ctx, r, search.Like{Text: words, Customer: who, Limit: likeAsked})
		if err != nil {
			return err
		}
		if out, err = d.similarProblems(r, words, hits); err != nil {
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

// similarProblems scores the problems that are still worked on.
func (d *Desk) similarProblems(r *store.Reader, words string, hits []search.Hit) ([]model.Similar, error) {
	problems, err := r.Problems()
	if err != nil {
		return nil, err
	}
	scores := map[model.ProblemID]float64{}
	for _, h := range hits {
		if p := h.Issue.Problem; p != 0 {
			scores[p] = max(scores[p], h.Score)
		}
	}
	grams := gramsOf(words)
	var out []model.Similar
	for i := range problems {
		p := &problems[i]
		if p.Stage.Final() {
			continue
		}
		own := ownWords * overlap(grams, gramsOf(p.Title+"\n"+string(p.Tag)+"\n"+p.Tell+"\n"+p.Cause))
		score := max(scores[p.ID], own)
		if score < likeEnough {
			continue
		}
		v, err := d.problemView(r, *p, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, model.Similar{Problem: &v.Problem, Score: score, Linked: v.Open})
	}
	slices.SortStableFunc(out, func(a, b model.Similar) int { return cmp.Compare(b.Score, a.Score) })
	return out, nil
}

func gramsOf(s string) map[text.Gram]bool {
	out := map[text.Gram]bool{}
	for _, g := range text.AppendGrams(nil, text.Fold(s)) {
		out[g] = true
	}
	return out
}

// overlap is the share of a text's grams that another text has too.
func overlap(of, in map[text.Gram]bool) float64 {
	if len(of) == 0 {
		return 0
	}
	n := 0
	for g := range of {
		if in[g] {
			n++
		}
	}
	return float64(n) / float64(len(of))
}
