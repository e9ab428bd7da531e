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
	callsLooked = 2000 // calls asked for where only a tag's are listed
)

// callList is whom a leader calls: the worst first, then the longest
// unanswered, of all or of one tag.
type callList struct {
	s    *Screen
	tag  model.TagKey
	path model.TagPath
	of   bool // of that tag alone
	all  []model.Call
	list *widget.List[model.Number]
	have bool
}

// openCalls puts the call list in front; without a tag that of the whole desk.
func (s *Screen) openCalls(tag model.TagKey, path model.TagPath) tea.Cmd {
	if _, already := s.front().(*callList); already {
		return nil
	}
	c := &callList{s: s, tag: tag, path: path, of: path != ""}
	c.list = widget.NewList(func(i int) model.Number { return c.all[i].Row.Issue.Number })
	return s.open(c)
}

func (c *callList) ask() tea.Cmd {
	desk, of, tag := c.s.desk, c.of, c.tag
	return c.s.asks.calls.Put(c.s.session.Ctx, func(ctx context.Context) ([]model.Call, error) {
		if !of {
			return desk.Calls(ctx, callsMost)
		}
		all, err := desk.Calls(ctx, callsLooked)
		var about []model.Call
		for _, call := range all {
			if len(about) < callsMost && isAbout(&call.Row, tag) {
				about = append(about, call)
			}
		}
		return about, err
	})
}

// isAbout reports whether an issue is counted under a tag or one of its leaves.
func isAbout(r *model.Row, tag model.TagKey) bool {
	key := r.Issue.Primary()
	if len(r.Tags) > 0 {
		key = r.Tags[0].Key() // aliases resolved
	}
	parent, ok := key.Parent()
	return key == tag || ok && parent == tag
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
	look, say := c.s.session.Look, c.s.session.Say
	t := say.Trends.Calls
	title := t.Title
	if c.of {
		title = t.TitleOf(c.s.name(c.path))
	}
	lines := []string{widget.TitledRule(title, "", size.Width, look)}
	if len(c.all) == 0 {
		words := t.None
		if !c.have {
			words = say.Common.Loading
		}
		return widget.Pad(append(lines, "  "+look.Dim.Render(words)), size, look.Glyphs.Ellipsis)
	}
	cols := widget.Lay([]widget.Column{{Min: 7, Right: true}, {Min: 2}, {Min: 16, Grow: 1}, {Min: 20, Grow: 3}, {Min: 16, Right: true}, {Min: 9, Right: true, Drop: 1}}, size.Width-3, look.Glyphs.Ellipsis)
	rows := c.list.View(widget.Size{Width: size.Width - 1, Height: size.Height - 1}, look, func(i, _ int, st widget.RowState) []string {
		return []string{c.row(cols, &c.all[i], st)}
	})
	return widget.Pad(append(lines, rows...), size, look.Glyphs.Ellipsis)
}

func (c *callList) row(cols widget.Columns, call *model.Call, st widget.RowState) string {
	look, say := c.s.session.Look, c.s.session.Say
	t, i := say.Trends.Calls, &call.Row.Issue
	style := look.Plain
	if st.Selected {
		style = look.Selected
	}
	severity := style
	if i.Severity == model.S1 {
		severity = look.Bad
	}
	waiting := t.Waiting(say.Age(call.Since.Time(c.s.session.Zone), c.s.session.Today()))
	if call.Promise != nil && call.Promise.By < model.At(c.s.session.Now()) {
		waiting = look.Warn.Render(t.Broken)
	}
	spoken := ""
	if call.Spoken > 0 {
		spoken = t.Spoken(call.Spoken)
	}
	who := say.Customer(call.Row.Customer)
	if who == "" {
		who = say.Names.NoCustomer
	}
	return cols.Row(look.Dim.Render(i.Number.String()), severity.Render(i.Severity.String()), style.Render(who), beginning(i.Text), waiting, look.Dim.Render(spoken))
}
