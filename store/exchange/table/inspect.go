package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Shape is how a file holds its records.
type Shape string

// The shapes that are read.
const (
	Table     Shape = "table"
	JSONLines Shape = "JSON lines"
	Document  Shape = "JSON"
)

// The columns that a file of rejected rows has beside the original ones. They
// are no columns when such a file is read again.
const (
	LineColumn   = "koe_line"
	ReasonColumn = "koe_reason"
	// SourceColumn stands before the name of the source that a rejected table's
	// rows belong to, so that they keep their identity under any file name. Its
	// cells are empty.
	SourceColumn = "koe_source:"
)

// Info is what was found out about a file.
type Info struct {
	Gzip      bool
	Encoding  Encoding
	Shape     Shape
	Delimiter byte   // of a table
	List      string // of a document, the member that holds the records; empty where it is a list itself
	CR        bool   // rows end with a carriage return alone
	Mended    bool   // it is a file of rejected rows, come back
	Source    string // of a table of rejected rows, where they came from
}

// String says it as people do: gzip, UTF-8 with BOM, tab-separated.
func (i Info) String() string {
	var parts []string
	if i.Gzip {
		parts = append(parts, "gzip")
	}
	parts = append(parts, string(i.Encoding))
	switch {
	case i.Shape != Table:
		parts = append(parts, string(i.Shape))
	case i.Delimiter == '\t':
		parts = append(parts, "tab-separated")
	case i.Delimiter == ';':
		parts = append(parts, "semicolon-separated")
	default:
		parts = append(parts, "comma-separated")
	}
	return strings.Join(parts, ", ")
}

// ErrEmpty is returned for a file without a single row.
var ErrEmpty = errors.New("the file is empty")

// Inspect tells a file's encoding and shape. An encoding that is given is taken as given.
func Inspect(src *Source, e Encoding) (Info, error) {
	var info Info
	raw, zipped, closeRaw, err := src.unpacked()
	if err != nil {
		return info, err
	}
	info.Gzip, info.Encoding = zipped, e
	if e == "" {
		info.Encoding, err = recognise(raw)
	} else if head, _ := raw.Peek(3); byMark(head) == UTF8BOM && e == UTF8 {
		info.Encoding = UTF8BOM
	}
	closeRaw()
	if err != nil {
		return info, fmt.Errorf("read %s: %w", src.Name, err)
	}
	r, closer, err := src.decoded(info)
	if err != nil {
		return info, err
	}
	defer closer()
	head, err := r.Peek(r.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return info, fmt.Errorf("read %s: %w", src.Name, err)
	}
	if err := info.shape(head); err != nil {
		return info, fmt.Errorf("read %s: %w", src.Name, err)
	}
	if info.Shape == Document {
		if info.List, err = findList(r); err != nil {
			return info, fmt.Errorf("read %s: %w", src.Name, err)
		}
	}
	return info, nil
}

// shape reads the head of a file's text.
func (i *Info) shape(head []byte) error {
	trimmed := bytes.TrimLeft(head, " \t\r\n")
	if len(trimmed) == 0 {
		return ErrEmpty
	}
	i.CR = !bytes.ContainsRune(head, '\n') && bytes.ContainsRune(head, '\r')
	switch {
	case trimmed[0] == '[':
		i.Shape = Document
	case trimmed[0] == '{' && isDocument(trimmed):
		i.Shape = Document
	case trimmed[0] == '{':
		i.Shape = JSONLines
	default:
		i.Shape = Table
		i.Delimiter = delimiter(head, i.lineEnd())
	}
	return nil
}

// isDocument tells a document that opens with an object from one object a line:
// its first line is only a brace, or one of its members is a list by a name
// under which programs export records.
func isDocument(head []byte) bool {
	first, _, _ := bytes.Cut(head, []byte{'\n'})
	if len(bytes.TrimSpace(first)) == 1 {
		return true
	}
	dec := json.NewDecoder(bytes.NewReader(first))
	if _, err := dec.Token(); err != nil {
		return false
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return false
		}
		t, err := dec.Token()
		if err != nil {
			return false
		}
		if t == json.Delim('[') {
			if slices.Contains(listNames, name.(string)) {
				return true
			}
		}
		if t == json.Delim('[') || t == json.Delim('{') {
			if leave(dec) != nil {
				return false
			}
		}
	}
	return false
}

// listNames are the members under which programs put the records they export.
var listNames = []string{"tickets", "issues", "incidents", "records", "results", "rows", "items", "data"}

func (i Info) lineEnd() byte {
	if i.CR {
		return '\r'
	}
	return '\n'
}

// delimiter is the one of comma, tab and semicolon that the header uses most,
// outside quotation marks.
func delimiter(head []byte, end byte) byte {
	var commas, tabs, semicolons int
	quoted := false
	for _, c := range bytes.TrimLeft(head, "\r\n") {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',':
			commas++
		case c == '\t':
			tabs++
		case c == ';':
			semicolons++
		}
		if c == end && !quoted {
			break
		}
	}
	switch {
	case tabs > commas && tabs >= semicolons:
		return '\t'
	case semicolons > commas:
		return ';'
	}
	return ','
}
