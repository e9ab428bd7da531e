package trends

import (
	"strings"

	"koe/model"
	"koe/tui/kit"
	"koe/tui/problems"
)

// Markdown is the overview as a report: what is new, what to act on and why,
// what worked, and a table of everything.
func (o *overview) Markdown() (title, text string) {
	t := o.w.Say.Trends
	var d kit.Document
	d.Heading(1, t.Title+" "+o.w.Day(o.t.On))
	d.Paragraph(strings.Join(o.status(), t.Changes.List))
	d.Paragraph(t.Changes.Together(append(o.changes(), o.deskWide()...)))
	if o.t.Quote != nil {
		d.Quote(o.w.Quoted(o.t.Quote, 1200))
	}
	d.Heading(2, t.ActOn)
	for _, it := range o.items {
		if it.in == actOn {
			r := &o.t.Rows[it.n]
			d.Point(o.w.TagName(r.Path), strings.Join(append(o.w.reason(r, true).Parts, o.ownerCell(r, kit.PageWidth, true)), t.Reason.Join))
		}
	}
	d.Heading(2, t.DidItWork)
	older := 0
	for i := range o.t.Efforts {
		e := &o.t.Efforts[i]
		if !o.t.InFront(e) {
			older++
			continue
		}
		d.Point(e.Problem.ID.String()+" "+e.Problem.Title, strings.Join(problems.Effect(o.w.Kit, e).Parts, t.Reason.Join))
	}
	if older > 0 {
		d.Paragraph(t.Effect.Older(older))
	}
	d.Heading(2, t.Rest)
	d.Paragraph(strings.Join(o.restRemarks(), t.Changes.List))
	o.writeTable(&d)
	return t.Title + " " + o.t.On.String(), d.String()
}

// writeTable writes the rows that are no flags, folded ones as well.
func (o *overview) writeTable(d *kit.Document) {
	t := o.w.Say.Trends
	d.Row(t.Problems.Tag, t.Days(o.window), t.Usual, t.VsMonth, t.VsYear, t.NextWeek, t.OwnerAction)
	d.Rule("---", "---:", "---:", "---:", "---:", "---:", "---")
	for i := range o.t.Rows {
		if o.isFlagged(i) {
			continue
		}
		r := &o.t.Rows[i]
		_, count, usual, month, year, next, _ := o.numbers(r)
		d.Row(o.w.TagName(r.Path), count, usual, month, year, next, o.ownerCell(r, kit.PageWidth, false))
	}
}

// Markdown is the detail with its numbers and the customers' words.
func (d *detail) Markdown() (title, text string) {
	say := d.w.Say
	t := say.Trends
	var doc kit.Document
	doc.Heading(1, d.title())
	doc.Paragraph(t.OnDay(d.w.Day(d.at.On())))
	doc.Points(d.w.reasonLines(&d.row, kit.PageWidth, false, true))
	doc.Points(d.compared(kit.PageWidth))
	doc.Heading(2, t.Detail.Breakdown)
	doc.Row(t.Detail.ByChannel, t.Detail.Days28, t.Detail.Before)
	doc.Rule("---", "---:", "---:")
	was := map[string]int{}
	for _, sh := range d.d.Before.Channels {
		was[sh.Name] = sh.Count
	}
	for _, sh := range d.d.Breakdown.Channels {
		doc.Row(say.Channel(model.Channel(sh.Name)), say.Number(sh.Count), say.Number(was[sh.Name]))
	}
	doc.Heading(2, t.Detail.Words)
	doc.Quotes(d.w.Kit, d.d.Words)
	doc.Heading(2, t.Detail.Decisions)
	doc.Points(d.decisions(kit.PageWidth)[2:])
	return d.w.TagName(d.row.Path) + " " + d.at.On().String(), doc.String()
}
