package screentest

import (
	"context"
	"slices"
	"strings"

	"koe/model"
	"koe/model/text"
)

// Trends answers with the trends it was given, the problems as they stand now.
func (d *Desk) Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error) {
	if d.Hold != nil {
		select {
		case <-d.Hold:
		case <-ctx.Done():
			return model.Trends{}, ctx.Err()
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.AskedTrends = append(d.AskedTrends, q)
	if err := d.FailTrends; err != nil {
		d.FailTrends = nil
		return model.Trends{}, err
	}
	t := d.TrendsNow
	t.Logged = d.heads.Issue
	if q.On != 0 {
		t.On = q.On
	}
	t.Today = t.On == d.now.Day(Zone())
	if len(d.Looked) > 0 {
		t.Looked = 0 // the newest look is today's
	}
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		r := &t.Rows[i]
		r.Problem = nil
		for _, p := range slices.Backward(all[*model.Problem](d)) {
			if p.Tag == r.Tag && p.Tag != "" {
				r.Problem = &p
			}
		}
		r.WasKnown = r.WasKnown && len(d.Looked) == 0
	}
	efforts := t.Efforts
	t.Efforts = nil
	for _, e := range efforts {
		if p := RecordOf(d, &model.Problem{ID: e.Problem.ID}); p != nil {
			if e.Action.N > len(p.Actions) { // the action was taken back
				continue
			}
			e.Problem, e.Action = *p, p.Actions[e.Action.N-1]
		}
		t.Efforts = append(t.Efforts, e)
	}
	return t, nil
}

// TrendDetail answers with the detail it was given, of the row that is asked for.
func (d *Desk) TrendDetail(ctx context.Context, q model.TrendQuery, tag model.TagKey) (model.TrendDetail, error) {
	t, err := d.Trends(ctx, q)
	out := d.Detail
	for _, r := range t.Rows {
		if r.Tag == tag {
			out.Row = r
		}
	}
	if out.Row.Problem != nil {
		v, err := d.Problem(ctx, out.Row.Problem.ID)
		if err != nil {
			return out, err
		}
		out.Problem = &v
	}
	return out, err
}

// Look keeps from which day somebody looked.
func (d *Desk) Look(_ context.Context, _ model.UserID, t model.Trends) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Looked = append(d.Looked, t.On)
	return nil
}

// Calls answers with the calls it was given.
func (d *Desk) Calls(_ context.Context, limit int) ([]model.Call, error) {
	return d.CallsToMake[:min(limit, len(d.CallsToMake))], nil
}

// Customers answers with those it was given and those of the records whose name
// or reading holds what was typed.
func (d *Desk) Customers(_ context.Context, typed string, limit int) ([]model.CustomerView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.AskedPeople = append(d.AskedPeople, typed)
	known := slices.Clone(d.Known)
	for _, c := range all[*model.Customer](d) {
		if !slices.ContainsFunc(known, func(v model.CustomerView) bool { return v.Customer.ID == c.ID }) {
			known = append(known, model.CustomerView{Customer: c})
		}
	}
	var found []model.CustomerView
	for _, v := range known {
		if strings.Contains(text.Fold(v.Customer.Name+v.Customer.Reading), text.Fold(typed)) && len(found) < limit {
			found = append(found, v)
		}
	}
	return found, nil
}

// Similar answers with what it was given for a text.
func (d *Desk) Similar(_ context.Context, words, _ string, limit int) ([]model.Similar, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.AskedAlike = append(d.AskedAlike, words)
	if d.Alike == nil {
		return nil, nil
	}
	alike := d.Alike(words)
	return alike[:min(limit, len(alike))], nil
}
