package desk

import (
	"sync"

	"koe/model"
)

// listeners are those who want to know that something was committed. Each has
// a channel of one slot in which the latest hint wins, so that a slow session
// never holds the loop.
type listeners struct {
	mu  sync.Mutex
	all map[chan model.Hint]struct{}
}

// Hints returns a channel of hints and the function that ends them.
func (d *Desk) Hints() (<-chan model.Hint, func()) {
	c := make(chan model.Hint, 1)
	d.hints.mu.Lock()
	defer d.hints.mu.Unlock()
	if d.hints.all == nil {
		d.hints.all = map[chan model.Hint]struct{}{}
	}
	d.hints.all[c] = struct{}{}
	return c, func() {
		d.hints.mu.Lock()
		defer d.hints.mu.Unlock()
		if _, ok := d.hints.all[c]; ok {
			delete(d.hints.all, c)
			close(c)
		}
	}
}

func (l *listeners) tell(h model.Hint) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.all {
		h := h
		select {
		case old := <-c: // which nobody has taken
			h = h.After(old)
		default:
		}
		select {
		case c <- h:
		default:
		}
	}
}
