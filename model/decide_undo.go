package model

import "errors"

// undo takes back one's own last command, or another of one's own by its event.
func (d *decider) undo(seq uint64) error {
	var event *Event
	var err error
	if seq == 0 {
		event, err = d.LastOwn(d.who.ID, false)
	} else {
		event, err = d.Facts.Event(seq)
	}
	if err != nil {
		return err
	}
	if event == nil || (seq != 0 && event.Actor != d.who.ID) {
		return &Refusal{Code: NothingToUndo}
	}
	if !Undoable(event.Verb) {
		return &Refusal{Code: CannotUndo, Value: string(event.Verb)}
	}
	by, err := d.UndoneBy(event.Seq)
	if err != nil {
		return err
	}
	if by != 0 {
		return &Refusal{Code: NothingToUndo}
	}
	return d.takeBack(event)
}

// redo takes back one's own last undo.
func (d *decider) redo() error {
	event, err := d.LastOwn(d.who.ID, true)
	if err != nil {
		return err
	}
	if event == nil {
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

func (d *decider) takeBack(event *Event) error {
	if event.Payload == nil {
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
	for _, change := range body.Changes {
		if err := d.takeBackChange(event, change); err != nil {
			var r *Refusal
			if errors.As(err, &r) && r.Code == ChangedSince && r.By == "" {
				r.By = "someone"
			}
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
		d.noteTouched(change.Ref, after)
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
		d.noteTouched(change.Ref, r)
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
		if event.Verb == VerbTag || event.Verb == VerbRenameTag {
			r.Retired = true
			d.put(before, r)
		}
	case *User:
		if event.Verb == VerbUser {
			r.Gone = true
			d.put(before, r)
		}
	case *Customer:
		if event.Verb == VerbCustomers {
			return &Refusal{Code: CannotUndo, Value: string(event.Verb)}
		}
	default:
		d.remove(before)
	}
	return nil
}

func (d *decider) noteTouched(r Ref, rec Record) {
	if i, ok := rec.(*Issue); ok {
		d.receipt.Issues = append(d.receipt.Issues, i.Number)
	}
	if r.Type == ProblemRecord {
		if p, ok := rec.(*Problem); ok {
			d.receipt.Problem = p.ID
		}
	}
}

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

// takeBackBatch removes the rows of an import that nobody has touched since:
// the file still has them, and importing it again brings them back.
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
		if i.Revision > 1 {
			return &Refusal{Code: ChangedSince, Ref: i.Ref(), By: "someone"}
		}
		contacts, err := d.Facts.Contacts(i.Ref())
		if err != nil {
			return err
		}
		for n := range contacts {
			if contacts[n].ImportBatch != event.Seq {
				return &Refusal{Code: ChangedSince, Ref: i.Ref(), By: contacts[n].By}
			}
			d.remove(&contacts[n])
		}
		d.remove(i)
		d.receipt.Count++
	}
	d.body.Batch = &Batch{First: batch.First, Last: batch.Last, Count: d.receipt.Count, Source: batch.Source}
	return nil
}
