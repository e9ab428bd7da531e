package model

// An undoing says what is left of a command when it is taken back.
type undoing uint8

const (
	// stands is a command that cannot be taken back.
	stands undoing = iota
	// restores gives its records back what they held before. What it was to make
	// goes; the tags, people and customers that it made on its way stay.
	restores
	// unmakes does so too, and the tags and people that it made go out of use.
	unmakes
)

// Undoable reports whether a command of this verb can be taken back.
func Undoable(verb Verb) bool { return undoingOf(verb) != stands }

func undoingOf(verb Verb) undoing {
	if c := byVerb[verb]; c != nil {
		return c.undo()
	}
	return stands
}

// Undo takes back one's own last command; Event names another of one's own.
type Undo struct{ Event uint64 }

const VerbUndo Verb = "undo"

func (Undo) Verb() Verb    { return VerbUndo }
func (Undo) may() right    { return right{least: Agent} }
func (Undo) undo() undoing { return stands }

func (c Undo) decide(d *decider) error {
	event, err := d.own(c.Event, false)
	if err != nil {
		return err
	}
	if !Undoable(event.Verb) {
		return &Refusal{Code: CannotUndo, Value: string(event.Verb)}
	}
	return d.takeBack(event)
}

// own finds an event of one's own that nobody took back: the one of that number,
// or the last that there is to undo or to redo.
func (d *decider) own(seq uint64, redo bool) (event *Event, err error) {
	if seq == 0 {
		event, err = d.LastOwn(d.who.ID, redo)
	} else {
		event, err = d.Facts.Event(seq)
	}
	if err != nil {
		return nil, err
	}
	if event == nil || event.Actor != d.who.ID {
		return nil, &Refusal{Code: NothingToUndo}
	}
	by, err := d.UndoneBy(event.Seq)
	if err != nil {
		return nil, err
	}
	if by != 0 {
		return nil, &Refusal{Code: NothingToUndo}
	}
	return event, nil
}

// Redo takes back one's own last undo; Event names another of one's own.
type Redo struct{ Event uint64 }

const VerbRedo Verb = "redo"

func (Redo) Verb() Verb    { return VerbRedo }
func (Redo) may() right    { return right{least: Agent} }
func (Redo) undo() undoing { return stands }

func (c Redo) decide(d *decider) error {
	event, err := d.own(c.Event, true)
	if err != nil {
		return err
	}
	if event.Verb != VerbUndo {
		return &Refusal{Code: NothingToUndo}
	}
	body, err := event.Body()
	if err != nil {
		return err
	}
	if body.Batch != nil {
		return &Refusal{Code: CannotUndo, Value: string(VerbImport)}
	}
	return d.takeBack(event)
}

// takeBack inverts all that an event changed.
func (d *decider) takeBack(event *Event) error {
	if event.Forgotten() {
		return &Refusal{Code: CannotUndo, Value: string(event.Verb)}
	}
	body, err := event.Body()
	if err != nil {
		return err
	}
	d.undoes = event.Seq
	d.receipt.Undid = event.Verb
	if body.Batch != nil {
		return d.takeBackBatch(event, body.Batch)
	}
	d.recorded = len(body.Changes) == 0 // what began an act of several, and is not to be met again
	for _, change := range body.Changes {
		if err := d.takeBackChange(event, change); err != nil {
			return err
		}
	}
	return nil
}

// takeBackChange inverts one change. What a command made is not destroyed: an
// issue becomes withdrawn, a tag retired, a person gone, a contact retracted;
// customers and tags that a log made on its way simply stay.
func (d *decider) takeBackChange(event *Event, change Change) error {
	before, err := d.Record(change.Ref)
	if err != nil {
		return err
	}
	if !change.Created {
		after, err := Apply(before, change.Invert())
		if err != nil {
			return err
		}
		if after == nil {
			d.remove(before)
			return nil
		}
		d.noteTouched(after)
		d.put(before, after)
		return nil
	}
	if err := matches(before, change.Invert()); err != nil {
		return err
	}
	switch r := clone(before).(type) {
	case *Issue:
		d.move(r, Withdrawn)
		r.Reason = "undone"
		d.noteTouched(r)
		d.put(before, r)
	case *Contact:
		r.Retracted = true
		d.put(before, r)
	case *Problem:
		linked, err := d.Linked(r.ID)
		if err != nil {
			return err
		}
		if linked > countRefs(event, IssueRecord) {
			return &Refusal{Code: ChangedSince, Ref: r.Ref()}
		}
		d.remove(before)
	case *Tag:
		if undoingOf(event.Verb) == unmakes {
			r.Retired = true
			d.put(before, r)
		}
	case *User:
		if undoingOf(event.Verb) == unmakes {
			r.Gone = true
			d.put(before, r)
		}
	case *Customer:
		if undoingOf(event.Verb) == unmakes { // a customer is never out of use
			return &Refusal{Code: CannotUndo, Value: string(event.Verb)}
		}
	default:
		d.remove(before)
	}
	return nil
}

// noteTouched names a record in the receipt.
func (d *decider) noteTouched(rec Record) {
	switch r := rec.(type) {
	case *Issue:
		d.receipt.Issues = append(d.receipt.Issues, r.Number)
	case *Problem:
		d.receipt.Problem = r.ID
	}
}

// countRefs counts the records of a type that an event changed.
func countRefs(event *Event, typ RecordType) int {
	body, err := event.Body()
	if err != nil {
		return 0
	}
	n := 0
	for _, c := range body.Changes {
		if c.Ref.Type == typ {
			n++
		}
	}
	return n
}

// takeBackBatch removes the rows of an import that nobody has touched since, but
// for what was itself taken back: the file still has them, and importing it
// again brings them back.
func (d *decider) takeBackBatch(event *Event, batch *Batch) error {
	d.bulk = true
	for n := batch.First; n != 0 && n <= batch.Last; n++ {
		i, err := d.Facts.Issue(n)
		if err != nil {
			return err
		}
		if i == nil || i.ImportBatch != event.Seq {
			continue
		}
		since, err := d.Standing(i.Ref(), event.Seq)
		if err != nil {
			return err
		}
		if since != nil {
			return &Refusal{Code: ChangedSince, Ref: i.Ref(), By: since.Actor}
		}
		contacts, err := d.Facts.Contacts(i.Ref())
		if err != nil {
			return err
		}
		for n := range contacts {
			if contacts[n].ImportBatch == event.Seq {
				d.remove(&contacts[n])
			}
		}
		d.remove(i)
		d.receipt.Count++
	}
	d.recorded = true
	d.body.Batch = &Batch{First: batch.First, Last: batch.Last, Count: d.receipt.Count, Source: batch.Source}
	return nil
}
