package screen_test

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/screen"
	"koe/tui/widget"
)

// Desk is the little of a desk that this screen uses. cmd hands it one.
type Desk interface {
	Issues(ctx context.Context, q model.IssueQuery) (model.IssuePage, error)
}

// Inbox is a whole screen: a list of issues that asks for its page, opens a
// row and draws itself.
type Inbox struct {
	s    *screen.Session
	desk Desk
	page *screen.Ask[model.IssuePage]
	rows []model.Row
	list *widget.List[model.Number]
}

func NewInbox(s *screen.Session, d Desk) *Inbox {
	in := &Inbox{s: s, desk: d, page: screen.NewAsk[model.IssuePage](screen.Triage, "page", screen.QuestionTime)}
	in.list = widget.NewList(func(i int) model.Number { return in.rows[i].Issue.Number })
	return in
}

func (in *Inbox) ID() screen.ID { return screen.Triage }
func (in *Inbox) Typing() bool  { return false }
func (in *Inbox) Init() tea.Cmd { return in.ask() }

func (in *Inbox) ask() tea.Cmd {
	q := model.IssueQuery{Query: "owner:none", Order: model.ByUrgency, Limit: 50, Who: in.s.Who.ID}
	return in.page.Put(in.s.Ctx, func(ctx context.Context) (model.IssuePage, error) { return in.desk.Issues(ctx, q) })
}

func (in *Inbox) Actions() []action.Action {
	open := action.Can(action.Open)
	if len(in.rows) == 0 {
		open = action.Cannot(action.Open, in.s.Say.Common.Nothing)
	}
	return append([]action.Action{open}, widget.Moves()...)
}

func (in *Inbox) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if page, err, ok := in.page.Take(msg); ok {
		if err != nil {
			return in, screen.SayError(in.s.Say, err)
		}
		in.rows = page.Rows
		in.list.SetRows(len(in.rows), page.Next != "")
		return in, nil
	}
	switch msg := msg.(type) {
	case screen.Changed:
		return in, in.ask()
	case action.Do:
		if !in.list.Do(msg) && msg.ID == action.Open {
			return in, screen.Say(screen.Note, in.list.Acting()[0].String())
		}
	}
	return in, nil
}

func (in *Inbox) View(size widget.Size) screen.Frame {
	theme := in.s.Theme
	cols := widget.Lay([]widget.Column{{Min: 8, Right: true}, {Min: 20, Grow: 1}, {Min: 12, Drop: 1}}, size.Width-2, theme.Glyphs.Ellipsis)
	return screen.Frame{Panel: widget.Panel{Lines: in.list.View(size, theme, func(i, _ int, st widget.RowState) []string {
		issue, text := in.rows[i].Issue, theme.Plain
		if st.Selected {
			text = theme.Selected
		}
		return []string{cols.Row(issue.Number.String(), text.Render(issue.Text), theme.Dim.Render(in.s.Say.State(issue.State)))}
	})}}
}

// A screen is made with its session and its desk, and handed to the root.
func Example() {
	var (
		session *screen.Session
		desk    Desk
	)
	_ = func() screen.Screen { return NewInbox(session, desk) }
}
