package trends

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
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
		page, err := d.Issues(ctx, model.IssueQuery{Query: tagQuery(view.TagPath), Order: model.Newest, Limit: wordsMost, Who: who})
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

// problemPage is a problem with everything about it.
type problemPage struct {
	s *Screen
	scroll
	id   model.ProblemID
	v    told
	have bool
}

// openProblem puts a problem in front.
func (s *Screen) openProblem(id model.ProblemID) tea.Cmd {
	return s.open(&problemPage{s: s, id: id})
}

func (p *problemPage) ask() tea.Cmd {
	desk, who, id := p.s.desk, p.s.session.Who.ID, p.id
	return p.s.asks.problem.Put(p.s.session.Ctx, func(ctx context.Context) (told, error) { return askTold(ctx, desk, who, id) })
}

func (p *problemPage) got(v told) {
	if v.Problem.ID == p.id {
		p.v, p.have = v, true
	}
}

func (p *problemPage) actions() []action.Action {
	t := p.s.session.Say.Trends
	named := func(id action.ID, label string, kind model.CommandKind) action.Action {
		a := p.s.may(id, kind)
		a.Label = label
		return a
	}
	list := []action.Action{
		p.s.may(action.Owner, model.KindOwnProblem), p.s.may(action.Fix, model.KindAction), named(action.State, t.Problems.StageKey, model.KindStage),
		named(action.Close, t.Problems.CloseKey, model.KindStage), named(action.Note, t.Problems.HearKey, model.KindHear), named(action.Edit, t.Problems.EditKey, model.KindEditProblem),
		named(action.Answered, t.Problems.ToldKey, model.KindTell), p.s.may(action.Snooze, model.KindEditProblem), p.s.may(action.Call, model.KindContact),
	}
	if p.s.issues != nil {
		list = append(list, action.Action{ID: action.Open, Label: t.Detail.InTriage})
	}
	if !p.have {
		for i := range list {
			list[i].Why = p.s.session.Say.Common.Loading
		}
	}
	return append(list, moves()...)
}

func (p *problemPage) do(do action.Do) tea.Cmd {
	if p.moved(do.ID) || !p.have {
		return nil
	}
	switch do.ID {
	case action.Open:
		return p.s.issues(test("problem", p.id.String()).String())
	case action.Call:
		return p.s.openCalls(&subject{s: p.s, problem: &p.v.Problem, tag: p.v.TagPath.Key(), path: p.v.TagPath})
	case action.Snooze:
		return p.s.snooze(&p.v.Problem, p.s.overview.rowOf(p.v.Problem.ID))
	}
	return p.s.actOn(do.ID, &p.v.Problem)
}

// lines draws the page under a title.
func (p *problemPage) lines(size widget.Size) []string {
	theme := p.s.session.Theme
	remark := ""
	if p.have {
		remark = p.s.session.Say.Trends.Problems.OpenOf(p.v.Open, p.v.Linked)
	}
	head := widget.TitledRule(p.title(), remark, size.Width, theme)
	room := widget.Size{Width: size.Width, Height: size.Height - 1}
	return append([]string{head}, p.window(margin(p.body(size.Width-2)), room, theme.Glyphs.Ellipsis)...)
}

func (p *problemPage) title() string {
	title := p.id.String()
	if p.have {
		title += "  " + p.v.Problem.Title
	}
	return title
}

// body is the whole page, as long as it is.
func (p *problemPage) body(width int) []string {
	if !p.have {
		return []string{p.s.session.Theme.Dim.Render(p.s.session.Say.Common.Loading)}
	}
	theme, t := p.s.session.Theme, p.s.session.Say.Trends.Problems
	lines := []string{p.rounds()}
	if len(p.v.words) > 0 {
		lines = append(lines, p.s.quoted(&p.v.words[0], width))
	}
	lines = append(lines, p.standing().write(width)...)
	section := func(title string, body []string) {
		lines = append(lines, "", theme.Strong.Render(title))
		lines = append(lines, body...)
	}
	section(t.Heard, p.s.notes(p.v.Problem.Heard, t.NoHeard, width))
	section(t.Actions, p.actionLines(width))
	section(t.Told, p.toldLines(width))
	section(t.Issues+"  "+theme.Dim.Render(t.Spoken(p.spoken())), p.someWords(width))
	section(t.History, p.s.story(&p.v.ProblemView, width))
	return lines
}

// someWords are the newest of the customers' words.
func (p *problemPage) someWords(width int) []string {
	n := min(len(p.v.words), wordsWithProblem)
	lines := p.s.wordLines(p.v.words[:n], width)
	if more := p.v.Linked - n; more > 0 && n > 0 {
		lines = append(lines, p.s.session.Theme.Dim.Render(p.s.session.Say.Trends.Problems.MoreIssues(more)))
	}
	return lines
}

// standing is what the problem says.
func (p *problemPage) standing() fields {
	say, theme := p.s.session.Say, p.s.session.Theme
	t, m := say.Trends.Problems, &p.v.Problem
	stage := say.Stage(m.Stage) + "  " + theme.Dim.Render(p.s.dayOf(m.StageAt))
	if m.Until != 0 && m.Stage == model.Deferred {
		stage = say.Stage(m.Stage) + "  " + t.Until(p.s.day(m.Until))
	}
	owner, ownerStyle := p.s.person(m.Owner), theme.Plain
	if owner == "" {
		owner, ownerStyle = t.NoOwner, theme.Warn
	}
	f := fields{theme: theme, missing: t.NotSaid}
	f.add(t.Stage, stage)
	f.painted(t.Owner, owner, ownerStyle)
	f.add(t.Cause, m.Cause)
	f.add(t.Goal, m.Goal)
	f.add(t.Tell, m.Tell)
	f.add(t.Workaround, m.Workaround)
	f.known(t.Tag, p.s.knownName(p.v.TagPath))
	f.known(t.Rule, m.Rule)
	f.known(t.Result, m.Result)
	f.known(t.AsCustomer, m.AsCustomer)
	if len(m.Recurred) > 0 {
		days := make([]string, len(m.Recurred))
		for i, d := range m.Recurred {
			days[i] = p.s.day(d)
		}
		f.known(t.Recurred, strings.Join(days, say.Trends.Changes.List))
	}
	return f
}

// knownName is a tag's name, "" where there is no tag.
func (s *Screen) knownName(path model.TagPath) string {
	if path == "" {
		return ""
	}
	return s.name(path)
}
