package calls

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
	"koe/tui/kit"
	"koe/tui/screen"
	"koe/tui/widget"
)

// sheetFacts are what a call needs: the issue, and how to reach its customer.
type sheetFacts struct {
	view     model.IssueView
	customer *model.Customer
}

// sheet is a call sheet: the number, what happened, what was promised, and a
// first sentence to say.
type sheet struct {
	p    *kit.Pages
	desk Desk
	kit.Scroll
	asked *screen.Ask[sheetFacts]
	call  model.Call
	f     sheetFacts
	have  bool
}

func newSheet(p *kit.Pages, d Desk, call model.Call) *sheet {
	return &sheet{p: p, desk: d, call: call, asked: kit.Question[sheetFacts](p.Kit, screen.QuestionTime)}
}

// Ask asks for the issue and its customer.
func (c *sheet) Ask() tea.Cmd {
	desk, n := c.desk, c.call.Row.Issue.Number
	return c.asked.Put(c.p.Ctx, func(ctx context.Context) (f sheetFacts, err error) {
		if f.view, err = desk.Issue(ctx, n); err != nil || f.view.Customer == "" {
			return f, err
		}
		found, err := desk.Customers(ctx, f.view.Customer, 20)
		for i := range found {
			if found[i].Customer.ID == f.view.Issue.Customer || len(found) == 1 {
				f.customer = &found[i].Customer
				break
			}
		}
		return f, err
	})
}

// Take takes the answer.
func (c *sheet) Take(msg tea.Msg) (tea.Cmd, bool) {
	return kit.Took(c.p.Kit, c.asked, msg, func(f sheetFacts) { c.f, c.have = f, true })
}

// Actions are what can be done here.
func (c *sheet) Actions() []action.Action {
	call := c.p.May(action.Call, model.VerbContact)
	call.Label = c.p.Say.Trends.Calls.CallKey
	open := call
	open.ID = action.Open
	return append([]action.Action{call, open}, widget.Moves()...)
}

// Do does it.
func (c *sheet) Do(do action.Do) tea.Cmd {
	if c.Moved(do.ID) {
		return nil
	}
	switch do.ID {
	case action.Call, action.Open:
		return c.askOutcome()
	}
	return nil
}

// askOutcome asks how the call went and what the customer said.
func (c *sheet) askOutcome() tea.Cmd {
	t := c.p.Say.Trends
	issue := &c.call.Row.Issue
	about := []model.Number{issue.Number}
	return c.p.Outcome(c.p.Titled(t.Calls.Outcome, about), c.p.Titled(t.Calls.Words, about), func(outcome model.Outcome, words string) tea.Cmd {
		said := t.Problems.Said.Contacted(issue.Number.String(), c.p.Say.Outcome(outcome))
		return c.p.Give(action.Call, model.AddContact{About: issue.Ref(), Channel: model.Phone, Outcome: outcome, Words: words}, said)
	})
}

// Lines draws the sheet under a title.
func (c *sheet) Lines(size widget.Size) []string {
	theme, say := c.p.Theme, c.p.Say
	i := &c.call.Row.Issue
	title := say.Trends.Calls.Sheet(i.Number.String())
	if c.call.Row.Customer != "" {
		title += c.p.Between() + say.Customer(c.call.Row.Customer)
	}
	head := widget.TitledRule(title, say.Severity(i.Severity), size.Width, theme)
	return c.Page(head, c.body(size.Width-2), size, theme.Glyphs.Ellipsis)
}

func (c *sheet) body(width int) []string {
	theme, say := c.p.Theme, c.p.Say
	t := say.Trends.Calls
	if !c.have {
		return []string{theme.Dim.Render(say.Common.Loading)}
	}
	lines := c.facts().Write(width)
	lines = append(lines, "", theme.Strong.Render(t.Say))
	for _, l := range widget.Wrap(say.Trends.Changes.Quote(c.firstSentence()), width-2) {
		lines = append(lines, "  "+theme.Accent.Render(l))
	}
	lines = append(lines, "", theme.Strong.Render(t.Before))
	return append(lines, c.calls(width)...)
}

// facts are what one has to know before one calls.
func (c *sheet) facts() kit.Fields {
	theme, say := c.p.Theme, c.p.Say
	t, i := say.Trends.Calls, &c.f.view.Issue
	f := kit.Fields{Theme: theme, Missing: t.NoNumber}
	f.Add(t.Number, c.phones())
	f.Painted(t.Happened, say.Trends.Changes.Quote(strings.TrimSpace(i.Text)), theme.Strong)
	f.Missing = t.NoPromise
	f.Add(t.Promised, c.promises())
	if i.Wish != 0 {
		f.Known(say.Triage.Wish, say.Wish(i.Wish))
	}
	return f
}

// phones are the customer's numbers.
func (c *sheet) phones() string {
	if c.f.customer == nil {
		return ""
	}
	return strings.Join(c.f.customer.Phones, c.p.Say.Trends.Changes.List)
}

// promises are those not kept yet, with until when.
func (c *sheet) promises() string {
	var open []string
	for _, p := range c.f.view.Issue.Promises {
		if p.KeptAt == 0 {
			open = append(open, p.Text+c.p.Between()+c.p.Moment(p.By)+" "+c.p.Remaining(p.By))
		}
	}
	return strings.Join(open, "\n")
}

// firstSentence is what to begin with: an apology where a promise was broken,
// else that one has read it oneself.
func (c *sheet) firstSentence() string {
	t := c.p.Say.Trends.Calls
	me, desk := c.p.Who.Name, c.p.Desk
	if me == "" {
		me = string(c.p.Who.ID)
	}
	i := &c.f.view.Issue
	if p, ok := i.NextPromise(); ok && p.By < model.At(c.p.Now()) {
		return t.Sorry(me, desk, p.Text, c.p.Moment(p.By))
	}
	for _, contact := range c.f.view.Contacts {
		if contact.Outcome == model.Reached && !contact.Retracted {
			return t.Again(me, desk, c.p.Day(i.Day))
		}
	}
	return t.Hello(me, desk, c.p.Day(i.Day))
}

// calls are the attempts before, newest first.
func (c *sheet) calls(width int) []string {
	theme, say := c.p.Theme, c.p.Say
	var lines []string
	for n := len(c.f.view.Contacts) - 1; n >= 0; n-- {
		contact := &c.f.view.Contacts[n]
		if contact.Retracted {
			continue
		}
		line := c.p.Moment(contact.At) + "  " + c.p.Person(contact.By) + "  " + say.Outcome(contact.Outcome)
		lines = append(lines, theme.Dim.Render(line))
		if contact.Words != "" {
			for _, l := range widget.Wrap(say.Trends.Changes.Quote(kit.OneLine(contact.Words)), width-2) {
				lines = append(lines, "  "+l)
			}
		}
	}
	if len(lines) == 0 {
		return []string{theme.Dim.Render(say.Trends.Calls.NoBefore)}
	}
	return lines
}

// Markdown is the sheet as it stands.
func (c *sheet) Markdown() (title, text string) {
	var d kit.Document
	t := c.p.Say.Trends.Calls
	title = t.Sheet(c.call.Row.Issue.Number.String())
	d.Heading(1, title)
	d.Fields(c.facts())
	d.Heading(2, t.Say)
	d.Quote(c.firstSentence())
	d.Heading(2, t.Before)
	d.Points(c.calls(kit.PageWidth))
	return title, d.String()
}
