package screentest

import (
	"errors"
	"slices"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
)

// facts are the desk's records as the model asks for them.
type facts struct{ d *Desk }

func (f facts) Issue(n model.Number) (*model.Issue, error) {
	return RecordOf(f.d, &model.Issue{Number: n}), nil
}

func (f facts) Customer(id model.CustomerID) (*model.Customer, error) {
	return RecordOf(f.d, &model.Customer{ID: id}), nil
}

func (f facts) Problem(id model.ProblemID) (*model.Problem, error) {
	return RecordOf(f.d, &model.Problem{ID: id}), nil
}

func (f facts) User(id model.UserID) (*model.User, error) {
	return RecordOf(f.d, &model.User{ID: id}), nil
}

func (f facts) Desk() (*model.Desk, error)                   { return RecordOf(f.d, &model.Desk{}), nil }
func (f facts) Heads() (model.Heads, error)                  { return f.d.heads, nil }
func (f facts) Record(r model.Ref) (model.Record, error)     { return f.d.records[r], nil }
func (f facts) Contacts(model.Ref) ([]model.Contact, error)  { return nil, nil }
func (f facts) ProblemNamed(string) (model.ProblemID, error) { return 0, nil }
func (f facts) Known(string, string) (model.Number, error)   { return 0, nil }

func (f facts) CustomerNamed(key string) (model.CustomerID, error) {
	for _, c := range all[*model.Customer](f.d) {
		if text.Key(c.Name) == key || c.Account != "" && text.Key(c.Account) == key {
			return c.ID, nil
		}
	}
	return 0, nil
}

func (f facts) Linked(p model.ProblemID) (n int, err error) {
	for _, r := range f.d.records {
		if i, ok := r.(*model.Issue); ok && p != 0 && i.Problem == p {
			n++
		}
	}
	return n, nil
}

func (f facts) Tags() (model.TagBook, error) {
	book := model.TagBook{}
	for _, r := range f.d.records {
		if t, ok := r.(*model.Tag); ok {
			book[t.Key] = t
		}
	}
	return book, nil
}

func (f facts) Event(seq uint64) (*model.Event, error) {
	if seq == 0 || seq > uint64(len(f.d.events)) {
		return nil, errors.New("no such event")
	}
	return &f.d.events[seq-1], nil
}

func (f facts) UndoneBy(seq uint64) (uint64, error) {
	for _, e := range slices.Backward(f.d.events) {
		if e.Undoes == seq {
			if by, _ := f.UndoneBy(e.Seq); by == 0 {
				return e.Seq, nil
			}
		}
	}
	return 0, nil
}

func (f facts) LastOwn(who model.UserID, redo bool) (*model.Event, error) {
	for i := len(f.d.events) - 1; i >= 0; i-- {
		e := &f.d.events[i]
		by, _ := f.UndoneBy(e.Seq)
		switch {
		case e.Actor != who || by != 0:
		case redo && e.Verb == model.VerbUndo:
			return e, nil
		case redo && e.Verb != model.VerbRedo:
			return nil, nil
		case !redo && model.Undoable(e.Verb):
			return e, nil
		}
	}
	return nil, nil
}

func (f facts) Standing(about model.Ref, other uint64) (*model.Event, error) {
	for i := len(f.d.events) - 1; i >= 0; i-- {
		e := &f.d.events[i]
		by, _ := f.UndoneBy(e.Seq)
		touches := slices.ContainsFunc(f.d.bodies[i].Changes, func(c model.Change) bool { return c.Ref == about })
		if e.Seq != other && by == 0 && touches && e.Verb != model.VerbUndo && e.Verb != model.VerbRedo {
			return e, nil
		}
	}
	return nil, nil
}

// names resolves the names of queries.
type names struct{ d *Desk }

func (n names) Tag(k model.TagKey) model.TagKey {
	book, _ := facts(n).Tags()
	return book.Resolve(k)
}

func (n names) Users(name string) []model.UserID {
	var ids []model.UserID
	for _, u := range all[*model.User](n.d) {
		if query.UserIs(&u, name) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

func (n names) Customers(name string) []model.CustomerID {
	var ids []model.CustomerID
	for _, c := range all[*model.Customer](n.d) {
		if query.CustomerIs(&c, name) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
