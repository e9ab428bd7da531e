package kit

import (
	"strings"

	"koe/tui/theme"
	"koe/tui/widget"
)

// Fields are labels with what is known, the values below each other.
type Fields struct {
	Theme   *theme.Theme
	Missing string // stands where something that belongs there is not known
	rows    []field
}

type field struct {
	label, value string
	style        theme.Style
}

// Painted is a field in a style of its own.
func (f *Fields) Painted(label, value string, style theme.Style) {
	f.rows = append(f.rows, field{label, value, style})
}

// Add is a field that belongs there whether it is known or not.
func (f *Fields) Add(label, value string) {
	if value == "" {
		f.Painted(label, f.Missing, f.Theme.Dim)
		return
	}
	f.Painted(label, value, f.Theme.Plain)
}

// Known is a field that takes no room where it is not known.
func (f *Fields) Known(label, value string) {
	if value != "" {
		f.Painted(label, value, f.Theme.Plain)
	}
}

// Write draws the fields, a field a line and more where it is long.
func (f Fields) Write(width int) []string {
	wide := 0
	for _, r := range f.rows {
		wide = max(wide, widget.Width(r.label))
	}
	var lines []string
	for _, r := range f.rows {
		label := r.label
		for _, l := range wrapStyled(r.value, max(8, width-wide-2)) {
			lines = append(lines, f.Theme.Dim.Render(widget.Fit(label, wide, ""))+"  "+r.style.Render(l))
			label = ""
		}
	}
	return lines
}

// wrapStyled wraps a text, or keeps one that carries styles in one line.
func wrapStyled(s string, width int) []string {
	if strings.Contains(s, "\x1b") {
		return []string{s}
	}
	return widget.Wrap(s, width)
}
