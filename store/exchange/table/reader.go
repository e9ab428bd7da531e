package table

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
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

// Inspect tells a file's encoding and shape. An encoding that is given is
// believed.
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

// decoded opens the source as UTF-8 without a byte order mark. Characters that
// its encoding does not have come out as U+FFFD.
func (s *Source) decoded(i Info) (*bufio.Reader, func() error, error) {
	r, _, closer, err := s.unpacked()
	if err != nil {
		return nil, nil, err
	}
	if i.Encoding == UTF8BOM {
		if _, err := r.Discard(3); err != nil {
			closer()
			return nil, nil, err
		}
	}
	if d := i.Encoding.decoder(); d != nil {
		r = bufio.NewReaderSize(transform.NewReader(r, d), 1<<16)
	}
	return r, closer, nil
}

// Reader hands out the records of a file, one after the other.
type Reader struct {
	// Header is the table's first row without the columns that koe adds to
	// rejected rows; empty for a JSON file.
	Header Columns
	Info   Info

	ctx   context.Context
	close func() error
	scan  *scanner
	keep  []int // positions of Header's columns, nil for all of them
	width int
	json  interface{ next() (Record, error) }
	exact bool
	seen  int
}

// Open begins to read a file as Inspect found it.
func Open(ctx context.Context, src *Source, info Info) (*Reader, error) {
	return open(ctx, src, info, info.List)
}

// OpenMember reads the list of that name in a JSON document; the Reader of one
// that has none ends at once.
func OpenMember(ctx context.Context, src *Source, info Info, member string) (*Reader, error) {
	r, err := open(ctx, src, info, member)
	if errors.Is(err, errNoList) {
		return &Reader{Info: info, ctx: ctx, close: func() error { return nil }, json: nothing{}}, nil
	}
	return r, err
}

type nothing struct{}

func (nothing) next() (Record, error) { return Record{}, io.EOF }

func open(ctx context.Context, src *Source, info Info, member string) (*Reader, error) {
	text, closer, err := src.decoded(info)
	if err != nil {
		return nil, err
	}
	r := &Reader{Info: info, ctx: ctx, close: closer}
	r.exact = info.Encoding.decoder() == nil
	window := src.window()
	if info.Gzip {
		window = 1 << 16
	}
	switch info.Shape {
	case JSONLines:
		r.json = &lines{r: text}
	case Document:
		r.json, err = openDocument(text, member)
	default:
		r.scan = newScanner(text, info.Delimiter, info.lineEnd(), window)
		err = r.header()
	}
	if err != nil {
		closer()
		return nil, fmt.Errorf("read %s: %w", src.Name, err)
	}
	return r, nil
}

// header reads the first row and leaves out what koe added to it.
func (r *Reader) header() error {
	first, err := r.scan.next()
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	if err == nil {
		err = first.err
	}
	if err != nil {
		return fmt.Errorf("the header: %w", err)
	}
	r.width = len(first.cells)
	for i, name := range first.cells {
		if name == LineColumn || name == ReasonColumn {
			r.Info.Mended = true
			continue
		}
		r.keep = append(r.keep, i)
		r.Header = append(r.Header, strings.TrimSpace(strings.ToValidUTF8(name, "\uFFFD")))
	}
	if !r.Info.Mended {
		r.keep = nil
	}
	return nil
}

// Next returns the next record, or io.EOF. A record that cannot be read is
// returned with its error; an error of Next itself ends the reading.
func (r *Reader) Next() (Record, error) {
	if r.seen++; r.seen%1024 == 0 {
		if err := r.ctx.Err(); err != nil {
			return Record{}, err
		}
	}
	if r.json != nil {
		rec, err := r.json.next()
		if err == nil && rec.Err == nil && !r.exact && strings.Contains(rec.Raw, "\uFFFD") {
			rec.Err = r.unreadable(rec.Raw)
		}
		return rec, err
	}
	row, err := r.scan.next()
	if err != nil {
		return Record{}, err
	}
	rec := Record{Line: row.line, Cells: row.cells, Raw: row.raw, Err: row.err}
	if rec.Err == nil {
		rec.Err = r.unreadable(rec.Raw)
	}
	if rec.Err == nil {
		r.arrange(&rec)
	}
	return rec, nil
}

// arrange drops koe's own cells and sets those beyond the header apart.
func (r *Reader) arrange(rec *Record) {
	if len(rec.Cells) > r.width {
		rec.Cells, rec.Spare = rec.Cells[:r.width:r.width], rec.Cells[r.width:]
	}
	if r.keep == nil {
		return
	}
	kept := make([]string, 0, len(r.keep))
	for _, i := range r.keep {
		if i < len(rec.Cells) {
			kept = append(kept, rec.Cells[i])
		}
	}
	rec.Cells = kept
}

// unreadable says where a row has bytes that its encoding does not know.
func (r *Reader) unreadable(raw string) error {
	if r.exact {
		if utf8.ValidString(raw) {
			return nil
		}
		return fmt.Errorf("byte %d of the row is not UTF-8", invalidAt([]byte(raw))+1)
	}
	if i := strings.IndexRune(raw, '\uFFFD'); i >= 0 {
		return fmt.Errorf("character %d of the row is not %s", utf8.RuneCountInString(raw[:i])+1, r.Info.Encoding)
	}
	return nil
}

// Close lets go of the file.
func (r *Reader) Close() error { return r.close() }
