package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

const (
	callsMost   = 200  // calls listed
	callsLooked = 2000 // calls they are chosen from
)

// list is whom a leader calls, of all or of one matter.
type list struct {
	p     *kit.Pages
	desk  Desk
	about *About // nil for the whole desk
	asked *screen.Ask[[]model.Call]

	all  []model.Call
	rows *widget.List[model.Number]
	have bool
}

func newList(p *kit.Pages, d Desk, about *About) *list {
	l := &list{p: p, desk: d, about: about, asked: kit.Question[[]model.Call](p.Kit, screen.QuestionTime)}
	l.rows = widget.NewList(func(i int) model.Number { return l.all[i].Row.Issue.Number })
	return l
}

// Ask asks for the calls, and leaves out those about other matters.
func (l *list) Ask() tea.Cmd {
	desk, about := l.desk, l.about
	return l.asked.Put(l.p.Ctx, func(ctx context.Context) ([]model.Call, error) {
		all, err := desk.Calls(ctx, callsLooked)
		var listed []model.Call
		for i := range all {
			if len(listed) < callsMost && (about == nil || about.holds(&all[i].Row)) {
				listed = append(listed, all[i])
			}
		}
		return listed, err
	})
}

// Take takes the answer.
func (l *list) Take(msg tea.Msg) (tea.Cmd, bool) {
	return kit.Took(l.p.Kit, l.asked, msg, func(all []model.Call) {
		l.all, l.have = all, true
		l.rows.SetRows(len(all), false)
	})
}

// title names the list.
func (l *list) title() string {
	t := l.p.Say.Trends.Calls
	if l.about == nil {
		return t.Title
	}
	return t.TitleOf(l.about.name(l.p.Kit))
}

func (l *list) selected() *model.Call {
	if i, ok := l.rows.Cursor(); ok && i < len(l.all) {
		return &l.all[i]
	}
	return nil
}

// Actions are what can be done here.
func (l *list) Actions() []action.Action {
	t := l.p.Say.Trends.Calls
	open, call := action.Action{ID: action.Open, Label: t.NoteKey}, l.p.May(action.Call, model.VerbContact)
	if l.selected() == nil {
		open.Why, call.Why = t.None, t.None
	}
	return append([]action.Action{open, call}, widget.Moves()...)
}

// Do does it.
func (l *list) Do(do action.Do) tea.Cmd {
	if l.rows.Do(do) {
		return nil
	}
	call := l.selected()
	if call == nil {
		return nil
	}
	switch do.ID {
	case action.Open, action.Call:
		return l.p.Open(newSheet(l.p, l.desk, *call))
	}
	return nil
}

// Lines draws the list under a title.
func (l *list) Lines(size widget.Size) []string {
	theme, say := l.p.Theme, l.p.Say
	t := say.Trends.Calls
	lines := []string{widget.TitledRule(l.title(), "", size.Width, theme)}
	if len(l.all) == 0 {
		for _, l := range l.p.NoRows(l.have, t.None, size.Width-4) {
			lines = append(lines, "  "+l)
		}
		return widget.Pad(lines, size, theme.Glyphs.Ellipsis)
	}
	cols := widget.Lay([]widget.Column{{Min: 7, Right: true}, {Min: 2}, {Min: 16, Grow: 1}, {Min: 20, Grow: 3}, {Min: 16, Right: true}, {Min: 9, Right: true, Drop: 1}}, size.Width-3, theme.Glyphs.Ellipsis)
	rows := l.rows.View(widget.Size{Width: size.Width - 1, Height: size.Height - 1}, theme, func(i, _ int, st widget.RowState) []string {
		return []string{l.row(cols, &l.all[i], st)}
	})
	return widget.Pad(append(lines, rows...), size, theme.Glyphs.Ellipsis)
}

func (l *list) row(cols widget.Columns, call *model.Call, st widget.RowState) string {
	theme, say := l.p.Theme, l.p.Say
	t, i := say.Trends.Calls, &call.Row.Issue
	style := theme.Plain
	if st.Selected {
		style = theme.Selected
	}
	severity := style
	if i.Severity == model.S1 {
		severity = theme.Bad
	}
	waiting := t.Waiting(say.Age(call.Since.Time(l.p.Zone), l.p.Today()))
	if call.Promise != nil && call.Promise.By < model.At(l.p.Now()) {
		waiting = theme.Warn.Render(t.Broken)
	}
	spoken := ""
	if call.Spoken > 0 {
		spoken = t.Spoken(call.Spoken)
	}
	who := say.Customer(call.Row.Customer)
	if who == "" {
		who = say.Names.NoCustomer
	}
	return cols.Row(theme.Dim.Render(i.Number.String()), severity.Render(i.Severity.String()), style.Render(who), kit.Beginning(i.Text), waiting, theme.Dim.Render(spoken))
}

// Markdown is the list, a call a point.
func (l *list) Markdown() (title, text string) {
	var d kit.Document
	title = l.title()
	d.Heading(1, title)
	cols := widget.Lay([]widget.Column{{Min: 8}, {Min: 2}, {Min: 20}, {Min: 60}, {Min: 20}, {Min: 10}}, 200, "")
	for i := range l.all {
		d.Point("", l.row(cols, &l.all[i], widget.RowState{}))
	}
	return title, d.String()
}
