package desk

import (
	"context"
	"slices"

	"koe/model"
	"koe/store"
)

// handOver is how a person leaves who is accountable for something: first they are
// off the desk, so that nothing more comes to them, then each piece of what they
// were accountable for goes to another. All of it is one act. A repeat of one that
// was cut off finds what is left.
func (d *Desk) handOver(ctx context.Context, req model.Request, c model.RetireUser) ([]model.Request, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Request, error) {
		pieces := []model.Request{req}
		open, err := openOf(r, c.User)
		if err != nil {
			return nil, err
		}
		for run := range slices.Chunk(open, d.actPiece) {
			// Told by its first issue: a repeat begins with another one.
			pieces = append(pieces, piece(req, 1, uint64(run[0]), model.Assign{Issues: run, Owner: c.To}))
		}
		problems, err := r.Problems()
		if err != nil {
			return nil, err
		}
		for i := range problems {
			if p := &problems[i]; p.Accountable(c.User) {
				pieces = append(pieces, piece(req, 1, 1<<63|uint64(p.ID), model.HandOver{Problem: p.ID, From: c.User, To: c.To}))
			}
		}
		return pieces, nil
	})
}

// openOf are the open issues that somebody is accountable for.
func openOf(r *store.Reader, owner model.UserID) (open []model.Number, err error) {
	r.UrgentNumbers(&owner, "", func(n model.Number, fault error) bool {
		if fault != nil {
			err = fault
			return false
		}
		open = append(open, n)
		return true
	})
	return open, err
}
