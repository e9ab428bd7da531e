package main

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"koe/model"
)

func (p *program) listCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "list [flags] [QUERY]",
		Short: "List issues, the newest first",
		Long: "List the issues that a query lets through, the newest first; without one, all of them.\n" +
			"A query that begins with - follows --.",
		Example: "  koe list 'state:open owner:none sev<=2'\n  koe list 担当:なし タグ:請求 返金\n  koe list -- -解約",

		ValidArgsFunction: p.offers(queryOffer),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.list(cmd, strings.Join(args, " "), limit)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "at most so many (50 on a terminal's worth of lines; 0 is all with --json)")
	p.jsonFlag(cmd)
	p.inJapanese(cmd, wording{
		short: "お申し出を新しい順に一覧表示する",
		long: "条件に合うお申し出を新しい順に表示します。条件がなければすべて表示します。\n" +
			"「-」で始まる条件は「--」の後に書きます。",
		flags: map[string]string{"limit": "表示する件数の上限: 省略時は50件、--json では 0 ですべて"},
	})
	return cmd
}

// pageRows is how many rows are asked of the desk at a time.
const pageRows = 500

func (p *program) list(cmd *cobra.Command, q string, limit int) error {
	out, err := p.printer(cmd)
	if err != nil {
		return err
	}
	if limit < 0 {
		return usage("--limit wants a number of rows, not %d", limit)
	}
	if limit == 0 && !p.json {
		limit = 50
	}
	return p.with(cmd.Context(), func(s *session) error {
		shown := 0
		more, err := eachRow(cmd.Context(), s, q, limit, func(r model.Row) error {
			shown++
			if p.json {
				return printJSON(cmd.OutOrStdout(), issueJSON(r))
			}
			out.row(s, r)
			return out.err
		})
		switch {
		case err != nil || p.json:
			return err
		case shown == 0:
			out.line("%s", out.words.Common.NoMatch)
		case more:
			out.line("%s", out.words.Shell.Matches(shown))
		}
		return out.err
	})
}

// eachRow gives the rows of a query, at most limit where it is not 0, and
// says whether there were more.
func eachRow(ctx context.Context, s *session, q string, limit int, fn func(model.Row) error) (more bool, err error) {
	ask := model.IssueQuery{Query: q, Who: s.who.ID}
	for left := limit; ; {
		ask.Limit = pageRows
		if limit > 0 {
			ask.Limit = min(pageRows, left)
		}
		page, err := s.Issues(ctx, ask)
		if err != nil {
			return false, inQuery(q, err)
		}
		for _, r := range page.Rows {
			if err := fn(r); err != nil {
				return false, err
			}
		}
		left -= len(page.Rows)
		if page.Next == "" {
			return false, nil
		}
		ask.After = page.Next
		if limit > 0 && left <= 0 { // the rows may end just here
			ask.Limit = 1
			rest, err := s.Issues(ctx, ask)
			return err == nil && (len(rest.Rows) > 0 || rest.Next != ""), inQuery(q, err)
		}
	}
}

// row prints an issue on one line: number, day, severity, state, owner, tag, words.
func (o *printer) row(s *session, r model.Row) {
	i := &r.Issue
	tag := ""
	if len(r.Tags) > 0 {
		tag = "#" + r.Tags[0].Plain()
	}
	o.line("%s %s %s %s %s %s %s", pad(i.Number.String(), 8), pad(i.ReceivedAt.Time(s.zone).Format("2006-01-02 15:04"), 16),
		pad(i.Severity.String(), 2), pad(o.words.State(i.State), 10), pad(cmp.Or(string(i.Owner), "-"), 10), pad(tag, 24), oneLine(i.Text, 60))
}
