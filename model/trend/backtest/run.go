package backtest

import (
	"context"

	"koe/model/trend"
)

// Options of a run.
type Options struct {
	Windows  []int     // 1, 7, 28 days or 1, 2, 4 weeks where empty
	From, To trend.Day // civil days, both included; zero is the file's first or last
}

// Line is the judgement on one category on one date.
type Line struct {
	Date     trend.Day // civil day; a week's Monday
	Category string
	Observed int // of the window that says most
	Expected float64
	Low      int
	High     int
	P        float64 // combined over windows
	Q        float64
	State    trend.State
	LookAt   bool
	ActOn    bool
	Windows  []trend.Window
}

// Run stands at each date from From to To in turn, knowing nothing later, and
// hands the report of that date to each. Categories not seen by then are not
// there yet. It ends early when ctx does or each returns an error.
func Run(ctx context.Context, c *Counts, o Options, each func(*trend.Report) error) error {
	e, err := trend.NewEngine(trend.Options{Unit: c.Unit, Windows: o.Windows})
	if err != nil {
		return err
	}
	from, to := c.First, c.Last
	if o.From != 0 {
		from = max(from, unitDay(c.Unit, o.From))
	}
	if o.To != 0 {
		to = min(to, unitDay(c.Unit, o.To))
	}
	for on := from; on <= to; on++ {
		d := known(c, on)
		r, err := e.Evaluate(ctx, &d)
		if err != nil {
			return err
		}
		if err := each(r); err != nil {
			return err
		}
	}
	return nil
}

// known is the desk as it was at the end of a day.
func known(c *Counts, on trend.Day) trend.Desk {
	d := trend.Desk{On: on, Series: make([]trend.Series, 0, len(c.Series))}
	for _, s := range c.Series {
		if s.Start > on {
			continue
		}
		if n := int(on-s.Start) + 1; n < len(s.Counts) {
			s.Counts = s.Counts[:n]
		}
		d.Series = append(d.Series, s)
	}
	return d
}

func unitDay(u trend.Unit, d trend.Day) trend.Day {
	if u == trend.UnitWeek {
		return trend.WeekOf(d)
	}
	return d
}

// Lines are the lines of a report, one a category. Rows of a desk still
// learning have them too, with the state that says so.
func Lines(u trend.Unit, r *trend.Report) []Line {
	date := r.On
	if u == trend.UnitWeek {
		date = trend.MondayOf(r.On)
	}
	out := make([]Line, len(r.Rows))
	for i := range r.Rows {
		row := &r.Rows[i]
		w := row.Windows[row.Reason.Window]
		out[i] = Line{Date: date, Category: row.Key, Observed: w.Observed, Expected: w.Expected, Low: w.Low, High: w.High,
			P: row.P, Q: row.Q, State: row.State, LookAt: row.LookAt, ActOn: row.ActOn, Windows: row.Windows}
	}
	return out
}
