package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxRecord bounds one row, in bytes. An opening quotation mark that nothing
// closes would otherwise swallow the rest of the file.
const maxRecord = 1 << 20

// scanner cuts separated text into rows. It reads what RFC 4180 allows and, beyond that, what can
// have only one meaning: quotation marks inside an unquoted cell are themselves. Anything else is
// an error of that row.
type scanner struct {
	src        io.Reader
	delim      byte
	end        byte // '\n', or '\r' where the file has no line feeds
	buf        []byte
	start, lim int
	eof        bool
	line       int
}

func newScanner(r io.Reader, delim, end byte, window int) *scanner {
	return &scanner{src: r, delim: delim, end: end, buf: make([]byte, window), line: 1}
}

// row is one row as it stands: where it begins, its text without the line end,
// and its cells.
type row struct {
	line  int
	raw   string
	cells []string
	err   error
}

// errMore says that the window ends before the row does.
var errMore = errors.New("more needed")

// next returns the next row that is not blank, or io.EOF.
func (s *scanner) next() (row, error) {
	for {
		if s.start == s.lim && s.eof {
			return row{}, io.EOF
		}
		w := s.buf[s.start:s.lim]
		full := len(w) >= maxRecord
		r, n, err := s.cut(w, s.eof || full)
		if errors.Is(err, errMore) {
			if err := s.fill(); err != nil {
				return row{}, err
			}
			continue
		}
		if full && n == len(w) && w[n-1] != s.end && !s.eof && r.err == nil {
			r.err = fmt.Errorf("the row is longer than %d bytes", maxRecord)
		}
		r.line = s.line
		s.line += bytes.Count(w[:n], []byte{s.end})
		s.start += n
		if r.blank() {
			continue
		}
		return r, nil
	}
}

// fill moves what is left to the front of the buffer and reads on.
func (s *scanner) fill() error {
	if s.start > 0 {
		s.lim = copy(s.buf, s.buf[s.start:s.lim])
		s.start = 0
	}
	if s.lim == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.src.Read(s.buf[s.lim:])
	s.lim += n
	if errors.Is(err, io.EOF) {
		s.eof = true
		return nil
	}
	return err
}

// cell is where one cell stands in the window.
type cell struct {
	from, to int
	doubled  bool // holds doubled quotation marks
}

// cut takes one row off the front of w and returns how many bytes it took, line
// end included. Where w holds no whole row it returns errMore, unless last says
// that there is no more.
func (s *scanner) cut(w []byte, last bool) (row, int, error) {
	var room [64]cell
	cells := room[:0]
	var bad error
	i := 0
	for {
		var c cell
		var err error
		if i < len(w) && w[i] == '"' {
			c, i, err = s.quoted(w, i, last)
			switch {
			case errors.Is(err, errMore):
				return row{}, 0, err
			case errors.Is(err, errUnclosed):
				return s.unclosed(w, len(cells)+1)
			case err != nil && bad == nil:
				bad = fmt.Errorf("column %d: %w", len(cells)+1, err)
			}
		} else {
			c, i = s.bare(w, i)
		}
		if i == len(w) && !last {
			return row{}, 0, errMore
		}
		cells = append(cells, c)
		if i < len(w) && w[i] == s.delim {
			i++
			continue
		}
		break
	}
	body := i
	if i < len(w) {
		i++ // the line end
	}
	if body > 0 && s.end == '\n' && w[body-1] == '\r' {
		body--
	}
	r := row{raw: string(w[:body]), err: bad}
	r.cells = make([]string, len(cells))
	for k, c := range cells {
		text := r.raw[min(c.from, body):min(c.to, body)]
		if c.doubled {
			text = strings.ReplaceAll(text, `""`, `"`)
		}
		r.cells[k] = text
	}
	return r, i, nil
}

// bare finds the end of an unquoted cell.
func (s *scanner) bare(w []byte, i int) (cell, int) {
	from := i
	for i < len(w) && w[i] != s.delim && w[i] != s.end {
		i++
	}
	return cell{from: from, to: i}, i
}

var (
	errUnclosed = errors.New("a quotation mark is opened and never closed")
	errAfter    = errors.New("text follows a closing quotation mark; double the marks inside a quoted cell")
)

// quoted finds the end of a quoted cell whose opening mark stands at i.
func (s *scanner) quoted(w []byte, i int, last bool) (cell, int, error) {
	c := cell{from: i + 1}
	j := i + 1
	for {
		k := bytes.IndexByte(w[j:], '"')
		if k < 0 {
			if last {
				return c, 0, errUnclosed
			}
			return c, 0, errMore
		}
		j += k
		if j+1 < len(w) && w[j+1] == '"' {
			c.doubled = true
			j += 2
			continue
		}
		break
	}
	c.to = j
	j++
	if j+1 >= len(w) && !last {
		return c, 0, errMore
	}
	if j == len(w) || w[j] == s.delim || w[j] == s.end {
		return c, j, nil
	}
	if w[j] == '\r' && (j+1 == len(w) || w[j+1] == s.end) {
		return c, j + 1, nil
	}
	_, j = s.bare(w, j)
	return c, j, errAfter
}

// unclosed gives up only the line that holds the stray mark, so that the rows
// after it are read.
func (s *scanner) unclosed(w []byte, column int) (row, int, error) {
	n := bytes.IndexByte(w, s.end)
	taken := n + 1
	if n < 0 {
		n, taken = len(w), len(w)
	}
	raw := strings.TrimSuffix(string(w[:n]), "\r")
	return row{raw: raw, cells: []string{raw}, err: fmt.Errorf("column %d: %w", column, errUnclosed)}, taken, nil
}

// blank says that a row holds nothing at all, as the last rows of a
// spreadsheet's export often do.
func (r row) blank() bool {
	if r.err != nil {
		return false
	}
	for _, c := range r.cells {
		if c != "" {
			return false
		}
	}
	return true
}
