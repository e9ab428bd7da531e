package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"koe/model"
	"koe/store/exchange/table"
)

// cellTime is how CSV writes a time: on the desk's clock, as spreadsheets read
// times.
const cellTime = "2006-01-02 15:04:05"

// extraPrefix marks the columns of a CSV that come from extra.
const extraPrefix = "extra."

// cellColumns are the columns of koe's CSV before those of extra, and how each
// is written and read.
var cellColumns = []cellColumn{
	{"number", func(j *IssueJSON, _ *time.Location) string { return strconv.FormatUint(uint64(j.Number), 10) },
		func(j *IssueJSON, s string, _ *time.Location) (err error) {
			if s != "" {
				j.Number, err = model.ParseNumber(s)
			}
			return err
		}},
	textCell("id", func(j *IssueJSON) *string { return &j.ID }),
	timeCell("received_at", func(j *IssueJSON) *model.Instant { return &j.ReceivedAt }),
	timeCell("logged_at", func(j *IssueJSON) *model.Instant { return &j.LoggedAt }),
	codeCell("kind", func(j *IssueJSON) code { return &j.Kind }),
	textCell("text", func(j *IssueJSON) *string { return &j.Text }),
	jsonCell("tags", func(j *IssueJSON) any { return &j.Tags }, func(j *IssueJSON) bool { return len(j.Tags) > 0 }),
	textCell("customer", func(j *IssueJSON) *string { return &j.Customer }),
	codeCell("severity", func(j *IssueJSON) code { return &j.Severity }),
	codeCell("state", func(j *IssueJSON) code { return &j.State }),
	textCell("owner", func(j *IssueJSON) *string { return (*string)(&j.Owner) }),
	textCell("channel", func(j *IssueJSON) *string { return (*string)(&j.Channel) }),
	codeCell("wish", func(j *IssueJSON) code { return &j.Wish }),
	textCell("problem", func(j *IssueJSON) *string { return &j.Problem }),
	textCell("product", func(j *IssueJSON) *string { return &j.Product }),
	textCell("on_behalf_of", func(j *IssueJSON) *string { return &j.OnBehalfOf }),
	codeCell("occurred_on", func(j *IssueJSON) code { return &j.OccurredOn }),
	timeCell("state_at", func(j *IssueJSON) *model.Instant { return &j.StateAt }),
	timeCell("due", func(j *IssueJSON) *model.Instant { return &j.Due }),
	textCell("answer", func(j *IssueJSON) *string { return &j.Answer }),
	codeCell("close_reason", func(j *IssueJSON) code { return &j.CloseReason }),
	textCell("reason", func(j *IssueJSON) *string { return &j.Reason }),
	textCell("segment", func(j *IssueJSON) *string { return &j.Segment }),
	textCell("source", func(j *IssueJSON) *string { return &j.Source }),
	textCell("external_id", func(j *IssueJSON) *string { return &j.ExternalID }),
	jsonCell("text_made", func(j *IssueJSON) any { return &j.TextMade }, func(j *IssueJSON) bool { return j.TextMade }),
	jsonCell("waiting", func(j *IssueJSON) any { return &j.Waiting }, func(j *IssueJSON) bool { return j.Waiting.On != 0 }),
	jsonCell("promises", func(j *IssueJSON) any { return &j.Promises }, func(j *IssueJSON) bool { return len(j.Promises) > 0 }),
	jsonCell("notes", func(j *IssueJSON) any { return &j.Notes }, func(j *IssueJSON) bool { return len(j.Notes) > 0 }),
}

// cellColumn is one column of koe's CSV.
type cellColumn struct {
	name  string
	write func(*IssueJSON, *time.Location) string
	read  func(*IssueJSON, string, *time.Location) error
}

// code is a value that is written as one word.
type code interface {
	MarshalText() ([]byte, error)
	UnmarshalText([]byte) error
}

func textCell(name string, of func(*IssueJSON) *string) cellColumn {
	return cellColumn{name,
		func(j *IssueJSON, _ *time.Location) string { return *of(j) },
		func(j *IssueJSON, s string, _ *time.Location) error { *of(j) = s; return nil }}
}

func codeCell(name string, of func(*IssueJSON) code) cellColumn {
	return cellColumn{name,
		func(j *IssueJSON, _ *time.Location) string { b, _ := of(j).MarshalText(); return string(b) },
		func(j *IssueJSON, s string, _ *time.Location) error { return of(j).UnmarshalText([]byte(s)) }}
}

func timeCell(name string, of func(*IssueJSON) *model.Instant) cellColumn {
	return cellColumn{name,
		func(j *IssueJSON, loc *time.Location) string {
			if *of(j) == 0 {
				return ""
			}
			return of(j).Time(loc).Format(cellTime)
		},
		func(j *IssueJSON, s string, loc *time.Location) error {
			if s == "" {
				return nil
			}
			t, err := time.ParseInLocation(cellTime, s, loc)
			if err != nil {
				return errors.New("a time must look like 2026-07-13 09:00:00")
			}
			*of(j) = model.At(t)
			return nil
		}}
}

func jsonCell(name string, of func(*IssueJSON) any, has func(*IssueJSON) bool) cellColumn {
	return cellColumn{name,
		func(j *IssueJSON, _ *time.Location) string {
			if !has(j) {
				return ""
			}
			b, _ := json.Marshal(of(j))
			return string(b)
		},
		func(j *IssueJSON, s string, _ *time.Location) error {
			if s == "" {
				return nil
			}
			return json.Unmarshal([]byte(s), of(j))
		}}
}

// issueOfCells reads a row of koe's CSV.
func issueOfCells(h table.Columns, row []string, loc *time.Location) (IssueJSON, error) {
	j := IssueJSON{}
	for i, name := range h {
		if i >= len(row) {
			break
		}
		v := arm(row[i])
		if extra, ok := strings.CutPrefix(name, extraPrefix); ok {
			if v != "" {
				j.Extra = append(j.Extra, model.Extra{Name: extra, Value: v})
			}
			continue
		}
		for _, c := range cellColumns {
			if c.name != name {
				continue
			}
			if err := c.read(&j, v, loc); err != nil {
				return j, fmt.Errorf("the column %s: %w", name, err)
			}
		}
	}
	return j, nil
}

// dangerous are the characters with which a cell begins that a spreadsheet
// would calculate, in full width too.
func dangerous(r rune) bool {
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

// defuse puts an apostrophe before a cell that a spreadsheet would take for a
// formula. Cells that begin with such apostrophes of their own get one more,
// so that arm can take back exactly what was added.
func defuse(s string) string {
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'")); s != "" && dangerous(r) {
		return "'" + s
	}
	return s
}

// arm undoes defuse.
func arm(s string) string {
	if !strings.HasPrefix(s, "'") {
		return s
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'")); dangerous(r) {
		return s[1:]
	}
	return s
}

// appendRow adds a row of CSV to dst, quoted where it must be.
func appendRow(dst []byte, delim byte, row []string) []byte {
	for i, v := range row {
		if i > 0 {
			dst = append(dst, delim)
		}
		dst = appendCell(dst, delim, v, len(row) == 1)
	}
	return append(dst, "\r\n"...)
}

func appendCell(dst []byte, delim byte, v string, alone bool) []byte {
	plain := v != "" || !alone
	for i := 0; i < len(v) && plain; i++ {
		plain = v[i] != delim && v[i] != '"' && v[i] != '\n' && v[i] != '\r'
	}
	if plain && (v == "" || v[0] != ' ' && v[len(v)-1] != ' ') {
		return append(dst, v...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(v, `"`, `""`)...)
	return append(dst, '"')
}
