package desk

import (
	"context"
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"koe/model"
	"koe/store"
)

// Founding is what a new desk begins with.
type Founding struct {
	Name  string
	Zone  string // IANA name
	Owner string // the first person, who may do everything
}

// Found makes a desk of an empty database. It does nothing where there is one.
func (d *Desk) Found(ctx context.Context, f Founding) error {
	made := false
	err := d.read(ctx, func(r *store.Reader) error {
		desk, err := r.Desk()
		made = desk != nil
		return err
	})
	if err != nil || made {
		return err
	}
	founding := []model.Command{
		model.PutDesk{Desk: model.Desk{ID: d.NewID(), Name: f.Name, Zone: f.Zone, FiscalStart: 4, Since: d.Now()}},
		model.PutUser{User: model.UserID(f.Owner), Role: model.Admin},
	}
	for _, c := range founding {
		if _, err := d.do(ctx, model.Request{ID: d.NewID(), Actor: model.SystemUser, Command: c}); err != nil {
			return err
		}
	}
	return nil
}

// NewID makes the ID of a command. It is the author who makes it, before
// sending, so that a repeat is known for one.
func (d *Desk) NewID() model.ID { return NewID(d.clock(), d.rand) }

// NewID makes a command's ID from a moment and randomness.
func NewID(at time.Time, rand io.Reader) model.ID {
	return ulid.MustNew(ulid.Timestamp(at), rand)
}
