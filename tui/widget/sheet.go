package widget

import "koe/tui/theme"

// sheet draws what every overlay has: a rule with its title across the width,
// and its lines below. Overlays stand at the foot of the screen as one more
// region; they are no boxes.
func sheet(title, right string, lines []string, width int, theme *theme.Theme) []string {
	out := make([]string, 0, len(lines)+1)
	out = append(out, titled(title, right, width, theme))
	for _, l := range lines {
		out = append(out, Fit(l, width, theme.Glyphs.Ellipsis))
	}
	return out
}

// titled is a rule with a title to read and a remark at its right end.
func titled(title, right string, width int, theme *theme.Theme) string {
	g := theme.Glyphs
	lead := theme.Rule.Render(g.Rule) + " "
	left := ""
	used := 0
	if title != "" {
		title = Cut(title, max(0, width-4), g.Ellipsis)
		left = lead + theme.Strong.Render(title) + " "
		used = 3 + Width(title)
	}
	tail := ""
	if right != "" && used+Width(right)+4 < width {
		tail = " " + theme.Dim.Render(right) + " " + theme.Rule.Render(g.Rule)
		used += Width(right) + 3
	}
	return left + theme.Rule.Render(Rule(g.Rule, "", "", width-used)) + tail
}

// TitledRule is a rule across the width with a title in it and, at its right
// end, a remark: the head of a region.
func TitledRule(title, remark string, width int, theme *theme.Theme) string {
	return Fit(titled(title, remark, width, theme), width, "")
}

// labelled puts a remark behind a label, at the same column in every line of an
// overlay. The label is wide columns at most and may be cut.
func labelled(label, remark string, style theme.Style, wide int, theme *theme.Theme) string {
	e := theme.Glyphs.Ellipsis
	if remark == "" {
		return style.Render(label)
	}
	cut := Cut(label, wide, e)
	return style.Render(cut) + spaces(wide-Width(cut)+2) + theme.Dim.Render(remark)
}

// labelWidth is the column that labels need, in at most two thirds of a width.
func labelWidth(labels []string, width int) int {
	wide := 0
	for _, l := range labels {
		wide = max(wide, Width(l))
	}
	return max(1, min(wide, width*2/3))
}
