package trend

import (
	"math"
	"slices"
)

const (
	changeLookback = 13 // weeks in which a change of categories is still said
	changeSpread   = 3  // days over which its births and deaths may lie
	changeLeast    = 3  // series that make it a change
	changeShare    = 0.02
	bornLeast      = 3 // issues from which a birth counts
)

// categories finds a day on which many series began or ended together: the
// latest one within the last quarter, nil if there is none.
func (l *layout) categories(leaves []*analysis) *Categories {
	look := changeLookback * l.block
	born, died := make([][]string, look), make([][]string, look)
	for _, a := range leaves {
		if a.born > 0 && a.born <= look && l.cal.days-a.born >= 4*l.block &&
			a.series.Sum(l.cal.on-Day(a.born-1), l.cal.on) >= bornLeast {
			born[a.born-1] = append(born[a.born-1], a.series.Key)
		}
		if since := l.ended(a); since > 0 && since <= look {
			died[since-1] = append(died[since-1], a.series.Key)
		}
	}
	least := math.Max(changeLeast, changeShare*float64(len(leaves)))
	spread := changeSpread
	if l.block == 1 {
		spread = 1
	}
	for back := 0; back < look; back++ {
		n := 0
		to := min(back+spread, look)
		for k := back; k < to; k++ {
			n += len(born[k]) + len(died[k])
		}
		if float64(n) < least {
			continue
		}
		c := &Categories{}
		most := -1
		for k := back; k < to; k++ {
			if n := len(born[k]) + len(died[k]); n > most {
				most, c.On = n, l.cal.on-Day(k)
			}
			c.Born = append(c.Born, born[k]...)
			c.Died = append(c.Died, died[k]...)
		}
		return c
	}
	return nil
}

// staying are the series that did not begin or end with others: what moved
// from one name to another is no movement of the desk.
func (c *Categories) staying(leaves []*analysis) []*analysis {
	if c == nil {
		return leaves
	}
	out := make([]*analysis, 0, len(leaves))
	for _, a := range leaves {
		if !slices.Contains(c.Born, a.series.Key) && !slices.Contains(c.Died, a.series.Key) {
			out = append(out, a)
		}
	}
	return out
}

// ended is the number of empty days up to now if they are too many to be
// chance, 0 otherwise.
func (l *layout) ended(a *analysis) int {
	longest := min(changeLookback*l.block+1, a.days)
	empty := 0
	for empty < longest && a.series.at(l.cal.on-Day(empty)) == 0 {
		empty++
	}
	if empty == 0 || empty == longest {
		return 0
	}
	expected := l.level(a, float64(a.gap)/float64(l.block)) * l.cal.exposed(&a.prof, 0, empty)
	if expected/a.fit.phi < unlikelyEmpty {
		return 0
	}
	return empty
}
