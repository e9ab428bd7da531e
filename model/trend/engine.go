package trend

import (
	"context"
	"fmt"
	"sync"
)

// Options of an engine. The zero value is the engine of a desk counted in
// days.
type Options struct {
	Unit    Unit
	Windows []int   // ascending; 1, 7, 14, 28 (1, 2, 4 in weeks) where empty; at most 4
	LookAt  float64 // q to look at; 0.10 where zero
	ActOn   float64 // q to act on; 0.01 where zero
	Year    float64 // length of the season in counts; 365.25 days or 52.18 weeks where zero
}

func (o Options) withDefaults() Options {
	if len(o.Windows) == 0 {
		o.Windows = []int{1, 7, 14, 28}
		if o.Unit == UnitWeek {
			o.Windows = []int{1, 2, 4}
		}
	}
	if o.Year == 0 {
		o.Year = 365.25
		if o.Unit == UnitWeek {
			o.Year /= 7
		}
	}
	if o.LookAt == 0 {
		o.LookAt = 0.10
	}
	if o.ActOn == 0 {
		o.ActOn = 0.01
	}
	return o
}

// Engine judges desks. It remembers each series' last fit and uses it again for
// the very same numbers. It is safe for use by several goroutines.
type Engine struct {
	opt  Options
	mu   sync.Mutex
	warm map[string]*memo
}

// NewEngine makes an engine.
func NewEngine(o Options) (*Engine, error) {
	o = o.withDefaults()
	if len(o.Windows) > maxWindows {
		return nil, fmt.Errorf("trend: %d windows, at most %d", len(o.Windows), maxWindows)
	}
	for i, w := range o.Windows {
		if w < 1 || (i > 0 && w <= o.Windows[i-1]) {
			return nil, fmt.Errorf("trend: windows %v are not ascending lengths", o.Windows)
		}
	}
	return &Engine{opt: o, warm: map[string]*memo{}}, nil
}

// Evaluate judges every series of the desk and the desk itself. It fails on
// input it cannot count on ([ErrNegative] and the others) and when ctx ends.
func (e *Engine) Evaluate(ctx context.Context, d *Desk) (*Report, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	l := newLayout(d, &e.opt)
	leaves, parents := Family(d)
	w := worker{layout: &l, engine: e}
	as, err := w.analyse(ctx, leaves, parents)
	if err != nil {
		return nil, err
	}
	return w.judge(d, as, len(leaves)), nil
}
