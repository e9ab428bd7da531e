package effect

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"sync"

	"koe/model/trend"
)

// memoMost is how many desks a memo knows the answers of.
const memoMost = 8

// Memo remembers answers. One is given again only for the very same counts: what
// comes on the running day, which no answer looks at, changes none. It is safe
// for use by several goroutines; the zero value is empty.
type Memo struct {
	mu    sync.Mutex
	desks []*Answers
}

// Answers are those about one desk as it stood at the end of a day.
type Answers struct {
	desk  *trend.Desk
	unit  trend.Unit
	sum   uint64
	mu    sync.Mutex
	known map[string]Effect
}

// On gives the answers about a desk, empty ones where it is new or has changed.
func (m *Memo) On(d *trend.Desk, unit trend.Unit) *Answers {
	sum := fingerprint(d, unit)
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range m.desks {
		if a.sum == sum {
			return a
		}
	}
	a := &Answers{desk: d, unit: unit, sum: sum, known: map[string]Effect{}}
	m.desks = append(m.desks, a)
	if len(m.desks) > memoMost {
		m.desks = slices.Delete(m.desks, 0, 1)
	}
	return a
}

// Measure is [Measure], remembered. Answers share their lists and are not to be
// changed.
func (a *Answers) Measure(q Question) (Effect, error) {
	key := fmt.Sprintf("%+v", q)
	a.mu.Lock()
	e, ok := a.known[key]
	a.mu.Unlock()
	if ok {
		return e, nil
	}
	e, err := Measure(a.desk, a.unit, q)
	if err == nil {
		a.mu.Lock()
		a.known[key] = e
		a.mu.Unlock()
	}
	return e, err
}

// fingerprint is a sum of all that an answer is made of.
func fingerprint(d *trend.Desk, unit trend.Unit) uint64 {
	last := lastWhole(d)
	h := fnv.New64a()
	var buf []byte
	number := func(v int64) { buf = binary.LittleEndian.AppendUint64(buf, uint64(v)) }
	number(int64(last))
	number(int64(d.On))
	number(int64(unit))
	counts := func(start trend.Day, counts []int32) {
		n := min(len(counts), max(0, int(last-start)+1))
		number(int64(start))
		number(int64(n))
		for _, c := range counts[:n] {
			buf = binary.LittleEndian.AppendUint32(buf, uint32(c))
		}
		h.Write(buf)
		buf = buf[:0]
	}
	for i := range d.Series {
		s := &d.Series[i]
		buf = append(append(append(append(buf, s.Key...), 0), s.Parent...), 0)
		counts(s.Start, s.Counts)
	}
	counts(d.ContactsStart, d.Contacts)
	return h.Sum64()
}

// lastWhole is the last day of a desk that is over.
func lastWhole(d *trend.Desk) trend.Day {
	if d.ByNow > 0 && d.ByNow < 1 {
		return d.On - 1
	}
	return d.On
}
