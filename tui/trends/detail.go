package trends

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/problems"
	"koe/tui/screen"
	"koe/tui/widget"
)

// detail is what stands behind a tag: its days against what was to be
// expected, how its complaints divide, and the customers' own words.
type detail struct {
	w *ways
	kit.Scroll
	at     standpoint
	asked  *screen.Ask[model.TrendDetail]
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

// A standpoint is the day looked from, and how one looks from another.
type standpoint interface {
	On() model.Day
	query() model.TrendQuery
	forecasts() (held, scored int)
	lookFrom(day model.Day) tea.Cmd
	stood() model.Day
}

func newDetail(w *ways, at standpoint, row model.TrendRow) *detail {
	return &detail{w: w, at: at, row: row, asked: kit.Question[model.TrendDetail](w.Kit, engineTime)}
}

// Ask asks what stands behind the tag.
func (d *detail) Ask() tea.Cmd {
	desk, q, tag := d.w.desk, d.at.query(), d.row.Tag
	return d.asked.Put(d.w.Ctx, func(ctx context.Context) (model.TrendDetail, error) {
		return desk.TrendDetail(ctx, q, tag)
	})
}

// Take takes the answer.
func (d *detail) Take(msg tea.Msg) (tea.Cmd, bool) {
	return kit.Took(d.w.Kit, d.asked, msg, func(got model.TrendDetail) { d.row, d.d, d.have = got.Row, got, true })
}

// Actions are what can be done here.
func (d *detail) Actions() []action.Action {
	t := d.w.Say.Trends
	list := []action.Action{action.Can(action.Breakdown), {ID: action.Window, Label: t.Detail.Weekly}}
	if d.weekly {
		list[1].Label = t.Detail.Daily
	}
	if d.w.issues != nil {
		list = append(list, action.Action{ID: action.Open, Label: t.Detail.InTriage})
	}
	b := d.w.subjectOf(&d.row)
	list = append(list, b.onTag(action.Owner, model.VerbOwnProblem), b.linkable(), b.onProblem(action.Fix, model.VerbAction))
	list = append(list, b.others()...)
	list = append(list, action.Can(action.DayBack), action.Can(action.DayForward))
	return append(list, widget.Moves()...)
}

// Do does one of them.
func (d *detail) Do(do action.Do) tea.Cmd {
	if d.Moved(do.ID) {
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
		if d.w.issues != nil {
			return d.w.issues(problems.TagQuery(d.row.Path))
		}
		return nil
	case action.DayBack:
		return tea.Batch(d.at.lookFrom(d.at.stood()-1), d.Ask())
	case action.DayForward:
		return tea.Batch(d.at.lookFrom(d.at.stood()+1), d.Ask())
	}
	return d.w.subjectOf(&d.row).act(do.ID)
}

// Lines draws the page under a title.
func (d *detail) Lines(size widget.Size) []string {
	head := widget.TitledRule(d.title(), d.w.Say.Trends.OnDay(d.w.Day(d.at.On())), size.Width, d.w.Theme)
	return d.Page(head, d.body(size.Width-2, size.Height < tightBelow), size, d.w.Theme.Glyphs.Ellipsis)
}

func (d *detail) title() string {
	note := d.w.Between()
	title := d.w.TagName(d.row.Path)
	add := func(p *model.Problem) {
		title += note + p.ID.String()
		if p.Owner != "" {
			title += note + d.w.Person(p.Owner)
		}
	}
	if d.row.Problem != nil {
		add(d.row.Problem)
	}
	for i := range d.row.Others {
		add(&d.row.Others[i])
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
	theme, t := d.w.Theme, d.w.Say.Trends
	lines := d.w.reasonLines(&d.row, width, false, true)
	lines = append(lines, d.compared(width)...)
	if !d.have {
		return append(lines, "", theme.Dim.Render(d.w.Say.Common.Loading))
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
	lines = append(lines, d.w.WordLines(d.d.Words[:first], width)...)
	lines = append(lines, d.shares(width)...)
	lines = append(lines, d.decisions(width)...)
	if more := d.d.Words[first:]; len(more) > 0 {
		lines = append(lines, "", theme.Strong.Render(t.Detail.MoreWords))
		lines = append(lines, d.w.WordLines(more, width)...)
	}
	return lines
}

// compared are the comparisons with other times, and the look ahead.
func (d *detail) compared(width int) []string {
	theme, t := d.w.Theme, d.w.Say.Trends
	r := &d.row
	sep := "   "
	var parts []string
	add := func(label, words string) { parts = append(parts, theme.Dim.Render(label)+" "+words) }
	add(t.Detail.Month, d.w.compared(r.VsMonth, t.NoMonth))
	add(t.Detail.Year, d.w.compared(r.VsYear, t.NoYear))
	if r.MonthToDate.Known {
		add(t.Detail.MonthToDate, d.w.compared(r.MonthToDate, ""))
	}
	if r.FiscalYear.Known {
		add(t.Detail.FiscalYear, d.w.compared(r.FiscalYear, ""))
	}
	if r.Next.High > 0 {
		words := t.Detail.NextRange(d.w.Say.Number(r.Next.Low), d.w.Say.Number(r.Next.High))
		if held, scored := d.at.forecasts(); scored > 0 {
			words += theme.Dim.Render(d.w.Say.Common.Aside(t.Held(held, scored)))
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

// decisions are what was decided about the tag's problem, and the signals as
// they were raised.
func (d *detail) decisions(width int) []string {
	theme, t := d.w.Theme, d.w.Say.Trends
	lines := []string{"", theme.Strong.Render(t.Detail.Decisions)}
	n := len(lines)
	if d.d.Problem != nil {
		lines = append(lines, problems.Story(d.w.Kit, d.d.Problem, width)...)
	}
	for i := len(d.d.Signals) - 1; i >= 0; i-- {
		sg := &d.d.Signals[i]
		say := d.w.Say
		words := t.Detail.Raised(d.w.stateNamed(sg.State), sg.Observed, sg.Days, say.Number(sg.Low), say.Number(sg.High))
		lines = append(lines, theme.Dim.Render(d.w.Day(sg.On))+"  "+words)
	}
	if len(lines) == n {
		lines = append(lines, theme.Dim.Render(t.Detail.NoDecisions))
	}
	return lines
}
