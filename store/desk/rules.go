package desk

import (
	"context"
	"slices"

	"koe/model"
	"koe/model/query"
	"koe/store"
)

// rules are the rules of the problems, ready to be held against issues. They
// are the loop's own: compiled when the first command needs them, and anew when
// the day, a problem, or a name that they speak of has changed.
type rules struct {
	desk *Desk
	all  []rule
	day  model.Day
	now  model.Instant // of the command that is decided
	// ready is false until they are compiled, and after what they rest on changed.
	ready bool
	env   query.Env // they were compiled with
	// called is whom the rules' names of customers mean: looked for among all of them
	// once, and followed from then on, as a desk makes new customers all day.
	called map[string][]model.CustomerID
	more   bool // called has grown since the rules were resolved
	again  bool // a customer was changed, whom the directory takes over with the group
}

// rule is one problem's, resolved.
type rule struct {
	problem model.ProblemID
	matcher *query.Matcher
	expr    query.Expr
	people  bool // it names customers
}

// deciding gives the rules as they stand before a command of the group.
func (r *rules) deciding(tx *store.Tx) (model.Rules, error) {
	zone, err := tx.Zone()
	if err != nil {
		return nil, err
	}
	r.now = r.desk.Now()
	if today := r.now.Day(zone); !r.ready || r.day != today {
		if err := r.compile(tx.Reader); err != nil {
			return nil, err
		}
		r.day, r.ready, r.more = today, true, false
	}
	if r.more {
		for n := range r.all {
			if r.all[n].people {
				r.all[n].matcher = r.resolved(&r.all[n], nil)
			}
		}
		r.more = false
	}
	return r, nil
}

// compile reads every problem that has a rule and is not declined. Those that
// are worked on come first, then the older: an issue that several catch goes
// to the first.
func (r *rules) compile(from *store.Reader) error {
	problems, err := from.Problems()
	if err != nil {
		return err
	}
	if r.env, err = r.desk.env(from, ""); err != nil {
		return err
	}
	slices.Reverse(problems)
	slices.SortStableFunc(problems, func(a, b model.Problem) int { return rank(a.Stage) - rank(b.Stage) })
	r.all = nil
	for _, p := range problems {
		if !p.RuleWorks() {
			continue
		}
		e, err := query.ParseRule(p.Rule)
		if err != nil || e.IsEmpty() {
			continue // of an older koe: its page says that it cannot be read
		}
		one := rule{problem: p.ID, expr: query.Rule(e), people: e.Names(query.Customer)}
		if one.people {
			if err := r.desk.people.load(context.Background(), r.desk); err != nil {
				return err
			}
		}
		one.matcher = r.resolved(&one, nil)
		r.all = append(r.all, one)
	}
	return nil
}

func rank(s model.Stage) int {
	if s.Final() {
		return 1
	}
	return 0
}

// resolved gives the words of a rule what they mean now; made are customers whom
// nobody knows yet.
func (r *rules) resolved(one *rule, made []*model.Customer) *query.Matcher {
	env := r.env
	if one.people {
		env.Names = called{r.env.Names, r, made}
	}
	return query.Compile(one.expr, env)
}

// note follows what a command of the group changed.
func (r *rules) note(effects []model.Effect) {
	for _, e := range effects {
		rec := e.After
		if rec == nil {
			rec = e.Before
		}
		switch rec := rec.(type) {
		case *model.Problem, *model.Tag, *model.User, *model.Desk:
			r.ready = false
		case *model.Customer:
			r.noteCustomer(rec, e.Before == nil)
		}
	}
}

// noteCustomer follows a customer whom names may mean.
func (r *rules) noteCustomer(c *model.Customer, made bool) {
	switch {
	case len(r.called) == 0:
	case !made:
		r.forget()
		r.again = true
	default:
		for name, ids := range r.called {
			if query.CustomerIs(c, name) {
				r.called[name], r.more = append(ids, c.ID), true // the newest ID is the greatest
			}
		}
	}
}

// forget has the rules compiled anew, and their names looked for again.
func (r *rules) forget() { r.ready, r.called = false, nil }

// settled ends a group: what was dropped is forgotten, and what the directory
// knows only now is looked for again.
func (r *rules) settled(written bool) {
	if !written || r.again {
		r.forget()
	}
	r.again = false
}

// Catches is the first problem whose rule catches an issue.
func (r *rules) Catches(i *model.Issue, made []*model.Customer) (model.ProblemID, error) {
	for n := range r.all {
		one := &r.all[n]
		matcher := one.matcher
		if one.people && len(made) > 0 {
			matcher = r.resolved(one, made)
		}
		if matcher.At(r.now).Match(i) {
			return one.problem, nil
		}
	}
	return 0, nil
}

// Check refuses a rule that cannot be read.
func (*rules) Check(rule string) error {
	_, err := query.ParseRule(rule)
	return err
}

// called are the desk's names, where those of customers are looked for once, and
// are known beside the directory.
type called struct {
	query.Names
	rules *rules
	made  []*model.Customer
}

func (n called) Customers(name string) []model.CustomerID {
	ids, known := n.rules.called[name]
	if !known {
		ids = n.Names.Customers(name)
		if n.rules.called == nil {
			n.rules.called = map[string][]model.CustomerID{}
		}
		n.rules.called[name] = ids
	}
	if len(n.made) == 0 {
		return ids
	}
	all := slices.Clone(ids)
	for _, c := range n.made {
		if query.CustomerIs(c, name) {
			all = append(all, c.ID)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
