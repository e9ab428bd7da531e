package trends

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Screen is the Trends screen. Make one with [New].
type Screen struct {
	session *screen.Session
	desk    Desk
	newID   func() model.ID
	folder  Folder
	issues  func(query string) tea.Cmd
	size    widget.Size

	overview *overview
	pages    []page // over the overview, the upper last

	people []model.User
	asks   asks
	acts   acts
	chosen *picking // the last picker that was opened

	fresh  uint64 // the newest event that what is shown is sure to hold
	drawn  bool   // the screen was drawn since it last asked
	behind bool   // something changed since
}

// asks are the screen's questions beside those about trends.
type asks struct {
	people   *screen.Ask[[]model.User]
	detail   *screen.Ask[model.TrendDetail]
	problem  *screen.Ask[told]
	problems *screen.Ask[[]model.ProblemView]
	calls    *screen.Ask[[]model.Call]
	sheet    *screen.Ask[sheetFacts]
	then     *screen.Ask[then] // what an act needs to know first
	wrote    *screen.Ask[string]
}

// then is what follows from an overlay's choice or an answer.
type then func() tea.Cmd

// New makes the screen.
func New(o Options) *Screen {
	s := &Screen{session: o.Session, desk: o.Desk, newID: o.NewID, folder: o.Folder, issues: o.Issues}
	s.asks = asks{
		people:   screen.NewAsk[[]model.User](screen.Trends, "people", screen.QuestionTime),
		detail:   screen.NewAsk[model.TrendDetail](screen.Trends, "detail", engineTime),
		problem:  screen.NewAsk[told](screen.Trends, "problem", screen.QuestionTime),
		problems: screen.NewAsk[[]model.ProblemView](screen.Trends, "problems", screen.QuestionTime),
		calls:    screen.NewAsk[[]model.Call](screen.Trends, "calls", screen.QuestionTime),
		sheet:    screen.NewAsk[sheetFacts](screen.Trends, "sheet", screen.QuestionTime),
		then:     screen.NewAsk[then](screen.Trends, "then", screen.QuestionTime),
		wrote:    screen.NewAsk[string](screen.Trends, "wrote", screen.WriteTime),
	}
	s.acts.write = screen.NewAsk[model.Receipt](screen.Trends, "write", screen.WriteTime)
	s.overview = newOverview(s)
	return s
}

// ID is the screen's name.
func (s *Screen) ID() screen.ID { return screen.Trends }

// Typing is never true: what is typed here is typed into overlays.
func (s *Screen) Typing() bool { return false }

// Init asks nothing: the engine has work to do once somebody looks.
func (s *Screen) Init() tea.Cmd { return nil }

// front is the page in front.
func (s *Screen) front() page {
	if n := len(s.pages); n > 0 {
		return s.pages[n-1]
	}
	return s.overview
}

// open puts a page in front.
func (s *Screen) open(p page) tea.Cmd {
	s.pages = append(s.pages, p)
	return p.ask()
}

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Resize:
		s.size = msg.Size
	case screen.Shown:
		return s, s.shown()
	case screen.Changed:
		return s, s.changed(msg.Event)
	case action.Do:
		return s, s.do(msg)
	case then:
		return s, msg()
	case late:
		s.overview.late(msg)
	default:
		return s, s.take(msg)
	}
	return s, nil
}

// shown asks when the screen comes to the front for the first time, or after
// something changed behind its back.
func (s *Screen) shown() tea.Cmd {
	s.drawn = true
	if s.overview.asked && !s.behind && !s.overview.isStale() {
		return s.overview.look()
	}
	return tea.Batch(s.refreshPeople(), s.refresh())
}

// changed asks again after somebody's commit while the screen is looked at,
// and otherwise keeps in mind that it must. Nobody waits for the engine behind
// another screen.
func (s *Screen) changed(event uint64) tea.Cmd {
	if event != 0 && event <= s.fresh {
		return nil
	}
	s.fresh = max(event, s.fresh)
	if !s.drawn || !s.overview.asked {
		s.behind = true
		return nil
	}
	s.drawn = false
	return s.refresh()
}

// refresh asks anew for the page in front and for the trends below it.
func (s *Screen) refresh() tea.Cmd {
	s.behind = false
	cmds := []tea.Cmd{s.overview.ask()}
	for _, p := range s.pages {
		cmds = append(cmds, p.ask())
	}
	return tea.Batch(cmds...)
}

// take takes the answers to the screen's questions.
func (s *Screen) take(msg tea.Msg) tea.Cmd {
	if cmd, ok := s.overview.take(msg); ok {
		return cmd
	}
	if got, err, ok := s.acts.write.Take(msg); ok {
		return s.answered(got, err)
	}
	if got, err, ok := s.asks.people.Take(msg); ok && err == nil {
		s.people = got
		s.chosen.refill()
	}
	if got, err, ok := s.asks.then.Take(msg); ok {
		if err != nil {
			return screen.SayError(s.session.Say, err)
		}
		return got()
	}
	if got, err, ok := s.asks.wrote.Take(msg); ok {
		if err != nil {
			return screen.SayError(s.session.Say, err)
		}
		return screen.Say(screen.Done, s.session.Say.Trends.Wrote(got))
	}
	return s.takePages(msg)
}

// takePages hands an answer to the page that asked, if it is still there.
func (s *Screen) takePages(msg tea.Msg) tea.Cmd {
	return firstOf(
		func() (tea.Cmd, bool) {
			return give(s, s.asks.detail, msg, func(p *detail, d model.TrendDetail) { p.got(d) })
		},
		func() (tea.Cmd, bool) {
			return give(s, s.asks.problem, msg, func(p *problemPage, v told) { p.got(v) })
		},
		func() (tea.Cmd, bool) {
			return give(s, s.asks.problems, msg, func(p *problemList, v []model.ProblemView) { p.got(v) })
		},
		func() (tea.Cmd, bool) {
			return give(s, s.asks.calls, msg, func(p *callList, v []model.Call) { p.got(v) })
		},
		func() (tea.Cmd, bool) {
			return give(s, s.asks.sheet, msg, func(p *sheet, v sheetFacts) { p.got(v) })
		},
	)
}

func firstOf(takers ...func() (tea.Cmd, bool)) tea.Cmd {
	for _, take := range takers {
		if cmd, ok := take(); ok {
			return cmd
		}
	}
	return nil
}

// give hands the newest answer of a kind to the page of that kind.
func give[P page, T any](s *Screen, ask *screen.Ask[T], msg tea.Msg, to func(P, T)) (tea.Cmd, bool) {
	got, err, ok := ask.Take(msg)
	if !ok {
		return nil, false
	}
	if err != nil {
		return screen.SayError(s.session.Say, err), true
	}
	for _, p := range s.pages {
		if p, is := p.(P); is {
			to(p, got)
		}
	}
	return nil, true
}

// View draws the page in front.
func (s *Screen) View(size widget.Size) screen.Frame {
	s.drawn = true
	return screen.Frame{Panel: widget.Panel{Lines: s.front().lines(size)}, Status: s.overview.status()}
}

// Actions lists what can be done now, and why what cannot.
func (s *Screen) Actions() []action.Action {
	list := s.front().actions()
	if len(s.pages) > 0 {
		list = append([]action.Action{action.Can(action.Back)}, list...)
	}
	return append(list, s.may(action.Undo, model.KindUndo), s.may(action.Redo, model.KindRedo), s.writable(), action.Can(action.Problems), action.Can(action.Calls))
}

// may is an action that stands for a command.
func (s *Screen) may(id action.ID, kind model.CommandKind) action.Action {
	return action.Action{ID: id, Why: s.cannot(kind)}
}

// cannot says why this person may not give a command; "" where they may.
func (s *Screen) cannot(kind model.CommandKind) string {
	if err := model.May(s.session.Who.Role, kind); err != nil {
		return s.session.Say.Error(err)
	}
	return ""
}

func (s *Screen) writable() action.Action {
	if s.folder == nil {
		return action.Cannot(action.Markdown, s.session.Say.Trends.NoWriter)
	}
	return action.Can(action.Markdown)
}

// do does an action that can be done now: the screen's own, else the page's.
func (s *Screen) do(do action.Do) tea.Cmd {
	switch do.ID {
	case action.Back:
		if n := len(s.pages); n > 0 {
			s.pages = s.pages[:n-1]
			return nil
		}
	case action.Undo:
		return s.undo()
	case action.Redo:
		return s.redo()
	case action.Markdown:
		return s.write()
	case action.Problems:
		return s.openProblems()
	case action.Calls:
		return s.openCalls(nil)
	}
	return s.front().do(do)
}

func (s *Screen) refreshPeople() tea.Cmd {
	return s.asks.people.Put(s.session.Ctx, s.desk.Users)
}

// person is a person's name as the screen shows it.
func (s *Screen) person(id model.UserID) string {
	for i := range s.people {
		if u := &s.people[i]; u.ID == id && u.Name != "" {
			return u.Name
		}
	}
	return string(id)
}

// knowing asks something that an act needs and goes on with the answer.
func knowing[T any](s *Screen, ask func(context.Context) (T, error), next func(T) tea.Cmd) tea.Cmd {
	return s.asks.then.Put(s.session.Ctx, func(ctx context.Context) (then, error) {
		got, err := ask(ctx)
		return func() tea.Cmd { return next(got) }, err
	})
}
