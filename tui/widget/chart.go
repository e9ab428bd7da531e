package widget

import (
	"math"
	"strconv"
	"strings"

	"koe/tui/theme"
)

// ChartPoint is one day or week of a chart.
type ChartPoint struct {
	Count     int     // Missing where nothing is known
	Low, High float64 // the expected range, both included
	Band      bool    // whether there is an expected range
	Mark      string  // a sign of one column under the point, such as an alarm's
}

// Chart draws counts over time against the range that was expected, a column a
// point, oldest first; when there are more points than columns, the newest. A
// count within its range is a point, one above it a bar that rises out of the
// band, so that the picture reads without colour. Below stand the marks, if
// there are any, and the axis with the labels of its two ends.
func Chart(points []ChartPoint, from, to string, size Size, theme *theme.Theme) []string {
	labels := 1 + digits(chartTop(points))
	room := size.Width - labels - 1
	if room < 1 || size.Height < 4 {
		return Pad(nil, size, theme.Glyphs.Ellipsis)
	}
	if len(points) > room {
		points = points[len(points)-room:]
	}
	top := chartTop(points)
	rows := size.Height - 1
	marks := chartMarks(points, theme)
	if marks != "" {
		rows--
	}
	lines := make([]string, 0, size.Height)
	for r := range rows {
		lines = append(lines, Fit(chartLabel(r, rows, top, labels)+theme.Rule.Render(theme.Glyphs.Column)+chartRow(points, r, rows, top, theme), size.Width, theme.Glyphs.Ellipsis))
	}
	if marks != "" {
		lines = append(lines, Fit(spaces(labels+1)+marks, size.Width, theme.Glyphs.Ellipsis))
	}
	axis := Ends(from, to, max(len(points), Width(from)+Width(to)+1), theme.Glyphs.Ellipsis)
	return append(lines, Fit(spaces(labels+1)+theme.Dim.Render(axis), size.Width, theme.Glyphs.Ellipsis))
}

// chartTop is the largest value the chart has to show.
func chartTop(points []ChartPoint) int {
	top := 1
	for _, p := range points {
		top = max(top, p.Count)
		if p.Band {
			top = max(top, int(math.Ceil(p.High)))
		}
	}
	return top
}

// chartLabel numbers the top and the bottom of the axis.
func chartLabel(r, rows, top, width int) string {
	switch r {
	case 0:
		return FitRight(strconv.Itoa(top), width, "")
	case rows - 1:
		return FitRight("0", width, "")
	}
	return spaces(width)
}

// chartRow draws row r of rows, the first being the top.
func chartRow(points []ChartPoint, r, rows, top int, theme *theme.Theme) string {
	var b strings.Builder
	at := rows - 1 - r
	row := func(v float64) int { return int(math.Round(v / float64(top) * float64(rows-1))) }
	for _, p := range points {
		over := p.Band && float64(p.Count) > p.High
		// A count above its range is at least one row above it, however coarse
		// the rows are.
		foot := min(row(p.High), rows-2)
		bar := max(row(float64(p.Count)), foot+1)
		switch {
		case over && at <= bar && at > foot:
			b.WriteString(theme.Bad.Render(theme.Glyphs.Over))
		case p.Count >= 0 && !over && at == row(float64(p.Count)):
			b.WriteString(theme.Accent.Render(theme.Glyphs.Dot))
		case p.Band && at >= row(p.Low) && at <= row(p.High):
			b.WriteString(theme.Dim.Render(theme.Glyphs.Band))
		default:
			b.WriteString(" ")
		}
	}
	return b.String()
}

// chartMarks is the line of marks, or "" where there are none.
func chartMarks(points []ChartPoint, theme *theme.Theme) string {
	var b strings.Builder
	any := false
	for _, p := range points {
		if p.Mark == "" {
			b.WriteString(" ")
			continue
		}
		any = true
		b.WriteString(theme.Accent.Render(Fit(p.Mark, 1, "")))
	}
	if !any {
		return ""
	}
	return b.String()
}

func digits(n int) int { return len(strconv.Itoa(n)) }
