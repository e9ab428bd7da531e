package problems

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

const (
	wordsMost        = 20 // customers' words shown with a problem
	wordsWithProblem = 4  // of them on its page; all are a key away
	contactsMost     = 50 // issues whose personal calls are counted
)

// told is what is known of a problem: the desk's answer, the customers' words
// about it, and the calls made to them.
type told struct {
	model.ProblemView
	words    []model.Row
	contacts []model.Contact
}

// askTold asks all that is known of a problem. Where no issue is linked, the
// words are those of its tag.
func askTold(ctx context.Context, d Desk, who model.UserID, id model.ProblemID) (told, error) {
	view, err := d.Problem(ctx, id)
	if err != nil {
		return told{}, err
	}
	t := told{ProblemView: view, words: view.Issues, contacts: view.Contacts}
	if len(t.words) == 0 && view.TagPath != "" {
		page, err := d.Issues(ctx, model.IssueQuery{Query: TagQuery(view.TagPath, query.Complaints()), Order: model.Newest, Limit: wordsMost, Who: who})
		if err != nil {
			return told{}, err
		}
		t.words = page.Rows
	}
	known := map[uint64]bool{}
	for _, c := range t.contacts {
		known[c.ID] = true
	}
	for i, row := range view.Issues {
		if i == contactsMost {
			break
		}
		issue, err := d.Issue(ctx, row.Issue.Number)
		if err != nil {
			return told{}, err
		}
		for _, c := range issue.Contacts {
			if !known[c.ID] {
				known[c.ID] = true
				t.contacts = append(t.contacts, c)
			}
		}
	}
	t.words = ownWords(t.words)
	return t, nil
}

// ownWords leaves out the issues in which nobody's words are kept.
func ownWords(rows []model.Row) []model.Row {
	var out []model.Row
	for _, r := range rows {
		if !r.Issue.TextMade && len(out) < wordsMost {
			out = append(out, r)
		}
	}
	return out
}

// page is a problem with everything about it.
type page struct {
	a *Acts
	kit.Scroll
	asked *screen.Ask[told]
	id    model.ProblemID
	v     told
	have  bool
}

func newPage(a *Acts, id model.ProblemID) *page {
	return &page{a: a, id: id, asked: kit.Question[told](a.Kit, screen.QuestionTime)}
}

// Ask asks all that is known of the problem.
func (p *page) Ask() tea.Cmd {
	desk, who, id := p.a.desk, p.a.Who.ID, p.id
	return p.asked.Put(p.a.Ctx, func(ctx context.Context) (told, error) { return askTold(ctx, desk, who, id) })
}

// Take takes the answer.
func (p *page) Take(msg tea.Msg) (tea.Cmd, bool) {
	return kit.Took(p.a.Kit, p.asked, msg, func(v told) { p.v, p.have = v, true })
}

// Actions are what can be done here.
func (p *page) Actions() []action.Action {
	t := p.a.Say.Trends
	named := func(id action.ID, label string, verb model.Verb) action.Action {
		may := p.a.May(id, verb)
		may.Label = label
		return may
	}
	list := []action.Action{
		p.a.May(action.Owner, model.VerbOwnProblem), p.a.May(action.Fix, model.VerbAction), named(action.State, t.Problems.StageKey, model.VerbStage),
		named(action.Close, t.Problems.CloseKey, model.VerbStage), named(action.Note, t.Problems.HearKey, model.VerbHear), named(action.Edit, t.Problems.EditKey, model.VerbEditProblem),
		named(action.Answered, t.Problems.ToldKey, model.VerbTell), p.a.May(action.Snooze, model.VerbEditProblem), p.a.May(action.Call, model.VerbContact),
	}
	if p.a.o.Issues != nil {
		list = append(list, action.Action{ID: action.Open, Label: t.Detail.InTriage})
	}
	if !p.have {
		for i := range list {
			list[i].Why = p.a.Say.Common.Loading
		}
	}
	return append(list, widget.Moves()...)
}

// Do does one of them.
func (p *page) Do(do action.Do) tea.Cmd {
	if p.Moved(do.ID) || !p.have {
		return nil
	}
	switch do.ID {
	case action.Open:
		return p.a.o.Issues(query.InProblem(p.id).String())
	case action.Call:
		return p.a.o.Calls(&p.v.Problem, p.v.TagPath)
	case action.Snooze:
		return p.a.Snooze(&p.v.Problem, p.a.o.Figures.RowOf(p.v.TagPath))
	}
	return p.a.Act(do.ID, &p.v.Problem)
}

// Lines draws the page under a title.
func (p *page) Lines(size widget.Size) []string {
	theme := p.a.Theme
	remark := ""
	if p.have {
		remark = p.a.Say.Trends.Problems.OpenOf(p.v.Open, p.v.Linked)
	}
	head := widget.TitledRule(p.title(), remark, size.Width, theme)
	return p.Page(head, p.body(size.Width-2), size, theme.Glyphs.Ellipsis)
}

func (p *page) title() string {
	title := p.id.String()
	if p.have {
		title += "  " + p.v.Problem.Title
	}
	return title
}

// body is the whole page, as long as it is.
func (p *page) body(width int) []string {
	if !p.have {
		return []string{p.a.Theme.Dim.Render(p.a.Say.Common.Loading)}
	}
	theme, t := p.a.Theme, p.a.Say.Trends.Problems
	lines := []string{p.rounds()}
	if len(p.v.words) > 0 {
		lines = append(lines, p.a.Quoted(&p.v.words[0], width))
	}
	lines = append(lines, p.standing().Write(width)...)
	section := func(title string, body []string) {
		lines = append(lines, "", theme.Strong.Render(title))
		lines = append(lines, body...)
	}
	section(t.Heard, p.a.notes(p.v.Problem.Heard, t.NoHeard, width))
	section(t.Actions, p.actionLines(width))
	section(t.Told, p.toldLines(width))
	section(t.Issues+"  "+theme.Dim.Render(t.Spoken(p.spoken())), p.someWords(width))
	section(t.History, Story(p.a.Kit, &p.v.ProblemView, width))
	return lines
}

// someWords are the newest of the customers' words.
func (p *page) someWords(width int) []string {
	n := min(len(p.v.words), wordsWithProblem)
	lines := p.a.WordLines(p.v.words[:n], width)
	if more := p.v.Linked - n; more > 0 && n > 0 {
		lines = append(lines, p.a.Theme.Dim.Render(p.a.Say.Trends.Problems.MoreIssues(more)))
	}
	return lines
}

// standing is what the problem says.
func (p *page) standing() kit.Fields {
	say, theme := p.a.Say, p.a.Theme
	t, m := say.Trends.Problems, &p.v.Problem
	stage := say.Stage(m.Stage) + "  " + theme.Dim.Render(p.a.DayOf(m.StageAt))
	if m.Until != 0 && m.Stage == model.Deferred {
		stage = say.Stage(m.Stage) + "  " + t.Until(p.a.Day(m.Until))
	}
	owner, ownerStyle := p.a.Person(m.Owner), theme.Plain
	if owner == "" {
		owner, ownerStyle = t.NoOwner, theme.Warn
	}
	f := kit.Fields{Theme: theme, Missing: t.NotSaid}
	f.Add(t.Stage, stage)
	f.Painted(t.Owner, owner, ownerStyle)
	f.Add(t.Cause, m.Cause)
	f.Add(t.Goal, m.Goal)
	f.Add(t.Tell, m.Tell)
	f.Add(t.Workaround, m.Workaround)
	f.Known(t.Tag, p.a.knownName(p.v.TagPath))
	if m.Since != 0 {
		f.Known(t.Ask.Onset, p.a.Day(m.Since))
	}
	f.Known(t.Rule, p.a.ruleOf(m))
	f.Known(t.Result, m.Result)
	f.Known(t.AsCustomer, m.AsCustomer)
	if len(m.Recurred) > 0 {
		days := make([]string, len(m.Recurred))
		for i, d := range m.Recurred {
			days[i] = p.a.Day(d)
		}
		f.Known(t.Recurred, strings.Join(days, say.Trends.Changes.List))
	}
	return f
}

// knownName is a tag's name, "" where there is no tag.
func (a *Acts) knownName(path model.TagPath) string {
	if path == "" {
		return ""
	}
	return a.TagName(path)
}

// Markdown is the problem with all it holds.
func (p *page) Markdown() (title, text string) {
	t := p.a.Say.Trends.Problems
	var d kit.Document
	d.Heading(1, p.title())
	d.Paragraph(p.rounds())
	d.Fields(p.standing())
	d.Heading(2, t.Heard)
	d.Points(p.a.notes(p.v.Problem.Heard, t.NoHeard, kit.Unbroken))
	d.Heading(2, t.Actions)
	d.Points(p.actionLines(kit.Unbroken))
	d.Heading(2, t.Told)
	d.Points(p.toldLines(kit.Unbroken))
	d.Heading(2, t.Issues)
	d.Paragraph(t.OpenOf(p.v.Open, p.v.Linked) + p.a.Say.Trends.Changes.List + t.Spoken(p.spoken()))
	d.Quotes(p.a.Kit, p.v.words)
	d.Heading(2, t.History)
	d.Points(Story(p.a.Kit, &p.v.ProblemView, kit.Unbroken))
	return p.title(), d.String()
}
