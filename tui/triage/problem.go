package triage

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// noProblem is the picker's key for unlinking.
const noProblem = "-"

// askProblem asks which problem the issues belong to, or makes one of them.
func (s *Screen) askProblem(on []model.Number) tea.Cmd {
	t := s.k.Say.Triage
	return s.k.Pick(widget.PickerOptions{
		Title: s.k.Titled(t.Problem, on),
		New: func(typed string) (string, bool) {
			if err := model.May(s.k.Who.Role, model.VerbNewProblem); err != nil {
				if s.isPartOfProblem(typed) {
					return "", false
				}
				return t.NoSuchProblem + " " + s.k.Say.Error(err), true
			}
			return t.MakeProblem(typed), true
		},
		Done: func(p widget.Picked) tea.Msg {
			return kit.Then(func() tea.Cmd {
				switch {
				case p.New != "":
					return s.makeProblem(p.New, on)
				case p.Keys[0] == noProblem:
					return s.k.Perform(kit.Act{ID: action.Link, Verb: model.VerbUnlink, Words: t.UnlinkedSaid, Command: func(n []model.Number) model.Command { return model.Unlink{Issues: n} }}, on)
				}
				return s.linkTo(p.Keys[0], on)
			})
		},
	}, func() []widget.Item { return s.problemItems(on) }, s.refreshProblems())
}

// problemItems are the problems that are worked on, those that are done last.
func (s *Screen) problemItems(on []model.Number) []widget.Item {
	say := s.k.Say
	var open, done []widget.Item
	for i := range s.problems {
		p := &s.problems[i]
		item := s.k.ProblemItem(p, say.Triage.OpenNow(p.Open))
		if p.Problem.Stage.Final() {
			done = append(done, item)
		} else {
			open = append(open, item)
		}
	}
	items := append(open, done...)
	for _, n := range on {
		if v := s.known(n); v != nil && v.Issue.Problem != 0 {
			return append(items, widget.Item{Key: noProblem, Label: say.Triage.NoProblem})
		}
	}
	return items
}

// isPartOfProblem reports whether what was typed may still become a problem.
func (s *Screen) isPartOfProblem(typed string) bool {
	part := text.Fold(typed)
	return slices.ContainsFunc(s.problems, func(p model.ProblemView) bool {
		return strings.Contains(text.Fold(p.Problem.ID.String()+" "+p.Problem.Title+" "+string(p.TagPath)), part)
	})
}

func (s *Screen) linkTo(key string, on []model.Number) tea.Cmd {
	id, err := model.ParseProblem(key)
	if err != nil {
		return screen.SayError(s.k.Say, err)
	}
	return s.k.Perform(kit.Act{ID: action.Link, Verb: model.VerbLink, Words: id.String(), Command: func(n []model.Number) model.Command {
		return model.Link{Issues: n, Problem: id}
	}, Anyway: func(n []model.Number) model.Command {
		return model.Link{Issues: n, Problem: id, Anyway: true}
	}}, on)
}

// makeProblem makes a problem of the issues; the tag they share is its trend.
func (s *Screen) makeProblem(title string, on []model.Number) tea.Cmd {
	if err := model.May(s.k.Who.Role, model.VerbNewProblem); err != nil {
		return screen.SayError(s.k.Say, err)
	}
	c := model.NewProblem{Title: title}
	if k, ok := s.onePrimary(on); ok {
		c.Tag = s.tagPath(k)
	}
	return tea.Batch(s.k.Perform(kit.Act{ID: action.Link, Verb: model.VerbNewProblem, Words: title, Once: true, Command: func(n []model.Number) model.Command {
		c.Issues = n
		return c
	}, Anyway: func(n []model.Number) model.Command {
		c.Issues, c.Anyway = n, true
		return c
	}, Said: func(r model.Receipt) string {
		return s.k.Say.Triage.ProblemMade(r.Problem.String(), s.k.About(r.Issues))
	}}, on), s.refreshProblems())
}
