package search

import (
	"context"
	"time"

	"koe/model"
)

// deadlineStride is how many issues are judged between two looks at the clock.
const deadlineStride = 256

// count is how many belong; -1 where the time was up first. A zero time is no limit.
func (a *asking) count(until time.Time) (int, error) {
	total := 0
	var doubt []model.Number
	judged := 0
	up := func() bool {
		judged++
		return judged%deadlineStride == 0 && (a.ctx.Err() != nil || !until.IsZero() && a.clock().After(until))
	}
	for i := range a.view.parts {
		ans := a.answer(i)
		total += ans.lo.count() - a.lateIn(ans)
		if ans.exact() {
			continue
		}
		for doc := ans.hi.next(0); doc >= 0; doc = ans.hi.next(doc + 1) {
			if ans.lo.has(doc) || a.late.Contains(uint32(ans.part.seg.number(doc))) {
				continue
			}
			switch ans.decide(doc) {
			case yes:
				total++
			case unknown:
				doubt = append(doubt, ans.part.seg.number(doc))
			}
			if up() {
				return -1, a.ctx.Err()
			}
		}
	}
	it := a.late.Iterator()
	for it.HasNext() {
		doubt = append(doubt, model.Number(it.Next()))
	}
	judged = 0
	for _, n := range doubt {
		i, err := a.check(n)
		if err != nil {
			return -1, err
		}
		if i != nil {
			total++
		}
		if up() {
			return -1, a.ctx.Err()
		}
	}
	more, err := a.countUnlisted(up)
	if err != nil || more < 0 {
		return -1, err
	}
	return total + more, a.ctx.Err()
}

// lateIn is how many issues the answer is sure of that changed since.
func (a *asking) lateIn(ans *answer) int {
	n := 0
	it := a.late.Iterator()
	it.AdvanceIfNeeded(uint32(ans.part.first))
	for it.HasNext() {
		number := model.Number(it.Next())
		if number > ans.part.last {
			break
		}
		if d := ans.part.has(number); d >= 0 && ans.lo.has(d) {
			n++
		}
	}
	return n
}

// countUnlisted reads the issues that the index does not know yet; -1 where the time was up.
func (a *asking) countUnlisted(up func() bool) (int, error) {
	n := 0
	err := error(nil)
	for _, r := range [][2]model.Number{{1, min(a.view.floor, a.newest+1)}, {maxNumber + 1, a.newest + 1}} {
		if r[0] >= r[1] {
			continue
		}
		err = a.records.Scan(r[0], r[1]-1, func(i *model.Issue) error {
			if a.plan.match.Match(i) {
				n++
			}
			if up() {
				return errTimeUp
			}
			return nil
		})
		if err == errTimeUp {
			return -1, a.ctx.Err()
		}
		if err != nil {
			return -1, err
		}
	}
	return n, nil
}

var errTimeUp error = context.DeadlineExceeded
