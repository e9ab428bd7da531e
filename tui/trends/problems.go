package trends

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// problemList is every problem: those worked on first, then those that are
// closed.
type problemList struct {
	s    *Screen
	all  []model.ProblemView
	list *widget.List[model.ProblemID]
	have bool
}

// openProblems puts the list of problems in front.
func (s *Screen) openProblems() tea.Cmd {
	if _, already := s.front().(*problemList); already {
		return nil
	}
	p := &problemList{s: s}
	p.list = widget.NewList(func(i int) model.ProblemID { return p.all[i].Problem.ID })
	return s.open(p)
}

func (p *problemList) ask() tea.Cmd { return p.s.asks.problems.Put(p.s.session.Ctx, p.s.desk.Problems) }

func (p *problemList) got(all []model.ProblemView) {
	var open, closed []model.ProblemView
	for _, v := range all {
		if v.Problem.Stage.Final() {
			closed = append(closed, v)
		} else {
			open = append(open, v)
		}
	}
	p.all, p.have = append(open, closed...), true
	p.list.SetRows(len(p.all), false)
}

// selected is the problem under the cursor, nil where there is none.
func (p *problemList) selected() *model.Problem {
	if i, ok := p.list.Cursor(); ok && i < len(p.all) {
		return &p.all[i].Problem
	}
	return nil
}

func (p *problemList) actions() []action.Action {
	t := p.s.session.Say.Trends
	about := func(id action.ID, kind model.CommandKind) action.Action {
		if p.selected() == nil {
			return action.Cannot(id, t.Problems.None)
		}
		return p.s.may(id, kind)
	}
	open := action.Can(action.Open)
	if p.selected() == nil {
		open = action.Cannot(action.Open, t.Problems.None)
	}
	make := p.s.may(action.Link, model.KindNewProblem)
	make.Label = t.Problems.Ask.Make
	list := []action.Action{open, about(action.Owner, model.KindOwnProblem), about(action.Fix, model.KindAction), make,
		about(action.State, model.KindStage), about(action.Close, model.KindStage), about(action.Note, model.KindHear), about(action.Edit, model.KindEditProblem), about(action.Answered, model.KindTell)}
	return append(list, moves()...)
}

func (p *problemList) do(do action.Do) tea.Cmd {
	if p.list.Do(do) {
		return nil
	}
	m := p.selected()
	switch {
	case do.ID == action.Link:
		return p.s.newProblem()
	case m == nil:
	case do.ID == action.Open:
		return p.s.openProblem(m.ID)
	default:
		return p.s.actOn(do.ID, m)
	}
	return nil
}

// newProblem makes a problem of words alone; its rule and its tag are given
// afterwards.
func (s *Screen) newProblem() tea.Cmd {
	t := s.session.Say.Trends.Problems
	return s.line(t.Ask.Name, "", model.MaxLine, true, func(title string) tea.Cmd {
		return s.send(model.NewProblem{Title: title, Owner: s.session.Who.ID}, func(r model.Receipt) string {
			return t.Said.Made(r.Problem.String(), title)
		}, func(r model.Receipt) tea.Cmd { return s.openProblem(r.Problem) })
	})
}

// lines draws the list under a title.
func (p *problemList) lines(size widget.Size) []string {
	theme, say := p.s.session.Theme, p.s.session.Say
	t := say.Trends.Problems
	lines := []string{widget.TitledRule(t.Title, "", size.Width, theme)}
	if len(p.all) == 0 {
		words := t.None
		if !p.have {
			words = say.Common.Loading
		}
		for _, l := range widget.Wrap(words, size.Width-4) {
			lines = append(lines, "  "+theme.Dim.Render(l))
		}
		return widget.Pad(lines, size, theme.Glyphs.Ellipsis)
	}
	owner, stage := widget.Width(t.NoOwner), 0
	for i := range p.all {
		owner = max(owner, min(16, widget.Width(p.s.person(p.all[i].Problem.Owner))))
		stage = max(stage, widget.Width(say.Stage(p.all[i].Problem.Stage)))
	}
	cols := widget.Lay([]widget.Column{
		{Min: 5, Right: true}, {Title: t.Name, Min: 18, Grow: 3}, {Title: t.Stage, Min: max(stage, widget.Width(t.Stage))}, {Title: t.Owner, Min: owner},
		{Title: t.Issues, Min: widget.Width(t.OpenOf(999, 9999)), Right: true}, {Title: t.Actions, Min: 20, Grow: 2, Drop: 1},
	}, size.Width-3, theme.Glyphs.Ellipsis)
	lines = append(lines, "  "+theme.Dim.Render(cols.Head())+" ")
	rows := p.list.View(widget.Size{Width: size.Width - 1, Height: size.Height - 2}, theme, func(i, _ int, st widget.RowState) []string {
		return []string{p.row(cols, &p.all[i], st)}
	})
	return widget.Pad(append(lines, rows...), size, theme.Glyphs.Ellipsis)
}

func (p *problemList) row(cols widget.Columns, v *model.ProblemView, st widget.RowState) string {
	theme, say := p.s.session.Theme, p.s.session.Say
	t, m := say.Trends.Problems, &v.Problem
	style := theme.Plain
	switch {
	case st.Selected:
		style = theme.Selected
	case m.Stage.Final():
		style = theme.Dim
	}
	owner := p.s.person(m.Owner)
	if owner == "" {
		owner = t.NoOwner
		if !m.Stage.Final() {
			owner = theme.Warn.Render(owner)
		}
	}
	last := ""
	if n := len(m.Actions); n > 0 {
		a := &m.Actions[n-1]
		last = oneLine(a.Text)
		if a.Effective != 0 {
			last = strings.Join([]string{t.InForce(p.s.day(a.Effective)), last}, " ")
		} else if a.Due != 0 {
			last = strings.Join([]string{t.Due(p.s.day(a.Due)), last}, " ")
		}
	}
	return cols.Row(theme.Dim.Render(m.ID.String()), style.Render(m.Title), say.Stage(m.Stage), owner, t.OpenOf(v.Open, v.Linked), theme.Dim.Render(last))
}
