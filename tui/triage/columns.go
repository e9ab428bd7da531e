package triage

import (
	"strings"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/theme"
	"koe/tui/widget"
)

// A column of the list is its place and what stands in it of an issue.
type column struct {
	widget.Column
	cell func(cell) string
}

// A cell is where a column crosses a row: the issue, and the style of what is
// not dimmed, which is another one in the selected row.
type cell struct {
	*model.Row
	style    theme.Style
	selected bool
}

// drawRows draws the rows in view.
func (s *Screen) drawRows(size widget.Size) []string {
	columns := s.columns()
	places := make([]widget.Column, len(columns))
	for i, c := range columns {
		places[i] = c.Column
	}
	laid := widget.Lay(places, size.Width-3, s.k.Theme.Glyphs.Ellipsis)
	size.Width--
	once := make(map[int][]string, 2*size.Height) // the list asks for a row each time it measures
	lines := s.rows.list.View(size, s.k.Theme, func(i, _ int, st widget.RowState) []string {
		if once[i] == nil {
			once[i] = []string{laid.Row(s.cells(columns, s.rows.at(i), st)...)}
		}
		return once[i]
	})
	for i := range lines {
		lines[i] += " "
	}
	return lines
}

// cells are what stands in the columns of one issue's row.
func (s *Screen) cells(columns []column, r *model.Row, st widget.RowState) []string {
	at := cell{r, s.k.Theme.Plain, st.Selected}
	if st.Selected {
		at.style = s.k.Theme.Selected
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.cell(at)
	}
	return cells
}

// columns are those that the view needs, from left to right, each with what
// stands in it: the state and the owner only where they are not the same for
// all. One with a Drop goes where the window is too narrow, the highest first.
func (s *Screen) columns() []column {
	say := s.k.Say
	dim := func(words func(cell) string) func(cell) string {
		return func(c cell) string { return s.k.Theme.Dim.Render(words(c)) }
	}
	state, owner := s.widths()
	words := 24
	if state > 0 && owner > 0 {
		words = 18 // where things stand is what such a view is for
	}
	return []column{
		{widget.Column{Min: len(s.rows.highest.String()), Right: true}, dim(func(c cell) string { return c.Issue.Number.String() })},
		{widget.Column{Min: 2}, s.severityCell},
		{widget.Column{Min: state, Drop: 2}, dim(s.stateCell)},
		{widget.Column{Min: owner, Drop: 1}, dim(func(c cell) string { return s.k.Person(c.Issue.Owner) })},
		{widget.Column{Min: words, Grow: 3}, s.wordsCell},
		{widget.Column{Min: 14, Grow: 1, Drop: 3}, dim(tagCell)},
		{widget.Column{Min: 14, Drop: 4}, dim(func(c cell) string { return say.Customer(c.Customer) })},
		{widget.Column{Min: 11, Right: true}, s.whenCell},
	}
}

// widths are what the state and the owner need; 0 where they are the same for
// all.
func (s *Screen) widths() (state, owner int) {
	moved := false
	for i := range s.rows.len() {
		issue := &s.rows.at(i).Issue
		state = max(state, widget.Width(s.k.Say.State(issue.State)))
		moved = moved || issue.State != model.New
		if issue.Owner != "" {
			owner = max(owner, min(12, widget.Width(s.k.Person(issue.Owner))))
		}
		if i > 200 {
			break // enough to know
		}
	}
	if !moved {
		state = 0
	}
	return state, owner
}

func (s *Screen) severityCell(c cell) string {
	style := c.style
	if c.Issue.Severity == model.S1 {
		style = s.k.Theme.Bad
	}
	return style.Render(c.Issue.Severity.String())
}

func (s *Screen) stateCell(c cell) string {
	if c.Issue.State == 0 {
		return ""
	}
	return s.k.Say.State(c.Issue.State)
}

// wordsCell is what the customer said.
func (s *Screen) wordsCell(c cell) string {
	style := c.style
	if c.Issue.TextMade && !c.selected {
		style = s.k.Theme.Dim // nobody said these
	}
	return style.Render(kit.Beginning(c.Issue.Text))
}

// tagCell is the primary tag's name.
func tagCell(c cell) string {
	if len(c.Tags) > 0 {
		return strings.Join(c.Tags[0].Levels(), "/")
	}
	return ""
}

// whenCell is how long an open issue has until it is due, else when it came.
func (s *Screen) whenCell(c cell) string {
	now, i := s.k.Today(), &c.Issue
	due := i.NextDeadline()
	if due == 0 || !i.State.Open() {
		return s.k.Theme.Dim.Render(s.k.Say.Short(i.ReceivedAt.Time(s.k.Zone), now))
	}
	return s.urgency(due).Render(s.k.Say.Triage.Left(due.Time(s.k.Zone).Sub(now)))
}
