package join

import (
	"time"

	"koe/model"
)

// staysRetry is how long a program that stays waits before it tries again.
const staysRetry = time.Second

// stay keeps a place: when the holder ends, it looks for another at once, and goes
// on trying where there is none.
func (s *Seat) stay() {
	first := true
	for s.life.Err() == nil {
		p, err := s.place(s.life)
		if err != nil {
			s.tell(model.Hint{}) // why nothing is saved is shown
			select {
			case <-time.After(staysRetry):
			case <-s.life.Done():
			}
			continue
		}
		if !first {
			s.tell(model.Hint{}) // what is shown may be of before
		}
		first = false
		if p.far == nil {
			select {
			case <-p.ended:
			case <-s.life.Done():
			}
			continue
		}
		select {
		case <-p.far.gone:
			s.left(p)
			if s.Fault() != nil {
				s.tell(model.Hint{}) // a server was stopped, which is shown at once
			}
		case <-s.life.Done():
		}
	}
}

// tell passes a hint on to everybody who sits here; the latest wins.
func (s *Seat) tell(h model.Hint) {
	offer(s.hints, h)
	s.mu.Lock()
	defer s.mu.Unlock()
	for own := range s.owns {
		offer(own.hints, h)
	}
}

// offer puts a hint in the place of one that nobody has taken.
func offer(to chan model.Hint, h model.Hint) {
	select {
	case old := <-to:
		h = h.After(old)
	default:
	}
	select {
	case to <- h:
	default:
	}
}

// Hints are told of what was committed, by whomever, and of every change of place.
// A hint of no event says that anything may have changed.
func (s *Seat) Hints() <-chan model.Hint { return s.hints }
