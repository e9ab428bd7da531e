package problems

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// linkMost is how many issues of a signal are linked to its new problem.
const linkMost = 500

// test is one test of the filter language.
func test(f query.Field, value string) query.Expr {
	return query.Expr{Op: query.Test, Field: f, Cmp: query.Eq, Value: value}
}

// TagQuery asks for the issues counted under a tag, in words of the filter
// language; under a parent those of its leaves as well.
func TagQuery(path model.TagPath, more ...query.Expr) string {
	tag := test(query.Primary, string(path))
	if path == "" {
		tag = test(query.Primary, "none")
	}
	for _, e := range more {
		tag = tag.And(e)
	}
	return tag.String()
}

// sinceDay asks for what came on a day or after it.
func sinceDay(d model.Day) query.Expr { return test(query.Since, d.String()) }

// AskProblem asks which problem a tag belongs to, or makes one of it.
func (a *Acts) AskProblem(row model.TrendRow) tea.Cmd {
	return kit.Knowing(a.Kit, a.desk.Problems, func(all []model.ProblemView) tea.Cmd {
		t := a.Say.Trends.Problems
		items := []widget.Item{{Key: "", Label: t.Ask.MakeNamed(a.TagName(row.Path))}}
		for i := range all {
			items = append(items, a.ProblemItem(&all[i], t.OpenOf(all[i].Open, all[i].Linked)))
		}
		return a.Pick(widget.PickerOptions{
			Title: t.Ask.Which,
			New:   func(typed string) (string, bool) { return t.Ask.MakeNamed(typed), true },
			Done: func(p widget.Picked) tea.Msg {
				return kit.Then(func() tea.Cmd {
					switch {
					case p.New != "":
						return a.makeProblem(row, p.New, a.Who.ID)
					case p.Keys[0] == "":
						return a.Line(t.Ask.Name, a.TagName(row.Path), model.MaxLine, true, func(title string) tea.Cmd {
							return a.makeProblem(row, title, a.Who.ID)
						})
					}
					return a.linkTo(row, p.Keys[0])
				})
			},
		}, func() []widget.Item { return items }, nil)
	})
}

// ofSignal asks for the issues of a signal since it began, newest first; of a
// tag without one for those of the last four weeks.
func (a *Acts) ofSignal(row model.TrendRow) model.IssueQuery {
	from := row.Began()
	if from == 0 {
		from = a.o.Figures.On() - 27
	}
	return model.IssueQuery{Query: TagQuery(row.Path, query.Complaints(), sinceDay(from)), Order: model.Newest, Limit: linkMost, Who: a.Who.ID}
}

// unlinked are those of a page that belong to no problem yet.
func unlinked(page model.IssuePage) []model.Number {
	var on []model.Number
	for _, r := range page.Rows {
		if r.Issue.Problem == 0 {
			on = append(on, r.Issue.Number)
		}
	}
	return on
}

// makeProblem makes a problem of a signal and its issues since it began.
func (a *Acts) makeProblem(row model.TrendRow, title string, owner model.UserID) tea.Cmd {
	desk, q := a.desk, a.ofSignal(row)
	return kit.Knowing(a.Kit, func(ctx context.Context) (model.IssuePage, error) { return desk.Issues(ctx, q) }, func(page model.IssuePage) tea.Cmd {
		c := model.NewProblem{Title: title, Tag: row.Path, Owner: owner, Since: row.Began(), Issues: unlinked(page)}
		return a.Send(a.making(c, nil), nil)
	})
}

// makeOfWords makes a problem of words alone, and opens it; its rule and its
// tag are given afterwards.
func (a *Acts) makeOfWords() tea.Cmd {
	return a.Line(a.Say.Trends.Problems.Ask.Name, "", model.MaxLine, true, func(title string) tea.Cmd {
		c := model.NewProblem{Title: title, Owner: a.Who.ID}
		return a.Send(a.making(c, func(r model.Receipt) tea.Cmd { return a.OpenOne(r.Problem) }), nil)
	})
}

func (a *Acts) making(c model.NewProblem, next func(model.Receipt) tea.Cmd) kit.Act {
	return kit.Act{
		ID: action.Link, Verb: c.Verb(), Once: true, Next: next,
		Command: func([]model.Number) model.Command { return c },
		Said:    func(r model.Receipt) string { return a.Say.Trends.Problems.Said.Made(r.Problem.String(), c.Title) },
	}
}

// linkTo links a signal's issues to a problem that is there; where that has no
// tag of its own yet, the tag becomes its trend.
func (a *Acts) linkTo(row model.TrendRow, key string) tea.Cmd {
	id, err := model.ParseProblem(key)
	if err != nil {
		return screen.SayError(a.Say, err)
	}
	desk, q := a.desk, a.ofSignal(row)
	type found struct {
		page model.IssuePage
		view model.ProblemView
	}
	return kit.Knowing(a.Kit, func(ctx context.Context) (f found, err error) {
		if f.view, err = desk.Problem(ctx, id); err == nil {
			f.page, err = desk.Issues(ctx, q)
		}
		return f, err
	}, func(f found) tea.Cmd {
		on := unlinked(f.page)
		said := a.Say.Trends.Problems.Said.Linked(id.String(), len(on))
		c := model.Link{Issues: on, Problem: id}
		if f.view.Problem.Tag == "" && a.Cannot(model.VerbEditProblem) == "" {
			c.Tag = row.Path
		}
		if len(on) == 0 && c.Tag == "" {
			return screen.Say(screen.Note, said)
		}
		act := a.Giving(action.Link, c, said)
		c.Anyway = true
		act.Anyway = func([]model.Number) model.Command { return c }
		return a.Send(act, nil)
	})
}

// AskFirstOwner gives a tag an owner: it makes a problem of the tag, named
// after it.
func (a *Acts) AskFirstOwner(row model.TrendRow) tea.Cmd {
	return a.askPerson(a.Say.Trends.Problems.Ask.Owner+"  "+a.TagName(row.Path), action.Owner, false, func(id model.UserID) tea.Cmd {
		return a.makeProblem(row, a.TagName(row.Path), id)
	})
}

// askOwner asks who is accountable for a problem.
func (a *Acts) askOwner(p *model.Problem) tea.Cmd {
	t := a.Say.Trends.Problems
	id := p.ID
	return a.askPerson(t.Ask.Owner+"  "+id.String(), action.Owner, p.Owner != "", func(who model.UserID) tea.Cmd {
		name := a.Person(who)
		if who == "" {
			name = t.NoOwner
		}
		return a.Give(action.Owner, model.OwnProblem{Problem: id, Owner: who}, t.Said.Owner(id.String(), name))
	})
}
