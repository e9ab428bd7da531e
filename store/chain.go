package store

import (
	"koe/model"
)

// A Chain says how the history hangs together.
type Chain struct {
	Events uint64 // read
	Lost   int    // what an earlier repair did not find, and said: there the chain cannot be followed
	Broken uint64 // the first event that does not follow from the one before it; 0 where all do
	Mark   Mark   // its end
}

// Chain reads the whole history and holds each event against the one before it.
func (r *Reader) Chain() (c Chain, err error) {
	if c.Mark, err = r.Mark(); err != nil {
		return c, err
	}
	lost, err := r.Lost()
	if err != nil {
		return c, err
	}
	c.Lost = lost.Events()
	var before model.Event // its place and its hash
	_, err = r.eachEvent(0, func(e *model.Event, _ model.EventBody) (bool, error) {
		known := e.Seq == before.Seq+1 && !lost.Part(e.Seq)
		if known && c.Broken == 0 && !e.Verify(before.Hash) {
			c.Broken = e.Seq
		}
		before = model.Event{Seq: e.Seq, Hash: e.Hash}
		c.Events++
		return true, nil
	})
	return c, err
}
