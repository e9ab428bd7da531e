package trends

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"koe/model"
	"koe/tui/widget"
)

// pageWidth is the width in which what has no table of its own is written out.
const pageWidth = 100

// write writes the page in front out as Markdown.
func (s *Screen) write() tea.Cmd {
	if s.folder == nil {
		return nil
	}
	name, text := s.front().markdown()
	folder := s.folder
	return s.asks.wrote.Put(s.session.Ctx, func(ctx context.Context) (string, error) { return folder.Write(ctx, name, text) })
}

// A document is a page being written as Markdown. What is written into it is
// text: nothing in a customer's words becomes markup.
type document struct{ strings.Builder }

func (d *document) heading(level int, words string) {
	if d.Len() > 0 {
		d.WriteString("\n")
	}
	d.WriteString(strings.Repeat("#", level) + " " + plain(words) + "\n\n")
}

func (d *document) paragraph(words string) { d.WriteString(plain(words) + "\n\n") }

// point writes a point of a list, with a name before it where it has one.
func (d *document) point(name, words string) {
	if name != "" {
		name = "**" + plain(name) + "** "
	}
	d.WriteString("- " + name + plain(words) + "\n")
}

// points writes drawn lines as points, leaving out blank ones.
func (d *document) points(lines []string) {
	for _, l := range lines {
		if plain(l) != "" {
			d.point("", l)
		}
	}
}

// fields writes what is known as points, each with its label.
func (d *document) fields(f fields) {
	for _, r := range f.rows {
		d.point(r.label, r.value)
	}
}

// row writes a table's row.
func (d *document) row(cells ...string) {
	for i, c := range cells {
		cells[i] = plain(c)
	}
	d.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// rule writes the line under a table's head: the first column and the last are
// words, those between are numbers.
func (d *document) rule(columns int, last string) {
	cells := make([]string, columns)
	for i := range cells {
		cells[i] = "---:"
	}
	cells[0], cells[columns-1] = "---", last
	d.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// markup are the characters that mean something in Markdown.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`)

// plain is a text without styles, in one line, in which nothing is markup.
func plain(s string) string { return markup.Replace(oneLine(ansi.Strip(s))) }

// markdown is the overview as a report: what is new, what to act on and why,
// what worked, and a table of everything.
func (o *overview) markdown() (title, text string) {
	t := o.s.session.Say.Trends
	var d document
	d.heading(1, t.Title+" "+o.s.day(o.t.On))
	d.paragraph(strings.Join(o.status(), t.Changes.List))
	d.paragraph(t.Changes.Together(append(o.changes(), o.deskWide()...)))
	if o.t.Quote != nil {
		d.WriteString("> " + plain(o.s.quoted(o.t.Quote, 1200)) + "\n")
	}
	d.heading(2, t.ActOn)
	for _, it := range o.items {
		if it.in == actOn {
			r := &o.t.Rows[it.n]
			d.point(o.s.name(r.Path), strings.Join(append(o.s.reason(r, true).parts, o.ownerCell(r, pageWidth, true)), t.Reason.Join))
		}
	}
	d.heading(2, t.DidItWork)
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		d.point(e.Problem.ID.String()+" "+e.Problem.Title, strings.Join(o.s.effect(e).parts, t.Reason.Join))
	}
	d.heading(2, t.Rest)
	d.paragraph(strings.Join(o.restRemarks(), t.Changes.List))
	o.writeTable(&d)
	return t.Title + " " + o.t.On.String(), d.String()
}

// writeTable writes the rows that are no flags, folded ones as well.
func (o *overview) writeTable(d *document) {
	t := o.s.session.Say.Trends
	d.row(t.Problems.Tag, t.Days(o.window), t.Usual, t.VsMonth, t.VsYear, t.NextWeek, t.OwnerAction)
	d.rule(7, "---")
	for i := range o.t.Rows {
		if o.isFlagged(i) {
			continue
		}
		r := &o.t.Rows[i]
		_, count, usual, month, year, next, _ := o.numbers(r)
		d.row(o.s.name(r.Path), count, usual, month, year, next, o.ownerCell(r, pageWidth, false))
	}
}

// markdown is the detail with its numbers and the customers' words.
func (d *detail) markdown() (title, text string) {
	t := d.s.session.Say.Trends
	var doc document
	doc.heading(1, d.title())
	doc.paragraph(t.OnDay(d.s.day(d.s.overview.t.On)))
	doc.points(d.s.reasonLines(&d.row, pageWidth, false, true))
	doc.points(d.compared(pageWidth))
	doc.heading(2, t.Detail.Breakdown)
	doc.row(t.Detail.ByChannel, t.Detail.Days28, t.Detail.Before)
	doc.rule(3, "---:")
	was := map[string]int{}
	for _, sh := range d.d.Before.Channels {
		was[sh.Name] = sh.Count
	}
	for _, sh := range d.d.Breakdown.Channels {
		doc.row(d.s.session.Say.Channel(model.Channel(sh.Name)), d.s.session.Say.Number(sh.Count), d.s.session.Say.Number(was[sh.Name]))
	}
	doc.heading(2, t.Detail.Words)
	doc.quotes(d.s, d.d.Words)
	doc.heading(2, t.Detail.Decisions)
	doc.points(d.decisions(pageWidth)[2:])
	return d.s.name(d.row.Path) + " " + d.s.overview.t.On.String(), doc.String()
}

// quotes writes customers' words with whose they are and when.
func (d *document) quotes(s *Screen, rows []model.Row) {
	comma := s.session.Say.Trends.Changes.List
	for i := range rows {
		r := &rows[i]
		d.WriteString("> " + plain(r.Issue.Text) + "\n>\n> " + r.Issue.Number.String() + comma + s.day(r.Issue.Day))
		if r.Customer != "" {
			d.WriteString(comma + s.session.Say.Customer(r.Customer))
		}
		d.WriteString("\n\n")
	}
}

// markdown is the problem with all it holds.
func (p *problemPage) markdown() (title, text string) {
	t := p.s.session.Say.Trends.Problems
	var d document
	d.heading(1, p.title())
	d.paragraph(p.rounds())
	d.fields(p.standing())
	d.heading(2, t.Heard)
	d.points(p.s.notes(p.v.Problem.Heard, t.NoHeard, 1<<16))
	d.heading(2, t.Actions)
	d.points(p.actionLines(1 << 16))
	d.heading(2, t.Told)
	d.points(p.toldLines(1 << 16))
	d.heading(2, t.Issues)
	d.paragraph(t.OpenOf(p.v.Open, p.v.Linked) + p.s.session.Say.Trends.Changes.List + t.Spoken(p.spoken()))
	d.quotes(p.s, p.v.words)
	d.heading(2, t.History)
	d.points(p.s.story(&p.v.ProblemView, 1<<16))
	return p.title(), d.String()
}

// markdown is the list of problems as a table.
func (p *problemList) markdown() (title, text string) {
	say := p.s.session.Say
	t := say.Trends.Problems
	var d document
	d.heading(1, t.Title)
	d.row("", t.Name, t.Stage, t.Owner, t.Issues)
	d.WriteString("| --- | --- | --- | --- | ---: |\n")
	for i := range p.all {
		m := &p.all[i].Problem
		owner := p.s.person(m.Owner)
		if owner == "" {
			owner = t.NoOwner
		}
		d.row(m.ID.String(), m.Title, say.Stage(m.Stage), owner, t.OpenOf(p.all[i].Open, p.all[i].Linked))
	}
	return t.Title, d.String()
}

// markdown is the call list, a call a point.
func (c *callList) markdown() (title, text string) {
	var d document
	title = c.title()
	d.heading(1, title)
	cols := widget.Lay([]widget.Column{{Min: 8}, {Min: 2}, {Min: 20}, {Min: 60}, {Min: 20}, {Min: 10}}, 200, "")
	for i := range c.all {
		d.point("", c.row(cols, &c.all[i], widget.RowState{}))
	}
	return title, d.String()
}

// markdown is the call sheet as it stands.
func (c *sheet) markdown() (title, text string) {
	var d document
	title = c.s.session.Say.Trends.Calls.Sheet(c.call.Row.Issue.Number.String())
	t := c.s.session.Say.Trends.Calls
	d.heading(1, title)
	d.fields(c.facts())
	d.heading(2, t.Say)
	d.WriteString("> " + plain(c.firstSentence()) + "\n")
	d.heading(2, t.Before)
	d.points(c.calls(pageWidth))
	return title, d.String()
}
