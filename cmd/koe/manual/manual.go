// Package manual is koe's manual: short pages in English and Japanese, embedded in the program,
// which koe help shows in a terminal and koe man writes as man pages. On the web the folders en and
// ja are read as they are.
//
// A page is Markdown of a small subset: headings, paragraphs, lists, tables, code and bold. [Parse]
// reads it, [Render] lays it out by display width and [Roff] writes it for man. A renderer of all
// of Markdown would cost the program three quarters of its size and double its start.
package manual

import (
	"embed"
	"strings"

	"koe/model/text"
	"koe/tui/lang"
)

//go:embed en/*.md ja/*.md
var files embed.FS

// Index is the page that lists the others. A folder's web view shows it by its name.
const Index = "README"

// Topics lists the pages in the order in which they are best read.
func Topics() []string {
	return []string{
		"start", "log", "triage", "trends", "keys", "queries", "dates",
		"shell", "ssh", "import", "export", "search", "data", "calibration", "figures",
	}
}

// Source is a topic's page as it was written.
func Source(topic string, l lang.Lang) (string, error) {
	b, err := files.ReadFile(l.String() + "/" + topic + ".md")
	return string(b), err
}

// A Page is what one topic says in one language.
type Page struct {
	Topic  string
	Title  string
	About  string // the page in one short line, its first paragraph
	Blocks []Block
}

// Read is a topic's page. The topic must be one of [Topics] or the [Index].
func Read(topic string, l lang.Lang) (Page, error) {
	source, err := Source(topic, l)
	if err != nil {
		return Page{}, err
	}
	p := Page{Topic: topic, Blocks: Parse(strings.Replace(source, valuesHere, valueTable(l), 1))}
	for _, b := range p.Blocks {
		if b.Kind == Heading && p.Title == "" {
			p.Title = b.Text
		}
		if b.Kind == Paragraph && p.About == "" {
			p.About = b.Text
		}
	}
	return p, nil
}

// Find leads from what a person typed to a topic: its name, or its page's title in any language.
func Find(typed string) (topic string, ok bool) {
	key := text.Key(typed)
	for _, topic := range Topics() {
		if key == text.Key(topic) {
			return topic, true
		}
		for _, l := range lang.All() {
			if p, err := Read(topic, l); err == nil && key == text.Key(p.Title) {
				return topic, true
			}
		}
	}
	return "", false
}

// Nearest is the word that a person may have meant, "" where none is near: one that begins with
// what was typed, else the one with the fewest slips, two at most and not more than half of it.
func Nearest(typed string, words []string) string {
	key := text.Key(typed)
	if key == "" {
		return ""
	}
	nearest, slips := "", min(2, len([]rune(key))/2)+1
	for _, w := range words {
		if strings.HasPrefix(text.Key(w), key) {
			return w
		}
		if n := text.Distance(key, text.Key(w)); n < slips {
			nearest, slips = w, n
		}
	}
	return nearest
}
