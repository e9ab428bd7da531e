package desk

import (
	"context"
	"errors"
	"slices"

	"koe/model"
	"koe/store"
)

// actPiece is how many issues one batch of a large act holds, so that nobody
// waits behind more than that.
const actPiece = 2_000

// act divides a request into what one batch may hold. Most are one; an act on
// thousands of issues, and its undo, are several that belong together.
func (d *Desk) act(ctx context.Context, req model.Request) ([]model.Request, error) {
	switch c := req.Command.(type) {
	case nil:
		return []model.Request{req}, nil
	case model.Undo:
		return d.actBack(ctx, req, c.Event, false, func(seq uint64) model.Command { return model.Undo{Event: seq} })
	case model.RetireUser:
		if c.HandsOver {
			return d.handOver(ctx, req, c)
		}
	case model.NewProblem:
		if c.Catch {
			return d.catchUp(ctx, req, c.Rule, c.Issues, model.TheProblemMade)
		}
	case model.EditProblem:
		if c.Catch && c.Rule != nil {
			return d.catchUp(ctx, req, *c.Rule, nil, c.Problem)
		}
	case model.Redo:
		return d.actBack(ctx, req, c.Event, true, func(seq uint64) model.Command { return model.Redo{Event: seq} })
	}
	return d.pieces(req), nil
}

// pieces divides a request by the issues that it names.
func (d *Desk) pieces(req model.Request) []model.Request {
	var pieces []model.Request
	for n, c := range model.Pieces(req.Command, d.actPiece) {
		pieces = append(pieces, piece(req, n, uint64(n), c))
	}
	return pieces
}

// piece is the n-th piece of a request; the first keeps its ID.
func piece(req model.Request, n int, tells uint64, c model.Command) model.Request {
	req.Command = c
	if n > 0 {
		req.ID = model.PieceID(req.ID, tells)
	}
	return req
}

// actBack is how an act is taken back whose events are several: the newest
// first. One that was begun before and repeated goes on where it stopped.
func (d *Desk) actBack(ctx context.Context, req model.Request, seq uint64, redo bool, command func(uint64) model.Command) ([]model.Request, error) {
	return ask(ctx, d, func(r *store.Reader) ([]model.Request, error) {
		target, err := d.target(r, req, seq, redo)
		if err != nil || target == nil {
			return []model.Request{req}, err
		}
		first := target.Group
		if first == 0 {
			first = target.Seq
		}
		events, err := r.Act(first)
		if err != nil || len(events) == 1 {
			return []model.Request{req}, err
		}
		lead := target.Seq
		if lead == seq { // any of the act was named: it goes back from its end
			if lead, err = newestStanding(r, events, lead); err != nil {
				return nil, err
			}
		}
		pieces := []model.Request{piece(req, 0, 0, command(lead))}
		for _, e := range slices.Backward(events) {
			if e != lead {
				pieces = append(pieces, piece(req, 1, e, command(e)))
			}
		}
		return pieces, nil
	})
}

// newestStanding is the newest of some events that nobody took back, or else one.
func newestStanding(r *store.Reader, events []uint64, one uint64) (uint64, error) {
	for _, e := range slices.Backward(events) {
		if by, err := r.UndoneBy(e); err != nil || by == 0 {
			return e, err
		}
	}
	return one, nil
}

// target is the event that an undo or a redo begins with; nil where the desk
// should say itself that there is none.
func (d *Desk) target(r *store.Reader, req model.Request, seq uint64, redo bool) (*model.Event, error) {
	switch done, err := r.Receipt(req.ID); {
	case err != nil:
		return nil, err
	case done != nil:
		e, err := r.Envelope(done.Event)
		if err != nil || e == nil || e.Undoes == 0 {
			return nil, err
		}
		return r.Envelope(e.Undoes)
	case seq != 0:
		return r.Envelope(seq)
	}
	return r.LastOwn(req.Actor, redo)
}

// doAll carries out an act of several pieces. All of them are decided before the
// first is done, so that what would be refused is refused as a whole.
func (d *Desk) doAll(ctx context.Context, whole model.Request, pieces []model.Request) (model.Receipt, error) {
	if err := d.rehearse(ctx, whole, pieces); err != nil {
		return model.Receipt{}, err
	}
	var all model.Receipt
	for n, p := range pieces {
		if n > 0 {
			p.Group = all.Event
			if link, ok := p.Command.(model.Link); ok && link.Problem == model.TheProblemMade {
				link.Problem = all.Problem
				p.Command = link
			}
		}
		receipt, err := d.do(ctx, p)
		switch {
		case n > 0 && nothingLeft(err):
			continue
		case n > 0 && err != nil:
			return all, &model.HalfDoneError{Done: n, Of: len(pieces), Err: err}
		case err != nil:
			return model.Receipt{}, err
		}
		if n == 0 {
			all = receipt
			continue
		}
		all.Count += receipt.Count
		all.Skipped += receipt.Skipped
		all.Issues = append(all.Issues, receipt.Issues...)
	}
	return all, nil
}

// nothingLeft reports that a piece had been done before, or had nothing to do.
func nothingLeft(err error) bool {
	return errors.Is(err, &model.Refusal{Code: model.NothingDone}) || errors.Is(err, &model.Refusal{Code: model.NothingToUndo})
}

// rehearse decides an act without doing it. An act that was begun is not
// rehearsed again: its repeat goes on.
func (d *Desk) rehearse(ctx context.Context, whole model.Request, pieces []model.Request) error {
	_, err := ask(ctx, d, func(r *store.Reader) (none struct{}, err error) {
		done, err := r.Receipt(whole.ID)
		if err != nil || done != nil {
			return none, err
		}
		zone, err := r.Zone()
		if err != nil {
			return none, err
		}
		env := model.Env{Now: d.Now(), Zone: zone}
		if _, ok := whole.Command.(model.NewProblem); ok {
			_, err := model.Decide(r, env, whole) // later pieces link to what the first makes
			return none, err
		}
		for _, p := range pieces {
			if err := ctx.Err(); err != nil {
				return none, err
			}
			if makes, err := d.takesBackAProblem(r, p); err != nil || makes {
				if err != nil {
					return none, err
				}
				continue // it goes when its issues have left it, which the pieces before see to
			}
			if _, err := model.Decide(r, env, p); err != nil && !nothingLeft(err) {
				return none, err
			}
		}
		return none, nil
	})
	return err
}

// takesBackAProblem reports that a piece takes back the making of a problem.
func (d *Desk) takesBackAProblem(r *store.Reader, p model.Request) (bool, error) {
	undo, ok := p.Command.(model.Undo)
	if !ok {
		return false, nil
	}
	e, err := r.Envelope(undo.Event)
	return err == nil && e != nil && e.Verb == model.VerbNewProblem, err
}
