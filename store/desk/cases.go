package desk

import (
	"context"
	"sync"
	"sync/atomic"

	"koe/model"
	"koe/store"
	"koe/store/search"
)

// caseIssues is how many of a problem's newest issues lend it their words.
const caseIssues = 10

// cases keeps the problems ready to be compared with a text. They are made
// anew in the background when a problem or its issues changed; until then the
// ones before answer.
type cases struct {
	ready  atomic.Pointer[search.Cases]
	stale  atomic.Bool
	making sync.Mutex
}

// note follows the records a group changed.
func (c *cases) note(effects []model.Effect) {
	for _, e := range effects {
		if touchesCase(e) {
			c.stale.Store(true)
			return
		}
	}
}

func touchesCase(e model.Effect) bool {
	if _, ok := e.After.(*model.Problem); ok {
		return true
	}
	if _, ok := e.Before.(*model.Problem); ok {
		return true
	}
	was, _ := e.Before.(*model.Issue)
	is, _ := e.After.(*model.Issue)
	return is != nil && is.Problem != 0 && (was == nil || was.Problem != is.Problem) || is == nil && was != nil && was.Problem != 0
}

// alike are the open problems that a text is about, the best first.
func (d *Desk) alike(words string, limit int) []search.Match {
	if d.cases.stale.Swap(false) {
		go d.makeCases()
	}
	ready := d.cases.ready.Load()
	if ready == nil {
		return nil
	}
	return ready.Like(words, limit)
}

// makeCases reads the problems that are still worked on. One that fails tries
// again at the next question.
func (d *Desk) makeCases() {
	d.cases.making.Lock()
	defer d.cases.making.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-d.quit:
			cancel()
		case <-ctx.Done():
		}
	}()
	var all []search.Case
	err := d.read(ctx, func(r *store.Reader) error {
		problems, err := r.Problems()
		if err != nil {
			return err
		}
		for i := range problems {
			if problems[i].Stage.Final() {
				continue
			}
			one, err := caseOf(r, &problems[i])
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return nil
	})
	if err != nil {
		d.cases.stale.Store(true)
		return
	}
	d.cases.ready.Store(search.NewCases(all))
}

// caseOf is a problem as callers speak of it.
func caseOf(r *store.Reader, p *model.Problem) (search.Case, error) {
	c := search.Case{ID: p.ID}
	book, err := r.Tags()
	if err != nil {
		return c, err
	}
	for _, s := range []string{p.Title, book.Path(p.Tag).Plain(), p.Rule, p.Cause, p.Tell} {
		if s != "" {
			c.Texts = append(c.Texts, s)
		}
	}
	for _, h := range p.Heard {
		if !h.Retracted {
			c.Texts = append(c.Texts, h.Text)
		}
	}
	err = r.LinkedIssues(p.ID, func(i *model.Issue) (bool, error) {
		if !i.TextMade && i.Counted() {
			c.Issues = append(c.Issues, i.Text)
		}
		return len(c.Issues) < caseIssues, nil
	})
	return c, err
}

// Warm makes ready, in the background, what the screens ask first: the
// problems to compare with, and the customers' names.
func (d *Desk) Warm() {
	go func() {
		if d.cases.stale.Swap(false) {
			d.makeCases()
		}
		// A fault met here is met again by whoever asks, and told to them.
		_ = d.people.load(context.Background(), d)
	}()
}
