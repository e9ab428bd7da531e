package model

// SetDue sets by when the issues must be resolved; zero takes it away.
type SetDue struct {
	Issues []Number
	Due    Instant
}

const VerbDue Verb = "due"

func (SetDue) Verb() Verb    { return VerbDue }
func (SetDue) may() right    { return right{least: Agent, own: true} }
func (SetDue) undo() undoing { return restores }

func (c SetDue) decide(d *decider) error {
	return d.eachIssue(c.Issues, c.Verb(), 0, func(i *Issue) error { i.Due = c.Due; return nil })
}

// SnoozeIssues (後日対応) hides issues from the lists until then.
type SnoozeIssues struct {
	Issues []Number
	Until  Instant
}

const VerbSnooze Verb = "snooze"

func (SnoozeIssues) Verb() Verb    { return VerbSnooze }
func (SnoozeIssues) may() right    { return right{least: Agent, own: true} }
func (SnoozeIssues) undo() undoing { return restores }

func (c SnoozeIssues) decide(d *decider) error {
	return d.eachIssue(c.Issues, c.Verb(), 0, func(i *Issue) error { i.Snooze = c.Until; return nil })
}
