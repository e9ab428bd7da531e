package model

import "slices"

// HandOver gives another what a person is accountable for in one problem: the
// problem itself and its actions. To is empty where nobody takes it yet.
type HandOver struct {
	Problem ProblemID
	From    UserID
	To      UserID
}

const VerbHandOver Verb = "hand-over"

func (HandOver) Verb() Verb    { return VerbHandOver }
func (HandOver) may() right    { return right{least: Admin} }
func (HandOver) undo() undoing { return restores }

func (c HandOver) decide(d *decider) error {
	if err := d.activeUser(c.To); err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if p.Owner == c.From {
		p.Owner = c.To
	}
	p.Actions = slices.Clone(p.Actions)
	for n := range p.Actions {
		if p.Actions[n].Owner == c.From {
			p.Actions[n].Owner = c.To
		}
	}
	return nil
}

// Accountable reports whether a person is accountable for anything in a problem that
// is still worked on.
func (p *Problem) Accountable(id UserID) bool {
	if p.Stage.Final() {
		return false
	}
	return p.Owner == id || slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Owner == id })
}
