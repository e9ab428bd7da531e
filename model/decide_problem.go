package model

import "slices"

// runProblem decides the commands about problems; done is false for any other.
func (d *decider) runProblem(c Command) (done bool, err error) {
	switch c := c.(type) {
	case NewProblem:
		return true, d.newProblem(c)
	case EditProblem:
		return true, d.editProblem(c)
	case OwnProblem:
		return true, d.ownProblem(c)
	case SetStage:
		return true, d.setStage(c)
	case AddAction:
		return true, d.addAction(c)
	case EditAction:
		return true, d.editAction(c)
	case Tell:
		return true, d.tell(c)
	case Hear:
		return true, d.hear(c)
	case Recur:
		return true, d.recur(c)
	}
	return false, nil
}

func (d *decider) newProblem(c NewProblem) error {
	title, err := line("title", c.Title)
	if err != nil {
		return err
	}
	if title == "" {
		return &Refusal{Code: Missing, Field: "title"}
	}
	rule, err := line("rule", c.Rule)
	if err != nil {
		return err
	}
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	p := &Problem{Title: title, Rule: rule, Owner: c.Owner, Since: c.Since, Stage: Suspected, StageAt: d.env.Now, CreatedAt: d.env.Now, CreatedBy: d.who.ID}
	if c.Tag != "" {
		if p.Tag, err = d.tagKey(c.Tag); err != nil {
			return err
		}
	}
	d.heads.Problem++
	p.ID = d.heads.Problem
	d.put(nil, p)
	d.receipt.Problem = p.ID
	if len(c.Issues) == 0 {
		return nil
	}
	return d.eachIssue(c.Issues, VerbLink, 0, func(i *Issue) error { i.Problem = p.ID; return nil })
}

func (d *decider) editProblem(c EditProblem) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		to   *string
		from *string
	}{{"title", &p.Title, c.Title}, {"rule", &p.Rule, c.Rule}, {"external", &p.External, c.External}} {
		if err := setLine(f.name, f.to, f.from); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		name string
		to   *string
		from *string
	}{{"cause", &p.Cause, c.Cause}, {"goal", &p.Goal, c.Goal}, {"tell", &p.Tell, c.Tell}, {"workaround", &p.Workaround, c.Workaround}, {"result", &p.Result, c.Result}} {
		if f.from == nil {
			continue
		}
		if *f.to, err = block(f.name, *f.from, MaxTyped*4); err != nil {
			return err
		}
	}
	if p.Title == "" {
		return &Refusal{Code: Missing, Field: "title"}
	}
	set(&p.Snooze, c.SnoozeAbove)
	if c.Tag != nil {
		p.Tag = ""
		if *c.Tag != "" {
			p.Tag, err = d.tagKey(*c.Tag)
		}
	}
	return err
}

func (d *decider) ownProblem(c OwnProblem) error {
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Owner = c.Owner
	return nil
}

// setStage moves a problem on. An ending says what came of it, in words; not
// acting says why, and whether we would accept that as the customer.
func (d *decider) setStage(c SetStage) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	words := map[string]string{}
	for name, s := range map[string]string{"result": c.Result, "reason": c.Reason, "as_customer": c.AsCustomer} {
		if words[name], err = block(name, s, MaxTyped*4); err != nil {
			return err
		}
	}
	need := func(field string) error {
		if words[field] == "" {
			return &Refusal{Code: NeedsReason, Field: field, Value: c.Stage.String()}
		}
		return nil
	}
	switch c.Stage {
	case 0:
		return &Refusal{Code: Missing, Field: "stage"}
	case Effective, Ineffective:
		if err := need("result"); err != nil {
			return err
		}
		p.Result = words["result"]
		p.Told = mergeTellings(p.Told, c.Tell)
	case Declined, Deferred:
		if err := need("reason"); err != nil {
			return err
		}
		if err := need("as_customer"); err != nil {
			return err
		}
		if c.Stage == Deferred && c.Until == 0 {
			return &Refusal{Code: NeedsReason, Field: "until", Value: c.Stage.String()}
		}
		p.AsCustomer, p.Until = words["as_customer"], c.Until
	}
	if words["reason"] != "" {
		p.Decisions = withNote(p.Decisions, Note{At: d.env.Now, By: d.who.ID, Text: words["reason"]})
	}
	if p.Stage != c.Stage {
		p.Stage, p.StageAt = c.Stage, d.env.Now
	}
	return nil
}

// mergeTellings adds those still to be told, each audience once.
func mergeTellings(have, more []Telling) []Telling {
	have = slices.Clip(have)
	for _, t := range more {
		if !slices.ContainsFunc(have, func(h Telling) bool { return h.Who == t.Who }) {
			have = append(have, Telling{Who: t.Who, Note: t.Note})
		}
	}
	return have
}

func (d *decider) addAction(c AddAction) error {
	words, err := line("action", c.Text)
	if err != nil {
		return err
	}
	if words == "" {
		return &Refusal{Code: Missing, Field: "action"}
	}
	if c.Type == 0 {
		c.Type = ActionProcess
	}
	reference, err := line("reference", c.Reference)
	if err != nil {
		return err
	}
	if err := d.activeUser(c.Owner); err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Actions = append(slices.Clip(p.Actions), Action{N: len(p.Actions) + 1, Type: c.Type, Text: words, Owner: c.Owner, Due: c.Due, Effective: c.Effective, Reference: reference, By: d.who.ID, At: d.env.Now})
	if p.Stage == Suspected || p.Stage == Confirmed || p.Stage == Deferred {
		p.Stage, p.StageAt = Acting, d.env.Now
	}
	return nil
}

func (d *decider) editAction(c EditAction) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if c.N < 1 || c.N > len(p.Actions) {
		return &Refusal{Code: BadValue, Field: "action", Value: ref(ProblemRecord, uint64(max(c.N, 0))).Key, Accepted: "the number of one of its actions"}
	}
	if c.Owner != nil {
		if err := d.activeUser(*c.Owner); err != nil {
			return err
		}
	}
	p.Actions = slices.Clone(p.Actions)
	a := &p.Actions[c.N-1]
	if err := setLine("action", &a.Text, c.Text); err != nil {
		return err
	}
	if err := setLine("reference", &a.Reference, c.Reference); err != nil {
		return err
	}
	set(&a.Owner, c.Owner)
	set(&a.Due, c.Due)
	set(&a.Effective, c.Effective)
	return nil
}

func (d *decider) tell(c Tell) error {
	note, err := block("note", c.Note, MaxTyped*4)
	if err != nil {
		return err
	}
	if c.Who == "" {
		return &Refusal{Code: Missing, Field: "audience"}
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Told = slices.Clone(p.Told)
	at := slices.IndexFunc(p.Told, func(t Telling) bool { return t.Who == c.Who && t.At == 0 })
	if at < 0 {
		p.Told = append(p.Told, Telling{Who: c.Who})
		at = len(p.Told) - 1
	}
	p.Told[at].At, p.Told[at].By = d.env.Now, d.who.ID
	if note != "" {
		p.Told[at].Note = note
	}
	return nil
}

func (d *decider) hear(c Hear) error {
	words, err := line("note", c.Text)
	if err != nil {
		return err
	}
	if words == "" {
		return &Refusal{Code: Missing, Field: "note"}
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Heard = withNote(p.Heard, Note{At: d.env.Now, By: d.who.ID, Text: words})
	return nil
}

// recur reopens a problem that was declared fixed and is back.
func (d *decider) recur(c Recur) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if p.Stage != Effective {
		return nil
	}
	p.Recurred = append(slices.Clip(p.Recurred), c.On)
	p.Stage, p.StageAt = Confirmed, d.env.Now
	return nil
}
