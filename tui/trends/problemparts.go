package trends

import (
	"cmp"
	"encoding/json"
	"strings"

	"koe/model"
	"koe/tui/widget"
)

// rounds shows which of listen, understand, predict, act and learn a problem
// has been through. It is read off what the problem holds, and kept nowhere.
func (p *problemPage) rounds() string {
	theme := p.s.session.Theme
	been := beenThrough(&p.v)
	parts := make([]string, len(been))
	for i, name := range p.s.session.Say.Trends.Problems.Rounds {
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
func (p *problemPage) spoken() (all, mine int) {
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
		if c.By == p.s.session.Who.ID {
			own[who] = true
		}
		if p.s.isLeader(c.By) {
			reached[who] = true
		}
	}
	return len(reached), len(own)
}

func (s *Screen) isLeader(id model.UserID) bool {
	for i := range s.people {
		if s.people[i].ID == id {
			return s.people[i].Role >= model.Leader
		}
	}
	return id == s.session.Who.ID && s.session.Who.Role >= model.Leader
}

// notes are lines somebody wrote, newest first.
func (s *Screen) notes(notes []model.Note, none string, width int) []string {
	theme := s.session.Theme
	var lines []string
	for i := len(notes) - 1; i >= 0; i-- {
		n := &notes[i]
		if n.Retracted {
			continue
		}
		by := s.person(n.By) + "  " + s.dayOf(n.At)
		for j, l := range widget.Wrap(oneLine(n.Text), max(8, width-widget.Width(by)-2)) {
			if j > 0 {
				by = strings.Repeat(" ", widget.Width(by))
			}
			lines = append(lines, theme.Dim.Render(by)+"  "+l)
		}
	}
	if len(lines) == 0 {
		return []string{theme.Dim.Render(none)}
	}
	return lines
}

// actionLines are the problem's actions with what each did.
func (p *problemPage) actionLines(width int) []string {
	theme, say := p.s.session.Theme, p.s.session.Say
	t := say.Trends.Problems
	note := " " + theme.Glyphs.Note + " "
	if len(p.v.Problem.Actions) == 0 {
		return []string{theme.Dim.Render(t.NoActions)}
	}
	var lines []string
	for i := range p.v.Problem.Actions {
		a := &p.v.Problem.Actions[i]
		parts := []string{say.ActionKind(a.Kind), cmp.Or(p.s.person(a.Owner), p.s.person(p.v.Problem.Owner), t.NoOwner)}
		if a.Effective != 0 {
			parts = append(parts, t.InForce(p.s.day(a.Effective)))
		} else if a.Due != 0 {
			parts = append(parts, t.Due(p.s.day(a.Due)))
		}
		if a.Reference != "" {
			parts = append(parts, a.Reference)
		}
		number := say.Number(a.N) + "  "
		for j, l := range widget.Wrap(oneLine(a.Text), width-3) {
			if j > 0 {
				number = "   "
			}
			lines = append(lines, number+l)
		}
		lines = append(lines, "   "+theme.Dim.Render(strings.Join(parts, note)))
		if e := p.s.overview.effortOf(p.id, a.N); e != nil {
			for _, l := range p.s.effect(e).wrap(width-3, say.Trends.Reason.Join) {
				lines = append(lines, "   "+l)
			}
		}
	}
	return lines
}

// toldLines are those who are to be told, and who was: how many they are, when
// and by whom.
func (p *problemPage) toldLines(width int) []string {
	theme, t := p.s.session.Theme, p.s.session.Say.Trends.Problems
	if len(p.v.Problem.Told) == 0 {
		return []string{theme.Dim.Render(t.NoTold)}
	}
	var lines []string
	for _, tell := range p.v.Problem.Told {
		sign, when := theme.Glyphs.Note, theme.Warn.Render(t.StillToTell)
		if tell.At != 0 {
			sign, when = theme.Good.Render(theme.Glyphs.Done), theme.Dim.Render(t.ToldBy(p.s.dayOf(tell.At), p.s.person(tell.By)))
		}
		who := t.Audiences[tell.Who]
		if names := p.audience(tell.Who); names != "" {
			who = p.s.withDetail(who, names)
		}
		lines = append(lines, sign+" "+widget.Cut(who, max(8, width-widget.Width(when)-4), theme.Glyphs.Ellipsis)+"  "+when)
		if tell.Note != "" {
			for _, l := range widget.Wrap(oneLine(tell.Note), width-2) {
				lines = append(lines, "  "+theme.Dim.Render(l))
			}
		}
	}
	return lines
}

// audience names those who are to be told, as far as they are known.
func (p *problemPage) audience(who model.Audience) string {
	say := p.s.session.Say
	var names []string
	switch who {
	case model.TellCustomers:
		seen := map[string]bool{}
		for _, r := range p.v.Issues {
			if r.Customer != "" && !seen[r.Customer] {
				seen[r.Customer] = true
				names = append(names, say.Customer(r.Customer))
			}
		}
	case model.TellAgents:
		for _, id := range p.v.Loggers {
			names = append(names, p.s.person(id))
		}
	}
	return strings.Join(names, say.Trends.Changes.List)
}

// story tells what was done and decided about a problem, newest first.
func (s *Screen) story(v *model.ProblemView, width int) []string {
	theme, t := s.session.Theme, s.session.Say.Trends.Problems
	type line struct {
		at    model.Instant
		words string
	}
	var told []line
	for i := range v.Events {
		e := &v.Events[i]
		what, ok := t.Story[e.Kind]
		if !ok {
			continue
		}
		who := s.person(e.Actor)
		if e.Actor == model.SystemUser {
			who = s.session.Say.Triage.Story.SystemAuthor
		}
		told = append(told, line{e.At, who + "  " + s.withDetail(what, s.eventDetail(v, e))})
	}
	for _, n := range v.Problem.Decisions {
		if !n.Retracted {
			told = append(told, line{n.At, s.person(n.By) + "  " + s.withDetail(t.Because, oneLine(n.Text))})
		}
	}
	// Both are in the order of time: merge them by it.
	for i := 1; i < len(told); i++ {
		for j := i; j > 0 && told[j].at > told[j-1].at; j-- {
			told[j], told[j-1] = told[j-1], told[j]
		}
	}
	var lines []string
	for _, l := range told {
		stamp := s.dayOf(l.at)
		for j, w := range widget.Wrap(l.words, max(8, width-widget.Width(stamp)-2)) {
			if j > 0 {
				stamp = strings.Repeat(" ", widget.Width(stamp))
			}
			lines = append(lines, theme.Dim.Render(stamp)+"  "+w)
		}
	}
	return lines
}

// withDetail says what happened and, where there is more, what exactly.
func (s *Screen) withDetail(what, detail string) string {
	if detail == "" {
		return what
	}
	return s.session.Say.Trends.Effect.With(what, detail)
}

// eventDetail is what of an event is worth saying beside its sort.
func (s *Screen) eventDetail(v *model.ProblemView, e *model.Event) string {
	body, err := e.Body()
	if err != nil {
		return ""
	}
	t := s.session.Say.Trends.Problems
	for _, c := range body.Changes {
		if c.Ref != v.Problem.Ref() {
			continue
		}
		if f, ok := c.Field("stage"); ok && e.Kind != model.KindNewProblem {
			from, to := decoded[model.Stage](f.From), decoded[model.Stage](f.To)
			return t.MovedStage(s.session.Say.Stage(from), s.session.Say.Stage(to))
		}
		if f, ok := c.Field("owner"); ok {
			if who := s.person(decoded[model.UserID](f.To)); who != "" {
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

// effortOf is the measured action of a problem, nil where it is not in force.
func (o *overview) effortOf(id model.ProblemID, n int) *model.Effort {
	for i := range o.t.Efforts {
		if e := &o.t.Efforts[i]; e.Problem.ID == id && e.Action.N == n {
			return e
		}
	}
	return nil
}

// rowOf is the tag that a problem's trend is, nil where it has none.
func (o *overview) rowOf(id model.ProblemID) *model.TrendRow {
	for i := range o.t.Rows {
		if r := &o.t.Rows[i]; r.Problem != nil && r.Problem.ID == id {
			return r
		}
	}
	return nil
}
