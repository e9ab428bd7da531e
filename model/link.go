package model

// Link counts issues to a problem; Unlink takes them out. Neither changes
// a count. A problem that has no tag of its own yet takes Tag, whose trend
// becomes its trend; that is a leader's to say. Issues of another problem, and
// a problem that was declined, take Anyway: it was seen, and is meant. With Free
// those that are in a problem by now are passed over.
type Link struct {
	Issues  []Number
	Problem ProblemID
	Tag     TagPath
	Anyway  bool
	Free    bool
}

const VerbLink Verb = "link"

func (Link) Verb() Verb    { return VerbLink }
func (Link) may() right    { return right{least: Agent} }
func (Link) undo() undoing { return restores }

func (c Link) decide(d *decider) error {
	p, err := d.Problem(c.Problem)
	if err != nil {
		return err
	}
	if p == nil {
		return &Refusal{Code: NotFound, Ref: ref(ProblemRecord, uint64(c.Problem))}
	}
	if c.Tag != "" && d.who.Role < Leader {
		return notAllowed(Leader, VerbLink)
	}
	if p.Stage == Declined && !c.Anyway {
		return &Refusal{Code: IntoDeclined, Ref: p.Ref()}
	}
	d.receipt.Problem = c.Problem
	if c.Tag != "" && p.Tag == "" {
		changed, err := d.problem(c.Problem)
		if err != nil {
			return err
		}
		if changed.Tag, err = d.tagKey(c.Tag); err != nil {
			return err
		}
		if len(c.Issues) == 0 {
			return nil
		}
	}
	if c.Free {
		if c.Issues, err = d.free(c.Issues); err != nil || len(c.Issues) == 0 {
			return err
		}
	}
	return d.link(c.Issues, c.Problem, c.Anyway)
}

// free are those of some issues that are in no problem.
func (d *decider) free(numbers []Number) ([]Number, error) {
	var free []Number
	for _, n := range numbers {
		i, err := d.issue(n)
		if err != nil {
			return nil, err
		}
		if i.Problem == 0 {
			free = append(free, n)
		}
	}
	return free, nil
}

// link puts issues into a problem, and out of another only anyway.
func (d *decider) link(numbers []Number, to ProblemID, anyway bool) error {
	var elsewhere *Refusal
	err := d.eachIssue(numbers, VerbLink, 0, func(i *Issue) error {
		switch {
		case i.Problem == 0 || i.Problem == to || anyway:
			i.Problem = to
		case elsewhere == nil:
			elsewhere = &Refusal{Code: LinkedElsewhere, Ref: i.Ref(), Value: i.Problem.String(), N: 1}
		default:
			elsewhere.N++
		}
		return nil
	})
	if err == nil && elsewhere != nil {
		return elsewhere
	}
	return err
}

// Unlink takes issues out of their problem.
type Unlink struct{ Issues []Number }

const VerbUnlink Verb = "unlink"

func (Unlink) Verb() Verb    { return VerbUnlink }
func (Unlink) may() right    { return right{least: Agent} }
func (Unlink) undo() undoing { return restores }

func (c Unlink) decide(d *decider) error {
	return d.eachIssue(c.Issues, c.Verb(), 0, func(i *Issue) error { i.Problem = 0; return nil })
}
