package problems

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/widget"
)

// rounds shows which of listen, understand, predict, act and learn a problem
// has been through. It is read off what the problem holds, and kept nowhere.
func (p *page) rounds() string {
	theme := p.a.Theme
	been := beenThrough(&p.v)
	parts := make([]string, len(been))
	for i, name := range p.a.Say.Trends.Problems.Rounds {
		if been[i] {
			parts[i] = theme.Good.Render(theme.Glyphs.Done + " " + name)
		} else {
			parts[i] = theme.Dim.Render(theme.Glyphs.Note + " " + name)
		}
	}
	return strings.Join(parts, "   ")
}

// beenThrough says of each of the five whether there is something to show for
// it: customers or agents were heard; a cause is said; it is said what callers
// will be told or what is to be reached; an action is there; a result is said.
func beenThrough(v *told) [5]bool {
	p := &v.Problem
	return [5]bool{
		len(p.Heard) > 0 || len(v.contacts) > 0 || v.Linked > 0,
		p.Cause != "",
		p.Goal != "" || p.Tell != "" || p.Workaround != "",
		len(p.Actions) > 0,
		p.Result != "",
	}
}

// spoken is how many customers leaders reached in person, and how many of them
// the one who looks.
func (p *page) spoken() (all, mine int) {
	type somebody struct {
		customer model.CustomerID
		about    model.Ref
	}
	reached, own := map[somebody]bool{}, map[somebody]bool{}
	for _, c := range p.v.contacts {
		if c.Outcome != model.Reached || c.Retracted {
			continue
		}
		who := somebody{customer: c.Customer}
		if c.Customer == 0 {
			who.about = c.About // nobody known: each matter is somebody
		}
		if c.By == p.a.Who.ID {
			own[who] = true
		}
		if p.a.IsLeader(c.By) {
			reached[who] = true
		}
	}
	return len(reached), len(own)
}

// notes are lines somebody wrote, newest first.
func (a *Acts) notes(notes []model.Note, none string, width int) []string {
	theme := a.Theme
	var lines []string
	for i := len(notes) - 1; i >= 0; i-- {
		n := &notes[i]
		if n.Retracted {
			continue
		}
		lines = append(lines, a.Stamped(a.Person(n.By)+"  "+a.DayOf(n.At), kit.OneLine(n.Text), width)...)
	}
	if len(lines) == 0 {
		return []string{theme.Dim.Render(none)}
	}
	return lines
}

// actionLines are the problem's actions with what each did.
func (p *page) actionLines(width int) []string {
	theme, say := p.a.Theme, p.a.Say
	t := say.Trends.Problems
	note := p.a.Between()
	if len(p.v.Problem.Actions) == 0 {
		return []string{theme.Dim.Render(t.NoActions)}
	}
	var lines []string
	for i := range p.v.Problem.Actions {
		action := &p.v.Problem.Actions[i]
		parts := []string{say.ActionType(action.Type), cmp.Or(p.a.Person(action.Owner), p.a.Person(p.v.Problem.Owner), t.NoOwner)}
		parts = append(parts, p.a.standing(action)...)
		if action.Reference != "" {
			parts = append(parts, action.Reference)
		}
		number := say.Number(action.N) + "  "
		for j, l := range widget.Wrap(kit.OneLine(action.Text), width-3) {
			if j > 0 {
				number = "   "
			}
			lines = append(lines, number+l)
		}
		lines = append(lines, "   "+theme.Dim.Render(strings.Join(parts, note)))
		if e := p.a.o.Figures.Effort(p.id, action.N); e != nil {
			for _, l := range measured(p.a.Kit, e).Wrap(width-3, say.Trends.Reason.Join) {
				lines = append(lines, "   "+l)
			}
		}
	}
	return lines
}

// toldLines are those who are to be told, and who was: how many they are, when
// and by whom.
func (p *page) toldLines(width int) []string {
	theme, t := p.a.Theme, p.a.Say.Trends.Problems
	if len(p.v.Problem.Told) == 0 {
		return []string{theme.Dim.Render(t.NoTold)}
	}
	var lines []string
	for _, tell := range p.v.Problem.Told {
		sign, when := theme.Glyphs.Note, theme.Warn.Render(t.StillToTell)
		if tell.At != 0 {
			sign, when = theme.Good.Render(theme.Glyphs.Done), theme.Dim.Render(t.ToldBy(p.a.DayOf(tell.At), p.a.Person(tell.By)))
		}
		who := p.a.Say.Audience(tell.Who)
		if names := p.a.audience(&p.v, tell.Who); names != "" {
			who = withDetail(p.a.Kit, who, names)
		}
		lines = append(lines, sign+" "+widget.Cut(who, max(8, width-widget.Width(when)-4), theme.Glyphs.Ellipsis)+"  "+when)
		if tell.Note != "" {
			for _, l := range widget.Wrap(kit.OneLine(tell.Note), width-2) {
				lines = append(lines, "  "+theme.Dim.Render(l))
			}
		}
	}
	return lines
}

// audience names those who are to be told, as far as they are known.
func (a *Acts) audience(v *told, who model.Audience) string {
	var names []string
	switch who {
	case model.TellCustomers:
		seen := map[string]bool{}
		for _, r := range v.Issues {
			if r.Customer != "" && !seen[r.Customer] {
				seen[r.Customer] = true
				names = append(names, a.Say.Customer(r.Customer))
			}
		}
	case model.TellAgents:
		for _, id := range v.Loggers {
			names = append(names, a.Person(id))
		}
	}
	return strings.Join(names, a.Say.Trends.Changes.List)
}

// Story tells what was done and decided about a problem, newest first.
func Story(k *kit.Kit, v *model.ProblemView, width int) []string {
	t := k.Say.Trends.Problems
	type line struct {
		at    model.Instant
		words string
	}
	var told []line
	for i := range v.Events {
		e := &v.Events[i]
		what, ok := t.Story[e.Verb]
		if !ok {
			continue
		}
		who := k.Person(e.Actor)
		if e.Actor == model.SystemUser {
			who = k.Say.Triage.Story.SystemAuthor
		}
		told = append(told, line{e.At, who + "  " + withDetail(k, what, eventDetail(k, v, e))})
	}
	for _, n := range v.Problem.Decisions {
		if !n.Retracted {
			told = append(told, line{n.At, k.Person(n.By) + "  " + withDetail(k, t.Because, kit.OneLine(n.Text))})
		}
	}
	// Of the same moment, an event stands before what was said about it.
	slices.SortStableFunc(told, func(a, b line) int { return cmp.Compare(b.at, a.at) })
	var lines []string
	for _, l := range told {
		lines = append(lines, k.Stamped(k.DayOf(l.at), l.words, width)...)
	}
	return lines
}

// withDetail says what happened and, where there is more, what exactly.
func withDetail(k *kit.Kit, what, detail string) string {
	if detail == "" {
		return what
	}
	return k.Say.Trends.Effect.With(what, detail)
}

// eventDetail is what of an event is worth saying beside its sort.
func eventDetail(k *kit.Kit, v *model.ProblemView, e *model.Event) string {
	body, err := e.Body()
	if err != nil {
		return ""
	}
	t := k.Say.Trends.Problems
	for _, c := range body.Changes {
		if c.Ref != v.Problem.Ref() {
			continue
		}
		if f, ok := c.Field("stage"); ok && e.Verb != model.VerbNewProblem {
			from, to := decoded[model.Stage](f.From), decoded[model.Stage](f.To)
			return t.MovedStage(k.Say.Stage(from), k.Say.Stage(to))
		}
		if f, ok := c.Field("owner"); ok {
			if who := k.Person(decoded[model.UserID](f.To)); who != "" {
				return t.GaveTo(who)
			}
		}
	}
	return ""
}

// decoded is a value of an event, the zero one where it cannot be read.
func decoded[T any](raw json.RawMessage) T {
	var v T
	if len(raw) > 0 {
		_ = json.Unmarshal(raw, &v) // an unreadable value is shown as none
	}
	return v
}
