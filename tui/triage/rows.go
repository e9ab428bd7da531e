package triage

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Bounds of the list.
const (
	pageRows  = 50          // rows asked for at a time
	keepRows  = 500         // up to here a change reloads all rows, beyond it those in view
	markLimit = 1000        // the most issues that one act is done to, and rows asked for at once
	staleTime = time.Minute // after which a list that comes to the front is asked for again
)

// A view is a list of issues: a query, and how it is sorted.
type view struct {
	query string
	title string // what it is called, where it has a name
	order model.Order
	set   bool // the order was chosen, and not what suits the query
}

// rows is the list: what was loaded of it, a page after the other.
type rows struct {
	list  *widget.List[model.Number]
	held  *[]model.Row // shared with the list, which knows rows by number
	index map[model.Number]int

	highest model.Number // of the rows, for the width of their column

	pages []pageStart
	next  model.Cursor
	total int  // -1 where it is not known
	first bool // the first answer has come
	fail  bool // it was an error
	empty bool // nothing was ever logged on the desk
	again bool // the records changed while the rows were asked for
	page  *screen.Ask[loaded]
	more  *screen.Ask[model.IssuePage]

	seek  model.Number         // the row to select when it comes
	mark  func(model.Row) bool // the rows to mark when they come
	toEnd bool                 // the last row is to be selected when it comes
	asked time.Time            // when the rows were asked for
}

// pageStart is where a page begins in the list, and how it was asked for.
type pageStart struct {
	row   int
	after model.Cursor
}

// loaded is a page that takes the place of all rows from one on.
type loaded struct {
	page model.IssuePage
	from pageStart
}

func newRows() rows {
	held := new([]model.Row)
	return rows{
		list:  widget.NewList(func(i int) model.Number { return (*held)[i].Issue.Number }),
		held:  held,
		total: -1,
		page:  screen.NewAsk[loaded](screen.Triage, "page", screen.QuestionTime),
		more:  screen.NewAsk[model.IssuePage](screen.Triage, "more", screen.QuestionTime),
	}
}

func (r *rows) at(i int) *model.Row { return &(*r.held)[i] }

func (r *rows) len() int { return len(*r.held) }

// find is the row of an issue, nil where it is not in the list.
func (r *rows) find(n model.Number) *model.Row {
	i, ok := r.index[n]
	if !ok {
		return nil
	}
	return r.at(i)
}

// put takes rows in the place of those from one on. A row that has moved
// between two answers stands once: where the newer answer has it.
func (r *rows) put(from int, page []model.Row) {
	newer := make(map[model.Number]bool, len(page))
	for i := range page {
		newer[page[i].Issue.Number] = true
	}
	kept := make([]model.Row, 0, from+len(page))
	for _, row := range (*r.held)[:min(from, r.len())] {
		if !newer[row.Issue.Number] {
			kept = append(kept, row)
		}
	}
	*r.held = append(kept, page...)
	r.index = make(map[model.Number]int, r.len())
	r.highest = 0
	for i := range *r.held {
		n := r.at(i).Issue.Number
		r.index[n] = i
		r.highest = max(r.highest, n)
	}
}

// reload asks for the rows anew, keeping as many as there are. Of a long list
// only the part in view is asked for.
func (s *Screen) reload() tea.Cmd {
	from := pageStart{}
	if s.rows.len() > keepRows {
		cursor, _ := s.rows.list.Cursor()
		for _, p := range s.rows.pages {
			if p.row <= cursor-s.size.Height {
				from = p
			}
		}
	}
	limit := max(pageRows, min(s.rows.len()-from.row, markLimit))
	if s.rows.mark != nil || s.rows.toEnd {
		from, limit = pageStart{}, markLimit
	}
	s.rows.asked = s.k.Now()
	s.rows.more.Drop()
	q, desk := s.question(from.after, limit), s.desk
	q.Count = true
	return s.rows.page.Put(s.k.Ctx, func(ctx context.Context) (loaded, error) {
		page, err := desk.Issues(ctx, q)
		return loaded{page, from}, err
	})
}

func (s *Screen) question(after model.Cursor, limit int) model.IssueQuery {
	return model.IssueQuery{Query: s.view.query, Order: s.view.order, Limit: limit, After: after, Who: s.k.Who.ID}
}

// loadMore asks for the next page.
func (s *Screen) loadMore() tea.Cmd {
	q, desk := s.question(s.rows.next, pageRows), s.desk
	return s.rows.more.Put(s.k.Ctx, func(ctx context.Context) (model.IssuePage, error) { return desk.Issues(ctx, q) })
}

// took takes a reloaded part of the list.
func (s *Screen) took(got loaded, err error) tea.Cmd {
	if err != nil {
		s.rows.mark, s.rows.toEnd, s.rows.fail = nil, false, !s.rows.first
		return screen.SayError(s.k.Say, err)
	}
	r := &s.rows
	pages := r.pages[:0]
	for _, p := range r.pages {
		if p.row < got.from.row {
			pages = append(pages, p)
		}
	}
	r.first, r.fail, r.total, r.empty = true, false, got.page.Total, got.page.Logged == 0
	r.pages = append(pages, got.from)
	r.put(got.from.row, got.page.Rows)
	cmd := s.settle(got.page.Next)
	if r.again {
		r.again = false
		return tea.Batch(cmd, s.reload())
	}
	return cmd
}

// tookMore takes the next page.
func (s *Screen) tookMore(page model.IssuePage, err error) tea.Cmd {
	if err != nil {
		return screen.SayError(s.k.Say, err)
	}
	s.rows.pages = append(s.rows.pages, pageStart{s.rows.len(), s.rows.next})
	s.rows.put(s.rows.len(), page.Rows)
	return s.settle(page.Next)
}

// settle tells the list what it has now, and marks and selects what waited
// for the rows.
func (s *Screen) settle(next model.Cursor) tea.Cmd {
	r := &s.rows
	r.next = next
	if next == "" {
		r.total = r.len()
	}
	r.list.SetRows(r.len(), next != "")
	if r.list.Marked() > 0 {
		r.list.SetMarks(r.list.Acting()) // those that have left are not acted on
	}
	if i, ok := r.index[r.seek]; ok {
		r.list.Select(i)
	}
	r.seek = 0
	if r.toEnd {
		r.toEnd = false
		r.list.Select(r.len() - 1)
	}
	if r.mark == nil {
		return nil
	}
	mark := r.mark
	r.mark = nil
	return s.markRows(mark)
}

// markAll marks the rows of the whole view for which mark holds, those not
// loaded yet as well.
func (s *Screen) markAll(mark func(model.Row) bool) tea.Cmd {
	if s.rows.next == "" || s.rows.len() >= markLimit {
		return s.markRows(mark)
	}
	s.rows.mark = mark
	return s.reload()
}

// toEnd selects the last row, of a long view the last that can be had at once.
func (s *Screen) toEnd() tea.Cmd {
	if s.rows.next == "" || s.rows.len() >= markLimit {
		return nil
	}
	s.rows.toEnd = true
	return s.reload()
}

// markRows marks loaded rows; where the view has more than one act is done to,
// it says so.
func (s *Screen) markRows(mark func(model.Row) bool) tea.Cmd {
	var numbers []model.Number
	for i := 0; i < s.rows.len() && len(numbers) < markLimit; i++ {
		if mark(*s.rows.at(i)) {
			numbers = append(numbers, s.rows.at(i).Issue.Number)
		}
	}
	s.rows.list.SetMarks(numbers)
	if s.rows.next != "" || len(numbers) == markLimit {
		return screen.Say(screen.Warn, s.k.Say.Triage.MarkedFirst(len(numbers)))
	}
	return nil
}

// firstView is what the screen opens with: the open issues nobody owns.
func (s *Screen) firstView() view {
	t := s.k.Say.Triage
	return view{query: t.FirstQuery, title: t.FirstTitle, order: model.ByUrgency}
}

// visit shows another view; Esc comes back to this one.
func (s *Screen) visit(v view) tea.Cmd {
	s.before = append(s.before, s.view)
	return s.turnTo(v)
}

// turnTo shows a view in the place of the present one.
func (s *Screen) turnTo(v view) tea.Cmd {
	if first := s.firstView(); v.query == first.query {
		v.title = first.title
	}
	if !v.set {
		v.order = orderFor(v.query)
	}
	s.view, s.open, s.stale = v, 0, true
	s.rows.list.ClearMarks()
	s.rows.list.Select(0)
	s.rows.put(0, nil)
	s.rows.pages, s.rows.next, s.rows.total, s.rows.first = nil, "", -1, false
	s.rows.list.SetRows(0, false)
	return s.reload()
}

// orderFor is the order that suits a query: the most urgent first where it asks
// for open issues only, since the order by urgency holds no others.
func orderFor(q string) model.Order {
	e, err := query.Parse(q)
	if err == nil && onlyOpen(e) {
		return model.ByUrgency
	}
	return model.Newest
}

func onlyOpen(e query.Expr) bool {
	switch e.Op {
	case query.And:
		for _, a := range e.Args {
			if onlyOpen(a) {
				return true
			}
		}
	case query.Or:
		for _, a := range e.Args {
			if !onlyOpen(a) {
				return false
			}
		}
		return true
	case query.Test:
		states := e.States()
		return len(states) > 0 && !e.Literal && !slices.ContainsFunc(states, func(v model.State) bool { return !v.Open() })
	}
	return false
}
