package widget

import "strings"

// Column is one column of a table.
type Column struct {
	Title string
	Min   int  // columns it needs; a column that needs none and does not grow is left out
	Grow  int  // its share of what is left over; 0 keeps it at Min
	Right bool // numbers stand to the right
	// Drop says how soon the column goes when the width is short: the highest
	// first; 0 never.
	Drop int
}

// Columns is a table's layout at one width.
type Columns struct {
	cols     []Column
	widths   []int // 0 for a dropped column
	ellipsis string
}

// columnGap is the space between two columns.
const columnGap = 2

// Lay lays columns out in a width.
func Lay(cols []Column, width int, ellipsis string) Columns {
	c := Columns{cols: cols, widths: make([]int, len(cols)), ellipsis: ellipsis}
	for i := range cols {
		if cols[i].Min > 0 || cols[i].Grow > 0 {
			c.widths[i] = max(cols[i].Min, 1)
		}
	}
	for c.used() > width && c.drop() {
	}
	c.grow(width - c.used())
	if over := c.used() - width; over > 0 {
		c.shrink(over)
	}
	return c
}

// used is the width of the columns still there and the gaps between them.
func (c Columns) used() int {
	sum := 0
	for _, w := range c.widths {
		if w > 0 {
			sum += w + columnGap
		}
	}
	return max(0, sum-columnGap)
}

// drop leaves out the column that may go soonest.
func (c Columns) drop() bool {
	goes := -1
	for i, col := range c.cols {
		if c.widths[i] > 0 && col.Drop > 0 && (goes < 0 || col.Drop > c.cols[goes].Drop) {
			goes = i
		}
	}
	if goes < 0 {
		return false
	}
	c.widths[goes] = 0
	return true
}

// grow shares what is left over, the remainder to the first that grow.
func (c Columns) grow(left int) {
	shares := 0
	for i, col := range c.cols {
		if c.widths[i] > 0 {
			shares += col.Grow
		}
	}
	if shares == 0 || left <= 0 {
		return
	}
	each, rest := left/shares, left%shares
	for i, col := range c.cols {
		if c.widths[i] == 0 || col.Grow == 0 {
			continue
		}
		extra := min(rest, col.Grow)
		rest -= extra
		c.widths[i] += each*col.Grow + extra
	}
}

// shrink takes from the widest until the row fits.
func (c Columns) shrink(over int) {
	for ; over > 0; over-- {
		widest := 0
		for i, w := range c.widths {
			if w > c.widths[widest] {
				widest = i
			}
		}
		if c.widths[widest] <= 1 {
			return
		}
		c.widths[widest]--
	}
}

// Has reports whether column i is shown.
func (c Columns) Has(i int) bool { return c.widths[i] > 0 }

// Width is the width of column i, 0 where it is dropped.
func (c Columns) Width(i int) int { return c.widths[i] }

// Row writes one row, a cell a column of the table, dropped ones included.
func (c Columns) Row(cells ...string) string {
	var out []string
	for i, w := range c.widths {
		if w == 0 {
			continue
		}
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		if c.cols[i].Right {
			out = append(out, FitRight(cell, w, c.ellipsis))
		} else {
			out = append(out, Fit(cell, w, c.ellipsis))
		}
	}
	return strings.Join(out, spaces(columnGap))
}

// Head writes the titles.
func (c Columns) Head() string {
	titles := make([]string, len(c.cols))
	for i, col := range c.cols {
		titles[i] = col.Title
	}
	return c.Row(titles...)
}

// Ends puts left at the left end of a line and right at its right end. Where
// both do not fit, left is cut; right goes when there is no room even for it.
func Ends(left, right string, width int, ellipsis string) string {
	room := width - Width(right) - 1
	if right == "" || room < 1 {
		return Fit(left, width, ellipsis)
	}
	return Fit(left, room, ellipsis) + " " + right
}
