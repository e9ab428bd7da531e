package model

// A decider gathers the effects of one command.
type decider struct {
	Facts
	env     Env
	id      ID
	who     *User
	heads   Heads
	effects []Effect
	at      map[Ref]int           // where a record stands among the effects
	typed   map[TagPath]TagKey    // tags this command has already looked up
	named   map[string]CustomerID // customers by folded name, likewise
	refs    map[string]ProblemID  // problems by a source's reference, likewise
	body    EventBody
	receipt Receipt
	undoes  uint64
	bulk    bool // an import: issues are told as a batch, not one by one
	// recorded commands leave an event even where no record changes.
	recorded bool
}

// newDecider begins to decide a request.
func newDecider(f Facts, env Env, r Request, who *User, heads Heads) *decider {
	return &decider{
		Facts: f, env: env, id: r.ID, who: who, heads: heads,
		at: map[Ref]int{}, typed: map[TagPath]TagKey{}, named: map[string]CustomerID{}, refs: map[string]ProblemID{},
		receipt: Receipt{ID: r.ID, Verb: r.Command.Verb(), Event: heads.Event + 1, At: env.Now},
	}
}

// consequence drops what did not change, moves revisions on and describes the rest.
func (d *decider) consequence() (Consequence, error) {
	var kept []Effect
	for _, e := range d.effects {
		quiet := d.bulk && inBulk(e)
		if !quiet {
			change, err := Diff(e.Before, e.After)
			if err != nil {
				return Consequence{}, err
			}
			if len(change.Fields) == 0 && !change.Created && !change.Deleted {
				continue
			}
			d.body.Changes = append(d.body.Changes, change)
		}
		revise(e)
		kept = append(kept, e)
	}
	if len(kept) == 0 && !d.recorded {
		return Consequence{}, &Refusal{Code: NothingDone}
	}
	if d.receipt.Count == 0 {
		d.receipt.Count = len(kept)
	}
	d.heads.Event++
	return Consequence{Effects: kept, Body: d.body, Receipt: d.receipt, Heads: d.heads, Undoes: d.undoes}, nil
}

// inBulk reports a record of a sort that an import brings by the thousand: the
// event tells how many, the records tell the rest.
func inBulk(e Effect) bool {
	r := e.After
	if r == nil {
		r = e.Before
	}
	switch r.(type) {
	case *Issue, *Customer, *Contact:
		return true
	}
	return false
}

// revise moves the revision on of a record that has one.
func revise(e Effect) {
	switch after := e.After.(type) {
	case *Issue:
		after.Revision++
	case *Customer:
		after.Revision++
	case *Problem:
		after.Revision++
	}
}

// put records that a record becomes after; before is nil for a new one.
func (d *decider) put(before, after Record) {
	r := after.Ref()
	if at, ok := d.at[r]; ok {
		d.effects[at].After = after
		return
	}
	d.at[r] = len(d.effects)
	d.effects = append(d.effects, Effect{before, after})
}

// remove records that a record goes.
func (d *decider) remove(before Record) {
	d.effects = append(d.effects, Effect{Before: before})
}

// pending is the version of a record that this command has already made.
func (d *decider) pending(r Ref) Record {
	if at, ok := d.at[r]; ok {
		return d.effects[at].After
	}
	return nil
}

// current is a record as this command has it by now: its own version of it, or what
// the desk has; nil where there is neither.
func (d *decider) current(r Ref) (Record, error) {
	if made := d.pending(r); made != nil {
		return made, nil
	}
	rec, err := d.Record(r)
	if err != nil || isNil(rec) {
		return nil, err
	}
	return rec, nil
}

// replace puts a record in the place of the one with the same Ref.
func (d *decider) replace(after Record) error {
	before, err := d.Record(after.Ref())
	if err != nil {
		return err
	}
	if isNil(before) {
		before = nil
	}
	d.put(before, after)
	return nil
}

// issue gives the working copy of an issue, made once.
func (d *decider) issue(n Number) (*Issue, error) {
	if p := d.pending(ref(IssueRecord, uint64(n))); p != nil {
		return p.(*Issue), nil
	}
	before, err := d.Facts.Issue(n)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: ref(IssueRecord, uint64(n))}
	}
	after := *before
	d.put(before, &after)
	return &after, nil
}

// problem gives the working copy of a problem, likewise.
func (d *decider) problem(id ProblemID) (*Problem, error) {
	if p := d.pending(ref(ProblemRecord, uint64(id))); p != nil {
		return p.(*Problem), nil
	}
	before, err := d.Facts.Problem(id)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, &Refusal{Code: NotFound, Ref: ref(ProblemRecord, uint64(id))}
	}
	after := *before
	d.put(before, &after)
	d.receipt.Problem = id
	return &after, nil
}

// eachIssue changes issues one by one, after asking whether this person may.
func (d *decider) eachIssue(numbers []Number, verb Verb, to State, change func(*Issue) error) error {
	if len(numbers) == 0 {
		return &Refusal{Code: Missing, Field: "number"}
	}
	if len(numbers) > 1 {
		if err := mayTouchMany(d.who, verb); err != nil {
			return err
		}
	}
	for _, n := range numbers {
		i, err := d.issue(n)
		if err != nil {
			return err
		}
		if err := MayTouch(d.who, verb, i, to); err != nil {
			return err
		}
		if err := change(i); err != nil {
			return err
		}
	}
	d.receipt.Issues = append([]Number(nil), numbers...)
	return nil
}
