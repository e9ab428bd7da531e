package desk

import (
	"cmp"
	"context"
	"slices"

	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// Bounds of looking for one customer's words: a desk whose issues have none
// must not read them all to find out.
const (
	quoteTags  = 8
	quoteReads = 50 // issues read of each tag
)

// rowsOf gives the engine's rows what the desk knows of their tags.
func rowsOf(r *store.Reader, e *evaluated, problems []model.Problem, on model.Day) ([]model.TrendRow, error) {
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	zone, err := r.Zone()
	if err != nil {
		return nil, err
	}
	spark := sparks(e.series, on)
	rows := make([]model.TrendRow, 0, len(e.report.Rows))
	for i := range e.report.Rows {
		row := model.TrendRow{Row: e.report.Rows[i]}
		row.Tag = model.TagKey(row.Key)
		row.Path = book.Path(row.Tag)
		row.Counts = spark[row.Tag]
		if row.IsParent {
			row.Counts = sumLeaves(spark, row.Tag)
		}
		row.Problem, row.Others = problemsOf(book, problems, row.Tag)
		if p := row.Problem; p != nil {
			if row.Returned = p.Returned(zone); row.Returned > on {
				row.Returned = 0
			}
		}
		if row.Returned != 0 { // it stays said until somebody decides
			row.State, row.Listed = trend.Recurred, true
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// sparks are the last 13 weeks of every series.
func sparks(series []model.Series, on model.Day) map[model.TagKey][]int32 {
	out := make(map[model.TagKey][]int32, len(series))
	for i := range series {
		out[series[i].Tag] = lastDays(&series[i], on, sparkDays)
	}
	return out
}

// lastDays are the counts of the n days that end with on.
func lastDays(s *model.Series, on model.Day, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		at := int(on-s.First) - n + 1 + i
		if at >= 0 && at < len(s.Counts) {
			out[i] = int32(s.Counts[at])
		}
	}
	return out
}

func sumLeaves(spark map[model.TagKey][]int32, parent model.TagKey) []int32 {
	out := make([]int32, sparkDays)
	for tag, counts := range spark {
		if p, ok := tag.Parent(); tag == parent || ok && p == parent {
			for i, c := range counts {
				out[i] += c
			}
		}
	}
	return out
}

// problemsOf is the problem whose trend a tag is, an unfinished one first, then
// the newest; and the others of it that are not finished.
func problemsOf(book model.TagBook, problems []model.Problem, tag model.TagKey) (first *model.Problem, others []model.Problem) {
	for i := range problems {
		p := &problems[i]
		switch {
		case p.Tag == "" || book.Resolve(p.Tag) != tag:
		case first == nil || first.Stage.Final() && !p.Stage.Final():
			first = p
		case !p.Stage.Final():
			others = append(others, *p)
		}
	}
	return first, others
}

// countCustomers counts the different customers of a row since its onset, of
// issues of the kind that it counts, and says where there may be more than the
// issues read. A desk that knows no customers has nothing to read.
func (d *Desk) countCustomers(r *store.Reader, row *model.TrendRow, q model.TrendQuery) error {
	heads, err := r.Heads()
	if err != nil || heads.Customer == 0 {
		return err
	}
	span := store.Span{From: q.On - shareDays + 1, To: q.On}
	if row.Onset != 0 {
		span.From = row.Began()
	}
	seen := map[model.CustomerID]bool{}
	read := 0
	err = r.PrimaryIssues(row.Tag, row.IsParent, span, func(i *model.Issue) (bool, error) {
		if read++; read > d.readMost {
			row.CustomersAtLeast = true
			return false, nil
		}
		if i.Customer != 0 && i.Counted() && i.Kind == q.Kind {
			seen[i.Customer] = true
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	people := map[model.CustomerID]bool{}
	for id := range seen {
		c, err := r.Resolved(id)
		if err != nil {
			return err
		}
		if c != nil {
			people[c.ID] = true
		}
	}
	row.Customers = len(people)
	return nil
}

// was remembers how each row stood when this person last looked.
func (d *Desk) was(ctx context.Context, r *store.Reader, q model.TrendQuery, out *model.Trends) error {
	if q.Who == "" {
		return nil
	}
	u, err := r.User(q.Who)
	if err != nil || u == nil {
		return err
	}
	looked := u.Looked
	if looked >= q.On {
		looked = u.LookedBefore
	}
	if looked == 0 || looked >= q.On {
		return nil
	}
	then, err := d.evaluate(ctx, r, looked, q.Kind)
	if err != nil {
		return err
	}
	out.Looked = looked
	for i := range out.Rows {
		if row := then.report.Row(out.Rows[i].Key); row != nil {
			out.Rows[i].Was, out.Rows[i].WasKnown = row.State, true
		}
	}
	return nil
}

// sortRows puts what is listed first: what to act on, by how many too many;
// then the rest by volume.
func sortRows(rows []model.TrendRow) {
	rank := func(r *model.TrendRow) int {
		switch {
		case r.ActOn:
			return 0
		case r.LookAt:
			return 1
		case r.Listed:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(rows, func(a, b model.TrendRow) int {
		return cmp.Or(cmp.Compare(rank(&a), rank(&b)), cmp.Compare(b.Excess, a.Excess), cmp.Compare(b.Share, a.Share), cmp.Compare(a.Key, b.Key))
	})
}

// quote chooses one customer's words: from what is listed, and in a quiet week
// from what makes most of the volume; another each week.
func (d *Desk) quote(r *store.Reader, out *model.Trends) (*model.Row, error) {
	var from []*model.TrendRow
	for i := range out.Rows {
		if row := &out.Rows[i]; (row.Listed || row.Head) && !row.IsParent && row.State != trend.Falling {
			from = append(from, row)
		}
	}
	if len(from) == 0 && len(out.Rows) > 0 {
		from = append(from, &out.Rows[0])
	}
	week := int(out.On+2) / 7
	read := 0
	for n := range min(len(from), quoteTags) {
		row := from[(week+n)%len(from)]
		var found *model.Issue
		err := r.PrimaryIssues(row.Tag, false, store.Span{From: out.On - shareDays + 1, To: out.On}, func(i *model.Issue) (bool, error) {
			if !i.TextMade && i.Kind == model.KindComplaint && i.Counted() {
				found = i
			}
			read++
			return found == nil && read%quoteReads != 0, nil
		})
		if err != nil {
			return nil, err
		}
		if found != nil {
			shown, err := r.Row(found)
			return &shown, err
		}
	}
	return nil, nil
}
