package desk

import (
	"koe/model"
	"koe/store"
)

// efforts are the actions in force by a day, with what they did to the trend.
func (d *Desk) efforts(r *store.Reader, e *evaluated, problems []model.Problem, book model.TagBook, on model.Day, out *model.Trends) ([]model.Effort, error) {
	var all []model.Effort
	for _, p := range problems {
		for _, a := range p.Actions {
			if a.Effective == 0 || a.Effective > on || p.Tag == "" {
				continue
			}
			tag := book.Resolve(p.Tag)
			effort := model.Effort{Problem: p, Action: a, Path: book.Path(tag)}
			for i := range out.Rows {
				if row := &out.Rows[i]; row.Tag == tag {
					effort.Counts, effort.VsMonth, effort.VsYear = row.Counts, row.VsMonth, row.VsYear
				}
			}
			for _, c := range effort.Counts[max(0, len(effort.Counts)-7):] {
				effort.Week += int(c)
			}
			all = append(all, effort)
		}
	}
	return all, nil
}
