package triage

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Screen is the Triage screen. Make one with [New].
type Screen struct {
	k    *kit.Kit
	desk Desk
	size widget.Size

	rows    rows
	view    view
	before  []view   // the views Esc goes back to
	history []string // queries typed in this session, oldest first

	issue  *model.IssueView // the newest answer about an issue
	wanted model.Number     // the issue last asked about
	stale  bool             // it has changed since it was asked about
	detail *screen.Ask[model.IssueView]
	open   model.Number // the issue in front, 0 while the list is
	scroll kit.Scroll   // of it
	drawn  drawn
	others others

	tags     []model.TagUse
	problems []model.ProblemView
	askers   askers
}

// askers are the screen's other questions.
type askers struct {
	tags     *screen.Ask[[]model.TagUse]
	problems *screen.Ask[[]model.ProblemView]
}

// Show asks the screen to show the issues of a query.
type Show struct{ Query string }

// New makes the screen. newID makes the ID of each command, a fresh one each
// time.
func New(desk Desk, session *screen.Session, newID func() model.ID) *Screen {
	s := &Screen{desk: desk, rows: newRows()}
	s.k = kit.New(kit.Options{
		Screen: screen.Triage, Session: session, Desk: desk, NewID: newID, Room: desk.Room,
		Sending: s.sending, Done: s.done, Named: func() { s.drawn = drawn{} },
	})
	s.detail = screen.NewAsk[model.IssueView](screen.Triage, "issue", screen.QuestionTime)
	s.askers = askers{
		tags:     screen.NewAsk[[]model.TagUse](screen.Triage, "tags", screen.QuestionTime),
		problems: screen.NewAsk[[]model.ProblemView](screen.Triage, "problems", screen.QuestionTime),
	}
	s.others.ask = screen.NewAsk[looking](screen.Triage, "looking", screen.QuestionTime)
	s.view = s.firstView()
	return s
}

// ID is the screen's name.
func (s *Screen) ID() screen.ID { return screen.Triage }

// Typing is never true: what is typed here is typed into overlays.
func (s *Screen) Typing() bool { return false }

// Init asks for the first page, and for the names of people and tags.
func (s *Screen) Init() tea.Cmd {
	return tea.Batch(s.reload(), s.k.AskPeople(false), s.refreshTags())
}

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case screen.Resize:
		s.size = msg.Size
	case screen.Shown:
		s.others.front = true
		if s.rows.fail || s.rows.first && s.k.Now().Sub(s.rows.asked) > staleTime {
			cmd = s.reload() // what was put off may be back
		}
	case screen.Hidden:
		cmd = s.lookAway()
	case screen.Changed:
		cmd = s.changed(msg.Event)
	case action.Do:
		cmd = s.do(msg)
	case Show:
		cmd = s.visit(view{query: msg.Query})
	default:
		cmd = s.take(msg)
	}
	return s, tea.Batch(cmd, s.follow())
}

// changed reloads after somebody's commit, unless the list already holds it.
func (s *Screen) changed(event uint64) tea.Cmd {
	s.others.at = time.Time{} // somebody may have come or gone
	if !s.k.IsNews(event) {
		return nil
	}
	s.stale = true
	if s.rows.page.Waiting() {
		s.rows.again = true // a busy desk must not keep the list from ever coming
		return nil
	}
	return s.reload()
}

// take takes the answers to the screen's questions.
func (s *Screen) take(msg tea.Msg) tea.Cmd {
	if got, err, ok := s.rows.page.Take(msg); ok {
		return s.took(got, err)
	}
	if got, err, ok := s.rows.more.Take(msg); ok {
		return s.tookMore(got, err)
	}
	if got, err, ok := s.detail.Take(msg); ok {
		if err != nil {
			return screen.SayError(s.k.Say, err)
		}
		s.issue = &got
		return nil
	}
	if got, err, ok := s.others.ask.Take(msg); ok {
		if err == nil {
			s.others.got = got
		}
		return nil
	}
	if got, err, ok := s.askers.tags.Take(msg); ok && err == nil {
		s.tags, s.drawn = got, drawn{} // they may have other names now
		s.k.Refill()
	}
	if got, err, ok := s.askers.problems.Take(msg); ok && err == nil {
		s.problems = got
		s.k.Refill()
	}
	cmd, _ := s.k.Take(msg)
	return cmd
}

// follow asks for what the screen shows and does not have yet: the issue that
// is selected, and rows near the end of the list.
func (s *Screen) follow() tea.Cmd {
	var cmds []tea.Cmd
	n := s.shown()
	if n != 0 && (n != s.wanted || s.stale && !s.detail.Waiting()) {
		s.wanted, s.stale = n, false
		desk := s.desk
		cmds = append(cmds, s.detail.Put(s.k.Ctx, func(ctx context.Context) (model.IssueView, error) { return desk.Issue(ctx, n) }))
	}
	if s.rows.list.WantsMore() && !s.rows.more.Waiting() && !s.rows.page.Waiting() {
		cmds = append(cmds, s.loadMore())
	}
	return tea.Batch(append(cmds, s.look(n))...)
}

// shown is the issue in the detail, 0 where there is none.
func (s *Screen) shown() model.Number {
	if s.open != 0 {
		return s.open
	}
	if i, ok := s.rows.list.Cursor(); ok {
		return s.rows.at(i).Issue.Number
	}
	return 0
}

// known is what the screen has of an issue: the view, where it is the newest
// that was asked for, else the row; nil where it has neither.
func (s *Screen) known(n model.Number) *model.IssueView {
	if s.issue != nil && s.issue.Issue.Number == n {
		return s.issue
	}
	if row := s.rows.find(n); row != nil {
		return &model.IssueView{Row: *row}
	}
	return nil
}

func (s *Screen) refreshTags() tea.Cmd { return s.askers.tags.Put(s.k.Ctx, s.desk.TagUses) }

func (s *Screen) refreshProblems() tea.Cmd {
	return s.askers.problems.Put(s.k.Ctx, s.desk.Problems)
}
