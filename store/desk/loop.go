package desk

import (
	"context"
	"slices"
	"time"

	"koe/model"
	"koe/store"
	"koe/store/kv"
)

// Bounds of a group: one sync serves at most so many commands and changed
// records, so that nobody waits behind more than that.
const (
	groupCommands = 512
	groupRecords  = 20_000
)

// gatherTime is how long a group waits for as many requests as the one before
// it had: writers that were answered together come back together, and half of
// them would else wait for a second sync. A lone writer never waits.
const gatherTime = 300 * time.Microsecond

// loop takes requests in groups until the desk closes.
func (d *Desk) loop() {
	defer close(d.stopped)
	for {
		select {
		case j := <-d.jobs:
			d.serve(j)
		case <-d.quit:
			d.refuseRest()
			return
		}
	}
}

func (d *Desk) refuseRest() {
	for {
		select {
		case j := <-d.jobs:
			j.reply <- answer{err: &model.Fault{Code: model.Closing}}
		default:
			return
		}
	}
}

// A settled is one request of a group that will be answered when the group is
// on disk.
type settled struct {
	job
	receipt model.Receipt
	event   uint64 // zero for a repeat
	effects []model.Effect
}

// serve decides a group that begins with one request and writes it.
func (d *Desk) serve(first job) {
	if f := d.fault.Load(); f != nil {
		first.reply <- answer{err: refusedBy(f)}
		return
	}
	ctx := context.Background() // a group, once begun, is seen through
	snap, err := d.engine.Snapshot(ctx)
	if err != nil {
		first.reply <- answer{err: faultOf(err)}
		return
	}
	tx := store.NewTx(ctx, snap, d.bookFor(snap), d.chain)
	group := d.decideGroup(tx, first)
	d.expect = len(group)
	if len(group) == 0 {
		snap.Close()
		return
	}
	batch, err := tx.Batch()
	snap.Close()
	var version kv.Version
	if err == nil {
		version, err = d.commit(ctx, batch)
	}
	if err != nil {
		d.rules.settled(false)
		d.fail(err)
		for _, s := range group {
			s.reply <- answer{err: faultOf(err)}
		}
		return
	}
	d.settle(tx, group, version)
	d.rules.settled(true)
}

// commit writes a batch that holds anything; a group of repeats holds nothing.
func (d *Desk) commit(ctx context.Context, b kv.Batch) (kv.Version, error) {
	if len(b.Put) == 0 && len(b.Del) == 0 {
		return b.After, nil
	}
	return d.engine.Commit(ctx, b)
}

// decideGroup takes requests while there are any and the group has room.
// Refused ones are answered at once.
func (d *Desk) decideGroup(tx *store.Tx, first job) []settled {
	var group []settled
	records := 0
	for j := first; ; {
		s, err := d.decide(tx, j)
		if err != nil {
			d.fail(err)
			j.reply <- answer{err: faultOf(err)}
			if tx.Broken() {
				for _, s := range group {
					s.reply <- answer{err: &model.Fault{Code: model.NotSaved, Err: err}}
				}
				d.rules.settled(false)
				return nil
			}
		} else {
			group = append(group, s)
			records += len(s.effects)
		}
		if len(group) >= groupCommands || records >= groupRecords {
			return group
		}
		var more bool
		if j, more = d.next(len(group) < d.expect); !more {
			return group
		}
	}
}

// next takes another request for the group, waiting a moment where more are
// expected.
func (d *Desk) next(wait bool) (j job, ok bool) {
	select {
	case j = <-d.jobs:
		return j, true
	default:
	}
	if !wait {
		return j, false
	}
	timer := time.NewTimer(gatherTime)
	defer timer.Stop()
	select {
	case j = <-d.jobs:
		return j, true
	case <-timer.C:
		return j, false
	}
}

func (d *Desk) decide(tx *store.Tx, j job) (settled, error) {
	done, err := tx.Receipt(j.req.ID)
	if err != nil {
		return settled{}, err
	}
	if done != nil {
		return settled{job: j, receipt: *done}, nil
	}
	zone, err := tx.Zone()
	if err != nil {
		return settled{}, err
	}
	rules, err := d.rules.deciding(tx)
	if err != nil {
		return settled{}, err
	}
	c, err := model.Decide(tx, model.Env{Now: d.Now(), Zone: zone, Rules: rules}, j.req)
	if err != nil {
		return settled{}, err
	}
	event, err := tx.Apply(j.req, c, d.rand)
	if err != nil {
		return settled{}, err
	}
	d.rules.note(c.Effects)
	return settled{job: j, receipt: c.Receipt, event: event.Seq, effects: c.Effects}, nil
}

// settle takes over what the group changed, answers and hints.
func (d *Desk) settle(tx *store.Tx, group []settled, version kv.Version) {
	d.keepBook(tx.Book(), version)
	d.chain = tx.Chain()
	var last model.Hint
	done, at := 0, time.Time{}
	for _, s := range group {
		if s.event != 0 {
			done, at = done+1, s.receipt.At.Time(time.UTC)
			d.event.Store(s.event)
			d.people.note(s.effects)
			d.cases.note(s.effects)
			last = model.Hint{Event: s.event, Verb: s.req.Command.Verb(), Urgent: slices.ContainsFunc(s.effects, model.UrgentEffect)}.After(last)
		}
	}
	for _, s := range group {
		s.reply <- answer{receipt: s.receipt}
	}
	if last.Event != 0 {
		d.rate.add(at, done)
		if d.index != nil {
			d.index.Committed()
		}
		d.hints.tell(last)
	}
}
