package desk

import (
	"cmp"
	"context"
	"slices"

	"koe/model"
	"koe/store"
)

// Problems lists every problem with how many issues are linked and open, the
// newest first.
func (d *Desk) Problems(ctx context.Context) ([]model.ProblemView, error) {
	var out []model.ProblemView
	err := d.read(ctx, func(r *store.Reader) error {
		problems, err := r.Problems()
		if err != nil {
			return err
		}
		for _, p := range problems {
			v, err := d.problemView(r, p, 0)
			if err != nil {
				return err
			}
			out = append(out, v)
		}
		zone, err := r.Zone()
		if err == nil {
			model.SortByNeed(out, d.Now().Day(zone), zone)
		}
		return err
	})
	return out, err
}

// Problem answers with all that is known of one problem.
func (d *Desk) Problem(ctx context.Context, id model.ProblemID) (model.ProblemView, error) {
	var out model.ProblemView
	err := d.read(ctx, func(r *store.Reader) error {
		p, err := r.Problem(id)
		if err != nil {
			return err
		}
		if p == nil {
			return &model.Refusal{Code: model.NotFound, Ref: (&model.Problem{ID: id}).Ref()}
		}
		if out, err = d.problemView(r, *p, wordsShown); err != nil {
			return err
		}
		if out.Contacts, err = contactsOf(r, p); err != nil {
			return err
		}
		out.Events, err = r.History(p.Ref(), 0)
		return err
	})
	return out, err
}

// contactsOf are the attempts to reach somebody about a problem or one of its
// issues.
func contactsOf(r *store.Reader, p *model.Problem) ([]model.Contact, error) {
	all, err := r.Contacts(p.Ref())
	if err != nil {
		return nil, err
	}
	err = r.LinkedIssues(p.ID, func(i *model.Issue) (bool, error) {
		more, err := r.Contacts(i.Ref())
		all = append(all, more...)
		return err == nil, err
	})
	return all, err
}

// problemView counts a problem's issues and shows the newest of them.
func (d *Desk) problemView(r *store.Reader, p model.Problem, show int) (model.ProblemView, error) {
	v := model.ProblemView{Problem: p}
	book, err := r.Tags()
	if err != nil {
		return v, err
	}
	if p.Tag != "" {
		v.TagPath = book.Path(book.Resolve(p.Tag))
	}
	loggers := map[model.UserID]bool{}
	err = r.LinkedIssues(p.ID, func(i *model.Issue) (bool, error) {
		v.Linked++
		if i.State.Open() {
			v.Open++
		}
		if i.LoggedBy != "" {
			loggers[i.LoggedBy] = true
		}
		if len(v.Issues) < show {
			row, err := r.Row(i)
			if err != nil {
				return false, err
			}
			v.Issues = append(v.Issues, row)
		}
		return true, nil
	})
	for u := range loggers {
		v.Loggers = append(v.Loggers, u)
	}
	slices.Sort(v.Loggers)
	return v, err
}

// broken is 1 of a call about a promise that was not kept in time, else 0.
func broken(c *model.Call, now model.Instant) int {
	if c.Promise != nil && c.Promise.By < now {
		return 1
	}
	return 0
}

// callsRead bounds how many open issues the call list is chosen from.
const callsRead = 2000

// Calls is a leader's call list: S1 and S2 first, then those whose promise was
// broken, then the longest unanswered; what a customer is worth breaks ties
// only.
func (d *Desk) Calls(ctx context.Context, limit int) ([]model.Call, error) {
	var all []model.Call
	err := d.read(ctx, func(r *store.Reader) error {
		read := 0
		return r.Urgent(func(i *model.Issue) (bool, error) {
			if i.Kind == model.KindPraise { // thanks need no apology
				return true, nil
			}
			row, err := r.Row(i)
			if err != nil {
				return false, err
			}
			call := model.Call{Row: row, Since: i.ReceivedAt}
			if p, ok := i.NextPromise(); ok {
				call.Promise = &p
			}
			contacts, err := r.Contacts(i.Ref())
			if err != nil {
				return false, err
			}
			for _, c := range contacts {
				if c.Outcome == model.Reached {
					call.Spoken++
					call.Since = max(call.Since, c.At)
				}
			}
			if c, err := r.Resolved(i.Customer); err != nil {
				return false, err
			} else if c != nil && len(c.Values) > 0 {
				call.Value = c.Values[len(c.Values)-1].Amount
			}
			all = append(all, call)
			read++
			return read < callsRead, nil
		})
	})
	now := d.Now()
	slices.SortStableFunc(all, func(a, b model.Call) int {
		return cmp.Or(
			cmp.Compare(min(a.Row.Issue.Severity, model.S3), min(b.Row.Issue.Severity, model.S3)),
			-cmp.Compare(broken(&a, now), broken(&b, now)),
			cmp.Compare(a.Row.Issue.Severity, b.Row.Issue.Severity),
			cmp.Compare(a.Since, b.Since),
			cmp.Compare(b.Value.Minor, a.Value.Minor),
		)
	})
	return all[:min(limit, len(all))], err
}
