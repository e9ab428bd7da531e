package problems

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/model/text"
	"koe/model/words"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/widget"
)

// askFix asks for an action against a problem: what it changes, what will be
// done, by whom, until when, what is expected of it, and when that is judged.
func (a *Acts) askFix(p *model.Problem) tea.Cmd {
	say := a.Say
	t := say.Trends.Problems
	id, owner := p.ID, p.Owner
	choices := kit.Choices(words.ActionTypes, words.ActionTypes.All(), say.ActionType, func(typ model.ActionType) tea.Cmd {
		return a.Line(t.Ask.Action+"  "+id.String(), "", model.MaxLine, true, func(what string) tea.Cmd {
			return a.askDay(t.Ask.Due, false, true, func(due model.Day) tea.Cmd {
				c := model.AddAction{Problem: id, Type: typ, Text: what, Owner: owner, Due: due}
				return a.askHope(c, t.Said.Action(id.String(), what))
			})
		})
	})
	usual := slices.Index(words.ActionTypes.All(), model.ActionProcess)
	return a.Choose(t.Ask.ActionType+"  "+id.String(), usual, choices...)
}

// askHope asks for the drop that is expected of an action and for the day on
// which it is judged. What is usual stands there.
func (a *Acts) askHope(c model.AddAction, said string) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	return a.askDrop(t.Expected, strconv.Itoa(model.UsualDrop), func(drop int) tea.Cmd {
		c.Expected = drop
		return a.askJudging(t.JudgeOn, c.Due, func(d model.Day) tea.Cmd {
			c.JudgeOn = d
			return a.Give(action.Fix, c, said)
		})
	})
}

// askDrop asks for a drop in per cent; 0 is nothing expected.
func (a *Acts) askDrop(title, value string, done func(int) tea.Cmd) tea.Cmd {
	read := func(typed string) (int, bool) {
		if typed = strings.Trim(text.Fold(typed), " -%"); typed == "" {
			return 0, true
		}
		n, err := strconv.Atoi(typed)
		return n, err == nil && n >= 0 && n <= 99
	}
	return a.Prompt(widget.PromptOptions{
		Title: title, Value: value, Limit: 8,
		Check: func(typed string) *widget.Fault {
			if _, ok := read(typed); !ok {
				return &widget.Fault{Text: a.Say.Trends.Problems.Ask.BadDrop}
			}
			return nil
		},
		Done: func(typed string) tea.Msg {
			n, _ := read(typed)
			return kit.Then(func() tea.Cmd { return done(n) })
		},
	})
}

// askJudging asks for the day of judging: some weeks after an action is in
// force, or as soon as it can be told.
func (a *Acts) askJudging(title string, from model.Day, done func(model.Day) tea.Cmd) tea.Cmd {
	t := a.Say.Trends.Problems.Ask
	from = max(from, model.DayOf(a.Today()))
	var likely []kit.Likely
	for _, weeks := range []int{model.UsualWait / 7, 4, 13, 26} {
		likely = append(likely, kit.Likely{At: (from + model.Day(7*weeks)).Time(nil), Detail: t.WeeksAfter(weeks)})
	}
	likely = append(likely, kit.Likely{Words: t.AsSoonAsTold})
	return a.askLikely(title, false, likely, done)
}

// askAction asks what of an action is to be changed.
func (a *Acts) askAction(id model.ProblemID, of model.Action) tea.Cmd {
	say := a.Say
	t := say.Trends.Problems
	send := func(set func(*model.EditAction)) tea.Cmd {
		c := model.EditAction{Problem: id, N: of.N}
		set(&c)
		return a.Give(action.Edit, c, t.Said.Changed(id.String(), t.Actions))
	}
	return a.Choose(t.Ask.Edit+"  "+kit.OneLine(of.Text), -1,
		widget.Choice{Key: "f", Label: t.Ask.InForce, Detail: a.Day(of.Effective), Result: kit.Then(func() tea.Cmd {
			return a.askDay(t.Ask.InForce, true, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Effective = &d }) })
		})},
		widget.Choice{Key: "d", Label: t.Ask.Due, Detail: a.Day(of.Due), Result: kit.Then(func() tea.Cmd {
			return a.askDay(t.Ask.Due, false, true, func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.Due = &d }) })
		})},
		widget.Choice{Key: "a", Label: t.Owner, Detail: a.Person(of.Owner), Result: kit.Then(func() tea.Cmd {
			return a.askPerson(t.Owner, action.Edit, of.Owner != "", func(u model.UserID) tea.Cmd { return send(func(c *model.EditAction) { c.Owner = &u }) })
		})},
		widget.Choice{Key: "t", Label: t.Ask.Action, Detail: kit.OneLine(of.Text), Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Action, of.Text, model.MaxLine, true, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Text = &v }) })
		})},
		widget.Choice{Key: "e", Label: t.Ask.Expected, Detail: a.expected(of.Expected), Result: kit.Then(func() tea.Cmd {
			return a.askDrop(t.Ask.Expected, strconv.Itoa(cmp.Or(of.Expected, model.UsualDrop)), func(n int) tea.Cmd { return send(func(c *model.EditAction) { c.Expected = &n }) })
		})},
		widget.Choice{Key: "j", Label: t.Ask.JudgeOn, Detail: a.Day(of.JudgeOn), Result: kit.Then(func() tea.Cmd {
			return a.askJudging(t.Ask.JudgeOn, cmp.Or(of.Effective, of.Due), func(d model.Day) tea.Cmd { return send(func(c *model.EditAction) { c.JudgeOn = &d }) })
		})},
		widget.Choice{Key: "r", Label: t.Ask.Reference, Detail: of.Reference, Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.Reference, of.Reference, model.MaxLine, false, func(v string) tea.Cmd { return send(func(c *model.EditAction) { c.Reference = &v }) })
		})},
		widget.Choice{Key: "x", Label: t.Ask.Cancel, Detail: kit.OneLine(of.Cancelled), Result: kit.Then(func() tea.Cmd {
			return a.Line(t.Ask.CancelWhy, "", model.MaxLine, true, func(why string) tea.Cmd {
				return a.Give(action.Edit, model.CancelAction{Problem: id, N: of.N, Reason: why}, t.Said.Cancelled(id.String(), kit.OneLine(of.Text)))
			})
		})},
	)
}

// expected is a drop as it is shown, empty where none is expected.
func (a *Acts) expected(drop int) string {
	if drop == 0 {
		return ""
	}
	return a.Say.Percent(-float64(drop)/100, a.Theme.Glyphs.Minus)
}

// standing is where an action stands, in parts; that it is late is in the colour
// of a warning.
func (a *Acts) standing(of *model.Action) []string {
	today := model.DayOf(a.Today())
	parts := a.Say.Standing(of, today, a.Theme.Glyphs.Minus, a.Day)
	if of.Overdue(today) {
		parts[0] = a.Theme.Warn.Render(parts[0])
	}
	for i := range parts {
		parts[i] = kit.OneLine(parts[i])
	}
	return parts
}
