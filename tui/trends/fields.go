package trends

import (
	"strings"

	"koe/tui/theme"
	"koe/tui/widget"
)

// fields are labels with what is known, the values below each other.
type fields struct {
	theme   *theme.Theme
	missing string
	rows    []field
}

type field struct {
	label, value string
	style        theme.Style
}

func (f *fields) painted(label, value string, style theme.Style) {
	f.rows = append(f.rows, field{label, value, style})
}

// add is a field that belongs there whether it is known or not.
func (f *fields) add(label, value string) {
	if value == "" {
		f.painted(label, f.missing, f.theme.Dim)
		return
	}
	f.painted(label, value, f.theme.Plain)
}

// known is a field that takes no room where it is not known.
func (f *fields) known(label, value string) {
	if value != "" {
		f.painted(label, value, f.theme.Plain)
	}
}

// write draws the fields, a field a line and more where it is long.
func (f fields) write(width int) []string {
	wide := 0
	for _, r := range f.rows {
		wide = max(wide, widget.Width(r.label))
	}
	var lines []string
	for _, r := range f.rows {
		label := r.label
		for _, l := range wrapStyled(r.value, max(8, width-wide-2)) {
			lines = append(lines, f.theme.Dim.Render(widget.Fit(label, wide, ""))+"  "+r.style.Render(l))
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
