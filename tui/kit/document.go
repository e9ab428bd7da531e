package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"koe/model"
)

// PageWidth is the width in which what has no table of its own is written out,
// and Unbroken one at which no line is broken.
const (
	PageWidth = 100
	Unbroken  = 1 << 16
)

// A Document is a page being written as Markdown. What is written into it is
// text: nothing in a customer's words becomes markup.
type Document struct{ strings.Builder }

// Heading begins a part.
func (d *Document) Heading(level int, words string) {
	if d.Len() > 0 {
		d.WriteString("\n")
	}
	d.WriteString(strings.Repeat("#", level) + " " + plainText(words) + "\n\n")
}

// Paragraph writes a paragraph.
func (d *Document) Paragraph(words string) { d.WriteString(plainText(words) + "\n\n") }

// Quote writes a line of somebody's words.
func (d *Document) Quote(words string) { d.WriteString("> " + plainText(words) + "\n") }

// Point writes a point of a list, with a name before it where it has one.
func (d *Document) Point(name, words string) {
	if name != "" {
		name = "**" + plainText(name) + "** "
	}
	d.WriteString("- " + name + plainText(words) + "\n")
}

// Points writes drawn lines as points, leaving out blank ones.
func (d *Document) Points(lines []string) {
	for _, l := range lines {
		if plainText(l) != "" {
			d.Point("", l)
		}
	}
}

// Fields writes what is known as points, each with its label.
func (d *Document) Fields(f Fields) {
	for _, r := range f.rows {
		d.Point(r.label, r.value)
	}
}

// Row writes a table's row.
func (d *Document) Row(cells ...string) {
	for i, c := range cells {
		cells[i] = plainText(c)
	}
	d.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// Rule writes the line under a table's head, out of "---" for columns of words
// and "---:" for columns of numbers.
func (d *Document) Rule(cells ...string) {
	d.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// Quotes writes customers' words with whose they are and when.
func (d *Document) Quotes(k *Kit, rows []model.Row) {
	comma := k.Say.Trends.Changes.List
	for i := range rows {
		r := &rows[i]
		d.WriteString("> " + plainText(r.Issue.Text) + "\n>\n> " + r.Issue.Number.String() + comma + k.Day(r.Issue.Day))
		if r.Customer != "" {
			d.WriteString(comma + k.Say.Customer(r.Customer))
		}
		d.WriteString("\n\n")
	}
}

// markup are the characters that mean something in Markdown.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`)

// plainText is a text without styles, in one line, in which nothing is markup.
func plainText(s string) string { return markup.Replace(OneLine(ansi.Strip(s))) }
