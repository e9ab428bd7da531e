package desk

import (
	"sync"
	"time"
)

// rateMinutes is how far back it is known how much was done.
const rateMinutes = 60

// rate counts what was done in each of the last minutes, in memory alone.
type rate struct {
	mu     sync.Mutex
	counts [rateMinutes]int
	newest int64 // the minute that was counted last
}

// add counts some acts.
func (r *rate) add(now time.Time, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.move(now)
	r.counts[r.newest%rateMinutes] += n
}

// move empties the minutes in which nothing was done.
func (r *rate) move(now time.Time) {
	minute := now.Unix() / 60
	for n := max(r.newest, minute-rateMinutes) + 1; n <= minute; n++ {
		r.counts[n%rateMinutes] = 0
	}
	r.newest = max(r.newest, minute)
}

// Rate is how many acts were done in the last full minute and the one under way, and in
// the last hour, of those since the desk was opened.
func (d *Desk) Rate() (minute, hour int) {
	r := &d.rate
	r.mu.Lock()
	defer r.mu.Unlock()
	r.move(d.clock())
	for n := range int64(rateMinutes) {
		at := r.newest - n
		if at < 0 {
			break
		}
		hour += r.counts[at%rateMinutes]
		if n < 2 {
			minute += r.counts[at%rateMinutes]
		}
	}
	return minute, hour
}
