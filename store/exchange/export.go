package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"koe/model"
	"koe/model/text"
)

// An OutFormat is how issues are written out.
type OutFormat string

// The formats of an export.
const (
	OutCSV      OutFormat = "csv"      // for spreadsheets: UTF-8 with BOM, formulas defused
	OutJSONL    OutFormat = "jsonl"    // one IssueJSON a line, without loss
	OutMarkdown OutFormat = "markdown" // for people
)

// ParseOutFormat reads csv, jsonl or markdown.
func ParseOutFormat(s string) (OutFormat, error) {
	f := OutFormat(s)
	if !slices.Contains([]OutFormat{OutCSV, OutJSONL, OutMarkdown}, f) {
		return "", fmt.Errorf("the format is csv, jsonl or markdown, not %q", s)
	}
	return f, nil
}

// Rows starts a walk over the issues to be written. A CSV walks twice: once for
// the names of its columns, once for its rows.
type Rows func(context.Context) iter.Seq2[model.Row, error]

// OutOptions say how to write.
type OutOptions struct {
	Format OutFormat
	// Full writes everything as it is. Otherwise card numbers, telephone
	// numbers and mail addresses are starred out, and customers are named by
	// their numbers.
	Full bool
	Zone *time.Location // the desk's
}

// Export writes issues one after the other and returns how many. It holds one
// of them at a time.
func Export(ctx context.Context, w io.Writer, rows Rows, opt OutOptions) (int, error) {
	b := bufio.NewWriterSize(w, 1<<16)
	n, err := export(ctx, b, rows, opt)
	if ferr := b.Flush(); err == nil {
		err = ferr
	}
	if err != nil {
		return n, fmt.Errorf("export after %d issues: %w", n, err)
	}
	return n, nil
}

func export(ctx context.Context, w *bufio.Writer, rows Rows, opt OutOptions) (int, error) {
	write := appendLine
	switch opt.Format {
	case OutMarkdown:
		write = appendMarkdown
	case OutCSV:
		extras, err := extraNames(ctx, rows)
		if err != nil {
			return 0, err
		}
		if _, err := w.Write(cellHeader(extras)); err != nil {
			return 0, err
		}
		write = func(dst []byte, j *IssueJSON, zone *time.Location) ([]byte, error) {
			return appendRow(dst, ',', cellRow(j, extras, zone)), nil
		}
	}
	var buf []byte
	n := 0
	for row, err := range rows(ctx) {
		if err != nil {
			return n, err
		}
		j := NewIssueJSON(row)
		if !opt.Full {
			j.mask()
		}
		if buf, err = write(buf[:0], &j, opt.Zone); err != nil {
			return n, err
		}
		if _, err := w.Write(buf); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func appendLine(dst []byte, j *IssueJSON, _ *time.Location) ([]byte, error) {
	dst, err := j.AppendJSON(dst)
	return append(dst, '\n'), err
}

// extraNames are the names of every extra of the issues, in the order in which
// they first appear.
func extraNames(ctx context.Context, rows Rows) ([]string, error) {
	var names []string
	seen := map[string]bool{}
	for row, err := range rows(ctx) {
		if err != nil {
			return nil, err
		}
		for _, x := range row.Issue.Extra {
			if !seen[x.Name] {
				seen[x.Name] = true
				names = append(names, x.Name)
			}
		}
	}
	return names, nil
}

func cellHeader(extras []string) []byte {
	var names []string
	for _, c := range cellColumns {
		names = append(names, c.name)
	}
	for _, x := range extras {
		names = append(names, extraPrefix+x)
	}
	return appendRow([]byte("\uFEFF"), ',', names)
}

func cellRow(j *IssueJSON, extras []string, zone *time.Location) []string {
	row := make([]string, 0, len(cellColumns)+len(extras))
	for _, c := range cellColumns {
		row = append(row, defuse(c.write(j, zone)))
	}
	for _, name := range extras {
		v := ""
		for _, x := range j.Extra {
			if x.Name == name {
				v = x.Value
				break
			}
		}
		row = append(row, defuse(v))
	}
	return row
}

// mask stars out what would name a customer or could be misused.
func (j *IssueJSON) mask() {
	j.Customer, j.OnBehalfOf = "", stars(j.OnBehalfOf)
	if j.CustomerID != 0 {
		j.Customer = j.CustomerID.String()
	}
	j.Text, j.Answer, j.Reason = maskText(j.Text), maskText(j.Answer), maskText(j.Reason)
	j.Extra = slices.Clone(j.Extra)
	for i := range j.Extra {
		j.Extra[i].Value = maskText(j.Extra[i].Value)
	}
	j.Notes = slices.Clone(j.Notes)
	for i := range j.Notes {
		j.Notes[i].Text = maskText(j.Notes[i].Text)
	}
	j.Promises = slices.Clone(j.Promises)
	for i := range j.Promises {
		j.Promises[i].Text = maskText(j.Promises[i].Text)
	}
	j.Masked = true
}

func stars(s string) string {
	if s == "" {
		return ""
	}
	return "***"
}

// maskText hides card numbers as a record must, and telephone numbers and mail
// addresses as well.
func maskText(s string) string {
	masked, found := text.Mask(s)
	var b strings.Builder
	from := 0
	for _, f := range found {
		if f.Masked || f.Start < from {
			continue
		}
		b.WriteString(masked[from:f.Start])
		b.WriteString("***")
		from = f.End
	}
	if from == 0 {
		return masked
	}
	b.WriteString(masked[from:])
	return b.String()
}
