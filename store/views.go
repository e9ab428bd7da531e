package store

import (
	"cmp"
	"fmt"
	"slices"

	"koe/model"
	"koe/store/kv"
)

// IssueView is all that is known of an issue; nil is none.
func (r *Reader) IssueView(n model.Number) (*model.IssueView, error) {
	i, err := r.Issue(n)
	if err != nil || i == nil {
		return nil, err
	}
	row, err := r.Row(i)
	if err != nil {
		return nil, err
	}
	v := &model.IssueView{Row: row}
	if v.Contacts, err = r.Contacts(i.Ref()); err != nil {
		return nil, err
	}
	if v.Events, err = r.History(i.Ref(), i.ImportBatch); err != nil {
		return nil, err
	}
	if i.Problem != 0 {
		v.Problem, err = spokenOf[model.Problem](r, problemKey(i.Problem), i.Problem)
	}
	return v, err
}

// Contacts reads the attempts to reach somebody about a record, oldest first.
func (r *Reader) Contacts(about model.Ref) ([]model.Contact, error) {
	var out []model.Contact
	err := r.entries(kv.Prefix(aboutPrefix(about)), func(k []byte) (bool, error) {
		c, err := one[model.Contact](r, contactKey(tailNumber(k)))
		if err != nil {
			return false, err
		}
		if c == nil {
			return false, missing(fmt.Sprintf("contact %d", tailNumber(k)))
		}
		if !c.Retracted {
			out = append(out, *c)
		}
		return true, nil
	})
	return out, err
}

// Users reads everyone on the desk, by name.
func (r *Reader) Users() ([]model.User, error) {
	var out []model.User
	err := each(r, model.UserRecord, func(u *model.User) error {
		out = append(out, *u)
		return nil
	})
	return out, err
}

// Room counts each person's open issues: how much room they have.
func (r *Reader) Room() (map[model.UserID]int, error) {
	open := map[model.UserID]int{}
	err := r.entries(kv.Prefix([]byte{tableOwner}), func(k []byte) (bool, error) {
		open[model.UserID(k[1:len(k)-18])]++ // severity, due, number and the zero byte follow the name
		return true, nil
	})
	return open, err
}

// Problems reads every problem, the newest first.
func (r *Reader) Problems() ([]model.Problem, error) {
	var out []model.Problem
	rng := kv.Prefix([]byte{tableProblem})
	rng.Reverse = true
	err := r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		var p model.Problem
		if err := decode(k, v, &p); err != nil {
			return false, err
		}
		out = append(out, p)
		return true, nil
	})
	return out, err
}

// LinkedIssues visits the issues of a problem, the newest first.
func (r *Reader) LinkedIssues(id model.ProblemID, fn func(*model.Issue) (bool, error)) error {
	rng := kv.Prefix(linkedPrefix(id))
	rng.Reverse = true
	return r.entries(rng, func(k []byte) (bool, error) {
		return r.visit(model.Number(tailNumber(k)), "", func(i *model.Issue, _ model.Cursor) (bool, error) { return fn(i) })
	})
}

// Customers reads every customer, merged ones too.
func (r *Reader) Customers(fn func(*model.Customer) error) error {
	return r.src.scan(r.ctx, kv.Prefix([]byte{tablePerson}), func(k, v []byte) (bool, error) {
		c := new(model.Customer)
		if err := decode(k, v, c); err != nil {
			return false, err
		}
		return true, fn(c)
	})
}

// CustomerIssues visits a customer's issues received since a day, the newest day first.
func (r *Reader) CustomerIssues(id model.CustomerID, since model.Day, fn func(*model.Issue) (bool, error)) error {
	rng := kv.Prefix(customerPrefix(id))
	rng.From = day(customerPrefix(id), since)
	rng.Reverse = true
	return r.entries(rng, func(k []byte) (bool, error) {
		return r.visit(model.Number(tailNumber(k)), "", func(i *model.Issue, _ model.Cursor) (bool, error) { return fn(i) })
	})
}

// Records reads all records of a kind of the general table, in the order of
// their keys.
func Records[T any](r *Reader, typ model.RecordType) ([]T, error) {
	var out []T
	err := each(r, typ, func(v *T) error {
		out = append(out, *v)
		return nil
	})
	return out, err
}

// CustomerView says what the form shows of a customer: how much is open, how
// much came lately, and the promise that is due first. ids are the customer
// and those merged with it.
func (r *Reader) CustomerView(c *model.Customer, ids []model.CustomerID, since model.Day) (model.CustomerView, error) {
	v := model.CustomerView{Customer: *c}
	for _, id := range ids {
		err := r.CustomerIssues(id, 0, func(i *model.Issue) (bool, error) {
			if i.Day >= since {
				v.Recent++
			}
			if i.State.Open() {
				v.Open++
				if p, ok := i.NextPromise(); ok && (v.Promise == nil || p.By < v.Promise.By) {
					v.Promise, v.Promised = &p, i.Number
				}
			}
			return true, nil
		})
		if err != nil {
			return v, err
		}
	}
	return v, nil
}

// TagUses lists every tag with how many issues are counted under it or under
// its leaves, sorted by key.
func (r *Reader) TagUses() ([]model.TagUse, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	series, err := r.Series(SeriesQuery{AllKinds: true})
	if err != nil {
		return nil, err
	}
	uses := make(map[model.TagKey]*model.TagUse, len(book))
	for k, t := range book {
		uses[k] = &model.TagUse{Tag: *t}
	}
	for n := range series {
		s := &series[n]
		count, last := tally(s)
		for key, up := s.Tag, true; up; key, up = key.Parent() {
			if u := uses[key]; u != nil {
				u.Count += count
				u.Last = max(u.Last, last)
			}
		}
	}
	out := make([]model.TagUse, 0, len(uses))
	for _, u := range uses {
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b model.TagUse) int { return cmp.Compare(a.Tag.Key, b.Tag.Key) })
	return out, nil
}

func tally(s *model.Series) (count int, last model.Day) {
	for at, c := range s.Counts {
		if c != 0 {
			count += int(c)
			last = s.First + model.Day(at)
		}
	}
	return count, last
}

// Urgent visits the open issues in the order of their urgency.
func (r *Reader) Urgent(fn func(*model.Issue) (bool, error)) error {
	return r.entries(kv.Prefix([]byte{tableUrgent}), func(k []byte) (bool, error) {
		return r.visit(model.Number(tailNumber(k)), "", func(i *model.Issue, _ model.Cursor) (bool, error) { return fn(i) })
	})
}
