package problems

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/trend"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// list is every problem, what waits for somebody first.
type list struct {
	a     *Acts
	asked *screen.Ask[[]model.ProblemView]
	all   []model.ProblemView
	rows  *widget.List[model.ProblemID]
	have  bool
}

func newList(a *Acts) *list {
	l := &list{a: a, asked: kit.Question[[]model.ProblemView](a.Kit, screen.QuestionTime)}
	l.rows = widget.NewList(func(i int) model.ProblemID { return l.all[i].Problem.ID })
	return l
}

// Ask asks for the problems.
func (l *list) Ask() tea.Cmd { return l.asked.Put(l.a.Ctx, l.a.desk.Problems) }

// Take takes the answer.
func (l *list) Take(msg tea.Msg) (tea.Cmd, bool) { return kit.Took(l.a.Kit, l.asked, msg, l.got) }

func (l *list) got(all []model.ProblemView) {
	l.all, l.have = all, true
	l.rows.SetRows(len(l.all), false)
}

// selected is the problem under the cursor, nil where there is none.
func (l *list) selected() *model.Problem {
	if i, ok := l.rows.Cursor(); ok && i < len(l.all) {
		return &l.all[i].Problem
	}
	return nil
}

// Actions are what can be done here.
func (l *list) Actions() []action.Action {
	t := l.a.Say.Trends
	about := func(id action.ID, verb model.Verb) action.Action {
		if l.selected() == nil {
			return action.Cannot(id, t.Problems.None)
		}
		return l.a.May(id, verb)
	}
	open := action.Can(action.Open)
	if l.selected() == nil {
		open = action.Cannot(action.Open, t.Problems.None)
	}
	made := l.a.May(action.Link, model.VerbNewProblem)
	made.Label = t.Problems.Ask.Make
	all := []action.Action{open, about(action.Owner, model.VerbOwnProblem), about(action.Fix, model.VerbAction), made,
		about(action.State, model.VerbStage), about(action.Close, model.VerbStage), about(action.Note, model.VerbHear), about(action.Edit, model.VerbEditProblem), about(action.Answered, model.VerbTell)}
	return append(all, widget.Moves()...)
}

// Do does one of them.
func (l *list) Do(do action.Do) tea.Cmd {
	if l.rows.Do(do) {
		return nil
	}
	m := l.selected()
	switch {
	case do.ID == action.Link:
		return l.a.makeOfWords()
	case m == nil:
	case do.ID == action.Open:
		return l.a.OpenOne(m.ID)
	default:
		return l.a.Act(do.ID, m)
	}
	return nil
}

// Lines draws the list under a title.
func (l *list) Lines(size widget.Size) []string {
	theme, say := l.a.Theme, l.a.Say
	t := say.Trends.Problems
	lines := []string{widget.TitledRule(t.Title, "", size.Width, theme)}
	if len(l.all) == 0 {
		for _, l := range l.a.NoRows(l.have, t.None, size.Width-4) {
			lines = append(lines, "  "+l)
		}
		return widget.Pad(lines, size, theme.Glyphs.Ellipsis)
	}
	owner, stage, issues, moves := widget.Width(t.NoOwner), 0, widget.Width(t.Issues), widget.Width(t.Trend)
	for i := range l.all {
		issues = max(issues, widget.Width(t.OpenOf(l.all[i].Open, l.all[i].Linked)))
		if r := l.a.o.Figures.RowOf(l.all[i].TagPath); r != nil {
			moves = max(moves, widget.Width(say.TrendState(r.State)))
		}
		owner = max(owner, min(16, widget.Width(l.a.Person(l.all[i].Problem.Owner))))
		stage = max(stage, widget.Width(l.stage(&l.all[i].Problem)))
	}
	cols := widget.Lay([]widget.Column{
		{Min: 5, Right: true}, {Title: t.Name, Min: 18, Grow: 3}, {Title: t.Stage, Min: max(stage, widget.Width(t.Stage))}, {Title: t.Owner, Min: owner},
		{Title: t.Issues, Min: issues, Right: true}, {Title: say.Trends.Weeks13, Min: kit.SparkWeeks, Drop: 2}, {Title: t.Trend, Min: moves, Drop: 1},
		{Title: t.LastStep, Min: 20, Grow: 2, Drop: 3},
	}, size.Width-3, theme.Glyphs.Ellipsis)
	lines = append(lines, "  "+theme.Dim.Render(cols.Head())+" ")
	rows := l.rows.View(widget.Size{Width: size.Width - 1, Height: size.Height - 2}, theme, func(i, _ int, st widget.RowState) []string {
		return []string{l.row(cols, &l.all[i], st)}
	})
	return widget.Pad(append(lines, rows...), size, theme.Glyphs.Ellipsis)
}

func (l *list) row(cols widget.Columns, v *model.ProblemView, st widget.RowState) string {
	theme, say := l.a.Theme, l.a.Say
	t, m := say.Trends.Problems, &v.Problem
	style := theme.Plain
	switch {
	case st.Selected:
		style = theme.Selected
	case m.Stage.Final():
		style = theme.Dim
	}
	owner := l.a.Person(m.Owner)
	if owner == "" {
		owner = t.NoOwner
		if !m.Stage.Final() {
			owner = theme.Warn.Render(owner)
		}
	}
	spark, moves := "", ""
	if r := l.a.o.Figures.RowOf(v.TagPath); r != nil {
		spark, moves = widget.Spark(trend.Weeks(r.Counts), kit.SparkWeeks, theme.Glyphs), say.TrendState(r.State)
		if r.LookAt && !m.Stage.Final() {
			moves = theme.Warn.Render(moves)
		}
	}
	return cols.Row(theme.Dim.Render(m.ID.String()), style.Render(m.Title), l.stage(m), owner, t.OpenOf(v.Open, v.Linked), spark, moves, theme.Dim.Render(l.lastStep(m)))
}

// lastStep is what was last decided or begun about a problem, "" where nothing was.
func (l *list) lastStep(m *model.Problem) string {
	decision, action := m.LastStep()
	switch {
	case decision != nil:
		return l.a.DayOf(decision.At) + " " + kit.OneLine(decision.Text)
	case action == nil:
		return ""
	}
	step := kit.OneLine(action.Text)
	if where := l.a.standing(action); len(where) > 0 {
		step = where[0] + " " + step
	}
	return step
}

// stage is where a problem stands, and what it waits for where somebody is late.
func (l *list) stage(m *model.Problem) string {
	t := l.a.Say.Trends.Problems
	stage, late := l.a.Say.Stage(m.Stage), t.Waits(m.Need(model.DayOf(l.a.Today()), l.a.Zone))
	if late == "" {
		return stage
	}
	return stage + l.a.Between() + l.a.Theme.Warn.Render(late)
}

// Markdown is the list as a table.
func (l *list) Markdown() (title, text string) {
	say := l.a.Say
	t := say.Trends.Problems
	var d kit.Document
	d.Heading(1, t.Title)
	d.Row("", t.Name, t.Stage, t.Owner, t.Issues, t.Trend, t.LastStep)
	d.Rule("---", "---", "---", "---", "---:", "---", "---")
	for i := range l.all {
		m, moves := &l.all[i].Problem, ""
		if r := l.a.o.Figures.RowOf(l.all[i].TagPath); r != nil {
			moves = say.TrendState(r.State)
		}
		d.Row(m.ID.String(), m.Title, say.Stage(m.Stage), cmp.Or(l.a.Person(m.Owner), t.NoOwner), t.OpenOf(l.all[i].Open, l.all[i].Linked), moves, l.lastStep(m))
	}
	return t.Title, d.String()
}
