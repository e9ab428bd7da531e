package kit

import (
	"math"
	"strconv"
	"strings"

	"koe/model"
	"koe/tui/action"
	"koe/tui/widget"
)

// SparkWeeks is how many weeks a sparkline beside a tag or a problem shows.
const SparkWeeks = 13

// Day writes a civil day, with its year where that is not this one.
func (k *Kit) Day(d model.Day) string {
	if d == 0 {
		return ""
	}
	at := d.Time(k.Zone)
	if at.Year() != k.Today().Year() {
		return k.Say.Date(at)
	}
	return k.Say.Day(at)
}

// FullDay writes a day so that nothing about it is in doubt.
func (k *Kit) FullDay(d model.Day) string {
	at := d.Time(k.Zone)
	return k.Say.Date(at) + "  " + k.Say.Day(at)
}

// DayOf writes the day of an instant.
func (k *Kit) DayOf(at model.Instant) string { return k.Day(at.Day(k.Zone)) }

// Moment writes the day and time of an instant.
func (k *Kit) Moment(at model.Instant) string { return k.Say.Moment(at.Time(k.Zone), k.Today()) }

// Remaining says how long there is until an instant, or since when it is over.
func (k *Kit) Remaining(at model.Instant) string { return k.Say.Remaining(at.Time(k.Zone), k.Today()) }

// Between stands between the parts of one line.
func (k *Kit) Between() string { return " " + k.Theme.Glyphs.Note + " " }

// TagName is a tag as one reads it.
func (k *Kit) TagName(p model.TagPath) string {
	if p == "" {
		return k.Say.Names.NoTag
	}
	return strings.Join(p.Levels(), "/")
}

// Quoted is one customer's own words in a line, with whose they are.
func (k *Kit) Quoted(r *model.Row, width int) string {
	t := k.Say.Trends.Changes
	who := k.Say.Customer(r.Customer)
	if who == "" {
		who = r.Issue.Number.String()
	}
	from := t.QuoteFrom(who, k.Day(r.Issue.Day))
	marks := widget.Width(t.Quote(""))
	words := t.Quote(widget.Cut(Beginning(r.Issue.Text), max(8, width-marks-widget.Width(from)-2), k.Theme.Glyphs.Ellipsis))
	return k.Theme.Strong.Render(words) + "  " + k.Theme.Dim.Render(from)
}

// WordLines are the customers' own words, each with whose they are and when.
func (k *Kit) WordLines(rows []model.Row, width int) []string {
	if len(rows) == 0 {
		return []string{k.Theme.Dim.Render(k.Say.Trends.Detail.NoWords)}
	}
	var lines []string
	for i := range rows {
		r := &rows[i]
		from := r.Issue.Number.String() + "  " + k.Day(r.Issue.Day)
		if r.Customer != "" {
			from += "  " + k.Say.Customer(r.Customer)
		}
		from += "  " + k.Say.StateOf(r.Issue.State, r.Issue.Waiting.On)
		lines = append(lines, widget.Wrap(k.Say.Trends.Changes.Quote(Beginning(r.Issue.Text)), width)...)
		lines = append(lines, "  "+k.Theme.Dim.Render(from))
	}
	return lines
}

// Stamped writes a line behind who or when it is of, wrapped beside that.
func (k *Kit) Stamped(stamp, words string, width int) []string {
	var lines []string
	for j, w := range widget.Wrap(words, max(8, width-widget.Width(stamp)-2)) {
		if j > 0 {
			stamp = strings.Repeat(" ", widget.Width(stamp))
		}
		lines = append(lines, k.Theme.Dim.Render(stamp)+"  "+w)
	}
	return lines
}

// EmptyDesk says that nothing was ever logged on this desk, and what to do.
func (k *Kit) EmptyDesk(width int) []string {
	c := k.Say.Common
	lines := append(widget.Wrap(c.EmptyDesk, width), "")
	lines = append(lines, widget.Wrap(c.EmptyLog, width)...)
	return append(lines, widget.Wrap(c.EmptyShell(action.KeyOf(action.Leave, k.Theme.Glyphs.ASCII)), width)...)
}

// OneLine is a text without line breaks.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Beginning is as much of a text as a few lines can show, without line breaks.
func Beginning(s string) string {
	const bytes = 1200
	if len(s) > bytes {
		s = strings.ToValidUTF8(s[:bytes], "")
	}
	return OneLine(s)
}

// Ratio writes how many times as many: 0.32, 3.1, 14.
func Ratio(r float64) string {
	switch {
	case math.IsNaN(r) || math.IsInf(r, 0):
		return "?"
	case r >= 9.95:
		return strconv.Itoa(int(math.Round(r)))
	case r >= 1:
		return strconv.FormatFloat(r, 'f', 1, 64)
	}
	return strconv.FormatFloat(r, 'f', 2, 64)
}
