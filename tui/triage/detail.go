package triage

import (
	"slices"
	"strings"

	"koe/model"
	"koe/tui/theme"
	"koe/tui/widget"
)

// roomyFrom is the height from which long facts are shown whole beside the list.
const roomyFrom = 28

// besideMost is how many bytes of a text are drawn beside the list: more than
// any window holds. An issue that is opened is drawn whole.
const besideMost = 16 << 10

// detailLines draws the issue that is selected or open: what the customer said
// first, then what is known, then what happened. It has exactly the size.
func (s *Screen) detailLines(size widget.Size) []string {
	theme := s.k.Theme
	v := s.known(s.shown())
	if v == nil {
		return widget.Pad([]string{widget.TitledRule("", "", size.Width, theme)}, size, "")
	}
	width := size.Width - 2
	s.draw(v, width)
	words, story := s.drawn.words, s.drawn.story
	facts := s.factLines(v, width, s.open != 0 || size.Height >= roomyFrom)
	others := s.othersLine(v.Issue.Number)
	room := size.Height - 1 - len(others)
	if s.open == 0 {
		words, story = s.shorten(words, len(facts), story, room, len(v.Issue.Text) > besideMost)
	}
	body := append(slices.Clip(others), words...)
	body = append(body, facts...)
	for i, lines := range story {
		if i == 0 {
			body = append(body, "")
		}
		body = append(body, lines...)
	}
	if s.open != 0 {
		var below int
		if body, below = s.scroll.Window(body, size.Height-1); below > 0 {
			body[size.Height-2] = theme.Dim.Render(s.k.Say.Triage.MoreBelow(below + 1))
		}
	}
	for i, l := range body {
		body[i] = " " + l
	}
	return widget.Pad(append([]string{s.detailTitle(v, size.Width)}, body...), size, theme.Glyphs.Ellipsis)
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
		more := s.k.Say.Triage.MoreLines(len(words)-most+1, long)
		words = append(append([]string(nil), words[:most-1]...), s.k.Theme.Dim.Render(more))
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
	theme, say := s.k.Theme, s.k.Say
	title := v.Issue.Number.String()
	if v.Customer != "" {
		title += " " + theme.Glyphs.Note + " " + say.Customer(v.Customer)
	}
	if v.Issue.Segment != "" {
		title += " " + theme.Glyphs.Note + " " + say.Intake.Segment(v.Issue.Segment)
	}
	came := s.k.Moment(v.Issue.ReceivedAt)
	if v.Issue.Channel != "" {
		came += " " + say.Channel(v.Issue.Channel)
	}
	if s.open != 0 {
		title = theme.Glyphs.Pointer + " " + title
	}
	return widget.TitledRule(title, came, width, theme)
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
	theme    *theme.Theme
}

// draw draws them anew where they are of something else.
func (s *Screen) draw(v *model.IssueView, width int) {
	of := drawnOf{v.Issue.Number, v.Issue.Revision, len(v.Events), width, s.open != 0, s.k.Theme}
	if s.drawn.of == of {
		return
	}
	s.drawn = drawn{of: of, words: s.wordsLines(v, width), story: s.storyLines(v, width)}
}

// wordsLines are the customer's own words.
func (s *Screen) wordsLines(v *model.IssueView, width int) []string {
	theme, t := s.k.Theme, s.k.Say.Triage
	if v.Issue.TextMade {
		return []string{theme.Dim.Render(t.NoWords)}
	}
	text := t.QuoteTheirs(v.Issue.Text)
	if s.open == 0 && len(text) > besideMost {
		text = strings.ToValidUTF8(text[:besideMost], "")
	}
	lines := widget.Wrap(text, max(1, width))
	for i, l := range lines {
		lines[i] = theme.Strong.Render(l)
	}
	return lines
}

// storyLines are what happened, oldest first, each with its day and time and in
// as many lines as it needs.
func (s *Screen) storyLines(v *model.IssueView, width int) [][]string {
	if len(v.Events) == 0 {
		return nil
	}
	theme, now := s.k.Theme, s.k.Today()
	teller := Teller{Say: s.k.Say, Zone: s.k.Zone, Now: now, Person: s.k.Person, Tag: s.tagName}
	story := teller.Story(v)
	stamps := make([]string, len(story))
	wide := 0
	for i, line := range story {
		stamps[i] = s.k.Moment(line.At)
		wide = max(wide, widget.Width(stamps[i]))
	}
	told := make([][]string, len(story))
	for i, line := range story {
		for j, l := range widget.Wrap(line.Text, max(1, width-wide-2)) {
			stamp := stamps[i]
			if j > 0 {
				stamp = ""
			}
			told[i] = append(told[i], theme.Dim.Render(widget.FitRight(stamp, wide, ""))+"  "+l)
		}
	}
	return told
}
