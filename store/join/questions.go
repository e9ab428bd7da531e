package join

import (
	"context"
	"fmt"
	"reflect"

	"koe/model"
	"koe/store/desk"
	"koe/store/search"
)

// A question is one thing a desk is asked: under which name it goes over the
// socket, who may ask it at a seat of their own, and how the desk's program asks it.
type question[A, R any] struct {
	name  string
	least model.Role
	near  func(context.Context, *desk.Desk, A) (R, error)
	// mine asks it as a person and nobody else; nil where it says nobody's name.
	mine func(A, model.UserID) A
}

// as has a question that says who asks be asked in nobody else's name.
func (q question[A, R]) as(mine func(A, model.UserID) A) question[A, R] {
	q.mine = mine
	return q
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
	lookingAt struct {
		Session model.ID
		Who     model.UserID
		Issue   model.Number
	}
	ruleOf struct {
		Rule    string
		Problem model.ProblemID
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
	do = question[wireRequest, model.Receipt]{name: "do", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, w wireRequest) (model.Receipt, error) {
		r, err := w.request()
		if err != nil {
			return model.Receipt{}, &unreadableError{err}
		}
		return d.Do(ctx, r)
	}}
	issues = one("issues", model.ReadOnly, (*desk.Desk).Issues).as(func(q model.IssueQuery, who model.UserID) model.IssueQuery {
		q.Who = who
		return q
	})
	issue    = telling("issue", model.ReadOnly, (*desk.Desk).Issue, historyOfIssue)
	users    = none("users", model.ReadOnly, (*desk.Desk).Users)
	self     = one("self", model.ReadOnly, (*desk.Desk).Self)
	room     = none("room", model.ReadOnly, (*desk.Desk).Room)
	info     = none("info", model.ReadOnly, (*desk.Desk).Info)
	tagUses  = none("tag-uses", model.ReadOnly, (*desk.Desk).TagUses)
	problems = telling("problems", model.ReadOnly, func(d *desk.Desk, ctx context.Context, _ nothing) ([]model.ProblemView, error) {
		return d.Problems(ctx)
	}, historiesOfProblems)
	problem  = telling("problem", model.ReadOnly, (*desk.Desk).Problem, historyOfProblem)
	calls    = one("calls", model.ReadOnly, (*desk.Desk).Calls)
	trends   = one("trends", model.ReadOnly, (*desk.Desk).Trends).as(trendsOf)
	mappings = none("mappings", model.Lead, (*desk.Desk).Mappings)
	teams    = none("teams", model.ReadOnly, (*desk.Desk).Teams)
	records  = none("problem-records", model.ReadOnly, (*desk.Desk).ProblemRecords)
	mark     = none("mark", model.Lead, (*desk.Desk).Mark)
	chain    = none("chain", model.Admin, (*desk.Desk).Chain)
	went     = one("went-through", model.Admin, (*desk.Desk).WentThrough)
	check    = none("check", model.Admin, (*desk.Desk).Check)
	verify   = none("verify", model.Admin, (*desk.Desk).Verify)
	proved   = none("prove-index", model.Admin, (*desk.Desk).ProveIndex)

	customersLike = question[customers, []model.CustomerView]{name: "customers", least: model.Agent, near: func(ctx context.Context, d *desk.Desk, a customers) ([]model.CustomerView, error) {
		return d.Customers(ctx, a.Typed, a.Limit)
	}}
	similar = question[similarTo, []model.Similar]{name: "similar", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, a similarTo) ([]model.Similar, error) {
		return d.Similar(ctx, a.Words, a.Customer, a.Limit)
	}}
	detail = telling("trend-detail", model.ReadOnly, func(d *desk.Desk, ctx context.Context, a detailOf) (model.TrendDetail, error) {
		return d.TrendDetail(ctx, a.Query, a.Tag)
	}, historyOfDetail).as(func(a detailOf, who model.UserID) detailOf {
		a.Query = trendsOf(a.Query, who)
		return a
	})
	look = question[looked, nothing]{name: "look", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, a looked) (nothing, error) {
		return nothing{}, d.Look(ctx, a.Who, a.At)
	}}.as(func(a looked, who model.UserID) looked {
		a.Who = who
		return a
	})
	known = question[rowsOf, []model.Number]{name: "known", least: model.Lead, near: func(ctx context.Context, d *desk.Desk, a rowsOf) ([]model.Number, error) {
		return d.Known(ctx, a.Source, a.IDs)
	}}
	contacts = question[[]model.Row, []model.Row]{name: "contacts", least: model.Leader, near: func(ctx context.Context, d *desk.Desk, rows []model.Row) ([]model.Row, error) {
		return rows, d.AddContacts(ctx, rows)
	}}
	customersStarting = question[customers, []model.Customer]{name: "customers-starting", least: model.Agent, near: func(ctx context.Context, d *desk.Desk, a customers) ([]model.Customer, error) {
		return d.CustomersStarting(ctx, a.Typed, a.Limit)
	}}
	issuesNumbered = question[customers, []model.Issue]{name: "issues-numbered", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, a customers) ([]model.Issue, error) {
		return d.IssuesNumbered(ctx, a.Typed, a.Limit)
	}}
	tags = question[nothing, []model.Tag]{name: "tags", least: model.ReadOnly, near: func(_ context.Context, d *desk.Desk, _ nothing) ([]model.Tag, error) {
		return d.Tags(), nil
	}}
	tag = question[model.TagKey, model.Tag]{name: "tag", least: model.ReadOnly, near: func(_ context.Context, d *desk.Desk, k model.TagKey) (model.Tag, error) {
		return d.Tag(k)
	}}
	looking = question[lookingAt, []model.UserID]{name: "looking", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, a lookingAt) ([]model.UserID, error) {
		return d.Looking(ctx, a.Session, a.Who, a.Issue)
	}}.as(func(a lookingAt, who model.UserID) lookingAt {
		a.Who = who
		return a
	})
	caught = question[ruleOf, model.Caught]{name: "caught", least: model.ReadOnly, near: func(ctx context.Context, d *desk.Desk, a ruleOf) (model.Caught, error) {
		return d.Caught(ctx, a.Rule, a.Problem)
	}}
	keys  = none("keys", model.Admin, (*desk.Desk).Keys)
	key   = one("key", model.Admin, (*desk.Desk).Key)
	index = question[nothing, IndexState]{name: "index", least: model.Admin, near: func(_ context.Context, d *desk.Desk, _ nothing) (IndexState, error) {
		return stateOf(d.Index()), nil
	}}
	indexed = question[nothing, nothing]{name: "indexed", least: model.Admin, near: func(ctx context.Context, d *desk.Desk, _ nothing) (nothing, error) {
		return nothing{}, d.Indexed(ctx)
	}}
	happened = question[eventsAfter, []model.Happened]{name: "happened", least: model.Lead, near: func(ctx context.Context, d *desk.Desk, a eventsAfter) ([]model.Happened, error) {
		return d.Happened(ctx, a.After, a.Limit)
	}}
	inspectIndex = question[indexAt, search.Inspection]{name: "inspect-index", least: model.Admin, near: func(ctx context.Context, d *desk.Desk, a indexAt) (search.Inspection, error) {
		return d.InspectIndex(ctx, a.Path, a.Deep)
	}}
)

// routes are all questions that the holder answers.
var routes = []route{
	do, issues, issue, users, self, room, info, tagUses, problems, problem, calls, trends, mappings, teams, records, mark, chain, went, check, verify, proved,
	customersLike, similar, detail, look, known, contacts, customersStarting, issuesNumbered, tags, tag, index, indexed, inspectIndex, happened, keys, key, looking, caught,
}

// trendsOf asks for trends as a person: since when they looked last is theirs alone.
func trendsOf(q model.TrendQuery, who model.UserID) model.TrendQuery {
	q.Who = who
	return q
}

// none is a question without parts.
func none[R any](name string, least model.Role, near func(*desk.Desk, context.Context) (R, error)) question[nothing, R] {
	return question[nothing, R]{name: name, least: least, near: func(ctx context.Context, d *desk.Desk, _ nothing) (R, error) { return near(d, ctx) }}
}

// one is a question of one part.
func one[A, R any](name string, least model.Role, near func(*desk.Desk, context.Context, A) (R, error)) question[A, R] {
	return question[A, R]{name: name, least: least, near: func(ctx context.Context, d *desk.Desk, a A) (R, error) { return near(d, ctx, a) }}
}
