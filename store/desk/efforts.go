package desk

import (
	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// efforts are the actions in force by a day, with what they did to the trend
// of their problem's tag.
func (d *Desk) efforts(r *store.Reader, e *evaluated, problems []model.Problem, out *model.Trends) ([]model.Effort, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	rows := make(map[model.TagKey]*model.TrendRow, len(out.Rows))
	for i := range out.Rows {
		rows[out.Rows[i].Tag] = &out.Rows[i]
	}
	var all []model.Effort
	for _, p := range problems {
		tag := book.Resolve(p.Tag)
		row := rows[tag]
		if p.Tag == "" || row == nil {
			continue
		}
		for _, a := range p.Actions {
			if a.Effective == 0 || a.Effective > out.On {
				continue
			}
			effort := model.Effort{Problem: p, Action: a, Path: book.Path(tag), Counts: row.Counts, VsMonth: row.VsMonth, VsYear: row.VsYear}
			for _, c := range row.Counts[max(0, len(row.Counts)-7):] {
				effort.Week += int(c)
			}
			if effort.Effect, err = d.effectOf(e, p, a, tag); err != nil {
				return nil, err
			}
			all = append(all, effort)
		}
	}
	return all, nil
}

// effectOf measures an action against the time before the signal that made its
// problem; where that is not known, before the action itself.
func (d *Desk) effectOf(e *evaluated, p model.Problem, a model.Action, tag model.TagKey) (trend.Effect, error) {
	signal := a.Effective
	if p.Since != 0 {
		signal = min(signal, p.Since)
	}
	return d.trends.engine.Effect(e.desk, string(tag), signal.ForEngine(), a.Effective.ForEngine())
}
