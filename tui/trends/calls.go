package trends

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

const (
	callsMost   = 200  // calls listed
	callsLooked = 2000 // calls they are chosen from
)

// callList is whom a leader calls: the worst first, then the longest
// unanswered, of all or of one tag.
type callList struct {
	s     *Screen
	about *subject // nil for the whole desk
	all   []model.Call
	list  *widget.List[model.Number]
	have  bool
}

// openCalls puts the call list in front, about a tag or a problem; about nil
// that of the whole desk.
func (s *Screen) openCalls(about *subject) tea.Cmd {
	if _, already := s.front().(*callList); already {
		return nil
	}
	c := &callList{s: s, about: about}
	c.list = widget.NewList(func(i int) model.Number { return c.all[i].Row.Issue.Number })
	return s.open(c)
}

func (c *callList) ask() tea.Cmd {
	desk := c.s.desk
	mine := func(*model.Row) bool { return true }
	if c.about != nil {
		mine = c.about.has()
	}
	return c.s.asks.calls.Put(c.s.session.Ctx, func(ctx context.Context) ([]model.Call, error) {
		all, err := desk.Calls(ctx, callsLooked)
		var listed []model.Call
		for _, call := range all {
			if len(listed) < callsMost && mine(&call.Row) {
				listed = append(listed, call)
			}
		}
		return listed, err
	})
}

// title names the list.
func (c *callList) title() string {
	t := c.s.session.Say.Trends.Calls
	if c.about == nil {
		return t.Title
	}
	return t.TitleOf(c.about.name())
}

func (c *callList) got(all []model.Call) {
	c.all, c.have = all, true
	c.list.SetRows(len(all), false)
}

func (c *callList) selected() *model.Call {
	if i, ok := c.list.Cursor(); ok && i < len(c.all) {
		return &c.all[i]
	}
	return nil
}

func (c *callList) actions() []action.Action {
	t := c.s.session.Say.Trends.Calls
	open, call := action.Action{ID: action.Open, Label: t.NoteKey}, c.s.may(action.Call, model.KindContact)
	if c.selected() == nil {
		open.Why, call.Why = t.None, t.None
	}
	return append([]action.Action{open, call}, moves()...)
}

func (c *callList) do(do action.Do) tea.Cmd {
	if c.list.Do(do) {
		return nil
	}
	call := c.selected()
	if call == nil {
		return nil
	}
	switch do.ID {
	case action.Open, action.Call:
		return c.s.open(&sheet{s: c.s, call: *call})
	}
	return nil
}

// lines draws the list under a title.
func (c *callList) lines(size widget.Size) []string {
	theme, say := c.s.session.Theme, c.s.session.Say
	t := say.Trends.Calls
	lines := []string{widget.TitledRule(c.title(), "", size.Width, theme)}
	if len(c.all) == 0 {
		words := t.None
		if !c.have {
			words = say.Common.Loading
		}
		return widget.Pad(append(lines, "  "+theme.Dim.Render(words)), size, theme.Glyphs.Ellipsis)
	}
	cols := widget.Lay([]widget.Column{{Min: 7, Right: true}, {Min: 2}, {Min: 16, Grow: 1}, {Min: 20, Grow: 3}, {Min: 16, Right: true}, {Min: 9, Right: true, Drop: 1}}, size.Width-3, theme.Glyphs.Ellipsis)
	rows := c.list.View(widget.Size{Width: size.Width - 1, Height: size.Height - 1}, theme, func(i, _ int, st widget.RowState) []string {
		return []string{c.row(cols, &c.all[i], st)}
	})
	return widget.Pad(append(lines, rows...), size, theme.Glyphs.Ellipsis)
}

func (c *callList) row(cols widget.Columns, call *model.Call, st widget.RowState) string {
	theme, say := c.s.session.Theme, c.s.session.Say
	t, i := say.Trends.Calls, &call.Row.Issue
	style := theme.Plain
	if st.Selected {
		style = theme.Selected
	}
	severity := style
	if i.Severity == model.S1 {
		severity = theme.Bad
	}
	waiting := t.Waiting(say.Age(call.Since.Time(c.s.session.Zone), c.s.session.Today()))
	if call.Promise != nil && call.Promise.By < model.At(c.s.session.Now()) {
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
	return cols.Row(theme.Dim.Render(i.Number.String()), severity.Render(i.Severity.String()), style.Render(who), beginning(i.Text), waiting, theme.Dim.Render(spoken))
}
