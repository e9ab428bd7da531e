package triage

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"koe/model"
	"koe/tui/theme"
	"koe/tui/widget"
)

// roomyFrom is the height from which long facts are shown whole beside the list.
const roomyFrom = 28

// besideMost is how many bytes of a text are drawn beside the list: more than
// any window holds. An issue that is opened is drawn whole.
const besideMost = 16 << 10

// soonDue is how long before its due time an issue is said to be soon due.
const soonDue = 4 * time.Hour

// detailLines draws the issue that is selected or open: what the customer said
// first, then what is known, then what happened. It has exactly the size.
func (s *Screen) detailLines(size widget.Size) []string {
	look := s.session.Look
	v := s.known(s.shown())
	if v == nil {
		return widget.Pad([]string{widget.TitledRule("", "", size.Width, look)}, size, "")
	}
	width := size.Width - 2
	s.draw(v, width)
	words, story := s.drawn.words, s.drawn.story
	facts := s.factLines(v, width, s.open != 0 || size.Height >= roomyFrom)
	room := size.Height - 1
	if s.open == 0 {
		words, story = s.shorten(words, len(facts), story, room, len(v.Issue.Text) > besideMost)
	}
	body := append(slices.Clip(words), facts...)
	for i, lines := range story {
		if i == 0 {
			body = append(body, "")
		}
		body = append(body, lines...)
	}
	if s.open != 0 {
		s.scroll = max(0, min(s.scroll, len(body)-room))
		body = body[s.scroll:]
		if below := len(body) - room; below > 0 {
			body[room-1] = look.Dim.Render(s.session.Say.Triage.MoreBelow(below + 1))
		}
	}
	for i, l := range body {
		body[i] = " " + l
	}
	return widget.Pad(append([]string{s.detailTitle(v, size.Width)}, body...), size, look.Glyphs.Ellipsis)
}

// Lines that the words and the story have at least where all does not fit.
const (
	leastWords = 4
	leastStory = 2
)

// shorten makes words and story fit beside the facts. The customer's words come
// first; the story keeps the newest that there is room for. Of a long text it
// is not known how many lines it would have.
func (s *Screen) shorten(words []string, facts int, story [][]string, room int, long bool) ([]string, [][]string) {
	left := room - facts
	most := max(leastWords, left-min(len(story), leastStory)-1)
	if len(words) > most {
		more := s.session.Say.Triage.MoreLines(len(words)-most+1, long)
		words = append(append([]string(nil), words[:most-1]...), s.session.Look.Dim.Render(more))
	}
	left -= len(words) + 1 // a blank line between
	if left <= 0 {
		return words, nil
	}
	from := len(story)
	for from > 0 && len(story[from-1]) <= left {
		from--
		left -= len(story[from])
	}
	return words, story[from:]
}

// detailTitle is the issue's number and customer, and how and when it came.
func (s *Screen) detailTitle(v *model.IssueView, width int) string {
	look, say := s.session.Look, s.session.Say
	title := v.Issue.Number.String()
	if v.Customer != "" {
		title += " " + look.Glyphs.Note + " " + say.Customer(v.Customer)
	}
	came := s.moment(v.Issue.ReceivedAt)
	if v.Issue.Channel != "" {
		came += " " + say.Channel(v.Issue.Channel)
	}
	if s.open != 0 {
		title = look.Glyphs.Pointer + " " + title
	}
	return widget.TitledRule(title, came, width, look)
}

// drawn keeps the parts of the detail that take time to draw and seldom change.
type drawn struct {
	of    drawnOf
	words []string
	story [][]string
}

// drawnOf is what they were drawn of.
type drawnOf struct {
	number   model.Number
	revision uint32
	events   int
	width    int
	opened   bool
	look     *theme.Theme
}

// draw draws them anew where they are of something else.
func (s *Screen) draw(v *model.IssueView, width int) {
	of := drawnOf{v.Issue.Number, v.Issue.Revision, len(v.Events), width, s.open != 0, s.session.Look}
	if s.drawn.of == of {
		return
	}
	s.drawn = drawn{of: of, words: s.wordsLines(v, width), story: s.storyLines(v, width)}
}

// wordsLines are the customer's own words.
func (s *Screen) wordsLines(v *model.IssueView, width int) []string {
	look, t := s.session.Look, s.session.Say.Triage
	if v.Issue.TextMade {
		return []string{look.Dim.Render(t.NoWords)}
	}
	text := t.QuoteTheirs(v.Issue.Text)
	if s.open == 0 && len(text) > besideMost {
		text = strings.ToValidUTF8(text[:besideMost], "")
	}
	lines := widget.Wrap(text, max(1, width))
	for i, l := range lines {
		lines[i] = look.Strong.Render(l)
	}
	return lines
}

// A fact is a label and what is known.
type fact struct {
	label, value string
	style        theme.Style
	long         bool // it has a line of its own
}

// factLines are what is known of the issue, two short facts a line where there
// is room; a long one in as many lines as it needs where it shall be whole.
func (s *Screen) factLines(v *model.IssueView, width int, whole bool) []string {
	look := s.session.Look
	facts := s.facts(v)
	labels := 0
	for _, f := range facts {
		labels = max(labels, widget.Width(f.label))
	}
	half := (width - 2) / 2
	if half < labels+14 {
		half = width
	}
	e := look.Glyphs.Ellipsis
	write := func(f fact, width int) string {
		return look.Dim.Render(widget.Fit(f.label, labels, e)) + "  " + f.style.Render(widget.Cut(f.value, width-labels-2, e))
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
	look, say, i := s.session.Look, s.session.Say, &v.Issue
	t := say.Triage
	severity := look.Plain
	if i.Severity == model.S1 {
		severity = look.Bad
	}
	facts := []fact{
		{label: t.Severity, value: say.Severity(i.Severity), style: severity},
		{label: t.State, value: s.stateOf(i) + " " + look.Glyphs.Note + " " + cmp.Or(s.person(i.Owner), say.Names.NoOwner)},
	}
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, fact{label: label, value: value})
		}
	}
	if due := i.NextDeadline(); due != 0 && i.State.Open() {
		facts = append(facts, fact{label: t.Due, value: s.moment(due) + "  " + s.remaining(due), style: s.urgency(due)})
	}
	if i.Kind != model.Complaint {
		add(t.Kind, say.Kind(i.Kind))
	}
	if i.Wish != 0 {
		add(t.Wish, say.Wish(i.Wish))
	}
	add(t.Product, i.Product)
	if i.AtStake.Currency != "" {
		add(t.AtStake, amount(i.AtStake))
	}
	add(t.OnBehalfOf, say.Customer(i.OnBehalfOf))
	if i.Snooze > model.At(s.session.Now()) {
		add(t.Snooze, s.moment(i.Snooze))
	}
	return append(facts, s.longFacts(v)...)
}

// longFacts are those that may need a whole line.
func (s *Screen) longFacts(v *model.IssueView) []fact {
	look, say, i := s.session.Look, s.session.Say, &v.Issue
	t, note := say.Triage, " "+look.Glyphs.Note+" "
	facts := []fact{{label: t.Tag, value: s.tagLine(v), long: true}}
	for _, p := range i.Promises {
		if p.KeptAt == 0 {
			facts = append(facts, fact{t.Promise, p.Text + note + s.moment(p.By) + "  " + s.remaining(p.By), s.urgency(p.By), true})
		}
	}
	if i.Problem != 0 {
		title := v.ProblemTitle
		if v.Problem != nil {
			title = v.Problem.Title
			if v.Problem.Owner != "" {
				title += note + s.person(v.Problem.Owner)
			}
		}
		facts = append(facts, fact{label: t.Problem, value: i.Problem.String() + " " + title, long: true})
		if v.Problem != nil && v.Problem.Tell != "" {
			facts = append(facts, fact{label: t.Tell, value: oneLine(v.Problem.Tell), long: true})
		}
	}
	if i.Answer != "" {
		facts = append(facts, fact{label: t.Answer, value: i.Answer, long: true})
	}
	return facts
}

// stateOf is the state and what belongs to it: until when it waits, why it was
// closed, how often it came back.
func (s *Screen) stateOf(i *model.Issue) string {
	say, t := s.session.Say, s.session.Say.Triage
	state := say.StateOf(i.State, i.Waiting.On)
	switch {
	case i.State == model.Pending && i.Waiting.Until != 0:
		state += " " + t.Until(s.moment(i.Waiting.Until))
	case i.State == model.Closed && i.CloseReason != 0:
		state += " (" + say.CloseReason(i.CloseReason) + ")"
	case i.State == model.Withdrawn && i.Reason != "":
		state += " (" + i.Reason + ")"
	}
	if i.Reopened > 0 {
		state += " " + t.Reopened(int(i.Reopened))
	}
	return state
}

// tagLine is the tags, the primary one marked.
func (s *Screen) tagLine(v *model.IssueView) string {
	if len(v.Tags) == 0 {
		return s.session.Say.Names.NoTag
	}
	names := make([]string, len(v.Tags))
	for i, p := range v.Tags {
		names[i] = strings.Join(p.Levels(), "/")
	}
	if len(names) > 1 {
		names[0] = "*" + names[0]
	}
	return strings.Join(names, "  ")
}

func (s *Screen) remaining(at model.Instant) string {
	return s.session.Say.Remaining(at.Time(s.session.Zone), s.session.Today())
}

// urgency is how a due time is painted. Its words say the same.
func (s *Screen) urgency(due model.Instant) theme.Style {
	look := s.session.Look
	switch left := due.Time(s.session.Zone).Sub(s.session.Today()); {
	case left < 0:
		return look.Bad
	case left < soonDue:
		return look.Warn
	}
	return look.Plain
}

// storyLines are what happened, oldest first, each with its day and time and in
// as many lines as it needs.
func (s *Screen) storyLines(v *model.IssueView, width int) [][]string {
	if len(v.Events) == 0 {
		return nil
	}
	look, now := s.session.Look, s.session.Today()
	teller := Teller{Say: s.session.Say, Zone: s.session.Zone, Now: now, Person: s.person, Tag: s.tagName}
	story := teller.Story(v)
	stamps := make([]string, len(story))
	wide := 0
	for i, line := range story {
		stamps[i] = s.moment(line.At)
		wide = max(wide, widget.Width(stamps[i]))
	}
	told := make([][]string, len(story))
	for i, line := range story {
		for j, l := range widget.Wrap(line.Text, max(1, width-wide-2)) {
			stamp := stamps[i]
			if j > 0 {
				stamp = ""
			}
			told[i] = append(told[i], look.Dim.Render(widget.FitRight(stamp, wide, ""))+"  "+l)
		}
	}
	return told
}
