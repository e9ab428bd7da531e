package desk

import (
	"context"
	"errors"

	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// Look remembers that a person has seen the trends of a day. On the running
// day it also keeps what was said: signals as they were raised, the ranges
// stated for the coming week, and that a problem declared fixed is back.
func (d *Desk) Look(ctx context.Context, who model.UserID, t model.Trends) error {
	if t.Today {
		if err := d.raise(ctx, t); err != nil {
			return err
		}
	}
	_, err := d.Do(ctx, model.Request{ID: d.NewID(), Actor: who, Command: model.SeeTrends{Day: t.On}})
	if errors.Is(err, &model.Refusal{Code: model.NothingDone}) {
		return nil
	}
	return err
}

func (d *Desk) raise(ctx context.Context, t model.Trends) error {
	c, recurred, err := d.unsaid(ctx, t)
	if err != nil {
		return err
	}
	commands := recurred
	if len(c.Signals)+len(c.Forecasts)+len(c.Judged) > 0 {
		commands = append(commands, c)
	}
	for _, c := range commands {
		_, err := d.do(ctx, model.Request{ID: d.NewID(), Actor: model.SystemUser, Command: c})
		if err != nil && !errors.Is(err, &model.Refusal{Code: model.NothingDone}) {
			return err
		}
	}
	return nil
}

// unsaid is what of these trends is not kept yet.
func (d *Desk) unsaid(ctx context.Context, t model.Trends) (model.Raise, []model.Command, error) {
	c := model.Raise{Day: t.On}
	var recurred []model.Command
	err := d.read(ctx, func(r *store.Reader) error {
		stated, err := lastForecast(r)
		if err != nil {
			return err
		}
		for i := range t.Rows {
			row := &t.Rows[i]
			if row.LookAt && row.State != trend.Falling {
				s := signalOf(row, t.On)
				known, err := r.Record(s.Ref())
				if err != nil {
					return err
				}
				if known == nil {
					c.Signals = append(c.Signals, s)
				}
			}
			if (row.ActOn || row.Back) && row.Problem != nil && row.Problem.Stage == model.Effective && row.State == trend.Recurred {
				recurred = append(recurred, model.Recur{Problem: row.Problem.ID, On: t.On})
			}
			if !row.IsParent && row.State != trend.Learning && stated <= t.On-6 {
				c.Forecasts = append(c.Forecasts, model.Forecast{Tag: row.Tag, From: t.On + 1, Made: t.On, Low: row.Next.Low, High: row.Next.High, Mean: row.Next.Expected})
			}
		}
		for i := range t.Efforts {
			if news, ok := t.Efforts[i].News(); ok {
				c.Judged = append(c.Judged, news)
			}
		}
		return nil
	})
	return c, recurred, err
}

func signalOf(row *model.TrendRow, on model.Day) model.Signal {
	s := model.Signal{Tag: row.Tag, On: on, State: row.State.String(), Observed: row.Reason.Observed, Days: row.Reason.Days, Low: row.Reason.Low, High: row.Reason.High, Q: row.Q}
	if row.Onset != 0 {
		s.Since = row.Began()
	}
	return s
}

func lastForecast(r *store.Reader) (model.Day, error) {
	all, err := store.Records[model.Forecast](r, model.ForecastRecord)
	if err != nil {
		return 0, err
	}
	last := model.Day(-1 << 30)
	for _, f := range all {
		last = max(last, f.From)
	}
	return last, nil
}

// score says how many of the ranges stated for weeks that are over held what came.
func score(r *store.Reader, e *evaluated) (trend.Held, error) {
	all, err := store.Records[model.Forecast](r, model.ForecastRecord)
	if err != nil {
		return trend.Held{}, err
	}
	kept := make([]trend.Kept, len(all))
	for i, f := range all {
		kept[i] = trend.Kept{Key: string(f.Tag), Made: f.From.ForEngine() - 1, Range: trend.Range{Expected: f.Mean, Low: f.Low, High: f.High}}
	}
	return trend.ScoreAhead(e.desk, trend.UnitDay, kept), nil
}
