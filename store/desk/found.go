package desk

import (
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"koe/model"
)

// Founding is what a new desk begins with.
type Founding struct {
	Name  string
	Zone  string // IANA name
	Owner string // the first person, who may do everything
}

// found makes a desk of an empty database, before anybody else can ask.
func (d *Desk) found(f Founding) error {
	for _, c := range []model.Command{
		model.PutDesk{Desk: model.Desk{ID: d.NewID(), Name: f.Name, Zone: f.Zone, FiscalStart: 4, Since: d.Now()}},
		model.PutUser{User: model.UserID(f.Owner), Role: model.Admin},
	} {
		j := job{req: model.Request{ID: d.NewID(), Actor: model.SystemUser, Command: c}, reply: make(chan answer, 1)}
		d.serve(j)
		if a := <-j.reply; a.err != nil {
			return a.err
		}
	}
	return nil
}

// NewID makes the ID of a command. It is the author who makes it, before
// sending, so that a repeat is known for one.
func (d *Desk) NewID() model.ID { return NewID(d.clock(), d.rand) }

// NewID makes a command's ID from a moment and randomness. A clock that stands
// before 1970, or beyond the year 10889, gives the first or the last moment that
// an ID can say: it is no reason to take no more calls.
func NewID(at time.Time, rand io.Reader) model.ID {
	return ulid.MustNew(uint64(min(max(at.UnixMilli(), 0), int64(ulid.MaxTime()))), rand)
}
