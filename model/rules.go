package model

// Rules are the rules (条件) of the desk's problems, as a query's words mean on
// the day of deciding.
type Rules interface {
	// Catches is the problem whose rule catches an issue, zero where none does.
	// made are the customers of the same command, whom the desk does not know yet.
	Catches(i *Issue, made []*Customer) (ProblemID, error)
	// Check refuses what is no rule.
	Check(rule string) error
}

// catch links what the rules of problems catch: issues that are new, and those
// that a change has brought under a rule that did not catch them before. So
// what somebody took out of a problem stays out, whatever else is changed on
// it, and what is in a problem stays in that one.
func (d *decider) catch() error {
	if d.env.Rules == nil || d.undoes != 0 {
		return nil
	}
	var made []*Customer
	for _, e := range d.effects {
		if c, ok := e.After.(*Customer); ok {
			made = append(made, c)
		}
	}
	for _, e := range d.effects {
		after, ok := e.After.(*Issue)
		if !ok || after.Problem != 0 {
			continue
		}
		before, changed := e.Before.(*Issue)
		if changed && before.Problem != 0 {
			continue
		}
		to, err := d.env.Rules.Catches(after, made)
		if err != nil {
			return err
		}
		if to == 0 {
			continue
		}
		if changed {
			if was, err := d.env.Rules.Catches(before, nil); err != nil || was == to {
				if err != nil {
					return err
				}
				continue
			}
		}
		after.Problem = to
		if d.receipt.Verb == VerbLog { // who logs it is told
			d.receipt.Problem = to
		}
	}
	return nil
}

// rule is a rule on one line that can be read.
func (d *decider) rule(typed string) (string, error) {
	rule, err := line("rule", typed)
	if err != nil || rule == "" || d.env.Rules == nil {
		return rule, err
	}
	return rule, d.env.Rules.Check(rule)
}

// RuleWorks reports whether a problem's rule links anything: that of one that
// was declined rests.
func (p *Problem) RuleWorks() bool { return p.Rule != "" && p.Stage != Declined }
