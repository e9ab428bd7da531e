package trends

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/tui/screen"
	"koe/tui/widget"
)

// linkMost is how many issues of a signal are linked to its new problem.
const linkMost = 500

// test is one test of the filter language.
func test(f query.Field, value string) query.Expr {
	return query.Expr{Op: query.Test, Field: f, Cmp: query.Eq, Value: value}
}

// tagQuery asks for the issues counted under a tag, in words of the filter
// language; under a parent those of its leaves as well.
func tagQuery(path model.TagPath, more ...query.Expr) string {
	tag := test(query.Primary, string(path))
	if path == "" {
		tag = test(query.Primary, "none")
	}
	if len(more) == 0 {
		return tag.String()
	}
	return query.Expr{Op: query.And, Args: append([]query.Expr{tag}, more...)}.String()
}

// sinceDay asks for what came on a day or after it.
func sinceDay(d model.Day) query.Expr { return test(query.Since, d.String()) }

// askProblem asks which problem a tag belongs to, or makes one of it.
func (s *Screen) askProblem(row model.TrendRow) tea.Cmd {
	return knowing(s, s.desk.Problems, func(all []model.ProblemView) tea.Cmd {
		t := s.session.Say.Trends.Problems
		items := []widget.Item{{Key: "", Label: t.Ask.MakeNamed(s.name(row.Path))}}
		for i := range all {
			items = append(items, s.problemItem(&all[i]))
		}
		return s.pick(widget.PickerOptions{
			Title: t.Ask.Which,
			New:   func(typed string) (string, bool) { return t.Ask.MakeNamed(typed), true },
			Done: func(p widget.Picked) tea.Msg {
				return then(func() tea.Cmd {
					switch {
					case p.New != "":
						return s.makeProblem(row, p.New, s.session.Who.ID)
					case p.Keys[0] == "":
						return s.line(t.Ask.Name, s.name(row.Path), model.MaxLine, true, func(title string) tea.Cmd {
							return s.makeProblem(row, title, s.session.Who.ID)
						})
					}
					return s.linkTo(row, p.Keys[0])
				})
			},
		}, func() []widget.Item { return items }, nil)
	})
}

// problemItem is a problem as something to pick.
func (s *Screen) problemItem(v *model.ProblemView) widget.Item {
	say, p := s.session.Say, &v.Problem
	parts := []string{say.Stage(p.Stage)}
	if p.Owner != "" {
		parts = append(parts, s.person(p.Owner))
	}
	parts = append(parts, say.Trends.Problems.OpenOf(v.Open, v.Linked))
	return widget.Item{
		Key: p.ID.String(), Label: p.ID.String() + "  " + p.Title, Match: string(v.TagPath),
		Detail: strings.Join(parts, " "+s.session.Theme.Glyphs.Note+" "),
	}
}

// ofSignal asks for the issues of a signal since it began, newest first; of a
// tag without one for those of the last four weeks.
func (s *Screen) ofSignal(row model.TrendRow) model.IssueQuery {
	from := civil(row.Onset)
	if from == 0 {
		from = s.overview.t.On - 27
	}
	return model.IssueQuery{Query: tagQuery(row.Path, sinceDay(from)), Order: model.Newest, Limit: linkMost, Who: s.session.Who.ID}
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
func (s *Screen) makeProblem(row model.TrendRow, title string, owner model.UserID) tea.Cmd {
	desk, q := s.desk, s.ofSignal(row)
	return knowing(s, func(ctx context.Context) (model.IssuePage, error) { return desk.Issues(ctx, q) }, func(page model.IssuePage) tea.Cmd {
		c := model.NewProblem{Title: title, Tag: row.Path, Owner: owner, Since: civil(row.Onset), Issues: unlinked(page)}
		return s.send(c, func(r model.Receipt) string {
			return s.session.Say.Trends.Problems.Said.Made(r.Problem.String(), title)
		}, nil)
	})
}

// linkTo links a signal's issues to a problem that is there; where that has no
// tag of its own yet, the tag becomes its trend.
func (s *Screen) linkTo(row model.TrendRow, key string) tea.Cmd {
	id, err := model.ParseProblem(key)
	if err != nil {
		return screen.SayError(s.session.Say, err)
	}
	desk, q := s.desk, s.ofSignal(row)
	type found struct {
		page model.IssuePage
		view model.ProblemView
	}
	return knowing(s, func(ctx context.Context) (f found, err error) {
		if f.view, err = desk.Problem(ctx, id); err == nil {
			f.page, err = desk.Issues(ctx, q)
		}
		return f, err
	}, func(f found) tea.Cmd {
		on := unlinked(f.page)
		said := s.session.Say.Trends.Problems.Said.Linked(id.String(), len(on))
		var cmds []tea.Cmd
		if f.view.Problem.Tag == "" {
			cmds = append(cmds, s.send(model.EditProblem{Problem: id, Tag: &row.Path}, saying(said), nil))
		}
		if len(on) > 0 {
			cmds = append(cmds, s.send(model.Link{Issues: on, Problem: id}, saying(said), nil))
		}
		if len(cmds) == 0 {
			return screen.Say(screen.Note, said)
		}
		return tea.Batch(cmds...)
	})
}

// askFirstOwner gives a tag an owner: it makes a problem of the tag, named
// after it.
func (s *Screen) askFirstOwner(row model.TrendRow) tea.Cmd {
	return s.askPerson(s.session.Say.Trends.Problems.Ask.Owner+"  "+s.name(row.Path), false, func(id model.UserID) tea.Cmd {
		return s.makeProblem(row, s.name(row.Path), id)
	})
}

// askOwner asks who is accountable for a problem.
func (s *Screen) askOwner(p *model.Problem) tea.Cmd {
	t := s.session.Say.Trends.Problems
	id := p.ID
	return s.askPerson(t.Ask.Owner+"  "+id.String(), p.Owner != "", func(who model.UserID) tea.Cmd {
		name := s.person(who)
		if who == "" {
			name = t.NoOwner
		}
		return s.send(model.OwnProblem{Problem: id, Owner: who}, saying(t.Said.Owner(id.String(), name)), nil)
	})
}

// nobody is the picker's key for taking an owner away; no person can have it.
const nobody = "-"

// askPerson asks for one of the desk's people, oneself first.
func (s *Screen) askPerson(title string, none bool, done func(model.UserID) tea.Cmd) tea.Cmd {
	t := s.session.Say.Trends.Problems
	return s.pick(widget.PickerOptions{
		Title: title,
		New: func(typed string) (string, bool) {
			id, name, err := model.ParseUser(typed)
			known := slices.ContainsFunc(s.people, func(u model.User) bool { return u.ID == id && !u.Gone })
			return t.Ask.AddPerson(name), err == nil && id != "" && id != nobody && !known
		},
		Done: func(p widget.Picked) tea.Msg {
			return then(func() tea.Cmd {
				switch {
				case p.New != "":
					return screen.Say(screen.Note, t.Ask.AddPerson(p.New))
				case p.Keys[0] == nobody:
					return done("")
				}
				return done(model.UserID(p.Keys[0]))
			})
		},
	}, func() []widget.Item { return s.peopleItems(none) }, s.refreshPeople())
}

// peopleItems are those who can be accountable.
func (s *Screen) peopleItems(none bool) []widget.Item {
	me := s.session.Who.ID
	users := slices.Clone(s.people)
	slices.SortStableFunc(users, func(a, b model.User) int {
		if (a.ID == me) != (b.ID == me) {
			if a.ID == me {
				return -1
			}
			return 1
		}
		return cmp.Compare(text.Key(cmp.Or(a.Reading, a.Name, string(a.ID))), text.Key(cmp.Or(b.Reading, b.Name, string(b.ID))))
	})
	var items []widget.Item
	for _, u := range users {
		if !u.Gone && u.Role >= model.Agent {
			items = append(items, widget.Item{Key: string(u.ID), Label: cmp.Or(u.Name, string(u.ID)), Detail: s.session.Say.Role(u.Role), Match: u.Reading + " " + u.Team})
		}
	}
	if none {
		items = append(items, widget.Item{Key: nobody, Label: s.session.Say.Trends.Problems.NoOwner})
	}
	return items
}
