package trends

import (
	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/calls"
	"koe/tui/kit"
	"koe/tui/problems"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Screen is the Trends screen. Make one with [New].
type Screen struct {
	w        *ways
	overview *overview
	behind   bool // something changed since the screen last asked
}

// New makes the screen.
func New(o Options) *Screen {
	s := &Screen{}
	k := kit.New(kit.Options{
		Screen: screen.Trends, Session: o.Session, Desk: o.Desk, NewID: o.NewID,
		Done: func(model.Receipt) tea.Cmd { return s.refresh() },
	})
	s.w = &ways{Pages: kit.NewPages(k, o.Folder), desk: o.Desk, issues: o.Issues}
	s.overview = newOverview(s.w)
	s.w.Begin(s.overview)
	s.w.acts = problems.New(problems.Options{
		Pages: s.w.Pages, Desk: o.Desk, Figures: s.overview, Issues: o.Issues,
		Calls: func(p *model.Problem, path model.TagPath) tea.Cmd {
			return calls.Open(s.w.Pages, o.Desk, subject{problem: p, tag: path.Key(), path: path}.about())
		},
	})
	return s
}

// ID is the screen's name.
func (s *Screen) ID() screen.ID { return screen.Trends }

// Typing is never true: what is typed here is typed into overlays.
func (s *Screen) Typing() bool { return false }

// Init asks nothing: the engine has work to do once somebody looks.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Resize:
		s.overview.size = msg.Size
	case screen.Shown:
		return s, s.shown()
	case screen.Changed:
		return s, s.changed(msg.Event)
	case action.Do:
		return s, s.do(msg)
	default:
		return s, s.w.Take(msg)
	}
	return s, nil
}

// shown asks when the screen comes to the front for the first time, or after
// something changed behind its back.
func (s *Screen) shown() tea.Cmd {
	s.overview.drawn = true
	if s.overview.asked && !s.behind && !s.overview.isStale() {
		return s.overview.look()
	}
	return tea.Batch(s.w.AskPeople(false), s.refresh())
}

// changed asks again after somebody's commit while the screen is looked at,
// and otherwise keeps in mind that it must. Nobody waits for the engine behind
// another screen.
func (s *Screen) changed(event uint64) tea.Cmd {
	if !s.w.IsNews(event) {
		return nil
	}
	if !s.overview.drawn || !s.overview.asked {
		s.behind = true
		return nil
	}
	s.overview.drawn = false
	return s.refresh()
}

// refresh asks anew for the trends and for the pages that lie on them.
func (s *Screen) refresh() tea.Cmd {
	s.behind = false
	return s.w.Refresh()
}

// View draws the page in front.
func (s *Screen) View(size widget.Size) screen.Frame {
	s.overview.drawn = true
	return screen.Frame{Panel: widget.Panel{Lines: s.w.Front().Lines(size)}, Status: s.overview.status()}
}

// Actions lists what can be done now, and why what cannot.
func (s *Screen) Actions() []action.Action {
	return append(s.w.Actions(), action.Can(action.Problems), action.Can(action.Calls))
}

// do does an action that can be done now.
func (s *Screen) do(do action.Do) tea.Cmd {
	switch do.ID {
	case action.Problems:
		return s.w.acts.OpenList()
	case action.Calls:
		return calls.Open(s.w.Pages, s.w.desk, nil)
	}
	return s.w.Do(do)
}
