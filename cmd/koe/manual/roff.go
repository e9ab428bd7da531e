package manual

import (
	"fmt"
	"strings"

	"koe/tui/lang"
)

// roffWidth is the width of what man does not fill itself: tables, and Japanese, whose lines not
// every man can break.
const roffWidth = 72

// Section is the manual's section of the pages about topics.
const Section = 7

// ManName is the name of a topic's man page.
func ManName(topic string) string { return "koe-" + topic }

// Roff is a page for man, of that version of the program.
func Roff(p Page, l lang.Lang, version string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s %d \"\" %q %q\n", roffText(strings.ToUpper(ManName(p.Topic))), Section, "koe "+version, "koe")
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roffText(ManName(p.Topic)), roffText(p.About))
	named, headed := false, false
	before := Heading
	for _, block := range p.Blocks {
		switch {
		case block.Kind == Heading && block.Level == 1:
			continue
		case block.Kind == Paragraph && !named:
			named = true // it stands behind the name
			continue
		case block.Kind != Heading && !headed:
			b.WriteString(".SH " + roffText(p.Title) + "\n")
		}
		headed = true
		roffBlock(&b, block, before, l)
		before = block.Kind
	}
	return b.String()
}

func roffBlock(b *strings.Builder, block Block, before Kind, l lang.Lang) {
	switch {
	case block.Kind == Heading:
		b.WriteString(".SH " + roffText(block.Text) + "\n")
	case block.Kind == Paragraph && l == lang.English:
		b.WriteString(".PP\n" + roffText(block.Text) + "\n")
	case block.Kind == Item && l == lang.English:
		b.WriteString(`.IP "` + roffText(block.Mark) + "\" 4\n" + roffText(block.Text) + "\n")
	default:
		if block.Kind != Item || before != Item {
			b.WriteString(".PP\n")
		}
		b.WriteString(".nf\n")
		for _, line := range Render([]Block{block}, roffWidth, true) {
			b.WriteString(roffLine(strings.TrimPrefix(line, strings.Repeat(" ", margin))) + "\n")
		}
		b.WriteString(".fi\n")
	}
}

// roffText is a text with marks as man reads it, code and bold in bold.
func roffText(s string) string {
	r := renderer{bold: true}
	line, _ := r.written(r.marked(s), false)
	return roffLine(line)
}

// roffLine is a line as it was laid out, with its weights, as man reads it.
func roffLine(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, boldOn, `\fB`, boldOff, `\fR`).Replace(s)
	if strings.HasPrefix(s, ".") {
		return `\&` + s
	}
	return s
}
