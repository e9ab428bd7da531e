package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"koe/model"
	"koe/store/exchange"
	"koe/tui/lang"
)

// jsonUsage is what help says of --json wherever it stands.
var jsonUsage = lang.Say("print JSON, one object a line", "出力を JSON にする（1行に1件）")

func (p *program) jsonFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.json, "json", false, jsonUsage.In(lang.English))
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func issueJSON(r model.Row) exchange.IssueJSON { return exchange.NewIssueJSON(r) }

// issueViewJSON is an issue with the attempts to reach its customer and its
// history.
func issueViewJSON(v model.IssueView) exchange.IssueJSON {
	j := issueJSON(v.Row)
	j.Contacts, j.Events = v.Contacts, v.Events
	return j
}

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
		_, p.err = io.WriteString(p.w, visible(strings.TrimRight(fmt.Sprintf(format, args...), " "))+"\n")
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
