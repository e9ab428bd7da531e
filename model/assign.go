package model

// Assign gives issues an owner; an empty one takes the owner away.
type Assign struct {
	Issues []Number
	Owner  UserID
}

const VerbAssign Verb = "assign"

func (Assign) Verb() Verb    { return VerbAssign }
func (Assign) may() right    { return right{least: Lead} }
func (Assign) undo() undoing { return restores }

func (c Assign) decide(d *decider) error {
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	return d.eachIssue(c.Issues, VerbAssign, 0, func(i *Issue) error {
		i.Owner = c.Owner
		switch {
		case c.Owner != "" && i.State == New:
			d.move(i, Working)
		case c.Owner == "" && i.State == Working:
			d.move(i, New)
		}
		return nil
	})
}
