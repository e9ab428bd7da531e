package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// lines reads one JSON object a line. A line that is not an object is a record with an error, and
// the next line is read.
type lines struct {
	r    *bufio.Reader
	line int
}

func (l *lines) next() (Record, error) {
	for {
		raw, long, err := l.read()
		if err != nil {
			return Record{}, err
		}
		l.line++
		raw = bytes.TrimSpace(raw)
		if len(raw) == 0 && !long {
			continue
		}
		rec := Record{Line: l.line, Raw: string(raw)}
		if long {
			rec.Err = fmt.Errorf("the line is longer than %d bytes", maxRecord)
			return rec, nil
		}
		rec.Object, rec.Err = parseObject(raw)
		return rec, nil
	}
}

// read returns one line, or the beginning of one that is too long.
func (l *lines) read() (line []byte, long bool, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		if room := maxRecord - len(line); len(part) > room {
			part, long = part[:room], true
		}
		line = append(line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, long, nil
		}
		return line, long, err
	}
}

// document reads the objects of one list inside a JSON document: the document
// itself, or the member of that name.
type document struct {
	src *lineReader
	dec *json.Decoder
}

// openDocument goes to the list: with an empty name the document itself, or
// else the member of that name.
func openDocument(r io.Reader, member string) (*document, error) {
	d := &document{src: &lineReader{r: r}}
	d.dec = json.NewDecoder(d.src)
	t, err := d.dec.Token()
	if err != nil {
		return nil, plainJSON(err)
	}
	if member == "" {
		if t != json.Delim('[') {
			return nil, errNoList
		}
		return d, nil
	}
	if t != json.Delim('{') {
		return nil, errNoList
	}
	for d.dec.More() {
		name, err := d.dec.Token()
		if err != nil {
			return nil, plainJSON(err)
		}
		if name == member {
			if t, err := d.dec.Token(); err != nil || t != json.Delim('[') {
				return nil, errNoList
			}
			return d, nil
		}
		if err := skip(d.dec); err != nil {
			return nil, err
		}
	}
	return nil, errNoList
}

// findList names the member of a document that holds its records: one of the
// usual names or, failing that, the first list of objects. The name of a
// document that is a list itself is empty.
func findList(r io.Reader) (string, error) {
	dec := json.NewDecoder(r)
	t, err := dec.Token()
	if err != nil {
		return "", plainJSON(err)
	}
	if t == json.Delim('[') {
		return "", nil
	}
	found := ""
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return "", plainJSON(err)
		}
		t, err := dec.Token()
		if err != nil {
			return "", plainJSON(err)
		}
		if t == json.Delim('[') && dec.More() {
			if t, err = dec.Token(); err != nil {
				return "", plainJSON(err)
			}
			known := slices.Contains(listNames, name.(string))
			if t == json.Delim('{') {
				if known {
					return name.(string), nil
				}
				if found == "" {
					found = name.(string)
				}
			}
			if t == json.Delim('{') || t == json.Delim('[') {
				if err := leave(dec); err != nil {
					return "", err
				}
			}
			if err := leave(dec); err != nil {
				return "", err
			}
			continue
		}
		if t == json.Delim('{') || t == json.Delim('[') {
			if err := leave(dec); err != nil {
				return "", err
			}
		}
	}
	if found == "" {
		return "", errNoList
	}
	return found, nil
}

var errNoList = errors.New("the JSON document holds no list of records")

func (d *document) next() (Record, error) {
	if !d.dec.More() {
		if _, err := d.dec.Token(); err != nil {
			return Record{}, plainJSON(err)
		}
		return Record{}, io.EOF
	}
	var raw json.RawMessage
	if err := d.dec.Decode(&raw); err != nil {
		at := d.src.read // where it ends too early
		if s := (*json.SyntaxError)(nil); errors.As(err, &s) {
			at = s.Offset
		}
		return Record{}, fmt.Errorf("line %d: %w", d.src.lineAt(at), plainJSON(err))
	}
	line := d.src.lineAt(d.dec.InputOffset() - int64(len(raw)))
	rec := Record{Line: line, Raw: string(raw)}
	if len(raw) > maxRecord {
		rec.Err = fmt.Errorf("the record is longer than %d bytes", maxRecord)
		return rec, nil
	}
	rec.Object, rec.Err = parseObject(raw)
	return rec, nil
}

// skip passes over one value without keeping it.
func skip(dec *json.Decoder) error {
	t, err := dec.Token()
	if err != nil {
		return plainJSON(err)
	}
	if t == json.Delim('{') || t == json.Delim('[') {
		return leave(dec)
	}
	return nil
}

// leave passes to the end of the list or object that dec is inside of.
func leave(dec *json.Decoder) error {
	for depth := 1; depth > 0; {
		t, err := dec.Token()
		if err != nil {
			return plainJSON(err)
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// lineReader remembers where the lines of what was read end, until they have
// been passed.
type lineReader struct {
	r    io.Reader
	read int64
	ends []int64
	past int
}

func (l *lineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// lineAt is the line of a byte; it may only be asked forwards.
func (l *lineReader) lineAt(offset int64) int {
	i := 0
	for i < len(l.ends) && l.ends[i] < offset {
		i++
	}
	l.past += i
	l.ends = l.ends[i:]
	return l.past + 1
}
