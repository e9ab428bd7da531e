package desk

import (
	"cmp"
	"context"
	"sync"

	"koe/model"
	"koe/model/trend"
	"koe/model/trend/effect"
	"koe/store"
)

// Spans of the trends, in days.
const (
	sparkDays  = 91  // 13 weeks beside every row
	shareDays  = 28  // breakdowns, withdrawn
	detailDays = 730 // the chart behind a row
	wordsShown = 50
	readMost   = 20_000 // issues read to divide or to count customers
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
	effects effect.Memo
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
	// effects are the answers about actions on this desk.
	effects *effect.Answers
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
	in := &trend.Desk{On: on.ForEngine()}
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
	effects := d.trends.effects.On(in, trend.UnitDay)
	if err := callBack(in, effects); err != nil {
		return nil, err
	}
	report, err := d.trends.engine.Evaluate(ctx, in)
	if err != nil {
		return nil, err
	}
	return &evaluated{series: series, desk: in, effects: effects, report: report, newest: store.NewestDay(series), today: today}, nil
}

func seriesOf(s model.Series, grave map[model.TagKey]int, fixed map[model.TagKey]model.Day) trend.Series {
	out := trend.Series{Key: string(s.Tag), Start: s.First.ForEngine(), Counts: make([]int32, len(s.Counts)), S1: grave[s.Tag]}
	if parent, ok := s.Tag.Parent(); ok {
		out.Parent = string(parent)
	}
	for i, c := range s.Counts {
		out.Counts[i] = int32(c)
	}
	if day := fixed[s.Tag]; day != 0 {
		out.FixedOn = day.ForEngine()
	}
	return out
}

// callBack marks the series declared fixed that are back.
func callBack(in *trend.Desk, effects *effect.Answers) error {
	for i := range in.Series {
		s := &in.Series[i]
		if s.FixedOn == 0 {
			continue
		}
		var err error
		if s.Back, err = effects.Back(s.Key, s.FixedOn); err != nil {
			return err
		}
	}
	return nil
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
	in.ContactsStart = first.ForEngine()
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
		e, err := d.asked(ctx, r, &q)
		if err != nil {
			return err
		}
		heads, err := r.Heads()
		if err != nil {
			return err
		}
		out = model.Trends{On: q.On, Newest: e.newest, Today: e.today, Report: e.report, Logged: heads.Issue}
		if out.Newest == 0 || out.Newest == q.On {
			all, err := r.Series(store.SeriesQuery{Kind: q.Kind})
			if err != nil {
				return err
			}
			out.Newest = store.NewestDay(all)
		}
		return d.fillTrends(ctx, r, q, e, &out)
	})
	return out, err
}

// asked judges the day of a question, and fills in the day and the kind that it leaves open.
func (d *Desk) asked(ctx context.Context, r *store.Reader, q *model.TrendQuery) (*evaluated, error) {
	zone, err := r.Zone()
	if err != nil {
		return nil, err
	}
	if q.On == 0 {
		q.On = d.Now().Day(zone)
	}
	q.Kind = cmp.Or(q.Kind, model.KindComplaint)
	return d.evaluate(ctx, r, q.On, q.Kind)
}

func (d *Desk) fillTrends(ctx context.Context, r *store.Reader, q model.TrendQuery, e *evaluated, out *model.Trends) error {
	info, err := r.Desk()
	if err != nil {
		return err
	}
	if info != nil {
		out.Fiscal = info.FiscalStart
	}
	problems, err := r.Problems()
	if err != nil {
		return err
	}
	if out.Rows, err = rowsOf(r, e, problems, q.On); err != nil {
		return err
	}
	for i := range out.Rows {
		if row := &out.Rows[i]; row.Listed {
			if err := d.countCustomers(r, row, q); err != nil {
				return err
			}
		}
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
	for i := range problems {
		if problems[i].DueAgain(q.On) {
			out.Again = append(out.Again, problems[i])
		}
	}
	held, err := score(r, e)
	if err != nil {
		return err
	}
	out.Held, out.Scored = held.Within, held.Of
	out.Withdrawn, err = r.Withdrawn(store.Span{From: q.On - shareDays + 1, To: q.On})
	return err
}
