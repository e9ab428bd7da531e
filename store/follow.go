package store

import (
	"fmt"
	"strconv"

	"koe/model"
	"koe/store/kv"
)

// Head is the last event and the newest issue's number.
func (r *Reader) Head() (event uint64, newest model.Number, err error) {
	h, err := r.Heads()
	return h.Event, h.Issue, err
}

// A Mark is where a desk's history stands.
type Mark struct {
	Desk   model.ID
	Event  uint64        // the newest event; 0 in an empty file
	At     model.Instant // when it was
	Hash   [32]byte      // of it, over all before it
	Issues model.Number  // the last number given out
}

// Mark is where the history stands.
func (r *Reader) Mark() (m Mark, err error) {
	heads, err := r.Heads()
	if err != nil || heads.Event == 0 {
		return m, err
	}
	info, err := r.Desk()
	if err != nil {
		return m, err
	}
	last, err := r.present(heads.Event)
	switch {
	case err != nil:
		return m, err
	case info == nil:
		return m, missing("the desk")
	}
	return Mark{info.ID, heads.Event, last.At, last.Hash, heads.Issue}, nil
}

// Scan visits the issues numbered from from to to, both within, ascending.
func (r *Reader) Scan(from, to model.Number, fn func(*model.Issue) error) error {
	rng := kv.Range{From: issueKey(from), To: issueKey(to + 1)}
	return r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		i, err := DecodeIssue(model.Number(tailNumber(k)), v)
		if err != nil {
			return false, err
		}
		return true, fn(i)
	})
}

// Changed lists the issues that events after the given one touched: whole
// events until limit numbers or more are there. upto is the last event read.
func (r *Reader) Changed(after uint64, limit int) (numbers []model.Number, upto uint64, err error) {
	upto, err = r.eachEvent(after, func(_ *model.Event, body model.EventBody) (bool, error) {
		numbers = appendTouched(numbers, body)
		return len(numbers) < limit, nil
	})
	return numbers, upto, err
}

// Happened lists what happened after an event, at most limit events, oldest first.
func (r *Reader) Happened(after uint64, limit int) (out []model.Happened, err error) {
	if limit < 1 {
		return nil, nil
	}
	_, err = r.eachEvent(after, func(e *model.Event, _ model.EventBody) (bool, error) {
		h, err := model.HappenedIn(e)
		out = append(out, h)
		return len(out) < limit, err
	})
	return out, err
}

// eachEvent reads the events after one, whole, until fn wants no more. upto is the
// last that was read. What a repair did not find is passed over.
func (r *Reader) eachEvent(after uint64, fn func(*model.Event, model.EventBody) (more bool, err error)) (upto uint64, err error) {
	upto = after
	rng := kv.Range{From: eventKey(after + 1), To: kv.Prefix([]byte{tableEvent}).To}
	err = r.src.scan(r.ctx, rng, func(k, v []byte) (bool, error) {
		var e model.Event
		if err := decode(k, v, &e); err != nil {
			return false, err
		}
		for upto++; upto < e.Seq; upto++ {
			if gone, err := r.gone(upto); err != nil {
				return false, err
			} else if !gone {
				return false, missing(fmt.Sprintf("event %d", upto))
			}
		}
		if err := r.readParts(&e); err != nil {
			return false, err
		}
		body, err := e.Body()
		if err != nil {
			return false, &kv.Damage{Where: "event " + strconv.FormatUint(e.Seq, 10), What: err.Error()}
		}
		return fn(&e, body)
	})
	return upto, err
}

// appendTouched lists the issues that an event logged, changed or deleted.
func appendTouched(dst []model.Number, body model.EventBody) []model.Number {
	if b := body.Batch; b != nil && b.First != 0 {
		for n := b.First; n <= b.Last; n++ {
			dst = append(dst, n)
		}
	}
	for _, c := range body.Changes {
		if c.Ref.Type != model.IssueRecord {
			continue
		}
		if n, err := strconv.ParseUint(c.Ref.Key, 10, 64); err == nil {
			dst = append(dst, model.Number(n))
		}
	}
	return dst
}

// UrgentNumbers gives the numbers of open issues in the order of their
// urgency, of one owner where there is one ("" is nobody), after a cursor.
func (r *Reader) UrgentNumbers(owner *model.UserID, after model.Cursor, yield func(model.Number, error) bool) {
	rng, err := urgentRange(urgentPrefix(owner), after)
	if err == nil {
		err = r.entries(rng, func(k []byte) (bool, error) {
			return yield(model.Number(tailNumber(k)), nil), nil
		})
	}
	if err != nil {
		yield(0, err)
	}
}

// UrgentCursor is where a list by urgency goes on after an issue.
func UrgentCursor(owner *model.UserID, i *model.Issue) model.Cursor {
	return keyCursor(urgency(urgentPrefix(owner), i))
}

func urgentPrefix(owner *model.UserID) []byte {
	if owner == nil {
		return []byte{tableUrgent}
	}
	return ownerPrefix(*owner)
}
