package table

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

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
		if source, ok := strings.CutPrefix(name, SourceColumn); ok {
			r.Info.Mended, r.Info.Source = true, strings.ToValidUTF8(source, "")
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
