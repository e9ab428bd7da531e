package manual

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"koe/tui/widget"
)

// Kind says what a block of a page is.
type Kind uint8

// The kinds of blocks.
const (
	Heading Kind = iota
	Paragraph
	Item  // of a list
	Code  // lines as they stand
	Table // its first row is the head
)

// A Block is a piece of a page. Its texts may hold `code` and **bold**.
type Block struct {
	Kind  Kind
	Level int        // of a heading, 1 to 3
	Mark  string     // of an item: a hyphen, or its number with the point
	Text  string     // of a heading, paragraph or item
	Lines []string   // of code
	Rows  [][]string // of a table
}

var (
	headingLine = regexp.MustCompile(`^(#{1,3}) (.+)$`)
	itemLine    = regexp.MustCompile(`^(-|\d+\.) +(.+)$`)
	linkText    = regexp.MustCompile(`\[([^\]]+)\]\([^)]+\)`)
)

// Parse reads a page. Comments are left out.
func Parse(source string) []Block {
	var blocks []Block
	open := false // the last block goes on with the next line
	inCode := false
	for line := range strings.SplitSeq(source, "\n") {
		last := len(blocks) - 1
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(line, "```"):
			if inCode = !inCode; inCode {
				blocks = append(blocks, Block{Kind: Code})
			}
			open = false
		case inCode:
			blocks[last].Lines = append(blocks[last].Lines, line)
		case trimmed == "" || strings.HasPrefix(trimmed, "<!--"):
			open = false
		case strings.HasPrefix(trimmed, "|"):
			if !open || blocks[last].Kind != Table {
				blocks, open = append(blocks, Block{Kind: Table}), true
				last++
			}
			if cells := cellsOf(trimmed); cells != nil {
				blocks[last].Rows = append(blocks[last].Rows, cells)
			}
		default:
			b, begins := beginning(trimmed)
			if begins || !open || blocks[last].Kind == Table {
				blocks = append(blocks, b)
			} else {
				blocks[last].Text = join(blocks[last].Text, plainLinks(trimmed))
			}
			open = b.Kind != Heading
		}
	}
	return blocks
}

// beginning is the block that a line begins if nothing goes on before it. begins says that it does
// so in any case.
func beginning(line string) (b Block, begins bool) {
	if m := headingLine.FindStringSubmatch(line); m != nil {
		return Block{Kind: Heading, Level: len(m[1]), Text: plainLinks(m[2])}, true
	}
	if m := itemLine.FindStringSubmatch(line); m != nil {
		return Block{Kind: Item, Mark: m[1], Text: plainLinks(m[2])}, true
	}
	return Block{Kind: Paragraph, Text: plainLinks(line)}, false
}

// cellsOf splits a row of a table; nil for the line under its head. A | in a cell is written \|.
func cellsOf(line string) []string {
	const bar = "\x00"
	line = strings.ReplaceAll(strings.Trim(line, "|"), `\|`, bar)
	if strings.Trim(line, "|-: ") == "" {
		return nil
	}
	cells := strings.Split(line, "|")
	for i := range cells {
		cells[i] = plainLinks(strings.ReplaceAll(strings.TrimSpace(cells[i]), bar, "|"))
	}
	return cells
}

// plainLinks leaves of a link what it reads.
func plainLinks(s string) string { return linkText.ReplaceAllString(s, "$1") }

// join puts two lines of a paragraph together: with a space, but for Japanese, which has none.
func join(a, b string) string {
	before, _ := utf8.DecodeLastRuneInString(a)
	after, _ := utf8.DecodeRuneInString(b)
	if isWide(before) && isWide(after) {
		return a + b
	}
	return a + " " + b
}

func isWide(r rune) bool { return !unicode.IsControl(r) && widget.Width(string(r)) == 2 }
