package triage

import (
	"cmp"
	"strings"
	"time"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/theme"
	"koe/tui/widget"
)

// longestNumber is how long a source's own number may be to be worth reading: a
// row that had none has a longer one, made of its content.
const longestNumber = 24

// soonDue is how long before its due time an issue is said to be soon due.
const soonDue = 4 * time.Hour

// A fact is a label and what is known.
type fact struct {
	label, value string
	style        theme.Style
	long         bool // it has a line of its own
}

// factLines are what is known of the issue, two short facts a line where there
// is room; a long one in as many lines as it needs where it shall be whole.
func (s *Screen) factLines(v *model.IssueView, width int, whole bool) []string {
	theme := s.k.Theme
	facts := s.facts(v)
	labels := 0
	for _, f := range facts {
		labels = max(labels, widget.Width(f.label))
	}
	half := (width - 2) / 2
	if half < labels+14 {
		half = width
	}
	e := theme.Glyphs.Ellipsis
	write := func(f fact, width int) string {
		return theme.Dim.Render(widget.Fit(f.label, labels, e)) + "  " + f.style.Render(widget.Cut(f.value, width-labels-2, e))
	}
	var lines []string
	pending := ""
	for _, f := range facts {
		short := !f.long && half < width && labels+2+widget.Width(f.value) <= half
		switch {
		case short && pending != "":
			lines, pending = append(lines, widget.Fit(pending, half, e)+"  "+write(f, half)), ""
			continue
		case pending != "":
			lines, pending = append(lines, pending), ""
		}
		switch {
		case short:
			pending = write(f, half)
		case whole:
			for j, l := range widget.Wrap(f.value, max(1, width-labels-2)) {
				part := fact{label: f.label, value: l, style: f.style}
				if j > 0 {
					part.label = ""
				}
				lines = append(lines, write(part, width))
			}
		default:
			lines = append(lines, write(f, width))
		}
	}
	if pending != "" {
		lines = append(lines, pending)
	}
	return lines
}

// facts are what is known of the issue; what is not known takes no room.
func (s *Screen) facts(v *model.IssueView) []fact {
	return append(append(s.standing(&v.Issue), s.shortFacts(&v.Issue)...), s.longFacts(v)...)
}

// standing is how bad it is, where it stands, and by when it is due.
func (s *Screen) standing(i *model.Issue) []fact {
	theme, say := s.k.Theme, s.k.Say
	t := say.Triage
	severity := theme.Plain
	if i.Severity == model.S1 {
		severity = theme.Bad
	}
	facts := []fact{
		{label: t.Severity, value: say.Severity(i.Severity), style: severity},
		{label: t.State, value: s.stateOf(i) + " " + theme.Glyphs.Note + " " + cmp.Or(s.k.Person(i.Owner), say.Names.NoOwner)},
	}
	if due := i.NextDeadline(); due != 0 && i.State.Open() {
		facts = append(facts, fact{label: t.Due, value: s.k.Moment(due) + "  " + s.k.Remaining(due), style: s.urgency(due)})
	}
	if i.Snooze > model.At(s.k.Now()) {
		facts = append(facts, fact{label: t.Snooze, value: s.k.Moment(i.Snooze)})
	}
	return facts
}

// shortFacts are what was written down of the matter, where it was.
func (s *Screen) shortFacts(i *model.Issue) []fact {
	say, t := s.k.Say, s.k.Say.Triage
	var facts []fact
	add := func(set bool, label, value string) {
		if set {
			facts = append(facts, fact{label: label, value: value})
		}
	}
	add(i.Kind != model.KindComplaint, t.Kind, say.Kind(i.Kind))
	add(i.Wish != 0, t.Wish, say.Wish(i.Wish))
	add(i.Product != "", t.Product, i.Product)
	add(i.OnBehalfOf != "", t.OnBehalfOf, say.Customer(i.OnBehalfOf))
	add(i.OccurredOn != 0, t.Occurred, say.Day(i.OccurredOn.Time(s.k.Zone)))
	add(i.AtStake.Currency != "", t.AtStake, amount(i.AtStake))
	add(i.Redress.Currency != "", t.Redress, amount(i.Redress))
	add(i.Upheld != 0, t.Upheld, say.Upheld(i.Upheld))
	return facts
}

// longFacts are those that may need a whole line.
func (s *Screen) longFacts(v *model.IssueView) []fact {
	theme, say, i := s.k.Theme, s.k.Say, &v.Issue
	t, note := say.Triage, " "+theme.Glyphs.Note+" "
	facts := []fact{{label: t.Tag, value: s.tagLine(v), long: true}}
	for _, p := range i.Promises {
		if p.KeptAt == 0 {
			facts = append(facts, fact{t.Promise, p.Text + note + s.k.Moment(p.By) + "  " + s.k.Remaining(p.By), s.urgency(p.By), true})
		}
	}
	if i.Problem != 0 {
		title := v.ProblemTitle
		if v.Problem != nil {
			title = v.Problem.Title
			if v.Problem.Owner != "" {
				title += note + s.k.Person(v.Problem.Owner)
			}
		}
		facts = append(facts, fact{label: t.Problem, value: i.Problem.String() + " " + title, long: true})
		if v.Problem != nil && v.Problem.Tell != "" {
			facts = append(facts, fact{label: t.Tell, value: kit.OneLine(v.Problem.Tell), long: true})
		}
	}
	if i.Answer != "" {
		facts = append(facts, fact{label: t.Answer, value: i.Answer, long: true})
	}
	if i.Source != "" {
		from := i.Source
		if len(i.ExternalID) <= longestNumber {
			from += " " + i.ExternalID
		}
		facts = append(facts, fact{label: t.Source, value: from, style: theme.Dim, long: true})
	}
	return facts
}

// stateOf is the state and what belongs to it: until when it waits, why it was
// closed, how often it came back.
func (s *Screen) stateOf(i *model.Issue) string {
	say, t := s.k.Say, s.k.Say.Triage
	state := say.StateOf(i.State, i.Waiting.On)
	switch {
	case i.State == model.Pending && i.Waiting.Until != 0:
		state += " " + t.Until(s.k.Moment(i.Waiting.Until))
	case i.State == model.Closed && i.CloseReason != 0:
		state += say.Common.Aside(say.CloseReason(i.CloseReason))
	case i.State == model.Withdrawn && i.Reason != "":
		state += say.Common.Aside(i.Reason)
	}
	if i.Reopened > 0 {
		state += " " + t.Reopened(int(i.Reopened))
	}
	return state
}

// tagLine is the tags, the primary one marked.
func (s *Screen) tagLine(v *model.IssueView) string {
	if len(v.Tags) == 0 {
		return s.k.Say.Names.NoTag
	}
	names := make([]string, len(v.Tags))
	for i, p := range v.Tags {
		names[i] = strings.Join(p.Levels(), "/")
	}
	if len(names) > 1 {
		names[0] = "*" + names[0]
	}
	return strings.Join(names, " "+s.k.Theme.Glyphs.Note+" ")
}

// urgency is how a due time is painted. Its words say the same.
func (s *Screen) urgency(due model.Instant) theme.Style {
	theme := s.k.Theme
	switch left := due.Time(s.k.Zone).Sub(s.k.Today()); {
	case left < 0:
		return theme.Bad
	case left < soonDue:
		return theme.Warn
	}
	return theme.Plain
}
