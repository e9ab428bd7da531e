package triage

import (
	"strings"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// wideFrom is the width from which list and detail stand side by side.
const wideFrom = 110

// View draws the list and the detail: side by side where there is room, else
// one below the other; an issue that was opened alone has the whole screen
// there.
func (s *Screen) View(size widget.Size) screen.Frame {
	switch {
	case s.shown() == 0:
		return screen.Frame{Panel: widget.Panel{Lines: s.listLines(size)}}
	case size.Width >= wideFrom:
		return screen.Frame{Panel: widget.Panel{Lines: s.sideBySide(size)}}
	case s.open != 0:
		return screen.Frame{Panel: widget.Panel{Lines: s.detailLines(size)}}
	}
	upper := max(5, min(size.Height*2/5, s.rows.len()+1))
	lines := s.listLines(widget.Size{Width: size.Width, Height: upper})
	lines = append(lines, s.detailLines(widget.Size{Width: size.Width, Height: size.Height - upper})...)
	return screen.Frame{Panel: widget.Panel{Lines: lines}}
}

func (s *Screen) sideBySide(size widget.Size) []string {
	theme := s.k.Theme
	left := min(size.Width/2, 90)
	right := size.Width - left - 1
	list := s.listLines(widget.Size{Width: left, Height: size.Height})
	detail := s.detailLines(widget.Size{Width: right, Height: size.Height})
	lines := make([]string, size.Height)
	column := theme.Rule.Render(theme.Glyphs.Column)
	for i := range lines {
		sign := column
		if i == 0 {
			sign = theme.Rule.Render(theme.Glyphs.Rule)
		}
		lines[i] = list[i] + sign + detail[i]
	}
	return lines
}

// listLines draws the list under a rule that names the view.
func (s *Screen) listLines(size widget.Size) []string {
	theme, t := s.k.Theme, s.k.Say.Triage
	body := widget.Size{Width: size.Width, Height: size.Height - 1}
	lines := []string{widget.TitledRule(s.viewTitle(), s.viewRemark(), size.Width, theme)}
	var said []string
	switch width := size.Width - 4; {
	case s.rows.len() > 0:
		return append(lines, s.drawRows(body)...)
	case s.rows.fail:
		said = widget.Wrap(s.k.Say.Common.NotRead, width)
	case !s.rows.first:
		said = []string{theme.Dim.Render(s.k.Say.Common.Loading)}
	case s.rows.empty:
		said = s.k.EmptyDesk(width)
	case s.view.query == t.FirstQuery:
		said = widget.Wrap(t.AllOwned, width)
	default:
		said = widget.Wrap(t.NoneMatch, width)
	}
	for _, l := range said {
		lines = append(lines, "  "+l)
	}
	return widget.Pad(lines, size, theme.Glyphs.Ellipsis)
}

// viewTitle names the view and says how many issues it has.
func (s *Screen) viewTitle() string {
	say := s.k.Say
	name := s.view.title
	if name == "" {
		name = s.view.query
	}
	if name == "" {
		name = say.Triage.Everything
	}
	if !s.rows.first {
		return name
	}
	count := say.Number(max(s.rows.total, s.rows.len()))
	if s.rows.total < 0 {
		count += "+"
	}
	return name + " " + s.k.Theme.Glyphs.Note + " " + count
}

// viewRemark is how many are marked, else how the view is sorted.
func (s *Screen) viewRemark() string {
	if n := s.rows.list.Marked(); n > 0 {
		return s.k.Say.Triage.Marked(n)
	}
	return s.k.Say.Order(s.view.order)
}

// The columns of the list.
const (
	numberColumn = iota
	severityColumn
	stateColumn
	ownerColumn
	wordsColumn
	tagColumn
	customerColumn
	whenColumn
)

// drawRows draws the rows in view.
func (s *Screen) drawRows(size widget.Size) []string {
	theme := s.k.Theme
	cols := widget.Lay(s.columns(), size.Width-3, theme.Glyphs.Ellipsis)
	size.Width--
	once := make(map[int][]string, 2*size.Height) // the list asks for a row each time it measures
	lines := s.rows.list.View(size, theme, func(i, _ int, st widget.RowState) []string {
		if once[i] == nil {
			once[i] = []string{s.row(cols, s.rows.at(i), st)}
		}
		return once[i]
	})
	for i := range lines {
		lines[i] += " "
	}
	return lines
}

// columns are those the view needs: the state and the owner only where they
// are not the same for all.
func (s *Screen) columns() []widget.Column {
	state, owner, moved := 0, 0, false
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
	words := 24
	if state > 0 && owner > 0 {
		words = 18 // where things stand is what such a view is for
	}
	return []widget.Column{
		numberColumn:   {Min: len(s.rows.highest.String()), Right: true},
		severityColumn: {Min: 2},
		stateColumn:    {Min: state, Drop: 2},
		ownerColumn:    {Min: owner, Drop: 1},
		wordsColumn:    {Min: words, Grow: 3},
		tagColumn:      {Min: 14, Grow: 1, Drop: 3},
		customerColumn: {Min: 14, Drop: 4},
		whenColumn:     {Min: 11, Right: true},
	}
}

// row draws one issue: its number and severity, what the customer said, and by
// when it is due or else since when it waits.
func (s *Screen) row(cols widget.Columns, r *model.Row, st widget.RowState) string {
	theme, say, i := s.k.Theme, s.k.Say, &r.Issue
	plain := theme.Plain
	if st.Selected {
		plain = theme.Selected
	}
	words := plain
	if i.TextMade && !st.Selected {
		words = theme.Dim // nobody said these
	}
	severity := plain
	if i.Severity == model.S1 {
		severity = theme.Bad
	}
	state := ""
	if i.State != 0 {
		state = say.State(i.State)
	}
	return cols.Row(
		theme.Dim.Render(i.Number.String()),
		severity.Render(i.Severity.String()),
		theme.Dim.Render(state),
		theme.Dim.Render(s.k.Person(i.Owner)),
		words.Render(kit.Beginning(i.Text)),
		theme.Dim.Render(s.firstTag(r)),
		theme.Dim.Render(say.Customer(r.Customer)),
		s.when(i),
	)
}

// firstTag is the primary tag's name.
func (s *Screen) firstTag(r *model.Row) string {
	if len(r.Tags) > 0 {
		return strings.Join(r.Tags[0].Levels(), "/")
	}
	return ""
}

// when is how long an open issue has until it is due, else when it came.
func (s *Screen) when(i *model.Issue) string {
	theme, now := s.k.Theme, s.k.Today()
	due := i.NextDeadline()
	if due == 0 || !i.State.Open() {
		return theme.Dim.Render(s.k.Say.Short(i.ReceivedAt.Time(s.k.Zone), now))
	}
	return s.urgency(due).Render(s.k.Say.Triage.Left(due.Time(s.k.Zone).Sub(now)))
}
