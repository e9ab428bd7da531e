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
	// ready is false until they are compiled, and after what they rest on changed.
	ready bool
	// fresh are customers of this group, whom the directory does not know yet.
	fresh []*model.Customer
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
	if today := r.desk.Now().Day(zone); !r.ready || r.day != today {
		if err := r.compile(tx.Reader); err != nil {
			return nil, err
		}
		r.day, r.ready = today, true
	}
	return held{r, tx.Reader}, nil
}

// compile reads every problem that has a rule and is not declined. Those that
// are worked on come first, then the older: an issue that several catch goes
// to the first.
func (r *rules) compile(from *store.Reader) error {
	problems, err := from.Problems()
	if err != nil {
		return err
	}
	env, err := r.desk.env(from, "")
	if err != nil {
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
		if err := r.resolve(&one, env, r.fresh); err != nil {
			return err
		}
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

// resolve gives the words of a rule what they mean now; more are customers whom
// the directory does not know yet.
func (r *rules) resolve(one *rule, env query.Env, more []*model.Customer) error {
	if one.people {
		if err := r.desk.people.load(context.Background(), r.desk); err != nil {
			return err
		}
		env.Names = namesAndMore{env.Names, more}
	}
	one.matcher = query.Compile(one.expr, env)
	return nil
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
			if slices.ContainsFunc(r.all, func(one rule) bool { return one.people }) {
				r.fresh, r.ready = append(r.fresh, rec), false
			}
		}
	}
}

// settled forgets what the directory knows by now, or what was dropped.
func (r *rules) settled(written bool) {
	if !written {
		r.ready = false
	}
	r.fresh = nil
}

// held are the rules while one command is decided.
type held struct {
	*rules
	from *store.Reader
}

func (h held) Catches(i *model.Issue, made []*model.Customer) (model.ProblemID, error) {
	for n := range h.all {
		one := h.all[n]
		if one.people && len(made) > 0 {
			env, err := h.desk.env(h.from, "")
			if err == nil {
				err = h.resolve(&one, env, append(slices.Clone(h.fresh), made...))
			}
			if err != nil {
				return 0, err
			}
		}
		if one.matcher.Match(i) {
			return one.problem, nil
		}
	}
	return 0, nil
}

func (held) Check(rule string) error {
	_, err := query.ParseRule(rule)
	return err
}

// namesAndMore knows customers beside those of the directory.
type namesAndMore struct {
	query.Names
	more []*model.Customer
}

func (n namesAndMore) Customers(name string) []model.CustomerID {
	all := n.Names.Customers(name)
	for _, c := range n.more {
		if query.CustomerIs(c, name) {
			all = append(all, c.ID)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
