package widget

import (
	"strings"

	"koe/tui/theme"
)

// Missing is a value of a sparkline for which nothing is known.
const Missing = -1

// Spark draws a sparkline, a column a value, oldest first, against the largest
// of them. It needs at most len(values) columns; with fewer, the newest values
// are drawn. Its width is always exactly width. It shows a shape only: the
// number belongs beside it.
func Spark(values []int, width int, g theme.Glyphs) string {
	if width <= 0 {
		return ""
	}
	if len(values) > width {
		values = values[len(values)-width:]
	}
	top := 0
	for _, v := range values {
		top = max(top, v)
	}
	var b strings.Builder
	b.WriteString(spaces(width - len(values)))
	for _, v := range values {
		b.WriteString(level(v, top, g))
	}
	return b.String()
}

// level is the bar of v where the largest is top. Zero is the lowest bar, and
// anything above zero stands at least one higher, so that one complaint is seen
// beside none.
func level(v, top int, g theme.Glyphs) string {
	last := len(g.Bars) - 1
	switch {
	case v < 0:
		return g.Unknown
	case v == 0 || top == 0:
		return g.Bars[0]
	default:
		return g.Bars[max(1, (v*last+top/2)/top)]
	}
}
