package join

import (
	"context"
	"fmt"
	"reflect"

	"koe/model"
	"koe/store/desk"
	"koe/store/search"
)

// A question is one thing a desk is asked: how its own program asks it, and under
// which name it goes over the socket.
type question[A, R any] struct {
	name string
	near func(context.Context, *desk.Desk, A) (R, error)
}

// A route is a question as the holder's side sees it.
type route interface {
	path() string
	types() (asked, answered reflect.Type)
	// answer reads what is asked, asks the desk, and gives the answer.
	answer(ctx context.Context, d *desk.Desk, body []byte) (any, error)
}

func (q question[A, R]) path() string { return "/ask/" + q.name }

func (q question[A, R]) types() (asked, answered reflect.Type) {
	return reflect.TypeFor[A](), reflect.TypeFor[R]()
}

func (q question[A, R]) answer(ctx context.Context, d *desk.Desk, body []byte) (any, error) {
	var asked A
	if err := modes().dec.Unmarshal(body, &asked); err != nil {
		return nil, &unreadableError{fmt.Errorf("read the question %s: %w", q.name, err)}
	}
	return q.near(ctx, d, asked)
}

// An unreadableError is a question that is none.
type unreadableError struct{ error }

// What a question with several parts is asked with.
type (
	nothing   struct{}
	customers struct {
		Typed string
		Limit int
	}
	similarTo struct {
		Words, Customer string
		Limit           int
	}
	detailOf struct {
		Query model.TrendQuery
		Tag   model.TagKey
	}
	looked struct {
		Who model.UserID
		At  model.Trends
	}
	rowsOf struct {
		Source string
		IDs    []string
	}
	eventsAfter struct {
		After uint64
		Limit int
	}
	indexAt struct {
		Path string
		Deep bool
	}
)

// An IndexState is where the search index stands; see [search.Status].
type IndexState struct {
	Event   uint64
	Listed  int
	Whole   bool
	Bytes   int64
	Trouble *wireError
}

func stateOf(s search.Status) IndexState {
	return IndexState{s.Event, s.Listed, s.Whole, s.Bytes, wireErrorOf(s.Trouble)}
}

func (s IndexState) status() search.Status {
	return search.Status{Event: s.Event, Listed: s.Listed, Whole: s.Whole, Bytes: s.Bytes, Trouble: s.Trouble.err()}
}

// The questions. Each is here once, in routes below, and in a method of [Seat].
var (
	do = question[wireRequest, model.Receipt]{"do", func(ctx context.Context, d *desk.Desk, w wireRequest) (model.Receipt, error) {
		r, err := w.request()
		if err != nil {
			return model.Receipt{}, &unreadableError{err}
		}
		return d.Do(ctx, r)
	}}
	issues   = one("issues", (*desk.Desk).Issues)
	issue    = telling("issue", (*desk.Desk).Issue, historyOfIssue)
	users    = none("users", (*desk.Desk).Users)
	self     = one("self", (*desk.Desk).Self)
	room     = none("room", (*desk.Desk).Room)
	info     = none("info", (*desk.Desk).Info)
	tagUses  = none("tag-uses", (*desk.Desk).TagUses)
	problems = telling("problems", func(d *desk.Desk, ctx context.Context, _ nothing) ([]model.ProblemView, error) {
		return d.Problems(ctx)
	}, historiesOfProblems)
	problem  = telling("problem", (*desk.Desk).Problem, historyOfProblem)
	calls    = one("calls", (*desk.Desk).Calls)
	trends   = one("trends", (*desk.Desk).Trends)
	mappings = none("mappings", (*desk.Desk).Mappings)
	teams    = none("teams", (*desk.Desk).Teams)
	records  = none("problem-records", (*desk.Desk).ProblemRecords)
	mark     = none("mark", (*desk.Desk).Mark)
	chain    = none("chain", (*desk.Desk).Chain)
	went     = one("went-through", (*desk.Desk).WentThrough)
	check    = none("check", (*desk.Desk).Check)
	verify   = none("verify", (*desk.Desk).Verify)
	proved   = none("prove-index", (*desk.Desk).ProveIndex)

	customersLike = question[customers, []model.CustomerView]{"customers", func(ctx context.Context, d *desk.Desk, a customers) ([]model.CustomerView, error) {
		return d.Customers(ctx, a.Typed, a.Limit)
	}}
	similar = question[similarTo, []model.Similar]{"similar", func(ctx context.Context, d *desk.Desk, a similarTo) ([]model.Similar, error) {
		return d.Similar(ctx, a.Words, a.Customer, a.Limit)
	}}
	detail = telling("trend-detail", func(d *desk.Desk, ctx context.Context, a detailOf) (model.TrendDetail, error) {
		return d.TrendDetail(ctx, a.Query, a.Tag)
	}, historyOfDetail)
	look = question[looked, nothing]{"look", func(ctx context.Context, d *desk.Desk, a looked) (nothing, error) {
		return nothing{}, d.Look(ctx, a.Who, a.At)
	}}
	known = question[rowsOf, []model.Number]{"known", func(ctx context.Context, d *desk.Desk, a rowsOf) ([]model.Number, error) {
		return d.Known(ctx, a.Source, a.IDs)
	}}
	contacts = question[[]model.Row, []model.Row]{"contacts", func(ctx context.Context, d *desk.Desk, rows []model.Row) ([]model.Row, error) {
		return rows, d.AddContacts(ctx, rows)
	}}
	customersStarting = question[customers, []model.Customer]{"customers-starting", func(ctx context.Context, d *desk.Desk, a customers) ([]model.Customer, error) {
		return d.CustomersStarting(ctx, a.Typed, a.Limit)
	}}
	issuesNumbered = question[customers, []model.Issue]{"issues-numbered", func(ctx context.Context, d *desk.Desk, a customers) ([]model.Issue, error) {
		return d.IssuesNumbered(ctx, a.Typed, a.Limit)
	}}
	tags = question[nothing, []model.Tag]{"tags", func(_ context.Context, d *desk.Desk, _ nothing) ([]model.Tag, error) {
		return d.Tags(), nil
	}}
	tag = question[model.TagKey, model.Tag]{"tag", func(_ context.Context, d *desk.Desk, k model.TagKey) (model.Tag, error) {
		return d.Tag(k)
	}}
	index = question[nothing, IndexState]{"index", func(_ context.Context, d *desk.Desk, _ nothing) (IndexState, error) {
		return stateOf(d.Index()), nil
	}}
	indexed = question[nothing, nothing]{"indexed", func(ctx context.Context, d *desk.Desk, _ nothing) (nothing, error) {
		return nothing{}, d.Indexed(ctx)
	}}
	happened = question[eventsAfter, []model.Happened]{"happened", func(ctx context.Context, d *desk.Desk, a eventsAfter) ([]model.Happened, error) {
		return d.Happened(ctx, a.After, a.Limit)
	}}
	inspectIndex = question[indexAt, search.Inspection]{"inspect-index", func(ctx context.Context, d *desk.Desk, a indexAt) (search.Inspection, error) {
		return d.InspectIndex(ctx, a.Path, a.Deep)
	}}
)

// routes are all questions that the holder answers.
var routes = []route{
	do, issues, issue, users, self, room, info, tagUses, problems, problem, calls, trends, mappings, teams, records, mark, chain, went, check, verify, proved,
	customersLike, similar, detail, look, known, contacts, customersStarting, issuesNumbered, tags, tag, index, indexed, inspectIndex, happened,
}

// none is a question without parts.
func none[R any](name string, near func(*desk.Desk, context.Context) (R, error)) question[nothing, R] {
	return question[nothing, R]{name, func(ctx context.Context, d *desk.Desk, _ nothing) (R, error) { return near(d, ctx) }}
}

// one is a question of one part.
func one[A, R any](name string, near func(*desk.Desk, context.Context, A) (R, error)) question[A, R] {
	return question[A, R]{name, func(ctx context.Context, d *desk.Desk, a A) (R, error) { return near(d, ctx, a) }}
}
