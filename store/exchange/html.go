package exchange

import (
	"html"
	"strings"
)

// plainHTML is the text of a piece of HTML: blocks and breaks end a line, other
// tags, scripts and styles go, and entities become their characters. Text
// without tags or entities is returned as it is.
func plainHTML(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:open])
		s = s[open:]
		name := tagName(s)
		end := strings.IndexByte(s, '>')
		if name == "" || end < 0 {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		s = s[end+1:]
		switch strings.TrimPrefix(name, "/") {
		case "script", "style", "head":
			if name[0] != '/' {
				s = after(s, "</"+name)
			}
		case "br", "p", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr":
			b.WriteByte('\n')
		case "td", "th":
			b.WriteByte(' ')
		}
	}
	return squeeze(html.UnescapeString(b.String()))
}

// tagName is the lower-case name of the tag at the front of s, with its slash;
// empty where the < begins no tag.
func tagName(s string) string {
	i := 1
	if i < len(s) && (s[i] == '/' || s[i] == '!') {
		i++
	}
	from := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > from && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == from && !strings.HasPrefix(s, "<!--") {
		return ""
	}
	return strings.ToLower(s[1:i])
}

// after is what follows the tag that begins with mark, or nothing.
func after(s, mark string) string {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if len(s) >= len(mark) && strings.EqualFold(s[:len(mark)], mark) {
			if end := strings.IndexByte(s, '>'); end >= 0 {
				return s[end+1:]
			}
			return ""
		}
		s = s[2:]
	}
}

// squeeze trims lines and leaves at most one empty line between two others.
func squeeze(s string) string {
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		l = strings.TrimSpace(strings.ReplaceAll(l, "\u00a0", " "))
		if l == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, l)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
