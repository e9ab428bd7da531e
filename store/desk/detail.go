package desk

import (
	"context"
	"slices"

	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// signalsSince is how many days of raised signals are shown with a row.
const signalsSince = 400

// TrendDetail answers with everything behind one row of the trends.
func (d *Desk) TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error) {
	var out model.TrendDetail
	err := d.read(ctx, func(r *store.Reader) error {
		e, err := d.asked(ctx, r, &q)
		if err != nil {
			return err
		}
		problems, err := r.Problems()
		if err != nil {
			return err
		}
		rows, err := rowsOf(r, e, problems, q.On)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(rows, func(r model.TrendRow) bool { return r.Tag == tag })
		if at < 0 {
			return &model.Refusal{Code: model.NotFound, Ref: model.Ref{Type: model.TagRecord, Key: string(tag)}}
		}
		out.Row = rows[at]
		if err := d.countCustomers(r, &out.Row, q); err != nil {
			return err
		}
		return d.fillDetail(r, e, q, &out)
	})
	if err == nil && out.Row.Problem != nil {
		var p model.ProblemView
		if p, err = d.Problem(ctx, out.Row.Problem.ID); err == nil {
			out.Problem = &p
		}
	}
	return out, err
}

func (d *Desk) fillDetail(r *store.Reader, e *evaluated, q model.TrendQuery, out *model.TrendDetail) error {
	var err error
	out.First, out.Counts = history(e.series, out.Row.Tag, out.Row.IsParent, q.On)
	if err := d.band(e, out); err != nil {
		return err
	}
	if out.Signals, err = signals(r, out.Row.Tag, q.On); err != nil {
		return err
	}
	if err := d.fillBreakdown(r, q.On, out); err != nil {
		return err
	}
	return r.PrimaryIssues(out.Row.Tag, out.Row.IsParent, store.Span{From: q.On - detailDays, To: q.On}, func(i *model.Issue) (bool, error) {
		if !i.Counted() || i.TextMade || i.Kind != q.Kind {
			return true, nil
		}
		row, err := r.Row(i)
		if err != nil {
			return false, err
		}
		out.Words = append(out.Words, row)
		return len(out.Words) < wordsShown, nil
	})
}

// band fills in what was usual on each day of the counts; days before the
// desk's history have none.
func (d *Desk) band(e *evaluated, out *model.TrendDetail) error {
	usual, err := d.trends.engine.Band(e.desk, e.report, string(out.Row.Tag), len(out.Counts))
	if err != nil || usual == nil {
		return err
	}
	out.Band = make([]trend.Range, len(out.Counts))
	copy(out.Band[len(out.Band)-len(usual):], usual)
	return nil
}

// history is the daily counts of a tag over the last two years at most.
func history(series []model.Series, tag model.TagKey, parent bool, on model.Day) (model.Day, []int32) {
	first := on + 1
	var of []*model.Series
	for i := range series {
		s := &series[i]
		if p, ok := s.Tag.Parent(); s.Tag == tag || parent && ok && p == tag {
			of = append(of, s)
			first = min(first, s.First)
		}
	}
	first = max(first, on-detailDays+1)
	sum := make([]int32, on-first+1)
	for _, s := range of {
		for i, c := range lastDays(s, on, len(sum)) {
			sum[i] += c
		}
	}
	return first, sum
}

// signals are those of a tag as they were raised, oldest first.
func signals(r *store.Reader, tag model.TagKey, on model.Day) ([]model.Signal, error) {
	all, err := store.Records[model.Signal](r, model.SignalRecord)
	if err != nil {
		return nil, err
	}
	var out []model.Signal
	for _, s := range all {
		if s.Tag == tag && s.On <= on && s.On > on-signalsSince {
			out = append(out, s)
		}
	}
	return out, nil
}
