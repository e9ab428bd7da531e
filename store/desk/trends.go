package desk

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"koe/model"
	"koe/model/trend"
	"koe/store"
)

// Spans of the trends, in days.
const (
	sparkDays     = 91  // 13 weeks beside every row
	shareDays     = 28  // breakdowns, withdrawn
	detailDays    = 730 // the chart behind a row
	wordsShown    = 50
	customersMost = 20_000 // issues read to count different customers
)

// trendCache keeps the engine, whose fits stay warm, and the answers given
// since the last commit.
type trendCache struct {
	once    sync.Once
	engine  *trend.Engine
	err     error
	mu      sync.Mutex
	event   uint64
	reports map[trendKey]*evaluated
}

type trendKey struct {
	on    model.Day
	kind  model.Kind
	today bool
	slot  int // of the running day: a new answer every ten minutes
}

// evaluated is what was counted and what the engine made of it.
type evaluated struct {
	series []model.Series
	desk   *trend.Desk
	report *trend.Report
	newest model.Day
	today  bool
}

// toTrend turns a civil day into the engine's way of counting days.
func toTrend(d model.Day) trend.Day {
	if d == 0 {
		return 0
	}
	return trend.Day(d - 1)
}

// fromTrend is the other way round.
func fromTrend(d trend.Day) model.Day {
	if d == 0 {
		return 0
	}
	return model.Day(d + 1)
}

// evaluate judges a day, or finds the answer given before.
func (d *Desk) evaluate(ctx context.Context, r *store.Reader, on model.Day, kind model.Kind) (*evaluated, error) {
	c := &d.trends
	c.once.Do(func() { c.engine, c.err = trend.NewEngine(trend.Options{}) })
	if c.err != nil {
		return nil, c.err
	}
	zone, err := r.Zone()
	if err != nil {
		return nil, err
	}
	now := d.clock().In(zone)
	today := model.DayOf(now) == on
	key := trendKey{on: on, kind: kind, today: today}
	if today {
		key.slot = now.Hour()*6 + now.Minute()/10
	}
	heads, err := r.Heads()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	if c.event != heads.Event || len(c.reports) > 64 {
		c.event, c.reports = heads.Event, map[trendKey]*evaluated{}
	}
	found := c.reports[key]
	c.mu.Unlock()
	if found != nil {
		return found, nil
	}
	e, err := d.judge(ctx, r, on, kind, today)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	if c.event == heads.Event {
		c.reports[key] = e
	}
	c.mu.Unlock()
	return e, nil
}

func (d *Desk) judge(ctx context.Context, r *store.Reader, on model.Day, kind model.Kind, today bool) (*evaluated, error) {
	series, err := r.Series(store.SeriesQuery{Kind: kind, Until: on})
	if err != nil {
		return nil, err
	}
	in := &trend.Desk{On: toTrend(on)}
	if err := d.calendar(r, in); err != nil {
		return nil, err
	}
	if today {
		now := d.Now()
		zone, err := r.Zone()
		if err != nil {
			return nil, err
		}
		local := now.Time(zone)
		if in.ByNow, err = r.HourShare(on, float64(local.Hour())+float64(local.Minute())/60); err != nil {
			return nil, err
		}
		in.ByNow = max(in.ByNow, 0.01)
	}
	grave, err := r.Grave(store.Span{From: on - 6, To: on})
	if err != nil {
		return nil, err
	}
	fixed, err := fixedDays(r, on)
	if err != nil {
		return nil, err
	}
	for _, s := range series {
		in.Series = append(in.Series, seriesOf(s, grave, fixed))
	}
	report, err := d.trends.engine.Evaluate(ctx, in)
	if err != nil {
		return nil, err
	}
	return &evaluated{series: series, desk: in, report: report, newest: store.NewestDay(series), today: today}, nil
}

func seriesOf(s model.Series, grave map[model.TagKey]int, fixed map[model.TagKey]model.Day) trend.Series {
	out := trend.Series{Key: string(s.Tag), Start: toTrend(s.First), Counts: make([]int32, len(s.Counts)), S1: grave[s.Tag]}
	if parent, ok := s.Tag.Parent(); ok {
		out.Parent = string(parent)
	}
	for i, c := range s.Counts {
		out.Counts[i] = int32(c)
	}
	if day := fixed[s.Tag]; day != 0 {
		out.FixedOn = toTrend(day)
	}
	return out
}

// fixedDays are the days on which problems of tags were declared fixed.
func fixedDays(r *store.Reader, on model.Day) (map[model.TagKey]model.Day, error) {
	problems, err := r.Problems()
	if err != nil {
		return nil, err
	}
	book, err := r.Tags()
	if err != nil {
		return nil, err
	}
	zone, err := r.Zone()
	if err != nil {
		return nil, err
	}
	out := map[model.TagKey]model.Day{}
	for _, p := range problems {
		if p.Tag == "" || p.Stage != model.Effective {
			continue
		}
		if day := p.StageAt.Day(zone); day <= on {
			out[book.Resolve(p.Tag)] = day
		}
	}
	return out, nil
}

// calendar tells the engine when the desk is closed and how many contacts it
// handled.
func (d *Desk) calendar(r *store.Reader, in *trend.Desk) error {
	info, err := r.Desk()
	if err != nil || info == nil {
		return err
	}
	in.Closed = closedDays(info)
	in.FiscalStart = fiscalMonth(info)
	volumes, err := r.Volumes()
	if err != nil || len(volumes) == 0 {
		return err
	}
	first, last := model.Day(1<<30), model.Day(-1<<30)
	for day := range volumes {
		first, last = min(first, day), max(last, day)
	}
	in.ContactsStart = toTrend(first)
	in.Contacts = make([]int32, last-first+1)
	for i := range in.Contacts {
		in.Contacts[i] = -1
		if n, ok := volumes[first+model.Day(i)]; ok {
			in.Contacts[i] = int32(n)
		}
	}
	return nil
}

// Trends says how the tags stand on a day.
func (d *Desk) Trends(ctx context.Context, q model.TrendQuery) (model.Trends, error) {
	var out model.Trends
	err := d.read(ctx, func(r *store.Reader) error {
		zone, err := r.Zone()
		if err != nil {
			return err
		}
		if q.On == 0 {
			q.On = d.Now().Day(zone)
		}
		q.Kind = cmp.Or(q.Kind, model.Complaint)
		e, err := d.evaluate(ctx, r, q.On, q.Kind)
		if err != nil {
			return err
		}
		out = model.Trends{On: q.On, Newest: e.newest, Today: e.today, Report: e.report}
		if out.Newest == 0 || out.Newest == q.On {
			if all, err := r.Series(store.SeriesQuery{Kind: q.Kind}); err == nil {
				out.Newest = store.NewestDay(all)
			}
		}
		return d.fillTrends(ctx, r, q, e, &out)
	})
	return out, err
}

func (d *Desk) fillTrends(ctx context.Context, r *store.Reader, q model.TrendQuery, e *evaluated, out *model.Trends) error {
	book, err := r.Tags()
	if err != nil {
		return err
	}
	problems, err := r.Problems()
	if err != nil {
		return err
	}
	if info, err := r.Desk(); err == nil && info != nil {
		out.Fiscal = info.FiscalStart
	}
	spark := sparks(e.series, q.On)
	for i := range e.report.Rows {
		row := model.TrendRow{Row: e.report.Rows[i]}
		row.Tag = model.TagKey(row.Key)
		row.Path = book.Path(row.Tag)
		row.Counts = spark[row.Tag]
		if row.IsParent {
			row.Counts = sumLeaves(spark, row.Tag)
		}
		row.Problem = problemOf(book, problems, row.Tag)
		out.Rows = append(out.Rows, row)
	}
	if err := d.customersOf(r, out); err != nil {
		return err
	}
	if err := d.was(ctx, r, q, out); err != nil {
		return err
	}
	sortRows(out.Rows)
	if out.Quote, err = d.quote(r, out); err != nil {
		return err
	}
	if out.Efforts, err = d.efforts(r, e, problems, out); err != nil {
		return err
	}
	if out.Held, out.Scored, err = score(r, e.series, q.On); err != nil {
		return err
	}
	out.Withdrawn, err = r.Withdrawn(store.Span{From: q.On - shareDays + 1, To: q.On})
	return err
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

// problemOf is the problem whose trend a tag is: an unfinished one first, then
// the newest.
func problemOf(book model.TagBook, problems []model.Problem, tag model.TagKey) *model.Problem {
	var found *model.Problem
	for i := range problems {
		p := &problems[i]
		if p.Tag == "" || book.Resolve(p.Tag) != tag {
			continue
		}
		if found == nil || found.Stage.Final() && !p.Stage.Final() {
			found = p
		}
	}
	return found
}

// customersOf counts the different customers of the listed rows.
func (d *Desk) customersOf(r *store.Reader, out *model.Trends) error {
	for i := range out.Rows {
		row := &out.Rows[i]
		if !row.Listed {
			continue
		}
		span := store.Span{From: out.On - shareDays + 1, To: out.On}
		if row.Onset != 0 {
			span.From = fromTrend(row.Onset)
		}
		seen := map[model.CustomerID]bool{}
		read := 0
		err := r.PrimaryIssues(row.Tag, row.IsParent, span, func(i *model.Issue) (bool, error) {
			if i.Customer != 0 && i.Counted() {
				seen[i.Customer] = true
			}
			read++
			return read < customersMost, nil
		})
		if err != nil {
			return err
		}
		row.Customers = len(seen)
	}
	return nil
}

// was remembers how each row stood when this person last looked.
func (d *Desk) was(ctx context.Context, r *store.Reader, q model.TrendQuery, out *model.Trends) error {
	if q.Who == "" {
		return nil
	}
	u, err := r.User(q.Who)
	if err != nil || u == nil || u.Looked == 0 || u.Looked >= q.On {
		return err
	}
	then, err := d.evaluate(ctx, r, u.Looked, q.Kind)
	if err != nil {
		return err
	}
	out.Looked = u.Looked
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
	for n := range from {
		row := from[(week+n)%len(from)]
		var found *model.Issue
		err := r.PrimaryIssues(row.Tag, false, store.Span{From: out.On - shareDays + 1, To: out.On}, func(i *model.Issue) (bool, error) {
			if !i.TextMade && i.Kind == model.Complaint && i.Counted() {
				found = i
			}
			return found == nil, nil
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
