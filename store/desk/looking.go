package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"koe/model"
)

// lookTime is for how long somebody counts as looking at an issue who says nothing
// more of it.
const lookTime = 3 * time.Minute

// lookers are who looks at which issue at the moment, by session. It is in memory
// alone, and nobody's record.
type lookers struct {
	mu sync.Mutex
	at map[model.ID]looker
}

type looker struct {
	user  model.UserID
	issue model.Number
	since time.Time
}

// Looking notes that a session of a person has an issue open, 0 none, and names the
// others who have it open. Sessions that show an issue that somebody comes to or
// leaves are told by a hint.
func (d *Desk) Looking(_ context.Context, session model.ID, who model.UserID, n model.Number) ([]model.UserID, error) {
	now := d.clock()
	l := &d.lookers
	l.mu.Lock()
	was := l.at[session].issue
	if l.at == nil {
		l.at = map[model.ID]looker{}
	}
	if n == 0 {
		delete(l.at, session)
	} else {
		l.at[session] = looker{who, n, now}
	}
	var others []model.UserID
	concerned := false
	for id, o := range l.at {
		switch {
		case now.Sub(o.since) > lookTime:
			delete(l.at, id)
		case id == session || o.user == who:
		case o.issue == n:
			others = append(others, o.user)
			concerned = concerned || was != n
		case o.issue == was && was != n:
			concerned = true
		}
	}
	l.mu.Unlock()
	if concerned {
		d.hints.tell(model.Hint{Event: max(1, d.event.Load())})
	}
	slices.Sort(others)
	return slices.Compact(others), nil
}

// Left notes that a session has ended.
func (d *Desk) Left(session model.ID) { _, _ = d.Looking(context.Background(), session, "", 0) }
