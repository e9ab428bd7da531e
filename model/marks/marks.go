package marks

import (
	"slices"
	"strings"
	"unicode"

	"koe/model"
)

// A Sign says what a mark is about.
type Sign rune

// The signs.
const (
	Tag      Sign = '#'
	Customer Sign = '@'
	Severity Sign = '!'
)

// Found is what a text holds.
type Found struct {
	Words    string          // the text without its marks
	Tags     []model.TagPath // in their order, each once
	Customer string          // the last one named; "" where none is
	Severity model.Severity  // the last one; 0 where there is none
	Bad      []Bad           // what looks like a tag and cannot be one; it stays among the words
}

// Bad is a mark that cannot be taken.
type Bad struct {
	Mark string
	Err  error
}

// Open is the mark the cursor stands in. From and To are its ends in
// characters, its sign and quotes included; Typed is its name so far.
type Open struct {
	Sign     Sign
	From, To int
	Typed    string
}

// Parse reads a whole text.
func Parse(s string) Found {
	found, _ := Typing(s, -1)
	return found
}

// Typing reads a text in which the cursor stands before character at. The mark
// the cursor is in, or at the end of, is not taken yet: it is still among the
// words, and Open tells of it.
func Typing(s string, at int) (Found, *Open) {
	p := parser{text: []rune(s), at: at}
	p.run()
	p.found.Words = p.words()
	return p.found, p.open
}

// parser walks through a text once.
type parser struct {
	text  []rune
	at    int // the cursor
	cuts  [][2]int
	found Found
	open  *Open
}

func (p *parser) run() {
	for i := 0; i < len(p.text); {
		if i > 0 && !unicode.IsSpace(p.text[i-1]) {
			i++
			continue
		}
		i = max(i+1, p.mark(i))
	}
}

// mark reads the mark at i, if there is one, and returns where it ends.
func (p *parser) mark(i int) int {
	sign := signOf(p.text[i])
	if sign == 0 {
		return i
	}
	t := readToken(p.text, i+1)
	if p.at > i && (p.at < t.end || p.at == t.end && !t.closed) && (t.name != "" || p.at == i+1) {
		p.open = &Open{Sign: sign, From: i, To: t.end, Typed: t.name}
		return t.end
	}
	if t.ok && p.take(sign, t, string(p.text[i:t.end])) {
		p.cuts = append(p.cuts, [2]int{i, t.end})
	}
	return t.end
}

// take reports whether the mark was taken.
func (p *parser) take(sign Sign, t token, mark string) bool {
	switch sign {
	case Tag:
		if !t.quoted && digits(t.name) {
			return false
		}
		tag, err := parseTag(t.name)
		if err != nil {
			p.found.Bad = append(p.found.Bad, Bad{mark, err})
			return false
		}
		p.found.addTag(tag)
	case Customer:
		p.found.Customer = t.name
	case Severity:
		s := severityOf(t)
		if s == 0 {
			return false
		}
		p.found.Severity = s
	}
	return true
}

func (f *Found) addTag(tag model.TagPath) {
	same := func(other model.TagPath) bool { return other.Key() == tag.Key() }
	if !slices.ContainsFunc(f.Tags, same) {
		f.Tags = append(f.Tags, tag)
	}
}

// words is the text without the marks that were taken. A line that held nothing but marks is left
// out whole.
func (p *parser) words() string {
	var lines []string
	cuts := p.cuts
	start := 0
	for start <= len(p.text) {
		end := start
		for end < len(p.text) && p.text[end] != '\n' {
			end++
		}
		line, cut := withoutCuts(p.text, start, end, &cuts)
		if !cut || line != "" {
			lines = append(lines, line)
		}
		start = end + 1
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// withoutCuts is one line without the marks that lie in it and the spaces that
// set them off, and whether there were any.
func withoutCuts(text []rune, start, end int, cuts *[][2]int) (string, bool) {
	cut := false
	var line []rune
	for len(*cuts) > 0 && (*cuts)[0][0] < end {
		c := (*cuts)[0]
		*cuts = (*cuts)[1:]
		line = append(line, text[start:c[0]]...)
		start, cut = c[1], true
		for start < end && unicode.IsSpace(text[start]) {
			start++
		}
	}
	line = append(line, text[start:end]...)
	if !cut {
		return string(line), false
	}
	return strings.TrimRightFunc(string(line), unicode.IsSpace), true
}

func signOf(r rune) Sign {
	switch r {
	case '#', '＃':
		return Tag
	case '@', '＠':
		return Customer
	case '!', '！':
		return Severity
	}
	return 0
}

func severityOf(t token) model.Severity {
	name := []rune(t.name)
	if t.quoted || len(name) != 1 {
		return 0
	}
	r := name[0]
	if r >= '０' && r <= '９' {
		r += '0' - '０'
	}
	var s model.Severity
	if r < '0' || r > '9' || s.UnmarshalText([]byte(string(r))) != nil {
		return 0
	}
	return s
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
