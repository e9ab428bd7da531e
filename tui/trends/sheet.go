package trends

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"koe/model"
	"koe/tui/action"
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
	s *Screen
	scroll
	call model.Call
	f    sheetFacts
	have bool
}

func (c *sheet) ask() tea.Cmd {
	desk, n := c.s.desk, c.call.Row.Issue.Number
	return c.s.asks.sheet.Put(c.s.session.Ctx, func(ctx context.Context) (f sheetFacts, err error) {
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

func (c *sheet) got(f sheetFacts) {
	if f.view.Issue.Number == c.call.Row.Issue.Number {
		c.f, c.have = f, true
	}
}

func (c *sheet) actions() []action.Action {
	call := c.s.may(action.Call, model.KindContact)
	call.Label = c.s.session.Say.Trends.Calls.CallKey
	open := call
	open.ID = action.Open
	return append([]action.Action{call, open}, moves()...)
}

func (c *sheet) do(do action.Do) tea.Cmd {
	if c.moved(do.ID) {
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
	say := c.s.session.Say
	t := say.Trends.Calls
	issue := &c.call.Row.Issue
	keys := []string{"r", "n", "m", "a", "x"}
	var choices []widget.Choice
	for i, outcome := range model.AllOutcomes() {
		choices = append(choices, widget.Choice{Key: keys[i], Label: say.Outcome(outcome), Result: then(func() tea.Cmd {
			return c.s.line(t.Words+"  "+issue.Number.String(), "", model.MaxTyped, false, func(words string) tea.Cmd {
				said := say.Trends.Problems.Said.Contacted(issue.Number.String(), say.Outcome(outcome))
				return c.s.send(model.AddContact{About: issue.Ref(), Channel: model.Phone, Outcome: outcome, Words: words}, saying(said), nil)
			})
		})})
	}
	return c.s.choose(t.Outcome+"  "+issue.Number.String(), -1, choices...)
}

// lines draws the sheet under a title.
func (c *sheet) lines(size widget.Size) []string {
	theme, say := c.s.session.Theme, c.s.session.Say
	i := &c.call.Row.Issue
	title := say.Trends.Calls.Sheet(i.Number.String())
	if c.call.Row.Customer != "" {
		title += " " + theme.Glyphs.Note + " " + say.Customer(c.call.Row.Customer)
	}
	head := widget.TitledRule(title, say.Severity(i.Severity), size.Width, theme)
	room := widget.Size{Width: size.Width, Height: size.Height - 1}
	return append([]string{head}, c.window(margin(c.body(size.Width-2)), room, theme.Glyphs.Ellipsis)...)
}

func (c *sheet) body(width int) []string {
	theme, say := c.s.session.Theme, c.s.session.Say
	t := say.Trends.Calls
	if !c.have {
		return []string{theme.Dim.Render(say.Common.Loading)}
	}
	lines := c.facts().write(width)
	lines = append(lines, "", theme.Strong.Render(t.Say))
	for _, l := range widget.Wrap(say.Trends.Changes.Quote(c.firstSentence()), width-2) {
		lines = append(lines, "  "+theme.Accent.Render(l))
	}
	lines = append(lines, "", theme.Strong.Render(t.Before))
	return append(lines, c.calls(width)...)
}

// facts are what one has to know before one calls.
func (c *sheet) facts() fields {
	theme, say := c.s.session.Theme, c.s.session.Say
	t, i := say.Trends.Calls, &c.f.view.Issue
	f := fields{theme: theme, missing: t.NoNumber}
	f.add(t.Number, c.phones())
	f.rows = append(f.rows, field{t.Happened, say.Trends.Changes.Quote(strings.TrimSpace(i.Text)), theme.Strong})
	f.missing = t.NoPromise
	f.add(t.Promised, c.promises())
	if i.Wish != 0 {
		f.known(say.Triage.Wish, say.Wish(i.Wish))
	}
	return f
}

// phones are the customer's numbers.
func (c *sheet) phones() string {
	if c.f.customer == nil {
		return ""
	}
	return strings.Join(c.f.customer.Phones, c.s.session.Say.Trends.Changes.List)
}

// promises are those not kept yet, with until when.
func (c *sheet) promises() string {
	say := c.s.session.Say
	var open []string
	for _, p := range c.f.view.Issue.Promises {
		if p.KeptAt == 0 {
			open = append(open, p.Text+" "+c.s.session.Theme.Glyphs.Note+" "+c.s.moment(p.By)+" "+say.Remaining(p.By.Time(c.s.session.Zone), c.s.session.Today()))
		}
	}
	return strings.Join(open, "\n")
}

// firstSentence is what to begin with: an apology where a promise was broken,
// else that one has read it oneself.
func (c *sheet) firstSentence() string {
	t := c.s.session.Say.Trends.Calls
	me, desk := c.s.session.Who.Name, c.s.session.Desk
	if me == "" {
		me = string(c.s.session.Who.ID)
	}
	i := &c.f.view.Issue
	if p, ok := i.NextPromise(); ok && p.By < model.At(c.s.session.Now()) {
		return t.Sorry(me, desk, p.Text, c.s.moment(p.By))
	}
	for _, contact := range c.f.view.Contacts {
		if contact.Outcome == model.Reached && !contact.Retracted {
			return t.Again(me, desk, c.s.day(i.Day))
		}
	}
	return t.Hello(me, desk, c.s.day(i.Day))
}

// calls are the attempts before, newest first.
func (c *sheet) calls(width int) []string {
	theme, say := c.s.session.Theme, c.s.session.Say
	var lines []string
	for n := len(c.f.view.Contacts) - 1; n >= 0; n-- {
		contact := &c.f.view.Contacts[n]
		if contact.Retracted {
			continue
		}
		line := c.s.moment(contact.At) + "  " + c.s.person(contact.By) + "  " + say.Outcome(contact.Outcome)
		lines = append(lines, theme.Dim.Render(line))
		if contact.Words != "" {
			for _, l := range widget.Wrap(say.Trends.Changes.Quote(oneLine(contact.Words)), width-2) {
				lines = append(lines, "  "+l)
			}
		}
	}
	if len(lines) == 0 {
		return []string{theme.Dim.Render(say.Trends.Calls.NoBefore)}
	}
	return lines
}
