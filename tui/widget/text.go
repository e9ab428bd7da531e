package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns a text takes; styling codes take none.
func Width(s string) int { return measure(tame(s)) }

// Cut is s within at most width columns, ending in the ellipsis where
// something was left out. A wide character is never halved.
func Cut(s string, width int, ellipsis string) string {
	s, _ = cut(s, width, ellipsis)
	return s
}

// cut is [Cut], and how many columns are left of it.
func cut(s string, width int, ellipsis string) (string, int) {
	if width <= 0 {
		return "", 0
	}
	s = tame(reach(s, width))
	if columns := measure(s); columns <= width {
		return s, columns
	}
	s = ansi.Truncate(s, width, ellipsis)
	return s, measure(s)
}

// reach is as much of a long text without styling codes as goes beyond a width
// by one character: measuring all of a letter to show its first words
// costs more than the rest of a frame.
func reach(s string, width int) string {
	if len(s) <= 4*width || strings.ContainsRune(s, '\x1b') {
		return s
	}
	used := 0
	for at := 0; at < len(s); {
		cluster, w := ansi.FirstGraphemeCluster(s[at:], ansi.GraphemeWidth)
		if len(cluster) == 0 {
			return s
		}
		at += len(cluster)
		if used += w; used > width {
			return s[:at]
		}
	}
	return s
}

// Fit is s in exactly width columns, to the left: cut or filled up.
func Fit(s string, width int, ellipsis string) string {
	s, columns := cut(s, width, ellipsis)
	return s + spaces(width-columns)
}

// FitRight is s in exactly width columns, to the right, as numbers stand.
func FitRight(s string, width int, ellipsis string) string {
	s, columns := cut(s, width, ellipsis)
	return spaces(width-columns) + s
}

// Wrap breaks s into lines of at most width columns: at spaces, and between
// Japanese characters, where a line may end anywhere but before a closing sign and after an opening
// one.
// Newlines in s are kept.
func Wrap(s string, width int) []string { return wrapped(s, width, tame) }

// WrapOwn is [Wrap] of a text that koe itself holds, in which signs of no width
// have a meaning and stay. Nothing from outside may come to it.
func WrapOwn(s string, width int) []string {
	return wrapped(s, width, func(s string) string { return s })
}

func wrapped(s string, width int, safe func(string) string) []string {
	if width <= 0 {
		return nil
	}
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = append(lines, wrapLine(safe(paragraph), width)...)
	}
	return lines
}

// wrapLine breaks one paragraph without styling codes.
func wrapLine(s string, width int) []string {
	var (
		lines []string
		line  strings.Builder
		used  int
	)
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	for _, piece := range pieces(s) {
		w := measure(piece)
		if used > 0 && used+measure(strings.TrimRight(piece, " ")) > width {
			flush()
		}
		for w > width { // a word longer than the line
			head := ansi.Truncate(piece, width, "")
			if head == "" {
				break
			}
			line.WriteString(head)
			flush()
			piece = piece[len(head):]
			w = measure(piece)
		}
		line.WriteString(piece)
		used += w
	}
	if line.Len() > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// pieces splits a text where a line may be broken: after spaces and around wide characters, but
// never before a sign that may not begin a line, nor after one that may not end it.
func pieces(s string) []string {
	var (
		out      []string
		from     int
		prevWide bool
		prevGap  bool
		prev     string
	)
	rest := s
	at := 0
	for rest != "" {
		cluster, w := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		if cluster == "" {
			break
		}
		wide := w == 2
		if at > from && (prevGap && cluster != " " || wide || prevWide) && !noStart(cluster) && !noEnd(prev) && !(cluster == " ") {
			out = append(out, s[from:at])
			from = at
		}
		prev, prevWide, prevGap = cluster, wide, cluster == " "
		at += len(cluster)
		rest = rest[len(cluster):]
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

// noStart is the common core of kinsoku: what must not begin a line.
func noStart(cluster string) bool {
	return strings.ContainsAny(cluster, "、。，．・：；？！」』）】〉》〕］｝’”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝゞ…‥)]}!?,.:;%")
}

// noEnd is what must not end a line: an opening sign belongs to what it opens.
func noEnd(cluster string) bool {
	return cluster != "" && strings.ContainsAny(cluster, "「『（【〈《〔［｛“‘([{")
}

// Rule is a plain line across width columns, with a title in it if there is
// one, and words at its right end if there are any.
func Rule(sign, title, right string, width int) string {
	if width <= 0 {
		return ""
	}
	var b strings.Builder
	if title != "" {
		b.WriteString(sign + " " + title + " ")
	}
	if right != "" {
		right = " " + right + " " + sign
	}
	if Width(b.String())+Width(right) > width {
		right = ""
	}
	line := Cut(b.String(), width, "")
	return line + strings.Repeat(sign, max(0, width-Width(line)-Width(right))) + right
}

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Pad fills lines up with blank ones to height, or cuts them to it, and fits
// each to width.
func Pad(lines []string, size Size, ellipsis string) []string {
	out := make([]string, 0, size.Height)
	for i := range size.Height {
		if i < len(lines) {
			out = append(out, Fit(lines[i], size.Width, ellipsis))
		} else {
			out = append(out, spaces(size.Width))
		}
	}
	return out
}

func splitLines(s string) []string { return strings.Split(s, "\n") }
