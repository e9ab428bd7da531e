package trends

import (
	"context"
	"math"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// detail is what stands behind a tag: its days against what was to be
// expected, how its complaints divide, and the customers' own words.
type detail struct {
	s *Screen
	scroll
	row    model.TrendRow
	d      model.TrendDetail
	have   bool
	weekly bool
	by     breakdown
}

// A breakdown is by what the complaints of four weeks are divided.
type breakdown uint8

const (
	byChannel breakdown = iota
	bySegment
	byProduct
	byHour
	breakdowns
)

func newDetail(s *Screen, row model.TrendRow) *detail { return &detail{s: s, row: row} }

func (d *detail) ask() tea.Cmd {
	desk, q, tag := d.s.desk, d.s.overview.query(), d.row.Tag
	return d.s.asks.detail.Put(d.s.session.Ctx, func(ctx context.Context) (model.TrendDetail, error) {
		return desk.TrendDetail(ctx, q, tag)
	})
}

// got takes the answer, unless it is about a tag that was in front before.
func (d *detail) got(got model.TrendDetail) {
	if got.Row.Tag == d.row.Tag {
		d.row, d.d, d.have = got.Row, got, true
	}
}

func (d *detail) actions() []action.Action {
	t := d.s.session.Say.Trends
	list := []action.Action{action.Can(action.Breakdown), {ID: action.Window, Label: t.Detail.Weekly}}
	if d.weekly {
		list[1].Label = t.Detail.Daily
	}
	if d.s.issues != nil {
		list = append(list, action.Action{ID: action.Open, Label: t.Detail.InTriage})
	}
	b := d.s.subjectOf(&d.row)
	list = append(list, b.onTag(action.Owner, model.KindOwnProblem), b.linkable(), b.onProblem(action.Fix, model.KindAction))
	list = append(list, b.others()...)
	list = append(list, action.Can(action.DayBack), action.Can(action.DayForward))
	return append(list, moves()...)
}

func (d *detail) do(do action.Do) tea.Cmd {
	if d.moved(do.ID) {
		return nil
	}
	switch do.ID {
	case action.Breakdown:
		d.by = (d.by + 1) % breakdowns
		return nil
	case action.Window:
		d.weekly = !d.weekly
		return nil
	case action.Open:
		if d.s.issues != nil {
			return d.s.issues(tagQuery(d.row.Path))
		}
		return nil
	case action.DayBack, action.DayForward:
		return tea.Batch(d.s.overview.do(do), d.ask())
	}
	return d.s.subjectOf(&d.row).act(do.ID)
}

// lines draws the page under a title.
func (d *detail) lines(size widget.Size) []string {
	theme, say := d.s.session.Theme, d.s.session.Say
	remark := say.Trends.OnDay(d.s.day(d.s.overview.t.On))
	head := widget.TitledRule(d.title(), remark, size.Width, theme)
	room := widget.Size{Width: size.Width, Height: size.Height - 1}
	return append([]string{head}, d.window(margin(d.body(size.Width-2, size.Height < tightBelow)), room, theme.Glyphs.Ellipsis)...)
}

// margin indents lines by a column.
func margin(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = " " + l
	}
	return out
}

func (d *detail) title() string {
	note := " " + d.s.session.Theme.Glyphs.Note + " "
	title := d.s.name(d.row.Path)
	if p := d.row.Problem; p != nil {
		title += note + p.ID.String()
		if p.Owner != "" {
			title += note + d.s.person(p.Owner)
		}
	}
	return title
}

// Customers' words that stand before everything else about the tag; the others
// follow at the end.
const (
	wordsFirst      = 6
	wordsFirstTight = 3
)

// body is the whole page, as long as it is: the numbers, the customers' words,
// and then what we make of them.
func (d *detail) body(width int, tight bool) []string {
	theme, t := d.s.session.Theme, d.s.session.Say.Trends
	lines := d.s.reasonLines(&d.row, width, false, true)
	lines = append(lines, d.compared(width)...)
	if !d.have {
		return append(lines, "", theme.Dim.Render(d.s.session.Say.Common.Loading))
	}
	lines = append(lines, d.chart(width, tight)...)
	first := wordsFirst
	if tight {
		first = wordsFirstTight
	} else {
		lines = append(lines, "")
	}
	first = min(first, len(d.d.Words))
	lines = append(lines, theme.Strong.Render(t.Detail.Words))
	lines = append(lines, d.s.wordLines(d.d.Words[:first], width)...)
	lines = append(lines, d.shares(width)...)
	lines = append(lines, d.decisions(width)...)
	if more := d.d.Words[first:]; len(more) > 0 {
		lines = append(lines, "", theme.Strong.Render(t.Detail.MoreWords))
		lines = append(lines, d.s.wordLines(more, width)...)
	}
	return lines
}

// compared are the comparisons with other times, and the look ahead.
func (d *detail) compared(width int) []string {
	theme, t := d.s.session.Theme, d.s.session.Say.Trends
	r := &d.row
	sep := "   "
	var parts []string
	add := func(label, words string) { parts = append(parts, theme.Dim.Render(label)+" "+words) }
	month, year := d.s.change(r.VsMonth, t.NoMonth), d.s.change(r.VsYear, t.NoYear)
	if r.VsMonth.Known && !math.IsNaN(r.VsMonth.Ratio) {
		month = t.Detail.Compared(month, r.VsMonth.Now, r.VsMonth.Before)
	}
	if r.VsYear.Known && !math.IsNaN(r.VsYear.Ratio) {
		year = t.Detail.Compared(year, r.VsYear.Now, r.VsYear.Before)
	}
	add(t.Detail.Month, month)
	add(t.Detail.Year, year)
	if r.MonthToDate.Known && !math.IsNaN(r.MonthToDate.Ratio) {
		add(t.Detail.MonthToDate, d.s.change(r.MonthToDate, ""))
	}
	if r.FiscalYear.Known && !math.IsNaN(r.FiscalYear.Ratio) {
		add(t.Detail.FiscalYear, d.s.change(r.FiscalYear, ""))
	}
	if r.Next.High > 0 {
		words := t.Detail.NextRange(d.s.session.Say.Number(r.Next.Low), d.s.session.Say.Number(r.Next.High))
		if all := &d.s.overview.t; all.Scored > 0 {
			words += theme.Dim.Render(d.s.session.Say.Common.Aside(t.Held(all.Held, all.Scored)))
		}
		add(t.Detail.NextWeek, words)
	}
	return flow(parts, sep, width)
}

// flow puts parts into lines, as many a line as fit.
func flow(parts []string, sep string, width int) []string {
	var lines []string
	line := ""
	for _, p := range parts {
		switch {
		case line == "":
			line = p
		case widget.Width(line)+widget.Width(sep)+widget.Width(p) <= width:
			line += sep + p
		default:
			lines, line = append(lines, line), p
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// wordLines are the customers' own words, each with whose they are and when.
func (s *Screen) wordLines(rows []model.Row, width int) []string {
	theme, say := s.session.Theme, s.session.Say
	if len(rows) == 0 {
		return []string{theme.Dim.Render(say.Trends.Detail.NoWords)}
	}
	var lines []string
	for i := range rows {
		r := &rows[i]
		from := r.Issue.Number.String() + "  " + s.day(r.Issue.Day)
		if r.Customer != "" {
			from += "  " + say.Customer(r.Customer)
		}
		from += "  " + say.StateOf(r.Issue.State, r.Issue.Waiting.On)
		lines = append(lines, widget.Wrap(say.Trends.Changes.Quote(beginning(r.Issue.Text)), width)...)
		lines = append(lines, "  "+theme.Dim.Render(from))
	}
	return lines
}

// decisions are what was decided about the tag's problem, and the signals as
// they were raised.
func (d *detail) decisions(width int) []string {
	theme, t := d.s.session.Theme, d.s.session.Say.Trends
	lines := []string{"", theme.Strong.Render(t.Detail.Decisions)}
	n := len(lines)
	if d.d.Problem != nil {
		lines = append(lines, d.s.story(d.d.Problem, width)...)
	}
	for i := len(d.d.Signals) - 1; i >= 0; i-- {
		sg := &d.d.Signals[i]
		say := d.s.session.Say
		words := t.Detail.Raised(d.s.stateNamed(sg.State), sg.Observed, sg.Days, say.Number(sg.Low), say.Number(sg.High))
		lines = append(lines, theme.Dim.Render(d.s.day(sg.On))+"  "+words)
	}
	if len(lines) == n {
		lines = append(lines, theme.Dim.Render(t.Detail.NoDecisions))
	}
	return lines
}
