package desk

import (
	"slices"

	"koe/model"
	"koe/model/trend/effect"
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
	acted := actedOn(book, problems, out.On)
	var all []model.Effort
	for _, p := range problems {
		tag := book.Resolve(p.Tag)
		row := rows[tag]
		if p.Tag == "" || row == nil {
			continue
		}
		for _, a := range p.Actions {
			if !a.InForce(out.On) {
				continue
			}
			effort := model.Effort{Problem: p, Action: a, On: out.On, Returned: row.Returned, Path: book.Path(tag), Counts: row.Counts, VsMonth: row.VsMonth, VsYear: row.VsYear}
			for _, c := range row.Counts[max(0, len(row.Counts)-7):] {
				effort.Week += int(c)
			}
			if effort.Effect, err = effectOf(e, book, p, a, tag, acted); err != nil {
				return nil, err
			}
			all = append(all, effort)
		}
	}
	return all, nil
}

// effectOf measures an action against what would be without it: the rest of the
// desk is the control, but for what was acted on as well.
func effectOf(e *evaluated, book model.TagBook, p model.Problem, a model.Action, tag model.TagKey, acted map[model.TagKey]model.Day) (effect.Effect, error) {
	q := effect.Question{Key: string(tag), Effective: a.Effective.ForEngine(), Signal: min(p.Since, a.Effective).ForEngine()}
	if a.Expected > 0 {
		q.Expected = 1 - float64(a.Expected)/100
	}
	for other, day := range acted {
		if other != tag && day > a.Effective-apartDays {
			q.Apart = append(q.Apart, string(other))
		}
	}
	slices.Sort(q.Apart) // the same question is asked in the same words
	x, err := e.effects.Measure(q)
	x.Moved = slices.Clone(x.Moved)
	for i, key := range x.Moved {
		x.Moved[i] = string(book.Path(model.TagKey(key)))
	}
	return x, err
}

// apartDays is how long before an action another tag may have been acted on and
// still be no control. What changed earlier lies in the baseline of both; it
// widens the interval, and does not shift it.
const apartDays = 56

// actedOn are the tags with an action in force by a day, each with the latest
// one's first day.
func actedOn(book model.TagBook, problems []model.Problem, on model.Day) map[model.TagKey]model.Day {
	acted := map[model.TagKey]model.Day{}
	for _, p := range problems {
		for _, a := range p.Actions {
			if p.Tag != "" && a.InForce(on) {
				tag := book.Resolve(p.Tag)
				acted[tag] = max(acted[tag], a.Effective)
			}
		}
	}
	return acted
}
