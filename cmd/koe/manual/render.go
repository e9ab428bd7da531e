package manual

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"koe/tui/widget"
)

// Width is how many columns a page takes where there is room for more.
const Width = 80

const (
	margin    = 2
	gap       = 2 // between the columns of a table
	leastCell = 8 // columns of a table's cell, however narrow the window
	keepSpan  = 40
)

// Signs of no width that stand for the marks of code and bold while lines are broken: what takes no
// column must not be counted as one.
const (
	codeSign  = "\u2061"
	boldSign  = "\u2062"
	fixedGap  = "\u00a0" // a space of code at which no line ends
	codeTicks = "`"
)

// What turns bold on and off in a terminal.
const boldOn, boldOff = "\x1b[1m", ansi.ResetStyle

// Render lays a page out in lines of at most width columns: headings at the edge, all else a little
// within. With bold, code and headings are bold; without, nothing but text is written and code
// stands in its marks.
func Render(blocks []Block, width int, bold bool) []string {
	r := renderer{width: width - margin, bold: bold}
	for i, b := range blocks {
		if i > 0 && !(b.Kind == Item && blocks[i-1].Kind == Item) {
			r.out = append(r.out, "")
		}
		from := len(r.out)
		r.block(b)
		for at := from; at < len(r.out) && b.Kind != Heading; at++ {
			if r.out[at] != "" {
				r.out[at] = strings.Repeat(" ", margin) + r.out[at]
			}
		}
	}
	return r.out
}

type renderer struct {
	width int
	bold  bool
	out   []string
}

func (r *renderer) block(b Block) {
	switch b.Kind {
	case Heading:
		for _, l := range widget.Wrap(strings.NewReplacer("`", "", "**", "").Replace(b.Text), r.width) {
			r.out = append(r.out, r.strong(l))
		}
	case Paragraph:
		r.out = append(r.out, r.lines(b.Text, r.width)...)
	case Item:
		indent := strings.Repeat(" ", len(b.Mark)+1)
		for i, l := range r.lines(b.Text, r.width-len(indent)) {
			if i == 0 {
				l = b.Mark + " " + l
			} else {
				l = indent + l
			}
			r.out = append(r.out, l)
		}
	case Code:
		for _, l := range b.Lines {
			if l != "" {
				l = "  " + l
			}
			r.out = append(r.out, l)
		}
	case Table:
		r.table(b.Rows)
	}
}

func (r *renderer) strong(s string) string {
	if !r.bold {
		return s
	}
	return boldOn + s + boldOff
}

// lines breaks a text with marks into lines.
func (r *renderer) lines(s string, width int) []string {
	lines := widget.WrapOwn(r.marked(s), width)
	inside := false
	for i, l := range lines {
		lines[i], inside = r.written(l, inside)
	}
	return lines
}

// marked puts the signs in the place of the marks. A short piece of code stays on one line.
func (r *renderer) marked(s string) string {
	sign := codeTicks
	if r.bold {
		sign = codeSign
	}
	parts := strings.Split(s, codeTicks)
	for i := range parts {
		switch {
		case i%2 == 0:
			parts[i] = strings.ReplaceAll(parts[i], "**", boldSign)
		case widget.Width(parts[i]) <= keepSpan:
			parts[i] = strings.ReplaceAll(parts[i], " ", fixedGap)
		}
	}
	return strings.Join(parts, sign)
}

// written puts weights in the place of the signs. inside says that the line before ended in bold.
func (r *renderer) written(line string, inside bool) (string, bool) {
	line = strings.ReplaceAll(line, fixedGap, " ")
	if !r.bold {
		return strings.ReplaceAll(line, boldSign, ""), false
	}
	parts := strings.Split(strings.ReplaceAll(line, boldSign, codeSign), codeSign)
	for i, p := range parts {
		if inside && p != "" {
			parts[i] = r.strong(p)
		}
		if i < len(parts)-1 {
			inside = !inside
		}
	}
	return strings.Join(parts, ""), inside
}

// table lays out the rows of a table: its head, a rule, and cells that break into lines where the
// window is too narrow.
func (r *renderer) table(rows [][]string) {
	widths := r.columns(rows)
	for n, row := range rows {
		cells := make([][]string, len(row))
		height := 0
		for i, cell := range row {
			cells[i] = r.lines(cell, widths[i])
			height = max(height, len(cells[i]))
		}
		for y := range height {
			var line strings.Builder
			for i := range cells {
				text := ""
				if y < len(cells[i]) {
					text = cells[i][y]
				}
				if n == 0 {
					text = r.strong(text)
				}
				line.WriteString(text + strings.Repeat(" ", max(0, widths[i]-widget.Width(text))+gap))
			}
			r.out = append(r.out, strings.TrimRight(line.String(), " "))
		}
		if n == 0 {
			r.out = append(r.out, strings.Repeat("-", min(r.width, sum(widths)+gap*(len(widths)-1))))
		}
	}
}

// columns are the widths of a table's columns: as wide as their widest cell, and where that is too
// much the widest give way first.
func (r *renderer) columns(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 1)
			}
			line, _ := r.written(r.marked(cell), false)
			widths[i] = max(widths[i], widget.Width(line))
		}
	}
	for sum(widths)+gap*(len(widths)-1) > r.width && slices.Max(widths) > leastCell {
		widths[slices.Index(widths, slices.Max(widths))]--
	}
	return widths
}

func sum(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}
