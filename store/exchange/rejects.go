package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"koe/store/exchange/table"
)

// A Reject is a row that was not taken.
type Reject struct {
	Line   int
	Reason string
}

// rejects writes the rows that were not taken to a file that can be mended and
// imported again: the original columns as they were, then the line and the
// reason, which an import ignores.
type rejects struct {
	w     io.Writer
	plan  *Plan
	begun bool
	buf   []byte
}

// add writes the records of one row. The reason is that of the record at
// fault; the others of its issue say which one it was.
func (f *rejects) add(row Row) error {
	if f.w == nil {
		return nil
	}
	for i := range row.Records {
		r := &row.Records[i]
		reason := row.Err.Error()
		if i != row.Bad && len(row.Records) > 1 {
			reason = fmt.Sprintf("belongs with line %d", row.Records[row.Bad].Line)
		}
		if err := f.write(r, reason); err != nil {
			return fmt.Errorf("write the rejects: %w", err)
		}
	}
	return nil
}

func (f *rejects) write(r *table.Record, reason string) error {
	f.buf = f.buf[:0]
	if f.plan.Info.Shape == table.Table {
		f.row(r, reason)
	} else {
		f.object(r, reason)
	}
	_, err := f.w.Write(f.buf)
	return err
}

// row writes a row of a table. What stood beyond the header goes to the end.
func (f *rejects) row(r *table.Record, reason string) {
	h := f.plan.Columns
	if !f.begun {
		f.begun = true
		f.buf = append(f.buf, "\uFEFF"...)
		head := append(append([]string{}, h...), table.LineColumn, table.ReasonColumn)
		if f.named() {
			head = append(head, table.SourceColumn+f.plan.Source)
		}
		if strings.HasPrefix(head[0], "{") || strings.HasPrefix(head[0], "[") {
			f.buf = append(f.buf, '"') // in quotes it cannot be taken for JSON
			f.buf = append(append(f.buf, strings.ReplaceAll(head[0], `"`, `""`)...), '"', f.plan.Info.Delimiter)
			head = head[1:]
		}
		f.buf = appendRow(f.buf, f.plan.Info.Delimiter, head)
	}
	row := make([]string, len(h), len(h)+3+len(r.Spare))
	n := copy(row, r.Cells)
	row = append(row, strconv.Itoa(r.Line), reason)
	if f.named() {
		row = append(row, "")
	}
	if n < len(r.Cells) {
		row = append(row, r.Cells[n:]...)
	}
	row = append(row, r.Spare...)
	f.buf = appendRow(f.buf, f.plan.Info.Delimiter, row)
}

// named reports whether the rows' source is the file's name, which the rejects
// must remember: a known format has its own.
func (f *rejects) named() bool {
	return f.plan.format == nil && !f.plan.koe && f.plan.Source != ""
}

// object writes a line of JSON: the object with two more members or, where
// there is no object, its text as one member.
func (f *rejects) object(r *table.Record, reason string) {
	why, _ := json.Marshal(reason)
	tail := fmt.Sprintf(`%q:%d,%q:%s}`+"\n", table.LineColumn, r.Line, table.ReasonColumn, why)
	var compact bytes.Buffer
	if r.Object != nil && json.Compact(&compact, []byte(r.Raw)) == nil {
		body := bytes.TrimSuffix(compact.Bytes(), []byte{'}'})
		f.buf = append(f.buf, body...)
		if len(body) > 1 {
			f.buf = append(f.buf, ',')
		}
		f.buf = append(f.buf, tail...)
		return
	}
	raw := r.Raw
	if !utf8.ValidString(raw) {
		raw = strconv.QuoteToASCII(raw)
	}
	text, _ := json.Marshal(raw)
	f.buf = append(f.buf, `{"koe_raw":`...)
	f.buf = append(f.buf, text...)
	f.buf = append(f.buf, ',')
	f.buf = append(f.buf, tail...)
}
