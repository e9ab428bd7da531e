package model

import (
	"math"

	"koe/model/trend/effect"
)

// A Problem (課題) is something that keeps coming back: a rule and linked
// issues, one accountable owner, actions, a measured effect, what to tell
// callers.
type Problem struct {
	ID         ProblemID `cbor:"1,keyasint" json:"id"`
	Revision   uint32    `cbor:"2,keyasint" json:"revision" event:"-"`
	Title      string    `cbor:"3,keyasint" json:"title"`
	Rule       string    `cbor:"4,keyasint,omitempty" json:"rule,omitempty"` // a query, as its text
	Tag        TagKey    `cbor:"5,keyasint,omitempty" json:"tag,omitempty"`  // the tag whose trend is its trend
	Owner      UserID    `cbor:"6,keyasint,omitempty" json:"owner,omitempty"`
	Stage      Stage     `cbor:"7,keyasint" json:"stage"`
	StageAt    Instant   `cbor:"8,keyasint" json:"stage_at"`
	Cause      string    `cbor:"9,keyasint,omitempty" json:"cause,omitempty"`
	Goal       string    `cbor:"10,keyasint,omitempty" json:"goal,omitempty"`
	Tell       string    `cbor:"11,keyasint,omitempty" json:"tell,omitempty"`         // ご案内文: what to tell callers
	Workaround string    `cbor:"12,keyasint,omitempty" json:"workaround,omitempty"`   // 暫定対応
	Result     string    `cbor:"13,keyasint,omitempty" json:"result,omitempty"`       // in words, at the end
	AsCustomer string    `cbor:"14,keyasint,omitempty" json:"as_customer,omitempty"`  // "would you accept this as the customer?"
	Until      Day       `cbor:"15,keyasint,omitempty" json:"until,omitempty"`        // deferred until
	Since      Day       `cbor:"16,keyasint,omitempty" json:"since,omitempty"`        // onset of the signal that made it
	Recurred   []Day     `cbor:"17,keyasint,omitempty" json:"recurred,omitempty"`     // days on which it came back after effective
	Snooze     float64   `cbor:"18,keyasint,omitempty" json:"snooze_above,omitempty"` // quiet until the ratio is above this
	CreatedAt  Instant   `cbor:"19,keyasint" json:"created_at"`
	CreatedBy  UserID    `cbor:"20,keyasint" json:"created_by"`
	Actions    []Action  `cbor:"21,keyasint,omitempty" json:"actions,omitempty"`
	Decisions  []Note    `cbor:"22,keyasint,omitempty" json:"decisions,omitempty" event:"words"`
	Heard      []Note    `cbor:"23,keyasint,omitempty" json:"heard,omitempty" event:"words"` // "what I hear", from agents
	Told       []Telling `cbor:"24,keyasint,omitempty" json:"told,omitempty"`
	External   string    `cbor:"25,keyasint,omitempty" json:"external,omitempty"` // the source's own reference, problem_id
	// Judged are the verdicts on its actions as they were said, the latest last.
	Judged []Judgement `cbor:"26,keyasint,omitempty" json:"judged,omitempty"`
}

// A Judgement (判定) is a verdict on action N as it was said from a day on,
// however the counts are restated later.
type Judgement struct {
	N       int    `cbor:"1,keyasint" json:"n"`
	On      Day    `cbor:"2,keyasint" json:"on"`
	Verdict string `cbor:"3,keyasint" json:"verdict"` // its code
}

// Said is what was said of an action up to a day, since it came into force.
func (p *Problem) Said(a *Action, on Day) []Judgement {
	var said []Judgement
	for _, j := range p.Judged {
		if j.N == a.N && j.On >= a.Effective && j.On <= on {
			said = append(said, j)
		}
	}
	return said
}

// Ref names the record.
func (p *Problem) Ref() Ref { return ref(ProblemRecord, uint64(p.ID)) }

// SaidWorse tells whether what was last said of one of its actions is worse.
func (p *Problem) SaidWorse() bool {
	for i := range p.Actions {
		a := &p.Actions[i]
		said := p.Said(a, math.MaxInt32)
		if n := len(said); n > 0 && a.Cancelled == "" && said[n-1].Verdict == effect.Worse.String() {
			return true
		}
	}
	return false
}

// NewProblem makes a problem of a signal, a tag, a query or some issues. Undone,
// the problem goes, unless others have linked issues to it since.
type NewProblem struct {
	Title  string
	Rule   string
	Catch  bool // links what the rule catches by now and no problem has; the desk finds it
	Tag    TagPath
	Owner  UserID
	Since  Day
	Issues []Number
	Anyway bool // also those that are in another problem
}

const VerbNewProblem Verb = "problem"

func (NewProblem) Verb() Verb    { return VerbNewProblem }
func (NewProblem) may() right    { return right{least: Leader} }
func (NewProblem) undo() undoing { return restores }

func (c NewProblem) decide(d *decider) error {
	title, err := someLine("title", c.Title)
	if err != nil {
		return err
	}
	rule, err := d.rule(c.Rule)
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
	return d.link(c.Issues, p.ID, c.Anyway)
}

// EditProblem changes what a problem says; nil fields stay.
type EditProblem struct {
	Problem                               ProblemID
	Title, Rule, External                 *string
	Cause, Goal, Tell, Workaround, Result *string `text:"said"`
	Tag                                   *TagPath
	SnoozeAbove                           *float64
	Since                                 *Day // the onset, put right
	Catch                                 bool // links what Rule catches by now and no problem has; the desk finds it
}

const VerbEditProblem Verb = "problem-edit"

func (EditProblem) Verb() Verb    { return VerbEditProblem }
func (EditProblem) may() right    { return right{least: Leader} }
func (EditProblem) undo() undoing { return restores }

func (c EditProblem) decide(d *decider) error {
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	if err := setAll(someLine, given{"title", &p.Title, c.Title}); err != nil {
		return err
	}
	if err := setAll(line, given{"external", &p.External, c.External}); err != nil {
		return err
	}
	if c.Rule != nil {
		if p.Rule, err = d.rule(*c.Rule); err != nil {
			return err
		}
	}
	d.recorded = c.Catch // under a rule that stands, there may be more to link
	if err := setAll(block, given{"cause", &p.Cause, c.Cause}, given{"goal", &p.Goal, c.Goal}, given{"tell", &p.Tell, c.Tell},
		given{"workaround", &p.Workaround, c.Workaround}, given{"result", &p.Result, c.Result}); err != nil {
		return err
	}
	set(&p.Snooze, c.SnoozeAbove)
	set(&p.Since, c.Since)
	if c.Tag == nil {
		return nil
	}
	if *c.Tag == "" {
		p.Tag = ""
		return nil
	}
	p.Tag, err = d.tagKey(*c.Tag)
	return err
}

// OwnProblem makes a person accountable.
type OwnProblem struct {
	Problem ProblemID
	Owner   UserID
}

const VerbOwnProblem Verb = "problem-owner"

func (OwnProblem) Verb() Verb    { return VerbOwnProblem }
func (OwnProblem) may() right    { return right{least: Leader} }
func (OwnProblem) undo() undoing { return restores }

func (c OwnProblem) decide(d *decider) error {
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

// Hear adds one line of an agent to a problem: "what I hear".
type Hear struct {
	Problem ProblemID
	Text    string
}

const VerbHear Verb = "heard"

func (Hear) Verb() Verb    { return VerbHear }
func (Hear) may() right    { return right{least: Agent} }
func (Hear) undo() undoing { return restores }

func (c Hear) decide(d *decider) error {
	words, err := someLine("note", c.Text)
	if err != nil {
		return err
	}
	p, err := d.problem(c.Problem)
	if err != nil {
		return err
	}
	p.Heard = withNote(p.Heard, Note{At: d.env.Now, By: d.who.ID, Text: words})
	return nil
}
