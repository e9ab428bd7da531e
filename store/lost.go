package store

import (
	"slices"

	"koe/model"
)

// A Lost is what a repair did not find any more, and says: what is missing in the
// file is then no new damage.
type Lost struct {
	At      model.Instant `cbor:"1,keyasint"` // of the last repair
	Spans   []LostEvents  `cbor:"2,keyasint,omitempty"`
	Partial []uint64      `cbor:"3,keyasint,omitempty"` // events of which a part is missing, ascending
	Records []model.Ref   `cbor:"4,keyasint,omitempty"`
	Rows    []LostRows    `cbor:"5,keyasint,omitempty"`
}

// A LostEvents is a run of lost events, both ends within.
type LostEvents struct {
	First uint64 `cbor:"1,keyasint"`
	Last  uint64 `cbor:"2,keyasint"`
}

// LostRows are how many issues of an import are missing.
type LostRows struct {
	Event uint64 `cbor:"1,keyasint"`
	Count int    `cbor:"2,keyasint"`
}

// metaLost is where it lies.
const metaLost = "lost"

// Lost is what a repair did not find; the zero Lost where there was none.
func (r *Reader) Lost() (*Lost, error) {
	if r.lost == nil {
		l := &Lost{}
		if _, err := r.read(metaKey(metaLost), l); err != nil {
			return nil, err
		}
		r.lost = l
	}
	return r.lost, nil
}

// Event reports whether an event is among the lost ones.
func (l *Lost) Event(seq uint64) bool {
	return slices.ContainsFunc(l.Spans, func(s LostEvents) bool { return s.First <= seq && seq <= s.Last })
}

// Part reports whether a part of an event is lost.
func (l *Lost) Part(seq uint64) bool {
	_, found := slices.BinarySearch(l.Partial, seq)
	return found
}

// Record reports whether a record is among the lost ones.
func (l *Lost) Record(ref model.Ref) bool { return slices.Contains(l.Records, ref) }

// Events counts the events that are lost or of which a part is.
func (l *Lost) Events() int {
	n := len(l.Partial)
	for _, s := range l.Spans {
		n += int(s.Last - s.First + 1)
	}
	return n
}

// Count counts the records that are known to be lost.
func (l *Lost) Count() int {
	n := len(l.Records)
	for _, r := range l.Rows {
		n += r.Count
	}
	return n
}
