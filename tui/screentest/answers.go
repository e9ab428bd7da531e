package screentest

import (
	"context"
	"slices"
	"strconv"

	"koe/model"
	"koe/model/query"
)

// Issues answers with the issues of a query, a page at a time.
func (d *Desk) Issues(_ context.Context, q model.IssueQuery) (model.IssuePage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.AskedIssues = append(d.AskedIssues, q)
	if d.FailIssues != nil {
		return model.IssuePage{}, d.FailIssues
	}
	e, err := query.Parse(q.Query)
	if err != nil {
		return model.IssuePage{}, err
	}
	m := query.Compile(e, query.Env{Now: d.now, Zone: Zone(), Me: q.Who, Names: names{d}})
	var rows []model.Row
	for _, r := range d.records {
		i, ok := r.(*model.Issue)
		if ok && (d.AllMatch || m.Match(i) && (q.Order != model.ByUrgency || i.State.Open())) {
			rows = append(rows, d.row(i))
		}
	}
	slices.SortFunc(rows, func(a, b model.Row) int { return compare(q.Order, &a.Issue, &b.Issue) })
	page := model.IssuePage{Total: -1, Logged: d.heads.Issue}
	if q.Count {
		page.Total = len(rows)
	}
	from, _ := strconv.Atoi(string(q.After))
	to := min(len(rows), from+q.Limit)
	page.Rows = rows[min(from, to):to]
	if to < len(rows) {
		page.Next = model.Cursor(strconv.Itoa(to))
	}
	return page, nil
}

// Caught counts what a rule catches.
func (d *Desk) Caught(_ context.Context, rule string, id model.ProblemID) (model.Caught, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out model.Caught
	e, err := query.ParseRule(rule)
	if err != nil {
		return out, err
	}
	m := query.Compile(query.Rule(e), query.Env{Now: d.now, Zone: Zone(), Names: names{d}})
	for _, i := range d.newest() {
		if i.Problem == id {
			out.Linked++
		}
		switch {
		case !m.Match(&i):
			continue
		case i.Problem == 0:
			out.Free++
		case i.Problem == id:
			out.Here++
		}
		out.All++
	}
	return out, nil
}

func compare(o model.Order, a, b *model.Issue) int {
	switch o {
	case model.Newest:
		return int(b.Number) - int(a.Number)
	case model.Oldest:
		return int(a.Number) - int(b.Number)
	}
	due := func(i *model.Issue) int64 {
		if d := i.NextDeadline(); d != 0 {
			return int64(d)
		}
		return 1 << 62
	}
	if a.Severity != b.Severity {
		return int(a.Severity) - int(b.Severity)
	}
	if x, y := due(a), due(b); x != y {
		return int(min(max(x-y, -1), 1))
	}
	return int(a.Number) - int(b.Number)
}

func (d *Desk) row(i *model.Issue) model.Row {
	row := model.Row{Issue: *i}
	if c := RecordOf(d, &model.Customer{ID: i.Customer}); c != nil {
		row.Customer = c.Name
	}
	book, _ := facts{d}.Tags()
	for _, k := range i.Tags {
		row.Tags = append(row.Tags, book.Path(book.Resolve(k)))
	}
	if p := RecordOf(d, &model.Problem{ID: i.Problem}); p != nil {
		row.ProblemTitle = p.Title
	}
	return row
}

// newest are all issues, the newest first.
func (d *Desk) newest() []model.Issue {
	issues := all[*model.Issue](d)
	slices.Reverse(issues)
	return issues
}

// Looking answers that nobody else looks, unless a test says who does.
func (d *Desk) Looking(_ context.Context, n model.Number) ([]model.UserID, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.looked = n
	return d.Others[n], nil
}

// LookedAt is the issue that is looked at, 0 none.
func (d *Desk) LookedAt() model.Number {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.looked
}

// Issue answers with an issue and its story.
func (d *Desk) Issue(_ context.Context, n model.Number) (model.IssueView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := RecordOf(d, &model.Issue{Number: n})
	if i == nil {
		return model.IssueView{}, &model.Refusal{Code: model.NotFound, Ref: (&model.Issue{Number: n}).Ref()}
	}
	v := model.IssueView{Row: d.row(i), Problem: RecordOf(d, &model.Problem{ID: i.Problem})}
	for _, c := range all[*model.Contact](d) {
		if c.About == i.Ref() {
			v.Contacts = append(v.Contacts, c)
		}
	}
	for at, e := range d.events {
		if d.isAbout(d.bodies[at], i) {
			v.Events = append(v.Events, e)
		}
	}
	return v, nil
}

func (d *Desk) isAbout(body model.EventBody, i *model.Issue) bool {
	for _, c := range body.Changes {
		if c.Ref == i.Ref() {
			return true
		}
		if contact, ok := d.records[c.Ref].(*model.Contact); ok && contact.About == i.Ref() {
			return true
		}
	}
	return body.Batch != nil && i.Number >= body.Batch.First && i.Number <= body.Batch.Last
}

// Users answers with the people of the desk.
func (d *Desk) Users(context.Context) ([]model.User, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return all[*model.User](d), nil
}

// Room counts each person's open issues.
func (d *Desk) Room(context.Context) (map[model.UserID]int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	open := make(map[model.UserID]int)
	for _, i := range all[*model.Issue](d) {
		if i.Owner != "" && i.State.Open() {
			open[i.Owner]++
		}
	}
	return open, nil
}

// TagUses answers with the tags and how often each is used.
func (d *Desk) TagUses(context.Context) ([]model.TagUse, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.Uses != nil {
		return d.Uses, nil
	}
	var uses []model.TagUse
	for _, t := range all[*model.Tag](d) {
		use := model.TagUse{Tag: t}
		for _, i := range all[*model.Issue](d) {
			if slices.Contains(i.Tags, t.Key) {
				use.Count++
			}
		}
		uses = append(uses, use)
	}
	return uses, nil
}

// Problems answers with all problems, the newest first.
func (d *Desk) Problems(context.Context) ([]model.ProblemView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var views []model.ProblemView
	for _, p := range slices.Backward(all[*model.Problem](d)) {
		views = append(views, d.view(p))
	}
	model.SortByNeed(views, Monday(), Now().Location())
	return views, nil
}

// Problem answers with a problem, its issues and its story.
func (d *Desk) Problem(_ context.Context, id model.ProblemID) (model.ProblemView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := RecordOf(d, &model.Problem{ID: id})
	if p == nil {
		return model.ProblemView{}, &model.Refusal{Code: model.NotFound, Ref: (&model.Problem{ID: id}).Ref()}
	}
	return d.view(*p), nil
}

func (d *Desk) view(p model.Problem) model.ProblemView {
	v := model.ProblemView{Problem: p, TagPath: model.TagPath(p.Tag)}
	for _, i := range d.newest() {
		if i.Problem != p.ID {
			continue
		}
		v.Issues = append(v.Issues, d.row(&i))
		v.Linked++
		if i.State.Open() {
			v.Open++
		}
		if !slices.Contains(v.Loggers, i.LoggedBy) {
			v.Loggers = append(v.Loggers, i.LoggedBy)
		}
	}
	for at, e := range d.events {
		if slices.ContainsFunc(d.bodies[at].Changes, func(c model.Change) bool { return c.Ref == p.Ref() }) {
			v.Events = append(v.Events, e)
		}
	}
	return v
}
