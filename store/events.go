package store

import (
	"encoding/binary"
	"fmt"
	"slices"

	"koe/model"
	"koe/store/kv"
)

// wholeParts is how many parts an event may have and still be read whole for
// the history of one record. Of a larger one, an act on thousands of issues, the
// part that speaks of the record is read.
const wholeParts = 32

// Envelope reads an event without what it says; nil is none.
func (r *Reader) Envelope(seq uint64) (*model.Event, error) {
	return one[model.Event](r, eventKey(seq))
}

// Event reads an event with all that it says; nil is none.
func (r *Reader) Event(seq uint64) (*model.Event, error) {
	e, err := r.Envelope(seq)
	if err != nil || e == nil {
		return nil, err
	}
	return e, r.readParts(e)
}

// readParts reads what an event says.
func (r *Reader) readParts(e *model.Event) error {
	if e.Form == model.FirstForm {
		return nil
	}
	e.Parts = make([]model.Part, 0, min(e.Count, 1<<16))
	err := r.src.scan(r.ctx, kv.Prefix(partPrefix(e.Seq)), func(k, v []byte) (bool, error) {
		var p model.Part
		if err := decode(k, v, &p); err != nil {
			return false, err
		}
		if err := r.lostUpTo(e, partOf(k)); err != nil {
			return false, err
		}
		e.Parts = append(e.Parts, p)
		return true, nil
	})
	if err == nil {
		err = r.lostUpTo(e, e.Count)
	}
	return err
}

// lostUpTo leaves room for the parts before one that a repair did not find. Where
// there was no repair, that they are missing is damage.
func (r *Reader) lostUpTo(e *model.Event, n int) error {
	if len(e.Parts) == n {
		return nil
	}
	lost, err := r.Lost()
	if err != nil {
		return err
	}
	if !lost.Part(e.Seq) || n > e.Count {
		return missing(fmt.Sprintf("part %d of event %d", len(e.Parts), e.Seq))
	}
	for len(e.Parts) < n {
		e.Parts = append(e.Parts, model.Part{})
	}
	return nil
}

// part reads one part of an event.
func (r *Reader) part(e *model.Event, n int) error {
	p, err := one[model.Part](r, partKey(e.Seq, n))
	if err == nil && p == nil {
		var lost *Lost
		if lost, err = r.Lost(); err == nil && !lost.Part(e.Seq) {
			err = missing(fmt.Sprintf("part %d of event %d", n, e.Seq))
		}
		p = &model.Part{}
	}
	if err == nil {
		e.Parts = append(e.Parts, *p)
	}
	return err
}

// present reads the envelope of an event that an index names.
func (r *Reader) present(seq uint64) (*model.Event, error) {
	e, err := r.Envelope(seq)
	if err == nil && e == nil {
		err = missing(fmt.Sprintf("event %d", seq))
	}
	return e, err
}

// A touch is an event that touched a record, and the part that speaks of it.
type touch struct {
	seq  uint64
	part int // -1 where it is not known which
}

// touches lists the events that touched a record, oldest first.
func (r *Reader) touches(ref model.Ref) ([]touch, error) {
	var out []touch
	err := r.src.scan(r.ctx, kv.Prefix(historyPrefix(ref)), func(k, v []byte) (bool, error) {
		plain, err := kv.Unseal(k, v)
		if err != nil {
			return false, err
		}
		t := touch{tailNumber(k), -1}
		if len(plain) == 8 {
			t.part = int(binary.BigEndian.Uint64(plain))
		}
		out = append(out, t)
		return true, nil
	})
	return out, err
}

// History reads the events that touched a record, oldest first; batch is the
// import that brought it in, or zero. Of an event that tells of thousands it
// reads what speaks of this record.
func (r *Reader) History(ref model.Ref, batch uint64) ([]model.Event, error) {
	touched, err := r.touches(ref)
	if err != nil {
		return nil, err
	}
	if batch != 0 && !slices.ContainsFunc(touched, func(t touch) bool { return t.seq == batch }) {
		at, _ := slices.BinarySearchFunc(touched, batch, func(t touch, seq uint64) int { return int(int64(t.seq) - int64(seq)) })
		touched = slices.Insert(touched, at, touch{batch, -1})
	}
	out := make([]model.Event, 0, len(touched))
	for _, t := range touched {
		if gone, err := r.gone(t.seq); gone || err != nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		e, err := r.present(t.seq)
		if err != nil {
			return nil, err
		}
		if err := r.speaksOf(e, t.part); err != nil {
			return nil, err
		}
		out = append(out, *e)
	}
	return out, nil
}

// gone reports whether an event is one that a repair did not find.
func (r *Reader) gone(seq uint64) (bool, error) {
	lost, err := r.Lost()
	return err == nil && lost.Event(seq), err
}

// speaksOf reads what of an event speaks of all its records, and of one.
func (r *Reader) speaksOf(e *model.Event, part int) error {
	if e.Form == model.FirstForm || e.Count <= wholeParts {
		return r.readParts(e)
	}
	if err := r.part(e, 0); err != nil {
		return err
	}
	if body, err := e.Body(); err != nil {
		return &kv.Damage{Where: fmt.Sprintf("part 0 of event %d", e.Seq), What: err.Error()}
	} else if len(body.Changes) > 0 {
		e.Parts = e.Parts[:0] // it says nothing of all: this is another record's
	}
	if part < 0 {
		return nil
	}
	return r.part(e, part)
}

// UndoneBy is the event that took seq back; zero is none.
func (r *Reader) UndoneBy(seq uint64) (uint64, error) { return r.number(undoneKey(seq)) }

// Act lists the events of the act that began with one, oldest first.
func (r *Reader) Act(first uint64) ([]uint64, error) {
	seqs := []uint64{first}
	err := r.entries(kv.Prefix(groupPrefix(first)), func(k []byte) (bool, error) {
		seqs = append(seqs, tailNumber(k))
		return true, nil
	})
	return seqs, err
}

// lookBack bounds how far undo looks for something of one's own.
const lookBack = 1000

// LastOwn is a person's newest event that may be taken back. With redo it is
// their newest undo, unless they have done something else since.
func (r *Reader) LastOwn(who model.UserID, redo bool) (*model.Event, error) {
	rng := kv.Prefix(actorPrefix(who))
	rng.Reverse, rng.Limit = true, lookBack
	var found *model.Event
	err := r.entries(rng, func(k []byte) (bool, error) {
		e, err := r.present(tailNumber(k))
		if err != nil {
			return false, err
		}
		undone, err := r.UndoneBy(e.Seq)
		if err != nil {
			return false, err
		}
		switch {
		case redo && e.Verb == model.VerbUndo && undone == 0:
			found = e
		case redo && model.Undoable(e.Verb):
			return false, nil
		case !redo && model.Undoable(e.Verb) && undone == 0:
			found = e
		}
		return found == nil, nil
	})
	if err != nil || found == nil {
		return nil, err
	}
	return found, r.readParts(found)
}

// Standing is the newest event that touched a record and that nobody took back,
// other than one; nil is none. Undo and redo themselves are none.
func (r *Reader) Standing(ref model.Ref, other uint64) (*model.Event, error) {
	touched, err := r.touches(ref)
	if err != nil {
		return nil, err
	}
	for _, t := range slices.Backward(touched) {
		if t.seq == other {
			continue
		}
		e, err := r.present(t.seq)
		if err != nil {
			return nil, err
		}
		undone, err := r.UndoneBy(t.seq)
		if err != nil {
			return nil, err
		}
		if undone == 0 && e.Verb != model.VerbUndo && e.Verb != model.VerbRedo {
			return e, nil
		}
	}
	return nil, nil
}
