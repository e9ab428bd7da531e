package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/model/query"
	"koe/model/text"
	"koe/store/exchange"
	"koe/tui/lang"
)

func (p *program) jsonFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.json, "json", false, "print JSON, one object a line")
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func issueJSON(r model.Row) exchange.IssueJSON { return exchange.NewIssueJSON(r) }

// printer writes lines to a person and keeps the first error, so that a full
// pipe or a closed one is told once.
type printer struct {
	w     io.Writer
	words *lang.Catalogue
	err   error
}

func (p *program) printer(cmd *cobra.Command) (*printer, error) {
	words, err := p.words()
	if err != nil {
		return nil, err
	}
	return &printer{w: cmd.OutOrStdout(), words: words}, nil
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, strings.TrimRight(format, " ")+"\n", args...)
	}
}

// oneLine is the beginning of a text that fits a width, on one line.
func oneLine(s string, width int) string {
	return ansi.Truncate(strings.Join(strings.Fields(s), " "), width, "…")
}

// pad fills a text to a width, counting wide characters as two.
func pad(s string, width int) string {
	s = ansi.Truncate(s, width, "…")
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

// sentence is an error as a person reads it; empty for one that says nothing.
func (p *program) sentence(words *lang.Catalogue, err error) string {
	var q *query.Error
	switch {
	case errors.As(err, &q):
		if words.Lang == lang.Japanese {
			return q.Japanese()
		}
		return q.Error()
	}
	var use *usageError
	if errors.As(err, &use) {
		return err.Error()
	}
	for _, target := range []any{new(*model.Refusal), new(*model.Fault), new(*text.InvalidUTF8Error), new(*text.TooLongError)} {
		if errors.As(err, target) {
			return words.Error(err)
		}
	}
	return err.Error()
}
